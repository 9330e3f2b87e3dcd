"""What a session asks of its neighbours."""

from collections.abc import Mapping
from typing import Any, Protocol

from ova.core import AudioFormat
from ova.satellite.cues import Cue


class Hub(Protocol):
    """What a session asks of the link to the hub."""

    def start(self, wake_word: Mapping[str, Any] | None) -> None:
        """Ask it to listen."""
        ...

    def near(self, heard: Mapping[str, float]) -> None:
        """Say that a wake word is perhaps being said."""
        ...

    def audio(self, pcm: bytes) -> None:
        """Send sound."""
        ...

    def stop(self) -> None:
        """End the sound."""
        ...

    def cancel(self) -> None:
        """Forget the command."""
        ...

    def ring_stop(self, timer_id: str | None) -> None:
        """Silence timers."""
        ...

    def wait_stop(self) -> None:
        """Ask it to listen for "stop" in what is sent from now on."""
        ...

    def wait_stop_over(self) -> None:
        """Say that nothing is heard any more that could be stopped."""
        ...

    def played(self, playback_id: str) -> None:
        """Report a sound as played."""
        ...


class Output(Protocol):
    """What a session asks of the player."""

    def begin(self, sound_id: str, kind: str, fmt: AudioFormat) -> None:
        """Queue a sound."""
        ...

    def feed(self, sound_id: str, pcm: bytes) -> None:
        """Add samples."""
        ...

    def end(self, sound_id: str) -> None:
        """Complete a sound."""
        ...

    def end_all(self) -> None:
        """Complete every sound."""
        ...

    def stop(self) -> None:
        """Drop every sound."""
        ...

    def hold(self, held: bool) -> None:
        """Begin nothing while held."""
        ...

    def ring(self, ringing: bool) -> None:
        """Ring or stop ringing."""
        ...

    def cue(self, cue: Cue) -> None:
        """Play a sound of the satellite's own at once."""
        ...


class Detector(Protocol):
    """What a session asks of the wake words."""

    def feed(self, pcm: bytes) -> dict[str, Any] | None:
        """Return name and score of a wake word that was heard."""
        ...

    def near(self) -> dict[str, float] | None:
        """Return how loud a wake word is that is perhaps being said, once."""
        ...

    def after_wake_word(self) -> bytes:
        """Return what was said since the wake word."""
        ...

    def reset(self) -> None:
        """Forget what was heard."""
        ...


class Report(Protocol):
    """Where a session tells what happens."""

    def event(self, event: Mapping[str, Any]) -> None:
        """Tell of an event of a run."""
        ...

    def note(self, kind: str, text: str, /, **data: Any) -> None:
        """Tell of something else."""
        ...
