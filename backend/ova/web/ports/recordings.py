"""Kept recordings, as the web room asks for it."""

from typing import Protocol


class RecordingsPort(Protocol):
    """The sound of past commands."""

    def flac(self, run_id: str) -> bytes:
        """Return the sound of a run. Raises NotFound."""
        ...
