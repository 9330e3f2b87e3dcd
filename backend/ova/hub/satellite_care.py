"""Everything around satellites joined: who they are, how they join, and how they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ova.core import AudioClip
from ova.home import Home
from ova.hub.bus import NewsBus, NewsKind
from ova.hub.ringing import Ringing
from ova.hub.whereabouts import area_id_of
from ova.pipeline import Pipeline
from ova.satellites import (
    Choices,
    DeviceLog,
    Discovery,
    FoundDevices,
    HearsWakeWords,
    Level,
    OpenStop,
    Pairing,
    Pulse,
    QuietRules,
    SatelliteGroups,
    SatelliteRegistry,
    Satellites,
    SpokenQuestion,
)
from ova.storage import SatelliteGroups as GroupTable
from ova.storage import Satellites as SatelliteTable

Pieces = Callable[[str, str | None], Iterator[AudioClip]]
"""Speaks a text in a voice; None is the home's."""


class SatelliteCare:
    """Builds what satellites need, and looks after them while the hub runs."""

    def __init__(
        self,
        table: SatelliteTable,
        groups: GroupTable,
        pipeline: Pipeline,
        home: Home,
        ringing: Ringing,
        news: NewsBus,
        *,
        choices: Choices,
        hears: Callable[[str], HearsWakeWords],
        hears_stop: OpenStop,
        clock: Callable[[], float],
        earshot: Callable[[], str],
        quiet: Callable[[], QuietRules],
        now: Callable[[], datetime],
        certificate: Callable[[], str],
    ) -> None:
        """``choices`` tells what can be set; ``clock`` gives seconds since the epoch.

        ``hears`` loads what finds the wake words of a satellite, by its id; ``hears_stop`` a stop word.
        ``earshot`` tells how far a voice carries in this home, ``quiet`` how it is quiet, ``now`` its local time.
        ``certificate`` gives the fingerprint of the hub's, empty for plain http.
        """
        registry = SatelliteRegistry(
            table,
            clock,
            lambda satellite: news.publish(NewsKind.SATELLITE, satellite.to_json()),
        )
        registry.on_forgotten = lambda gone: news.publish(
            NewsKind.SATELLITE_REMOVED, {"id": gone.id}
        )
        self.satellites = Satellites(
            registry,
            pipeline,
            choices=choices,
            area_id=lambda name: area_id_of(home, name),
            area_name=lambda area_id: _area_name(home, area_id),
            check_area=home.area,
            ringing=ringing.all,
            ring_text=ringing.text,
            silence=ringing.silence,
            snooze=ringing.snooze,
            logs=DeviceLog(
                clock, lambda line: news.publish(NewsKind.SATELLITE_LOG, line.to_json())
            ),
            on_level=lambda satellite_id, level: news.publish(
                NewsKind.SATELLITE_LEVEL, _level(satellite_id, level)
            ),
            clock=clock,
            groups=SatelliteGroups(groups, registry, lambda: _names(home)),
            hears=hears,
            hears_stop=hears_stop,
            earshot=earshot,
            quiet=quiet,
            now=now,
            floor_of=lambda area_id: _floor_of(home, area_id),
        )
        self.pairing = Pairing(
            registry,
            clock=clock,
            check_area=home.area,
            on_change=lambda request: news.publish(NewsKind.PAIRING, request.to_json()),
            certificate=certificate,
        )
        self._discovery = Discovery(lambda: self.discovery.changed())
        self.discovery = FoundDevices(
            self._discovery,
            lambda: news.publish(NewsKind.DISCOVERED, self.discovery.known()),
        )
        """Voice devices of others."""
        self._pulse = Pulse(self.satellites.drop_outs.beat, self.pairing.expire)

    def start(self) -> None:
        """Look after the satellites from now on."""
        self._pulse.start()

    def close(self) -> None:
        """Stop. May be called twice."""
        self._pulse.close()
        self.satellites.auditions.close()
        self._discovery.close()

    def ask(
        self,
        pieces: Pieces,
        text: str,
        satellite_id: str,
        voice: str | None,
        question: Mapping[str, Any] | None = None,
        on_played: Callable[[], None] | None = None,
    ) -> SpokenQuestion:
        """Speak on a satellite and have it listen. Raises NotFound, Unavailable.

        ``question`` tells what can be answered, ``on_played`` is called when it was heard.
        """
        own = voice or self.satellites.get(satellite_id).preferences.voice or None
        return self.satellites.questions.speak(
            pieces(text, own), text, satellite_id, question, on_played
        )

    def announce(
        self, pieces: Pieces, text: str, satellite_ids: Sequence[str], voice: str | None
    ) -> list[str]:
        """Speak a text on satellites, on each in its own voice unless one is given.

        Returns the ids reached. Raises NotFound, Unavailable when none of them is connected.
        """
        by_voice: dict[str | None, list[str]] = {}
        for satellite_id in satellite_ids:
            own = self.satellites.get(satellite_id).preferences.voice
            by_voice.setdefault(voice or own or None, []).append(satellite_id)
        if len(by_voice) <= 1:
            return self.satellites.sounds.announce(
                pieces(text, next(iter(by_voice), voice)), text, satellite_ids
            )
        there = {one.id for one in self.satellites.all() if one.connected}
        if not there & set(satellite_ids):
            return self.satellites.sounds.announce(
                iter(()), text, satellite_ids
            )  # says who is away
        reached = []
        for chosen, ids in by_voice.items():
            present = [one for one in ids if one in there]
            if present:
                reached += self.satellites.sounds.announce(pieces(text, chosen), text, present)
        return reached


def _names(home: Home) -> Iterator[str]:
    """Give what rooms and floors are called."""
    for area in home.areas():
        yield from (area.name, *area.aliases)
    for floor in home.floors():
        yield from (floor.name, *floor.aliases)


def _area_name(home: Home, area_id: str) -> str | None:
    return next((area.name for area in home.areas() if area.id == area_id), None)


def _floor_of(home: Home, area_id: str) -> str | None:
    return next((area.floor_id for area in home.areas() if area.id == area_id), None)


def _level(satellite_id: str, level: Level) -> dict[str, Any]:
    return {
        "satellite_id": satellite_id,
        "open": level.open,
        "rms_dbfs": level.rms_dbfs,
        "peak_dbfs": level.peak_dbfs,
    }
