"""Voice messages: from the hub's sound to what Telegram takes."""

import io
from secrets import token_hex


def mp3_of(wav: bytes) -> bytes:
    """Return a WAV file as MP3, one of the kinds ``sendVoice`` takes. Raises SoundFileError."""
    import soundfile  # now: only who answers by voice needs it

    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    made = io.BytesIO()
    soundfile.write(made, samples, rate, format="MP3")
    return made.getvalue()


def form_of(
    fields: dict[str, str], name: str, filename: str, kind: str, content: bytes
) -> tuple[bytes, str]:
    """Return a form with a file in it, and its content type: https://www.rfc-editor.org/rfc/rfc7578"""
    boundary = token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
        f'filename="{filename}"\r\nContent-Type: {kind}\r\n\r\n'
    )
    body = b"".join([*parts, head.encode(), content, f"\r\n--{boundary}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={boundary}"
