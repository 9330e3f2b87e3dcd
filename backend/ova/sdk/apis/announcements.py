"""Announcements as plugins see them."""

from collections.abc import Collection, Sequence
from typing import Protocol

from ova.core import Satellite


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
    ) -> list[str]:
        """Speak a text at places, or everywhere but on the satellites ``but``; return the ids reached.

        Raises NotFound for a place there is not, Unavailable when nobody is there to speak.
        """
