"""All satellites together: who is connected, announcements, and what rings where."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import AskResult, AudioClip, Satellite, Schedule
from ova.pipeline import Pipeline
from ova.satellites.bells import Bells
from ova.satellites.chimes import identify_chime, trial_chime
from ova.satellites.device_log import DeviceLog
from ova.satellites.errors import SatelliteError
from ova.satellites.level_watch import LevelWatch
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Hello, Level
from ova.satellites.playback import Playback, Send
from ova.satellites.preferences import Choices, checked_preferences
from ova.satellites.presence import Presence
from ova.satellites.questions import Questions
from ova.satellites.registry import SatelliteRegistry
from ova.satellites.wake_choice import WakeChoice

log = logging.getLogger(__name__)

Ask = Callable[..., AskResult]
_SPEECH = frozenset({"language", "recogniser"})
Silence = Callable[[str, str | None], None]
"""Stops what rings on a satellite: all of it, or one timer by id."""


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
        logs: DeviceLog,
        on_level: Callable[[str, Level], None],
        clock: Callable[[], float],
    ) -> None:
        """Join the registry with what the hub lends.

        ``choices`` tells which languages and voices there are, ``area_id`` finds an area by name,
        ``area_name`` the name of an id, ``check_area`` raises NotFound for an unknown id,
        ``ringing`` lists what rings now, ``ring_text`` gives the words for it in a language, ``silence`` stops it.
        ``logs`` keeps what satellites log, ``on_level`` is told how loud it is where somebody watches.
        """
        self.registry = registry
        self.silence = silence
        self.logs = logs
        self._pipeline = pipeline
        self._choices = choices
        self._area_id = area_id
        self._area_name = area_name
        self._check_area = check_area
        self._on_level = on_level
        self.wake_words: Callable[[Satellite], list[dict[str, Any]] | None] = _left_to_itself
        """Tells what a satellite is to listen for, in wire form; None leaves it to the satellite."""
        self.ask: Ask = _nobody_asks
        """Asks something on a satellite and returns the answer; see SatelliteAsks of the hub."""
        self.converse: Callable[..., None] = _nothing
        """Says something on a satellite and has it listen to what is said to that."""
        self.speech_changed: Callable[[], None] = _nothing
        """Called when another language or recogniser was set for a satellite, or one is gone."""
        self._presence = Presence(registry, clock)
        self.questions = Questions(self._presence.reach)
        """What is being asked on satellites."""
        self.bells = Bells(self._presence, ringing, self._ring_words)
        """What rings where."""
        self._ring_text = ring_text
        self._levels = LevelWatch(self._ask_level)

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

        Raises NotFound, also for an unknown area, ChangedMeanwhile, and InvalidInput for a language
        the home does not speak or an unknown voice.
        """
        if area_id:
            self._check_area(area_id)
        satellite = self.registry.update(
            satellite_id,
            name=name,
            area_id=area_id,
            preferences=checked_preferences(preferences or {}, self._choices),
            was=was,
        )
        self._tell(satellite)
        if preferences and _SPEECH & preferences.keys():
            self.speech_changed()
        return satellite

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite; its token counts no longer. Raises NotFound."""
        self.registry.forget(satellite_id)
        self.logs.forget(satellite_id)
        self.speech_changed()
        forgotten = SatelliteError(
            "The hub has forgotten this satellite.",
            cure="Let it join again on the hub's page.",
            code="forgotten",
        )
        for link in self._presence.drop(satellite_id):
            link.cancel()
            link.device.problem(forgotten)

    def open_link(
        self,
        send: Send,
        *,
        address: str = "",
        key_of: str | None = None,
        person_id: str | None = None,
    ) -> SatelliteLink:
        """Open a link for a new connection that can be sent messages with ``send``."""
        return SatelliteLink(
            self, self._pipeline, send, address=address, key_of=key_of, person_id=person_id
        )

    def greet(self, link: SatelliteLink, hello: Hello) -> Satellite:
        """Register a link under the id it gave. A page's newer link takes over from its older one.

        Raises SatelliteError when another device with this id is there and answers.
        """
        if self._presence.is_double(link, hello):
            self.logs.note(
                hello.id,
                f"Another satellite with the same id was refused: {hello.name}"
                f" at {link.address or 'this machine'}.",
                "warning",
            )
            raise SatelliteError(
                f"A satellite with the id {hello.id} is connected already.",
                cure="Give this one another id with --id, or stop the other one.",
                code="id_in_use",
            )
        known = self._presence.link(hello.id)
        area_id = self._area_id(hello.area) if hello.area else None
        satellite, before = self._presence.come(link, hello, area_id)
        if before is not None:
            before.cancel()
        if known is not link:
            self.logs.note(satellite.id, f"Connected from {link.address or 'this machine'}.")
        return satellite

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
        link = self._presence.link(satellite_id)
        if link is not None:
            link.device.wake_words(self.wake_words(satellite))
        return satellite

    def catch_up(self, link: SatelliteLink) -> None:
        """Tell a satellite that has just connected what is set for it, and ring what is ringing."""
        if link.satellite_id is not None:
            satellite = self.registry.get(link.satellite_id)
            words = self.wake_words(satellite)
            if words is not None:
                link.device.wake_words(words)
            if "preferences" in link.features:
                link.device.preferences(self._told(satellite))
            if self._levels.watched(satellite.id):
                link.device.levels(True)
            if "ping" in link.features:
                link.heartbeat.beat()
        self.bells.catch_up(link)

    def leave(self, link: SatelliteLink) -> None:
        """Take a link's satellite as gone, unless another link speaks for it."""
        self._presence.go(link)

    def beat(self) -> None:
        """Ping every satellite that answers pings."""
        for link in self._presence.links():
            if "ping" in link.features:
                link.heartbeat.beat()

    def answered(self, link: SatelliteLink, took_ms: float) -> None:
        """Take how long a satellite took to answer a ping."""
        if link.satellite_id is not None and self._presence.speaks(link):
            known = self.registry.get(link.satellite_id)
            self.registry.note_health(
                known.id, replace(known.health, round_trip_ms=round(took_ms, 1))
            )

    def level(self, satellite_id: str, level: Level) -> None:
        """Take how loud it is at a satellite. Raises SatelliteError when nobody asked."""
        if not self._levels.watched(satellite_id):
            raise SatelliteError(
                "Nobody watches this microphone's level.",
                cure="Send levels only between 'levels' with wanted true and with wanted false.",
                code="level_not_wanted",
            )
        self._on_level(satellite_id, level)

    def watch(self, watcher: str, satellite_id: str) -> None:
        """Have a satellite send its level until ``unwatch``. Raises NotFound."""
        self.registry.get(satellite_id)
        self._levels.watch(watcher, satellite_id)

    def unwatch(self, watcher: str, satellite_id: str | None = None) -> None:
        """End that for one satellite, or for all the watcher watches."""
        self._levels.unwatch(watcher, satellite_id)

    def watchers(self, satellite_id: str) -> set[str]:
        """Return who watches a satellite's level."""
        return self._levels.watchers(satellite_id)

    def log_lines(self, satellite_id: str) -> list[dict[str, Any]]:
        """Return the last lines of a satellite's log in wire form. Raises NotFound."""
        self.registry.get(satellite_id)
        return [line.to_json() for line in self.logs.lines(satellite_id)]

    def played(self, satellite_id: str, playback_id: str) -> None:
        """Take note that a satellite has played a sound to its end."""
        log.debug("Satellite %s played %s", satellite_id, playback_id)
        self.questions.played(playback_id)

    def try_sound(self, satellite_id: str) -> None:
        """Play the test sound. Raises NotFound, Unavailable."""
        link = self._presence.reach([satellite_id])[0]
        _play(link.device.sound("test", ""), trial_chime())
        self.logs.note(satellite_id, "Test sound sent.")

    def identify(self, satellite_id: str) -> None:
        """Have a satellite show which one it is. Raises NotFound, Unavailable."""
        link = self._presence.reach([satellite_id])[0]
        link.device.identify()
        _play(link.device.sound("identify", ""), identify_chime())
        self.logs.note(satellite_id, "Asked to show itself.")

    def announce(
        self,
        pieces: Iterable[AudioClip],
        text: str,
        satellite_ids: Iterable[str],
    ) -> list[str]:
        """Play a sound on the named satellites, piece by piece as it is made; return the ids reached.

        Raises NotFound for an unknown id, Unavailable when none of them is connected.
        """
        links = self._presence.reach(satellite_ids)
        playbacks = [link.announce(text) for link in links]
        try:
            for piece in pieces:
                for playback in playbacks:
                    playback.piece(piece)
        finally:
            for playback in playbacks:
                playback.end()
        return [link.satellite_id for link in links if link.satellite_id is not None]

    def _ring_words(self, item: Schedule, satellite_id: str | None) -> str:
        """Return what is said of what rings, in the language spoken at a satellite."""
        known = satellite_id is not None and self.registry.knows(satellite_id)
        language = self.language_of(self.registry.get(str(satellite_id))) if known else ""
        return self._ring_text(item, language)

    def _ask_level(self, satellite_id: str, wanted: bool) -> None:
        for link in self._presence.links([satellite_id]):
            link.device.levels(wanted)

    def _tell(self, satellite: Satellite) -> None:
        for link in self._presence.links([satellite.id]):
            if "preferences" in link.features:
                link.device.preferences(self._told(satellite))

    def _told(self, satellite: Satellite) -> dict[str, Any]:
        area = self._area_name(satellite.area_id) if satellite.area_id else None
        return {
            "name": satellite.name,
            "area": area or "",
            "volume": satellite.preferences.volume,
            "muted": satellite.preferences.muted,
            "language": self.language_of(satellite),
        }


def _play(playback: Playback, clip: AudioClip) -> None:
    playback.piece(clip)
    playback.end()


def _nothing(*_: object, **__: object) -> None:
    pass


def _left_to_itself(satellite: Satellite) -> None:
    del satellite


def _nobody_asks(*_: object, **__: object) -> AskResult:
    """Stand in until the hub lends what asks."""
    return AskResult(reason="closed")
