"""What rings on which satellite."""

from collections.abc import Callable, Iterable

from ova.core import Satellite, Schedule, ScheduleState
from ova.satellites.link import SatelliteLink
from ova.satellites.presence import Presence
from ova.satellites.registry import SatelliteRegistry


class Bells:
    """Has satellites ring, in the words of the language spoken at each, and be quiet again."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        presence: Presence,
        ringing: Callable[[], Iterable[Schedule]],
        text: Callable[[Schedule, str], str],
        language_of: Callable[[Satellite], str],
    ) -> None:
        """``ringing`` lists what rings now, ``text`` gives the words for it in a language.

        ``language_of`` tells the language spoken at a satellite.
        """
        self._registry = registry
        self._presence = presence
        self._ringing = ringing
        self._text = text
        self._language_of = language_of

    def words(self, item: Schedule, satellite_id: str | None) -> str:
        """Return what is said of what rings, in the language spoken at a satellite."""
        known = satellite_id is not None and self._registry.knows(satellite_id)
        language = self._language_of(self._registry.get(str(satellite_id))) if known else ""
        return self._text(item, language)

    def catch_up(self, link: SatelliteLink) -> None:
        """Ring on a satellite that has just connected what is ringing."""
        for item in self._ringing():
            if item.rings_on(link.satellite_id):
                self._ring(link, item)

    def ring_at(self, satellite_id: str) -> bool:
        """Tell whether something rings on a satellite now."""
        return any(item.rings_on(satellite_id) for item in self._ringing())

    def timer_changed(self, timer: Schedule) -> None:
        """Pass a timer's change on to the satellites it concerns."""
        for link in self._concerned(timer):
            link.device.timer(timer)
            if timer.state is ScheduleState.RINGING:
                self._ring(link, timer)
            elif timer.state in (ScheduleState.FINISHED, ScheduleState.CANCELLED):
                link.device.ring_over(timer)

    def plan_changed(self, plan: Schedule, *, rings: bool) -> None:
        """Ring an alarm or the like on the satellites it concerns, or stop it there."""
        for link in self._concerned(plan):
            if rings:
                self._ring(link, plan)
            else:
                link.device.ring_over(plan)

    def _ring(self, link: SatelliteLink, item: Schedule) -> None:
        link.device.ring(item, self.words(item, link.satellite_id))

    def _concerned(self, item: Schedule) -> list[SatelliteLink]:
        return self._presence.links(item.satellite_ids or None)
