"""Saying something in the house: on one satellite, in rooms, on floors, or everywhere."""

import threading
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ova.core import Announcement, Satellite, Unavailable
from ova.storage import Settings

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

KEPT = 20
_KEY = "announcements"


@dataclass(frozen=True, slots=True)
class _Meant:
    """The satellites of a place: those to speak to, and those that cannot hear it."""

    ids: list[str]
    missed: tuple[str, ...]


class Announcements:
    """Finds the satellites of a place, speaks or plays there, and remembers the last ones."""

    def __init__(
        self,
        hub: "OpenVoiceAssistant",
        table: Settings,
        clock: Callable[[], float],
        told: Callable[[Announcement], None],
    ) -> None:
        """Remember what was said in ``table``; ``told`` is called with every announcement."""
        self._hub = hub
        self._table = table
        self._clock = clock
        self._told = told
        self._keeping = threading.Lock()

    def at(
        self,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
    ) -> list[Satellite]:
        """Return the satellites of places, connected or not; all of them when nothing is named.

        Raises NotFound for an id that is not known, Unavailable when no satellite is there.
        """
        known = self._hub.satellites.all()
        if satellite_ids is None and not area_ids and not floor_ids:
            return known
        areas = {self._hub.home.area(area_id).id for area_id in area_ids}
        for floor_id in floor_ids:
            floor = self._hub.home.floor(floor_id)
            areas |= {area.id for area in self._hub.home.areas() if area.floor_id == floor.id}
        named = {self._hub.satellites.get(one).id for one in satellite_ids or ()}
        found = [one for one in known if one.id in named or one.area_id in areas]
        if not found:
            raise Unavailable(
                "There is no satellite there.",
                cure="Put a satellite into this room on the page Satellites.",
                code="no_satellite_there",
            )
        return found

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
        """Speak a text; the answer says where it is heard and where not.

        ``but`` are ids that are left out where they were not named, ``by`` is who has it said. Raises
        as ``at``, and Unavailable when none of them is connected.
        """
        meant = self._meant(satellite_ids, area_ids, floor_ids, but)
        reached = self._hub.announce(text, meant.ids, voice)
        return self._remember(text, by, reached, meant, recorded=False)

    def play(
        self,
        sound: bytes,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        *,
        but: Collection[str] = (),
        by: str = "",
    ) -> Announcement:
        """Play a recording, the bytes of a WAV, FLAC, MP3 or OGG file: somebody's own voice.

        ``by`` is shown meanwhile. Raises as ``say``, and InvalidInput for what is no sound.
        """
        clip = self._hub.read_sound(sound)
        meant = self._meant(satellite_ids, area_ids, floor_ids, but)
        reached = self._hub.satellites.announce([clip], by, meant.ids)
        return self._remember("", by, reached, meant, recorded=True)

    def recent(self) -> list[Announcement]:
        """Return the last announcements, newest first."""
        return [Announcement.of_json(one) for one in self._table.get(_KEY, [])]

    def _remember(
        self, text: str, by: str, reached: Sequence[str], meant: _Meant, *, recorded: bool
    ) -> Announcement:
        said = Announcement(
            uuid.uuid4().hex,
            self._clock(),
            text,
            by,
            recorded,
            tuple(reached),
            (*meant.missed, *(one for one in meant.ids if one not in reached)),
        )
        with self._keeping:
            before = self._table.get(_KEY, [])
            self._table.set(_KEY, [said.to_json(), *before][:KEPT])
        self._told(said)
        return said

    def _meant(
        self,
        satellite_ids: Sequence[str] | None,
        area_ids: Sequence[str],
        floor_ids: Sequence[str],
        but: Collection[str],
    ) -> _Meant:
        """Return whom to speak to: those that are there, or all that were meant when none is."""
        named = set(satellite_ids or ())
        meant = [
            one
            for one in self.at(satellite_ids, area_ids, floor_ids)
            if one.id in named or one.id not in but
        ]
        there = [one.id for one in meant if one.connected]
        ids = there or [one.id for one in meant]
        if not ids:
            raise Unavailable(
                "There is no other satellite.",
                cure="Let one join on the page Satellites.",
                code="no_satellite_there",
            )
        # Browsers come and go: nobody waits at one that went, unless it was named.
        missed = (
            one.id
            for one in meant
            if not one.connected and (one.id in named or one.kind != "browser")
        )
        return _Meant(ids, tuple(missed) if there else ())
