"""What the hub tells a satellite's device."""

from collections.abc import Mapping
from typing import Any

from ova.core import AudioClip, OvaError, Schedule
from ova.satellites.playback import Playback, Send

PING_EVERY_S = 2.0
"""How often a satellite is pinged that answers."""


class Device:
    """Words the messages that go down one connection."""

    def __init__(self, send: Send) -> None:
        """``send(event, *args)`` delivers one message; it must not block for long."""
        self._send = send

    def wake_words(self, words: list[dict[str, Any]] | None) -> None:
        """Tell what to listen for; None: what the satellite itself was set to."""
        self._send("wake_words", {"wake_words": words})

    def preferences(self, told: Mapping[str, Any]) -> None:
        """Tell what people set for it: volume, mute, name, area."""
        self._send("preferences", dict(told))

    def levels(self, wanted: bool) -> None:
        """Ask for the microphone's level a few times a second, or for no more of it."""
        self._send("levels", {"wanted": wanted})

    def ping(self, number: int) -> None:
        """Ask for a ``pong`` with this number, and tell how often that will be asked."""
        self._send("ping", {"number": number, "every_s": PING_EVERY_S})

    def identify(self) -> None:
        """Ask it to show which one it is."""
        self._send("identify", {})

    def ring(self, timer: Schedule, text: str) -> None:
        """Start ringing."""
        self._send("ring", {"timer": timer.to_json(), "text": text})

    def ring_over(self, timer: Schedule) -> None:
        """Stop ringing."""
        self._send("ring_stop", {"id": timer.id})

    def hush(self) -> None:
        """Silence what is said and what rings; nothing of it is to go on."""
        self._send("hush", {})

    def timer(self, timer: Schedule) -> None:
        """Tell of a change of one of its timers."""
        self._send("timer", timer.to_json())

    def upcoming(self, items: list[dict[str, Any]]) -> None:
        """Tell all that is going to ring there, and in how many seconds."""
        self._send("upcoming", {"items": items})

    def saying(self, name: str, text: str, mark: str, clip: AudioClip) -> None:
        """Give it words to keep, and to say when it cannot ask."""
        about = {"name": name, "text": text, "mark": mark}
        fmt = {
            "rate": clip.format.rate,
            "width": clip.format.width,
            "channels": clip.format.channels,
        }
        self._send("saying", {**about, **fmt}, clip.pcm)

    def question_over(self, sound_id: str) -> None:
        """Tell that nobody waits any more for the answer to what a sound asked."""
        self._send("question_over", {"id": sound_id})

    def problem(self, error: OvaError) -> None:
        """Tell why it is no longer wanted."""
        self._send("problem", {"code": error.code, "message": error.message, "cure": error.cure})

    def sound(self, kind: str, text: str, gain: float = 1.0) -> Playback:
        """Begin a sound; its pieces follow. ``kind`` is ``announce``, ``test`` or ``identify``."""
        return Playback(self._send, kind=kind, text=text, gain=gain)
