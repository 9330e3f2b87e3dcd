"""What satellites are told in good time, so that they get by while the hub is away."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from ova.core import (
    AudioClip,
    OvaError,
    PlanKind,
    Satellite,
    Schedule,
    ScheduleState,
    recurrence_of,
)
from ova.hub.speech import Speech
from ova.hub.texts import hub_texts
from ova.satellites import SatelliteLink
from ova.schedule import Jobs, next_occurrence

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)

UPCOMING, SAYINGS = "upcoming", "sayings"
"""What a satellite has among its features that wants to be told."""
HORIZON_S = 7 * 86_400.0
MOST = 50
GATHER_S = 0.2
"""Changes that come together are told together."""
_RINGING_KINDS = frozenset({"timer", PlanKind.ALARM.value, PlanKind.REMINDER.value})
_KEPT_CLIPS = 8


class WhileAway:
    """Tells satellites what will ring on them and when, and gives them words to say without the hub."""

    def __init__(
        self,
        hub: "OpenVoiceAssistant",
        speech: Speech,
        jobs: Jobs,
        zone: Callable[[], tzinfo],
        clock: Callable[[], float],
    ) -> None:
        """``zone`` is the home's; ``clock`` gives seconds since the epoch. Nothing before ``start``."""
        self._hub = hub
        self._speech = speech
        self._jobs = jobs
        self._zone = zone
        self._clock = clock
        self._clips: dict[str, AudioClip] = {}

    def start(self) -> None:
        """Tell satellites from now on."""
        self._hub.timers.subscribe(lambda _timer: self._soon())
        self._hub.schedules.subscribe(lambda _plan: self._soon())
        self._hub.satellites.on_come = self._came

    def _soon(self) -> None:
        self._jobs.plan("upcoming", GATHER_S, self._tell_all)

    def _tell_all(self) -> None:
        items = self._items()
        for link in self._hub.satellites.links():
            self._tell(link, items)

    def _came(self, link: SatelliteLink, satellite: Satellite) -> None:
        """Tell a satellite that has just come, or for which something else was set."""
        self._tell(link, self._items())
        if SAYINGS in link.features:
            self._jobs.plan(f"sayings {satellite.id}", 0.0, lambda: self._say(link, satellite))

    def _items(self) -> list[Schedule]:
        pending = (*self._hub.timers.pending(), *self._hub.schedules.all())
        until = self._clock() + HORIZON_S
        return [
            one
            for one in sorted(pending, key=lambda one: one.due_at)
            if one.state is ScheduleState.PENDING
            and one.kind in _RINGING_KINDS
            and one.due_at <= until
        ]

    def _tell(self, link: SatelliteLink, items: Iterable[Schedule]) -> None:
        if UPCOMING not in link.features or link.satellite_id is None:
            return
        mine = [one for one in items if one.rings_on(link.satellite_id)][:MOST]
        link.device.upcoming([self._entry(one, link.satellite_id) for one in mine])

    def _entry(self, item: Schedule, satellite_id: str) -> dict[str, Any]:
        now = self._clock()
        times = [item.due_at]
        repeat = item.data.get("repeat")
        while repeat and len(times) < MOST:
            following = next_occurrence(recurrence_of(repeat), times[-1], self._zone())
            if following > now + HORIZON_S:
                break
            times.append(following)
        return {
            "id": item.id,
            "kind": item.kind,
            "name": item.data.get("text") or item.name or "",
            "text": self._hub.satellites.bells.words(item, satellite_id),
            "in_s": [round(max(0.0, due_at - now), 3) for due_at in times],
        }

    def _say(self, link: SatelliteLink, satellite: Satellite) -> None:
        """Send the words that tell that the hub is away, unless the satellite has them."""
        language = self._hub.satellites.language_of(satellite)
        text = hub_texts(language).render("hub_away")
        voice = satellite.preferences.voice
        settings = self._hub.settings.current
        facts = (text, language, voice, settings.voice, settings.voice_speed)
        mark = hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
        if link.sayings.get("hub_away") == mark:
            return
        try:
            clip = self._clips.get(mark) or self._spoken(text, language, voice)
        except OvaError as error:
            log.info("No words could be made for when the hub is away: %s", error)
            return
        self._clips = dict([*self._clips.items(), (mark, clip)][-_KEPT_CLIPS:])
        link.sayings["hub_away"] = mark
        link.device.saying("hub_away", text, mark, clip)

    def _spoken(self, text: str, language: str, voice: str) -> AudioClip:
        pieces = list(self._speech.voice.speak(text, language, _ignored, voice))
        return AudioClip(b"".join(piece.pcm for piece in pieces), pieces[0].format)


def _ignored(error: OvaError) -> None:
    del error
