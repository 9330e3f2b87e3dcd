"""Saying something in the house, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import EVERYWHERE, Announcement, Where


class AnnouncementsPort(Protocol):
    """Speaks and plays on satellites."""

    def say(
        self,
        text: str,
        where: Where = EVERYWHERE,
        *,
        by: str = "",
    ) -> Announcement:
        """Speak; tell where. Raises NotFound, Unavailable."""
        ...

    def play(
        self,
        sound: bytes,
        where: Where = EVERYWHERE,
        *,
        by: str = "",
    ) -> Announcement:
        """Play a recording; tell where. Raises NotFound, Unavailable, InvalidInput."""
        ...

    def recent(self) -> Sequence[Announcement]:
        """Return the last ones, newest first."""
        ...
