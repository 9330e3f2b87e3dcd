"""All satellites together: who is connected, announcements, and what rings where."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ova.core import (
    EVERYTHING,
    AskResult,
    Reach,
    Role,
    Satellite,
    Schedule,
    check_satellite,
)
from ova.pipeline import Pipeline
from ova.satellites.arbitration import Auditions
from ova.satellites.arrivals import Arrivals
from ova.satellites.bells import Bells
from ova.satellites.device_log import DeviceLog
from ova.satellites.drop_outs import DropOuts
from ova.satellites.errors import forgotten
from ova.satellites.groups import SatelliteGroups
from ova.satellites.level_watch import LevelWatch
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Level
from ova.satellites.playback import Send
from ova.satellites.preferences import Choices, checked_preferences
from ova.satellites.presence import Presence
from ova.satellites.questions import Questions
from ova.satellites.quiet import Quiet
from ova.satellites.quiet_hours import QuietRules
from ova.satellites.reach import reach_of
from ova.satellites.registry import SatelliteRegistry
from ova.satellites.rivals import Rivals
from ova.satellites.sounds import Sounds
from ova.satellites.standby import StandbyPlaces
from ova.satellites.stop_watch import OpenStop, StopPlaces
from ova.satellites.told import Told
from ova.satellites.wake_choice import WakeChoice
from ova.satellites.wake_waiter import HearsWakeWords

log = logging.getLogger(__name__)

Ask = Callable[..., AskResult]
_SPEECH = frozenset({"language", "recogniser"})
Silence = Callable[[str, str | None], None]
"""Stops what rings on a satellite: all of it, or one timer by id."""
Snooze = Callable[[str, str], Schedule]
"""Has what rings on a satellite ring again later, by the two ids."""


class Satellites:
    """Opens links and reaches the satellites behind them."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        pipeline: Pipeline,
        *,
        choices: Choices,
        area_id: Callable[[str], str | None],
        area_name: Callable[[str], str | None],
        check_area: Callable[[str], object],
        ringing: Callable[[], Iterable[Schedule]],
        ring_text: Callable[[Schedule, str], str],
        silence: Silence,
        snooze: Snooze,
        logs: DeviceLog,
        on_level: Callable[[str, Level], None],
        clock: Callable[[], float],
        groups: SatelliteGroups,
        hears: Callable[[str], HearsWakeWords],
        hears_stop: OpenStop,
        earshot: Callable[[], str] = lambda: "home",
        floor_of: Callable[[str], str | None] = lambda _area_id: None,
        quiet: Callable[[], QuietRules] = QuietRules,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        """Join the registry with what the hub lends.

        ``choices`` tells which languages and voices there are, ``area_id`` finds an area by name,
        ``area_name`` the name of an id, ``check_area`` raises NotFound for an unknown id,
        ``ringing`` lists what rings now, ``ring_text`` gives the words for it in a language, ``silence`` stops it,
        ``snooze`` has it ring again later.
        ``logs`` keeps what satellites log, ``on_level`` is told how loud it is where somebody watches.
        ``hears`` loads what finds a satellite's wake words on the hub, ``hears_stop`` a stop word.
        ``earshot`` tells how far a voice carries, one of EARSHOTS; ``floor_of`` the floor of an area.
        ``quiet`` tells how the home is quiet, ``now`` its local time.
        """
        self.registry = registry
        self.groups = groups
        """Several satellites under one name."""
        self.silence = silence
        self.snooze = snooze
        self.logs = logs
        self._pipeline = pipeline
        self._choices = choices
        self._check_area = check_area
        self.ask: Ask = _nobody_asks
        """Asks something on a satellite and returns the answer; see SatelliteAsks of the hub."""
        self.converse: Callable[..., None] = _nothing
        """Says something on a satellite and has it listen to what is said to that."""
        self.on_come: Callable[[SatelliteLink, Satellite], None] = _nothing
        """Called when a satellite has come, and when something else was set for one that is there."""
        self.on_gone: Callable[[str], None] = _nothing
        """Called with the id of a satellite that has gone, or was forgotten."""
        self.speech_changed: Callable[[], None] = _nothing
        """Called when another language or recogniser was set for a satellite, or one is gone."""
        self._presence = Presence(registry, clock)
        self.arrivals = Arrivals(self, self._presence, area_id)
        """What happens when one comes, and when it goes."""
        self.told = Told(self._presence, self.language_of, area_name)
        """What devices are told of their settings."""
        self.questions = Questions(self._presence.reach)
        """What is being asked on satellites."""
        self.bells = Bells(registry, self._presence, ringing, ring_text, self.language_of)
        """What rings where."""
        self.sounds = Sounds(registry, self._presence, logs)
        """What they are given to play, and what is being said on them."""
        self.quiet = Quiet(registry, quiet, now)
        """Which are quiet just now."""
        self.levels = LevelWatch(registry, self._presence, on_level)
        """How loud it is, for those who watch."""
        self.drop_outs = DropOuts(self._presence.links)
        """Finds out that one is gone though nobody closed its connection."""
        self.standby = StandbyPlaces(hears)
        """For satellites whose wake words the hub waits for."""
        self.stop_places = StopPlaces(hears_stop)
        """For satellites where "stop" is listened for while something is heard."""
        rivals = Rivals(registry, self._presence, earshot, floor_of)
        self.auditions = Auditions(registry.get, rivals.of, logs.note, rivals.early)
        """Which of the satellites that heard a wake word answers."""

    def all(self) -> list[Satellite]:
        """Return every satellite the hub knows."""
        return self.registry.all()

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite. Raises NotFound."""
        return self.registry.get(satellite_id)

    def with_key(self, key: str) -> Satellite | None:
        """Return the satellite whose own token this is."""
        return self.registry.with_key(key)

    def language_of(self, satellite: Satellite) -> str:
        """Return the language that is spoken at a satellite."""
        languages = self._choices.languages()
        chosen = satellite.preferences.language
        return chosen if chosen in languages else languages[0]

    def person_of(self, satellite: Satellite) -> str | None:
        """Return the id of the person whose satellite it is; None for everybody's."""
        person = satellite.preferences.person
        return person if person and self._choices.is_person(person) else None

    def update(
        self,
        satellite_id: str,
        *,
        name: str | None = None,
        area_id: str | None = None,
        preferences: Mapping[str, Any] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> Satellite:
        """Change a satellite that is still as it ``was``, and tell its device.

        Raises NotFound, also for an unknown area, NotFromHere where another satellite's may not be
        changed, ChangedMeanwhile, Conflict when a group is called so, and InvalidInput for a language the home does not speak or an unknown voice.
        """
        check_satellite(self.registry.get(satellite_id))
        if area_id:
            self._check_area(area_id)
        if name:
            self.groups.check_free(name)
        satellite = self.registry.update(
            satellite_id,
            name=name,
            area_id=area_id,
            preferences=checked_preferences(preferences or {}, self._choices),
            was=was,
        )
        self.told.changed(satellite)
        for link in self._presence.links([satellite_id]):
            self.on_come(link, satellite)
        if preferences and _SPEECH & preferences.keys():
            self.speech_changed()
        return satellite

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite; its token counts no longer. Raises NotFound."""
        self.registry.forget(satellite_id)
        self.logs.forget(satellite_id)
        self.speech_changed()
        for link in self._presence.drop(satellite_id):
            link.cancel()
            link.device.problem(forgotten())
        self.on_gone(satellite_id)

    def open_link(
        self,
        send: Send,
        *,
        address: str = "",
        key_of: str | None = None,
        person_id: str | None = None,
        role: Role | None = None,
    ) -> SatelliteLink:
        """Open a link for a new connection that can be sent messages with ``send``."""
        return SatelliteLink(
            *(self, self._pipeline, send),
            address=address,
            key_of=key_of,
            person_id=person_id,
            role=role,
        )

    def choose_wake_words(
        self,
        satellite_id: str,
        choice: Sequence[WakeChoice] | None,
        was: Mapping[str, Any] | None = None,
    ) -> Satellite:
        """Set what a satellite is to listen for, and tell it when it is there.

        Raises NotFound, ChangedMeanwhile.
        """
        satellite = self.registry.choose_wake_words(satellite_id, choice, was)
        self.told.wake_words_changed(satellite)
        return satellite

    def answered(self, link: SatelliteLink, took_ms: float) -> None:
        """Take how long a satellite took to answer a ping."""
        if link.satellite_id is not None and self._presence.speaks(link):
            known = self.registry.get(link.satellite_id)
            self.registry.note_health(
                known.id, replace(known.health, round_trip_ms=round(took_ms, 1))
            )

    def log_lines(self, satellite_id: str) -> list[dict[str, Any]]:
        """Return the last lines of a satellite's log in wire form. Raises NotFound."""
        self.registry.get(satellite_id)
        return [line.to_json() for line in self.logs.lines(satellite_id)]

    def played(self, satellite_id: str, playback_id: str) -> None:
        """Take note that a satellite has played a sound to its end."""
        log.debug("Satellite %s played %s", satellite_id, playback_id)
        self.questions.played(playback_id)

    def links(self) -> list[SatelliteLink]:
        """Return the links that speak for the satellites that are there."""
        return self._presence.links()

    def reach(self, satellite_id: str | None) -> Reach:
        """Return what may be controlled from a satellite; everything where it is not known."""
        found = None if satellite_id is None else self.reach_of(satellite_id)
        return EVERYTHING if found is None else found

    def reach_of(self, satellite_id: str) -> Reach | None:
        """Return what may be controlled from a satellite; None where it is not known (any more)."""
        if not self.registry.knows(satellite_id):
            return None
        return reach_of(self.registry.get(satellite_id))


def _nothing(*_: object, **__: object) -> None:
    pass


def _nobody_asks(*_: object, **__: object) -> AskResult:
    """Stand in until the hub lends what asks."""
    return AskResult(reason="closed")
