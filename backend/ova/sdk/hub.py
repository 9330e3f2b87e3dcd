"""The hub as plugins see it: what ``build_*(config, ova)`` receives as ``ova``."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from ova.core import (
    Area,
    AskResult,
    Entity,
    Floor,
    PlanKind,
    PluginInfo,
    RunResult,
    Satellite,
    Schedule,
    Wish,
)
from ova.sdk.announcements import AnnouncementsApi
from ova.sdk.lists import ListsApi
from ova.sdk.specs import ActionResult, DataBatch


class HomeApi(Protocol):
    """Areas and entities of the home."""

    def areas(self) -> list[Area]:
        """Return every area."""

    def area(self, area_id: str) -> Area:
        """Return one area; raises NotFound."""

    def floors(self) -> list[Floor]:
        """Return every floor."""

    def entities(self, domain: str | None = None, area_id: str | None = None) -> list[Entity]:
        """Return the entities, all or those of a domain and an area."""

    def entity(self, entity_id: str) -> Entity:
        """Return one entity; raises NotFound with near matches."""

    def control(self, entity_id: str, service: str, data: dict[str, Any] | None = None) -> Entity:
        """Carry out a service on an entity and return it with its new state.

        Raises NotFound, InvalidInput for a service or data the domain does not have, and what the
        integration behind the entity raised.
        """

    def subscribe(self, callback: Callable[[Entity], None]) -> Callable[[], None]:
        """Call ``callback`` on every change; returns the function that ends it."""


class TimersApi(Protocol):
    """Timers. A timer is on disk before a call returns."""

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
    ) -> Schedule:
        """Start a timer of ``duration_s`` seconds."""

    def pending(self) -> list[Schedule]:
        """Return the timers still running, the next one first."""

    def paused(self) -> list[Schedule]:
        """Return the timers that stand still; ``left_s`` tells what is left of each."""

    def ringing(self) -> list[Schedule]:
        """Return the timers that ring."""

    def stop_ringing(self, target: str | None = None) -> list[Schedule]:
        """Silence one timer, or all of a satellite by its id, or everything; returns what was silenced."""

    def get(self, schedule_id: str) -> Schedule:
        """Return one timer; raises NotFound."""

    def cancel(self, schedule_id: str) -> Schedule:
        """End a timer before its time; raises NotFound."""

    def pause(self, schedule_id: str) -> Schedule:
        """Have a timer stand still; raises NotFound, or Conflict when it rings."""

    def resume(self, schedule_id: str) -> Schedule:
        """Have a timer go on; raises NotFound, or Conflict when it rings."""

    def change(self, schedule_id: str, delta_s: float) -> Schedule:
        """Lengthen or, with a negative number, shorten a timer by seconds; raises NotFound."""


class SchedulesApi(Protocol):
    """Alarms, reminders and commands for later. A plan is on disk before a call returns."""

    def add(self, wish: Wish) -> Schedule:
        """Plan something; raises InvalidInput with ``in_the_past``, ``too_far`` or the like as ``code``."""

    def find(self, kind: PlanKind | None = None, name: str | None = None) -> list[Schedule]:
        """Return what rings, waits or is paused, of a kind and by a name."""

    def ringing(self) -> list[Schedule]:
        """Return what rings."""

    def get(self, plan_id: str) -> Schedule:
        """Return one plan; raises NotFound."""

    def edit(self, plan_id: str, changes: Mapping[str, Any]) -> Schedule:
        """Change ``name``, ``text``, ``satellite_id``, or when: one of ``at``, ``in_s``, ``repeat``.

        Raises NotFound, Conflict while it rings, InvalidInput as ``add``.
        """

    def stop(self, plan_id: str) -> Schedule:
        """Silence what rings; what repeats waits for its next time. Raises NotFound, Conflict."""

    def cancel(self, plan_id: str) -> Schedule:
        """Delete a plan with all its times to come; raises NotFound, Conflict."""

    def stop_ringing(self, satellite_id: str | None = None) -> list[Schedule]:
        """Silence what rings on a satellite, or everywhere; returns what was silenced."""

    def snooze(self, plan_id: str, seconds: float = ...) -> Schedule:
        """Have what rings ring again later; raises NotFound, Conflict, InvalidInput."""


class IntegrationsApi(Protocol):
    """The loaded integrations."""

    def get_integration_module(self, integration_id: str) -> Any:
        """Return the object an integration built. Ask each time: a new config makes a new object.

        Raises an Unavailable error that says why when the integration is not loaded.
        """

    def integration_exists(self, integration_id: str) -> bool:
        """Tell whether an integration is loaded."""

    def infos(self) -> list[PluginInfo]:
        """Return every integration with its state."""


class SatellitesApi(Protocol):
    """The satellites around the house."""

    def all(self) -> list[Satellite]:
        """Return every satellite, connected or not."""

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite; raises NotFound."""

    def update(
        self, satellite_id: str, *, preferences: Mapping[str, Any] | None = None
    ) -> Satellite:
        """Change ``volume`` (0 to 100 percent) and ``muted``; its device follows at once.

        Raises NotFound, InvalidInput.
        """

    def ask(
        self,
        satellite_id: str,
        question: str,
        answers: Mapping[str, Sequence[str]] | None = None,
        *,
        timeout_s: float = 30.0,
        voice: str | None = None,
    ) -> AskResult:
        """Speak a question on a satellite, listen without the wake word, and return the answer.

        ``answers`` are sentences by id: ``{"yes": ["yes", "please do"], "later": ["in {duration}"]}``;
        without them any text is an answer. ``id`` of the result is None when none was given, and
        ``reason`` says why. Waits up to ``timeout_s``, 60 at most: not for a handler, which yields
        ``turn.ask`` instead. Raises NotFound, Unavailable, Conflict, InvalidInput.
        """


