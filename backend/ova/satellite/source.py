"""Where sound comes from."""

from typing import Protocol

BLOCK_FRAMES = 480
"""30 ms at 16 kHz: one step of the wake-word models, and small enough to stream."""
BLOCK_BYTES = BLOCK_FRAMES * 2
BLOCK_S = BLOCK_FRAMES / 16_000


class Source(Protocol):
    """A stream of 16 kHz mono signed 16-bit little-endian PCM."""

    @property
    def exhausted(self) -> bool:
        """Whether only silence is left; a microphone never is."""
        ...

    def open(self) -> None:
        """Start. Raises DeviceUnavailable or BadInput."""
        ...

    def read(self, timeout_s: float) -> bytes:
        """Return the next block of BLOCK_BYTES, or nothing when none came in time."""
        ...

    def close(self) -> None:
        """Stop; may be called twice."""
        ...
