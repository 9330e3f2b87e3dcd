"""One skill in a hub of its own, with a clock that moves only when it is told to."""

import contextlib
import math
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ova.core import Area, InvalidInput, PluginInfo, PluginState, Schedule
from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.plugins import PluginFolders, SkillNotLoaded, id_of
from ova.sdk import Event
from ova.sdk.marks import span_s
from ova.testing import fakes
from ova.testing.answer import Answer, answer_of
from ova.testing.bed_folder import bundled, empty_home
from ova.testing.listening import BedSatellite
from ova.testing.log import LogLines
from ova.testing.opened import Opened

MORNING = "2026-03-11T07:00"
"""A Wednesday."""
STEP_S = 300.0
READY_S = 120.0
DEMO = "demo_home"
"""The virtual house that comes with the hub."""


class SkillBed(Opened):
    """Asks one skill, as people would: ``with SkillBed("skills/pantry") as ask: ask("...")``.

    The skill runs in a real hub in an empty folder, without speech and without neighbours. Texts of a
    test belong to one conversation.
    """

    __test__ = False  # it is no test, whatever its name

    def __init__(
        self,
        skill: str | Path,
        config: Mapping[str, Any] | None = None,
        *,
        language: str = "en",
        now: str = MORNING,
        time_zone: str = "UTC",
        home: bool = False,
        skills: Iterable[str | Path] = (),
        integrations: Mapping[str, Any] | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Start a hub with a skill: a folder or a file.

        ``home`` brings the virtual house Demo Home, ``skills`` others of the hub by id or path,
        ``integrations`` objects that stand in for what the skill needs, by id. Raises SkillNotLoaded
        with the reason when the skill cannot be used.
        """
        self.path = Path(skill).resolve()
        self.id = id_of(self.path)
        self._zone = ZoneInfo(time_zone)
        self._seconds = self._moment(now)
        self._open = contextlib.ExitStack()
        self._satellites: dict[str, BedSatellite] = {}
        try:
            self.log = self._open.enter_context(LogLines()).lines
            """Every line that was logged."""
            self._folder = self._made_folder(skills, home=home)
            self.hub = self._started(settings or {}, language, time_zone)
            """The hub itself, for what is not here."""
            for integration_id, fake in (integrations or {}).items():
                self.integration(integration_id, fake)
            self._switch_on(config or {}, skills, home=home)
        except BaseException:
            self._open.close()
            raise

    def close(self) -> None:
        """Stop the hub and forget everything."""
        self._open.close()

    def __call__(
        self,
        text: str,
        *,
        satellite: str | None = None,
        area: str | None = None,
        conversation: str = "test",
    ) -> Answer:
        """Say something to the hub, and return what came of it.

        ``satellite`` is where it is said, by name: one that is new is put into the area of that name,
        or of ``area``. What is said on one satellite, or in one ``conversation``, belongs together.
        """
        self.hub.grammar.wait_settled(READY_S)
        if satellite is not None and satellite not in self._satellites:
            self.satellite(satellite, area or satellite.title())
        if area is not None:
            self.area(area)
        result = self.hub.converse(
            text,
            satellite_id=satellite,
            area_id=area,
            conversation_id=None if satellite is not None else conversation,
            explain=True,
        )
        self.hub.run_due()
        return answer_of(result)

    ask = __call__

    @property
    def now(self) -> datetime:
        """The time of the test."""
        return datetime.fromtimestamp(self._seconds, self._zone)

    def wait(self, length: str | float | timedelta) -> None:
        """Let time pass: ``"10m"``, seconds or a timedelta. Timers ring, schedules come."""
        if isinstance(length, timedelta):
            seconds = length.total_seconds()
        else:
            seconds = span_s(length) if isinstance(length, str) else float(length)
        self._move_to(self._seconds + seconds)

    def wait_until(self, moment: str) -> None:
        """Let time pass until then: ``"18:30"``, the next such time, or ``"2026-03-12T07:00"``."""
        if "T" in moment:
            self._move_to(self._moment(moment))
            return
        at = datetime.strptime(moment, "%H:%M").time()  # noqa: DTZ007 - only its time of day is used
        due = self.now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0)
        if due <= self.now:
            due += timedelta(days=1)
        self._move_to(due.timestamp())

    def integration(
        self, integration_id: str, fake: Any, *, events: Iterable[str] = (), name: str = ""
    ) -> None:
        """Have ``fake`` stand in for an integration: it is what skills get of it.

        Another one in its place is as a reload. ``events`` are the types ``tell`` may tell.
        """
        titled = name or integration_id.replace("_", " ").title()
        folder = self._folder / "integrations"
        token = fakes.write_fake(folder, integration_id, fake, titled, events)
        self._open.callback(fakes.forget, [token])
        manager = self.hub.integration_manager
        if manager.integration_exists(integration_id):
            info = manager.reload(integration_id)
        else:
            info = manager.enable(integration_id)
        if info.state is not PluginState.LOADED:
            raise InvalidInput(f"The fake {integration_id} is {info.state}: {info.reason}")

    def remove_integration(self, integration_id: str) -> None:
        """Switch an integration off, as when it is gone."""
        self.hub.integration_manager.disable(integration_id)

    def tell(self, event_type: str, payload: Mapping[str, Any] | None = None) -> None:
        """Have an integration of the test tell an event; returns when skills have heard it.

        ``event_type`` begins with the integration's id, as ``doorbell.pressed``, and is one of the
        ``events`` it was given with.
        """
        entry = self.hub.integration_manager.entry(event_type.partition(".")[0])
        entry.context.emit(Event(event_type, payload=dict(payload or {})))
        self.hub.run_due()

    def satellite(self, name: str, area: str = "") -> BedSatellite:
        """Return the satellite of a name, which comes into being in an area."""
        if name not in self._satellites:
            if area:
                self.area(area)
            made = BedSatellite(self.hub, name, area)
            self._satellites[name] = made
            self._open.callback(made.close)
        return self._satellites[name]

    def area(self, name: str) -> Area:
        """Return the area of a name, which comes into being."""
        return self.hub.home.find_area(name) or self.hub.home.add_area(name)

    @property
    def ringing(self) -> list[Schedule]:
        """What rings now: timers, alarms and reminders."""
        return list(self.hub.ringing.all())

    @property
    def info(self) -> PluginInfo:
        """The skill as people see it."""
        return self.hub.skill_manager.info(self.id)

    @property
    def object(self) -> Any:
        """What its ``build_skill`` returned."""
        return self.hub.skill_manager.get_skill_module(self.id)

    def reload(self) -> PluginInfo:
        """Load the skill's files anew, as they are now, and return how it is."""
        info = self.hub.skill_manager.reload(self.id)
        self.hub.grammar.wait_settled(READY_S)
        return info

    def state(self, entity_id: str) -> str:
        """Return what a thing of the home is doing."""
        return self.hub.home.entity(entity_id).state.state

    def _moment(self, text: str) -> float:
        return datetime.fromisoformat(text).replace(tzinfo=self._zone).timestamp()

    def _clock(self) -> float:
        return self._seconds

    def _move_to(self, target: float) -> None:
        if target < self._seconds:
            raise InvalidInput("The clock of a test goes forward only.")
        self.hub.run_due()
        while self._seconds < target:
            self._seconds = min(target, self._next_due(), self._seconds + STEP_S)
            self.hub.run_due()

    def _next_due(self) -> float:
        """Return when something of the hub comes due, later than now."""
        pending = [*self.hub.timers.pending(), *self.hub.schedules.find()]
        moments = [one.due_at for one in pending]
        job = self.hub.next_due()  # its steady clock is the clock of the test
        moments += [] if job is None else [job]
        return min((one for one in moments if one > self._seconds), default=math.inf)

    def _made_folder(self, skills: Iterable[str | Path], *, home: bool) -> Path:
        folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="ova-skill-")))
        shutil.copytree(empty_home(), folder, dirs_exist_ok=True)
        (folder / "skills").mkdir(exist_ok=True)
        (folder / "integrations").mkdir(exist_ok=True)
        for path in (self.path, *(bundled("skills", one) for one in skills)):
            name = (
                path.name if path.is_file() else id_of(path)
            )  # one that begins with _ is passed over
            (folder / "skills" / name).symlink_to(path)
        if home:
            (folder / "integrations" / DEMO).symlink_to(bundled("integrations", DEMO))
        return folder

    def _started(
        self, settings: Mapping[str, Any], language: str, time_zone: str
    ) -> OpenVoiceAssistant:
        options = HubOptions(
            folder=HomeFolder(self._folder),
            workers=0,
            plugins=PluginFolders(user=self._folder, packages=False),
            by_hand=True,
        )
        hub = OpenVoiceAssistant(options, clock=self._clock, steady=self._clock)
        self._open.callback(hub.close)
        hub.settings.update({"language": language, "time_zone": time_zone, **settings})
        hub.start()
        return hub

    def _switch_on(
        self, config: Mapping[str, Any], skills: Iterable[str | Path], *, home: bool
    ) -> None:
        if home:
            self.hub.integration_manager.enable(DEMO)
        for one in skills:
            self.hub.skill_manager.enable(id_of(bundled("skills", one)))
        info = self.hub.skill_manager.enable(self.id, config)
        if info.state is not PluginState.LOADED and not info.required_integrations:
            raise SkillNotLoaded(f"{info.name} is {info.state}: {info.reason}.", cure=info.cure)
        if not self.hub.wait_ready(READY_S):
            raise InvalidInput("The sentences were not ready in time.")
        self.hub.run_due()