class ActionsApi(Protocol):
    """What the loaded integrations can be ordered to do."""

    def run(
        self,
        entry_id: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        source: str = "code",
    ) -> ActionResult:
        """Carry out an action of an integration, as ``run("sunny_home", "set_light", {...})``.

        Its input and output are checked and the order is logged, with ``source`` as who gave it.
        Raises NotFound, InputInvalid with every fault, and what else the integration raises.
        """


class SkillsApi(Protocol):
    """The loaded skills."""

    def get_skill_module(self, skill_id: str) -> Any:
        """Return the object a skill built; raises an Unavailable error when it is not loaded."""

    def infos(self) -> list[PluginInfo]:
        """Return every skill with its state."""


class ExamplesApi(Protocol):
    """What can be said in this home."""

    def of(self, skill_id: str, language: str) -> Sequence[str]:
        """Return sentences a skill understands, with names of the home; none of one that is off."""


class DataApi(Protocol):
    """Series of numbers that integrations give, by ``id[endpoint]``."""

    def get(self, reference: str) -> DataBatch:
        """Return the data of ``weather[temperature]``; ``stale`` when the service is down.

        Raises NotFound, and an Unavailable error when there are none to be had.
        """

    def references(self) -> list[str]:
        """Return everything ``get`` knows now."""


class ToldEvent(Protocol):
    """Something an integration told, as it is stored."""

    @property
    def seq(self) -> int:
        """Its number; later events have greater ones."""

    @property
    def entry(self) -> str:
        """Whose event it is: the integration's id, or that of one of its other accounts."""

    @property
    def type(self) -> str:
        """What kind of event, as declared: ``sunny_home.button.pressed``."""

    @property
    def external_id(self) -> str | None:
        """The other side's own id of it, if it has one."""

    @property
    def payload(self) -> dict[str, Any]:
        """What is told about it."""

    @property
    def source(self) -> str:
        """``webhook``, ``poll`` or ``code``."""

    @property
    def at(self) -> float:
        """When it was stored, in seconds since the epoch."""


