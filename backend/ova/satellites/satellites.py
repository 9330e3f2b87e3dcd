"""All satellites together: who is connected, announcements, and what rings where."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ova.core import AudioClip, NotFound, Satellite, Schedule, ScheduleState, Unavailable
from ova.pipeline import Pipeline
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Hello
from ova.satellites.playback import Send
from ova.satellites.registry import SatelliteRegistry
from ova.satellites.wake_choice import WakeChoice

log = logging.getLogger(__name__)

Silence = Callable[[str, str | None], None]
"""Stops what rings on a satellite: all of it, or one timer by id."""


class Satellites:
    """Opens links and reaches the satellites behind them."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        pipeline: Pipeline,
        *,
        language: Callable[[], str],
        area_id: Callable[[str], str | None],
        check_area: Callable[[str], object],
        ringing: Callable[[], Iterable[Schedule]],
        ring_text: Callable[[Schedule], str],
        silence: Silence,
    ) -> None:
        """Join the registry with what the hub lends.

        ``area_id`` finds an area by name, ``check_area`` raises NotFound for an unknown id,
        ``ringing`` lists what rings now, ``ring_text`` gives the words for it, ``silence`` stops it.
        """
        self.registry = registry
        self.language = language
        self.silence = silence
        self._pipeline = pipeline
        self._area_id = area_id
        self._check_area = check_area
        self._ringing = ringing
        self._ring_text = ring_text
        self.wake_words: Callable[[Satellite], list[dict[str, Any]] | None] = _left_to_itself
        """Tells what a satellite is to listen for, in wire form; None leaves it to the satellite."""
        self._links: dict[str, SatelliteLink] = {}
        self._lock = threading.Lock()

    def all(self) -> list[Satellite]:
        """Return every satellite the hub knows."""
        return self.registry.all()

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite. Raises NotFound."""
        return self.registry.get(satellite_id)

    def update(
        self, satellite_id: str, *, name: str | None = None, area_id: str | None = None
    ) -> Satellite:
        """Change a satellite's name or area. Raises NotFound, also for an unknown area."""
        if area_id:
            self._check_area(area_id)
        return self.registry.update(satellite_id, name=name, area_id=area_id)

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite from the registry. Raises NotFound."""
        self.registry.forget(satellite_id)

    def open_link(self, send: Send) -> SatelliteLink:
        """Open a link for a new connection that can be sent messages with ``send``."""
        return SatelliteLink(self, self._pipeline, send)

    def greet(self, link: SatelliteLink, hello: Hello) -> Satellite:
        """Register a link under the id it gave; a second link with the same id takes over."""
        if link.satellite_id not in (None, hello.id):
            self.leave(link)  # it says it is another one now
        area_id = self._area_id(hello.area) if hello.area else None
        satellite = self.registry.connect(hello, area_id)
        with self._lock:
            previous = self._links.get(satellite.id)
            self._links[satellite.id] = link
        if previous is not None and previous is not link:
            previous.cancel()
            log.info("Satellite %s connected anew", satellite.name)
        return satellite

    def choose_wake_words(
        self, satellite_id: str, choice: Sequence[WakeChoice] | None
    ) -> Satellite:
        """Set what a satellite is to listen for, and tell it when it is there. Raises NotFound."""
        satellite = self.registry.choose_wake_words(satellite_id, choice)
        link = self._link(satellite_id)
        if link is not None:
            link.wake_words(self.wake_words(satellite))
        return satellite

    def catch_up(self, link: SatelliteLink) -> None:
        """Tell a satellite that has just connected its wake words, and ring what is ringing."""
        if link.satellite_id is not None:
            words = self.wake_words(self.registry.get(link.satellite_id))
            if words is not None:
                link.wake_words(words)
        for timer in self._ringing():
            if timer.satellite_id in (None, link.satellite_id):
                link.ring(timer, self._ring_text(timer))

    def leave(self, link: SatelliteLink) -> None:
        """Take a link's satellite as gone, unless another link has taken over."""
        satellite_id = link.satellite_id
        if satellite_id is None:
            return
        with self._lock:
            if self._links.get(satellite_id) is not link:
                return
            del self._links[satellite_id]
        self.registry.disconnect(satellite_id)

    def played(self, satellite_id: str, playback_id: str) -> None:
        """Take note that a satellite has played a sound to its end."""
        log.debug("Satellite %s played %s", satellite_id, playback_id)

    def announce(
        self, pieces: Iterable[AudioClip], text: str, satellite_ids: Iterable[str]
    ) -> list[str]:
        """Play a sound on the named satellites, piece by piece as it is made; return the ids reached.

        Raises NotFound for an unknown id, Unavailable when none of them is connected.
        """
        wanted = [self.registry.get(satellite_id) for satellite_id in satellite_ids]
        if not wanted:
            raise NotFound("No satellite was named.", cure="Give at least one satellite's id.")
        links = {one.id: link for one in wanted if (link := self._link(one.id)) is not None}
        if not links:
            names = ", ".join(satellite.name for satellite in wanted)
            raise Unavailable(
                f"{names} is not connected.",
                cure="Check that the satellite is switched on and on the network.",
                code="satellite_offline",
            )
        playbacks = [link.announce(text) for link in links.values()]
        try:
            for piece in pieces:
                for playback in playbacks:
                    playback.piece(piece)
        finally:
            for playback in playbacks:
                playback.end()
        return list(links)

    def timer_changed(self, timer: Schedule) -> None:
        """Pass a timer's change on to the satellites it concerns."""
        for link in self._concerned(timer):
            link.timer(timer)
            if timer.state is ScheduleState.RINGING:
                link.ring(timer, self._ring_text(timer))
            elif timer.state in (ScheduleState.FINISHED, ScheduleState.CANCELLED):
                link.ring_over(timer)

    def _concerned(self, timer: Schedule) -> list[SatelliteLink]:
        with self._lock:
            if timer.satellite_id is None:
                return list(self._links.values())
            link = self._links.get(timer.satellite_id)
        return [link] if link is not None else []

    def _link(self, satellite_id: str) -> SatelliteLink | None:
        with self._lock:
            return self._links.get(satellite_id)


def _left_to_itself(satellite: Satellite) -> None:
    del satellite
