"""Announcements as plugins see them."""

from collections.abc import Collection, Sequence
from typing import Protocol

from ova.core import Announcement, Satellite


class AnnouncementsApi(Protocol):
    """Saying something on satellites."""

    def at(
        self,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
    ) -> list[Satellite]:
        """Return the satellites of places, all when none is named; raises NotFound, Unavailable."""

    def say(
        self,
        text: str,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        *,
        but: Collection[str] = (),
        voice: str | None = None,
        by: str = "",
    ) -> Announcement:
        """Speak a text at places, or everywhere but on the satellites ``but``.

        The answer tells where it is heard and where not; ``by`` is who has it said. Raises NotFound
        for a place there is not, Unavailable when nobody is there to speak.
        """

    def recent(self) -> list[Announcement]:
        """Return the last announcements, newest first."""
