"""Where sound goes, and the speaker of a device that has none."""

from collections.abc import Callable
from typing import Protocol

from ova.core import AudioFormat


def never() -> bool:
    """Tell that there is no hurry."""
    return False


class Speaker(Protocol):
    """Plays PCM, one sound after the other. Only the player's thread calls it."""

    def open(self, fmt: AudioFormat, *, quick: bool = False) -> None:
        """Get ready for a sound of this format; ``quick`` is to be heard as soon as can be.

        Raises DeviceUnavailable.
        """
        ...

    def write(self, pcm: bytes) -> None:
        """Play whole frames; blocks about as long as they last. Raises DeviceUnavailable."""
        ...

    def finish(self, hurry: Callable[[], bool] = never) -> None:
        """Wait until everything written was heard, or there is a ``hurry``, and end the sound."""
        ...

    def abort(self) -> None:
        """End the sound at once."""
        ...

    def close(self) -> None:
        """Let go of the device; may be called twice."""
        ...


class NullSpeaker:
    """Swallows everything: a satellite without a loudspeaker still listens."""

    def open(self, fmt: AudioFormat, *, quick: bool = False) -> None:
        """Do nothing."""

    def write(self, pcm: bytes) -> None:
        """Do nothing."""

    def finish(self, hurry: Callable[[], bool] = never) -> None:
        """Do nothing."""

    def abort(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
