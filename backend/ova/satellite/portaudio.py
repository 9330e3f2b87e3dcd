"""Getting at PortAudio: imported late, with errors people can act on."""

import importlib
import threading
from typing import Any

from ova.satellite.errors import DeviceUnavailable

NO_LIBRARY = "Debian, Ubuntu and Raspberry Pi OS: sudo apt install libportaudio2"
_lock = threading.Lock()
_open_streams = 0


def load() -> Any:
    """Return the sounddevice module. Raises DeviceUnavailable when it or PortAudio is missing."""
    try:
        return importlib.import_module("sounddevice")
    except ImportError as error:
        raise DeviceUnavailable(
            "The Python package sounddevice is not installed.",
            cure='Install the extra: pip install "openvoiceassistant[satellite]".',
        ) from error
    except OSError as error:
        raise DeviceUnavailable(
            "The PortAudio library is not installed.", cure=f"{NO_LIBRARY}."
        ) from error


def device_of(name: str | None) -> int | str | None:
    """Return a device as sounddevice takes it: a number, a part of its name, or None for the default."""
    return int(name) if name is not None and name.isdigit() else name


def unavailable(kind: str, name: str | None, error: Exception) -> DeviceUnavailable:
    """Return the error for a device that cannot be opened; ``kind`` is ``input`` or ``output``."""
    what = "microphone" if kind == "input" else "loudspeaker"
    wanted = f"The {what} {name!r}" if name else f"The default {what}"
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    names = device_names(kind)
    cure = (
        f"Use one of: {', '.join(names)}." if names else f"No {what} was found: is one plugged in?"
    )
    return DeviceUnavailable(f"{wanted} cannot be opened: {reason}.", cure=cure)


def device_names(kind: str) -> list[str]:
    """Return the names of all devices of a kind."""
    sounddevice = load()
    try:
        devices = sounddevice.query_devices()
    except sounddevice.PortAudioError:
        return []
    return [device["name"] for device in devices if device[f"max_{kind}_channels"] > 0]


def opened() -> None:
    """Count an open stream."""
    global _open_streams
    with _lock:
        _open_streams += 1


def closed() -> None:
    """Count a stream as closed."""
    global _open_streams
    with _lock:
        _open_streams -= 1


def end(stream: Any) -> None:
    """Abort and close a stream, whatever its device says to that; nothing for None."""
    if stream is None:
        return
    try:
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)
    finally:
        closed()


def refresh() -> None:
    """Look for devices anew, unless a stream is open.

    PortAudio lists devices once, when it starts. A microphone that was unplugged and is back is only
    found by starting PortAudio again, for which sounddevice offers no public function.
    """
    sounddevice = load()
    with _lock:
        if _open_streams == 0:
            sounddevice._terminate()
            sounddevice._initialize()