class EventsApi(Protocol):
    """What integrations tell."""

    def subscribe(
        self,
        callback: Callable[[ToldEvent], object],
        type: str | None = None,  # noqa: A002 - the event's own word
    ) -> Callable[[], None]:
        """Call ``callback`` with every later event, or those of a type; returns what ends it.

        A skill's subscriptions end by themselves when it is unloaded; an integration gives what is
        returned to ``ctx.on_unload``. Calls come one at a time, in order, in a thread of the hub.
        """

    def recent(
        self,
        limit: int = 50,
        *,
        integration: str | None = None,
        type: str | None = None,  # noqa: A002 - the event's own word
        before: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return stored events, newest first; those before the number ``before``."""


class HomeSettingsView(Protocol):
    """Settings of the whole home, as they are at one moment."""

    @property
    def home_name(self) -> str:
        """What the home is called."""

    @property
    def time_zone(self) -> str:
        """The time zone's name: ``Europe/Berlin``."""

    @property
    def temperature_unit(self) -> str:
        """``C`` or ``F``."""

    @property
    def latitude(self) -> float | None:
        """Where the home is, in degrees north; None when nobody said so."""

    @property
    def longitude(self) -> float | None:
        """Where the home is, in degrees east; None when nobody said so."""


class SettingsApi(Protocol):
    """Settings of the whole home."""

    @property
    def current(self) -> HomeSettingsView:
        """The settings as they are now."""


class SkillStoreApi(Protocol):
    """Small values of one skill that outlive a restart and a power cut. Values are JSON.

    At most 1,000 of up to 100,000 characters each; a skill that goes beyond that, or writes without
    end, fails and is named.
    """

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was kept under ``name``, or ``default``."""

    def set(self, name: str, value: Any) -> None:
        """Keep ``value`` under ``name``; it is on disk when this returns."""

    def update(self, name: str, change: Callable[[Any], Any], default: Any = None) -> Any:
        """Keep what ``change`` makes of the value, and return it; nobody else writes in between."""

    def delete(self, name: str) -> bool:
        """Forget a value; False when there was none."""

    def all(self) -> dict[str, Any]:
        """Return every value by name."""


class Ova(Protocol):
    """The running hub."""

    @property
    def store(self) -> SkillStoreApi:
        """A skill's own memory; an integration has ``ctx.store``."""

    @property
    def integrations(self) -> Any:
        """The integrations a skill's manifest requires, as attributes: ``ova.integrations.weather``.

        Each is the object the integration built, as it is at this moment. Raises for one the manifest
        does not name. ``get("weather")`` gives None while it is not loaded.
        """

    @property
    def home(self) -> HomeApi:
        """The home."""

    @property
    def timers(self) -> TimersApi:
        """The timers."""

    @property
    def schedules(self) -> SchedulesApi:
        """Alarms, reminders and commands for later."""

    @property
    def lists(self) -> ListsApi:
        """Shopping and to-do lists."""

    @property
    def announcements(self) -> AnnouncementsApi:
        """Saying something on satellites."""

    @property
    def integration_manager(self) -> IntegrationsApi:
        """The integrations; skills reach the ones they need here."""

    @property
    def satellites(self) -> SatellitesApi:
        """The satellites, and questions asked on them."""

    @property
    def actions(self) -> ActionsApi:
        """What integrations can be ordered to do."""

    @property
    def skill_manager(self) -> SkillsApi:
        """The skills."""

    @property
    def examples(self) -> ExamplesApi:
        """What can be said to the skills."""

    @property
    def data(self) -> DataApi:
        """The data of the integrations."""

    @property
    def events(self) -> EventsApi:
        """What integrations tell."""

    @property
    def settings(self) -> SettingsApi:
        """The hub's settings."""

    @property
    def language(self) -> str:
        """The hub's language, as ``en``."""

    def now(self) -> datetime:
        """Return the present time with its time zone."""

    def converse(self, text: str, *, conversation_id: str | None = None) -> RunResult:
        """Carry out a typed command; its ``reply`` is what is answered. Raises InvalidInput.

        Texts of one ``conversation_id`` belong together: the second may answer a question.
        """

    def understand(self, text: str, area_id: str | None = None) -> dict[str, Any]:
        """Return what a text would come to, as ``POST /api/understand`` does; nothing is done."""

    def listen(self, data: bytes, *, conversation_id: str | None = None) -> RunResult:
        """Carry out a recorded command: the bytes of a WAV, FLAC, MP3 or OGG file.

        ``text`` of what is returned is what was heard. Raises InvalidInput for what is no sound, is
        empty, or is longer than five minutes.
        """

    def say_wav(self, text: str) -> bytes:
        """Return a text spoken in the home's voice, as a WAV file."""
