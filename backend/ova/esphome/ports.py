"""What the hub lends to those who drive ESPHome devices."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ova.core import AudioClip
from ova.engines.wake import WakeListener
from ova.esphome.sounds import DeviceSounds
from ova.satellites import SatelliteLink


class OpenLink(Protocol):
    """Opens the hub's end of a satellite, whatever carries its messages."""

    def __call__(self, send: Callable[..., None], *, address: str = ...) -> SatelliteLink:
        """See ``OpenVoiceAssistant.open_link``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """The hub, as far as a device needs it. Everything is safe from any thread."""

    version: str
    """The hub's."""
    open_link: OpenLink
    say: Callable[[str, str], Iterable[AudioClip]]
    """``say(satellite_id, text)`` speaks in the voice of a satellite. Raises OvaError."""
    listener: Callable[[str], WakeListener]
    """Makes what waits for the wake words of a satellite, by its id. Raises OvaError."""
    clock: Callable[[], float]
    """Seconds since the epoch."""
    sounds: DeviceSounds
    """Where devices fetch what they play."""
    sound_url: Callable[[str, str], str]
    """``sound_url(name, own)``: where a device fetches a sound that reaches the hub at its address
    ``own``. Raises OvaError that says why it cannot."""
    knows: Callable[[str], bool]
    """Tells whether there is a satellite with this id."""
    had_words: Callable[[str, str], bool]
    """``had_words(satellite_id, version)`` tells whether a satellite told of wake words of its own when
    it was there last, with this version of its firmware."""
    keep: Callable[[str, Mapping[str, Any]], None]
    """``keep(satellite_id, preferences)`` keeps what was set at the device."""
    brought: Callable[[str, Mapping[str, Any]], None]
    """``brought(satellite_id, preferences)`` keeps what a new device came with, where nobody has set it yet."""
    timers: Callable[[str], Iterable[Mapping[str, Any]]]
    """The timers that run for a satellite, in wire form."""
    note: Callable[[str, str, str], None]
    """``note(satellite_id, text, level)`` writes into a satellite's log."""
    changed: Callable[[], None]
    """Called when a device came, went, or has another problem."""
