"""Announcements as plugins see them."""

from typing import Protocol

from ova.core import EVERYWHERE, Announcement, Said, Satellite, Where


class AnnouncementsApi(Protocol):
    """Saying something on satellites."""

    def at(self, where: Where = EVERYWHERE) -> list[Satellite]:
        """Return the satellites of places, also those that ``where`` leaves out.

        Raises NotFound, Unavailable, and NotAllowed when who asks may announce nothing.
        """

    def say(
        self,
        text: str,
        where: Where = EVERYWHERE,
        *,
        voice: str | None = None,
        by: str = "",
    ) -> Announcement:
        """Speak a text at places.

        The answer tells where it is heard and where not; ``by`` is who has it said. Raises NotFound
        for a place there is not, Unavailable when nobody is there to speak.
        """

    def relay(
        self,
        said: Said,
        where: Where = EVERYWHERE,
        *,
        by: str = "",
    ) -> Announcement:
        """Play what ``turn.listen`` was answered, in the voice of who spoke; else as ``say``.

        Needs the permission ``intercom``. Raises NotFound as well when its sound is not kept any more.
        """

    def recent(self) -> list[Announcement]:
        """Return the last announcements, newest first."""
