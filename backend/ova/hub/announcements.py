"""Saying something in the house: on one satellite, in rooms, on floors, or everywhere."""

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ova.core import (
    EVERYWHERE,
    Announcement,
    InvalidInput,
    NotFound,
    Said,
    Satellite,
    Unavailable,
    Where,
    check_may,
)
from ova.hub.audible import audible
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

    def at(self, where: Where = EVERYWHERE) -> list[Satellite]:
        """Return the satellites of places, connected or not, also those that ``where`` leaves out.

        Raises NotFound for an id that is not known, Unavailable when no satellite is there, and
        NotAllowed when who asks may announce nothing.
        """
        check_may("announce")
        known = self._hub.satellites.all()
        if where.everywhere:
            return known
        areas = {self._hub.home.area(area_id).id for area_id in where.area_ids}
        for floor_id in where.floor_ids:
            floor = self._hub.home.floor(floor_id)
            areas |= {area.id for area in self._hub.home.areas() if area.floor_id == floor.id}
        for satellite_id in where.satellite_ids or ():
            self._hub.satellites.get(satellite_id)
        named = self._named(where)
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
        where: Where = EVERYWHERE,
        *,
        voice: str | None = None,
        by: str = "",
    ) -> Announcement:
        """Speak a text; the answer says where it is heard and where not.

        ``by`` is who has it said. Raises as ``at``, Unavailable when none of them is connected, and
        InvalidInput for a text without words.
        """
        if not any(sign.isalnum() for sign in text):
            raise InvalidInput("There is nothing to say.", cure="Give some words.", code="no_text")
        meant = self._meant(where)
        reached = self._hub.announce(text, meant.ids, voice)
        return self._remember(text, by, reached, meant, recorded=False)

    def play(
        self,
        sound: bytes,
        where: Where = EVERYWHERE,
        *,
        by: str = "",
    ) -> Announcement:
        """Play a recording, the bytes of a WAV, FLAC, MP3 or OGG file: somebody's own voice.

        ``by`` is shown meanwhile. Raises as ``say``, and InvalidInput for what is no sound.
        """
        clip = self._hub.read_sound(sound)
        meant = self._meant(where)
        reached = self._hub.satellites.sounds.announce([clip], by, meant.ids)
        return self._remember("", by, reached, meant, recorded=True)

    def relay(
        self,
        said: Said,
        where: Where = EVERYWHERE,
        *,
        by: str = "",
    ) -> Announcement:
        """Play what somebody answered, in their own voice, as loud as a voice is.

        ``by`` is shown meanwhile. Raises as ``say``, and NotFound when its sound is not kept any more.
        """
        clip = self._hub.pipeline.said.get(said.recording)
        if clip is None:
            raise NotFound(
                "What was said is not kept any more.", cure="Say it again.", code="no_recording"
            )
        meant = self._meant(where)
        reached = self._hub.satellites.sounds.announce([audible(clip)], by, meant.ids)
        return self._remember("", by, reached, meant, recorded=True)

    def recent(self) -> list[Announcement]:
        """Return the last announcements, newest first. Raises NotAllowed for who may not know."""
        check_may("read_announcements")
        return [Announcement.of_json(one) for one in self._table.get(_KEY, [])]

    def keeps_quiet(self, satellite: Satellite) -> bool:
        """Tell whether nothing is announced on a satellite now, as it is quiet hours there."""
        rules = self._hub.settings.quiet_rules()
        return not rules.announcements and self._hub.satellites.quiet.at(satellite.id)

    def _remember(
        self, text: str, by: str, reached: Sequence[str], meant: _Meant, *, recorded: bool
    ) -> Announcement:
        known = self._hub.satellites.all()
        silent = {one.id for one in known if one.preferences.is_silent}
        said = Announcement(
            uuid.uuid4().hex,
            self._clock(),
            text,
            by,
            recorded,
            tuple(one for one in reached if one not in silent),
            (*meant.missed, *(one for one in meant.ids if one not in reached)),
            tuple(one for one in reached if one in silent),
        )
        with self._keeping:
            before = self._table.get(_KEY, [])
            self._table.set(_KEY, [said.to_json(), *before][:KEPT])
        self._told(said)
        return said

    def _named(self, where: Where) -> set[str]:
        """Return the ids of satellites that are named, themselves or by a group. Raises NotFound."""
        named = set(where.satellite_ids or ())
        for group_id in where.group_ids:
            named |= set(self._hub.satellites.groups.get(group_id).satellite_ids)
        return named

    def _meant(self, where: Where) -> _Meant:
        """Return whom to speak to: those that are there, or all that were meant when none is."""
        named = self._named(where)
        meant = [one for one in self.at(where) if one.id in named or one.id not in where.but]
        quiet = [one for one in meant if self.keeps_quiet(one)]
        there = [one.id for one in meant if one.connected and one not in quiet]
        if quiet and not there:
            self._hub.satellites.quiet.check_not_at(quiet[0].id)
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
            if one in quiet or (not one.connected and (one.id in named or one.kind != "browser"))
        )
        return _Meant(ids, tuple(missed) if there else ())
