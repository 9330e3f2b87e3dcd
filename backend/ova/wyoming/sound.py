"""Events of sound, written out: the library's own load ``audioop``, which Python is about to drop."""

from collections.abc import Mapping
from typing import Any

from wyoming.event import Event

from ova.core import AudioFormat, InvalidInput
from ova.wyoming.errors import BadFrame


def format_of(data: Mapping[str, Any]) -> AudioFormat:
    """Return the format of ``audio-start`` or ``audio-chunk``. Raises BadFrame."""
    numbers = [data.get(name) for name in ("rate", "width", "channels")]
    if any(isinstance(one, bool) or not isinstance(one, int) for one in numbers):
        raise BadFrame("Sound came without its format.", cure="Send rate, width and channels.")
    try:
        rate, width, channels = (int(one) for one in numbers if one is not None)
        return AudioFormat(rate, width, channels)
    except InvalidInput as error:
        raise BadFrame(error.message, cure=error.cure) from error


def start_of(fmt: AudioFormat) -> Event:
    """Return ``audio-start``."""
    return Event("audio-start", _numbers(fmt))


def chunk_of(fmt: AudioFormat, pcm: bytes) -> Event:
    """Return ``audio-chunk``."""
    return Event("audio-chunk", _numbers(fmt), pcm)


def stop_of() -> Event:
    """Return ``audio-stop``."""
    return Event("audio-stop")


def _numbers(fmt: AudioFormat) -> dict[str, Any]:
    return {"rate": fmt.rate, "width": fmt.width, "channels": fmt.channels}
