"""Saying something in the house, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol


class AnnouncementsPort(Protocol):
    """Speaks and plays on satellites."""

    def say(
        self,
        text: str,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
    ) -> Sequence[str]:
        """Speak; return the ids reached. Raises NotFound, Unavailable."""
        ...

    def play(
        self,
        sound: bytes,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        *,
        text: str = "",
    ) -> Sequence[str]:
        """Play a recording; return the ids reached. Raises NotFound, Unavailable, InvalidInput."""
        ...
