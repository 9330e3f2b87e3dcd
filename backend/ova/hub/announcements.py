"""Saying something in the house: on one satellite, in rooms, on floors, or everywhere."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ova.core import Satellite, Unavailable

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


class Announcements:
    """Finds the satellites of a place and speaks or plays there."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub

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
    ) -> list[str]:
        """Speak a text and return the ids of the satellites reached.

        ``but`` are ids that are left out where they were not named. Raises as ``at``, and Unavailable
        when none of them is connected.
        """
        return self._hub.announce(
            text, self._reached(satellite_ids, area_ids, floor_ids, but), voice
        )

    def play(
        self,
        sound: bytes,
        satellite_ids: Sequence[str] | None = None,
        area_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        *,
        text: str = "",
    ) -> list[str]:
        """Play a recording, the bytes of a WAV, FLAC, MP3 or OGG file; return the ids reached.

        ``text`` is shown meanwhile. Raises as ``say``, and InvalidInput for what is no sound.
        """
        clip = self._hub.read_sound(sound)
        ids = self._reached(satellite_ids, area_ids, floor_ids, ())
        return self._hub.satellites.announce([clip], text, ids)

    def _reached(
        self,
        satellite_ids: Sequence[str] | None,
        area_ids: Sequence[str],
        floor_ids: Sequence[str],
        but: Collection[str],
    ) -> list[str]:
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
        return ids
