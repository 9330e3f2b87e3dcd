"""Saying something in the house, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import Announcement


class AnnouncementsPort(Protocol):
    """Speaks and plays on satellites."""

    def say(
        self,
        text: str,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        *,
        by: str = "",
    ) -> Announcement:
        """Speak; tell where. Raises NotFound, Unavailable."""
        ...

    def play(
        self,
        sound: bytes,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        *,
        by: str = "",
    ) -> Announcement:
        """Play a recording; tell where. Raises NotFound, Unavailable, InvalidInput."""
        ...

    def recent(self) -> Sequence[Announcement]:
        """Return the last ones, newest first."""
        ...
