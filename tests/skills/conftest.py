"""A real home with the real skills: texts in, replies and states out."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.reading import forget_plugins, loaded_plugins

from ova.core import (
    EVERYWHERE,
    Announcement,
    Area,
    Entity,
    EntityState,
    HomeNames,
    Intent,
    InvalidInput,
    Match,
    Reply,
    Satellite,
    Unavailable,
    Utterance,
    Where,
)
from ova.home import DeclaredEntity, Home
from ova.hub.skills import Examples
from ova.language import Grammar, Replies, SentenceSource, compile_grammar
from ova.lists import Lists
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.schedule import Planner, Timers
from ova.sdk import Turn
from ova.storage import Database

ROOT = Path(__file__).parents[2]
SOURCE = "house"
SATURDAY = datetime(2026, 11, 21, 16, 15, tzinfo=ZoneInfo("Europe/Berlin"))


class StrictReplies(Replies):
    """Texts that must exist and get every field they speak of."""

    def render(self, key, rng=None, **fields):
        assert key in self, f"There is no reply {key!r}"
        variants = self._texts[key]
        for text in [variants] if isinstance(variants, str) else variants:
            needed = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            assert needed <= fields.keys(), f"The reply {key!r} misses {needed - fields.keys()}"
        return super().render(key, rng, **fields)


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, start: datetime):
        self.zone = start.tzinfo
        self.seconds = start.timestamp()

    def now(self) -> float:
        return self.seconds

    def date(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC).astimezone(self.zone)


GRAMMARS: dict[HomeNames, Grammar] = {}
"""Compiled once per set of names: the sentences do not change while the tests run."""
SERVICE_STATES = {
    ("light", "turn_on"): "on",
    ("light", "turn_off"): "off",
    ("switch", "turn_on"): "on",
    ("switch", "turn_off"): "off",
    ("fan", "turn_on"): "on",
    ("fan", "turn_off"): "off",
    ("fan", "set_percentage"): "on",
    ("cover", "open_cover"): "open",
    ("cover", "close_cover"): "closed",
    ("lock", "lock"): "locked",
    ("lock", "unlock"): "unlocked",
    ("media_player", "turn_on"): "on",
    ("media_player", "turn_off"): "off",
    ("media_player", "media_play"): "playing",
    ("media_player", "media_pause"): "paused",
    ("vacuum", "start"): "cleaning",
    ("vacuum", "pause"): "paused",
    ("vacuum", "return_to_base"): "returning",
}


@dataclass
class House:
    """A virtual house behind the home, and what it was asked to do."""

    calls: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Ids of entities that refuse."""
    slow: set[str] = field(default_factory=set)
    """Ids of entities that report their state later."""

    def control(self, entity: Entity, service: str, data: dict[str, Any]) -> EntityState | None:
        if entity.id in self.broken:
            raise ConnectionError("no answer")
        self.calls.append((entity.id, service, data))
        if entity.id in self.slow:
            return None
        attributes = dict(entity.state.attributes)
        state = SERVICE_STATES.get((entity.domain, service), entity.state.state)
        if service == "set_cover_position":
            state = "open" if data["position"] else "closed"
            attributes["current_position"] = data["position"]
        elif service == "set_hvac_mode":
            state = data["hvac_mode"]
        elif "brightness_pct" in data:
            attributes["brightness"] = round(data["brightness_pct"] * 255 / 100)
        elif "color_name" in data and data["color_name"] == "turquoise":
            raise InvalidInput("Turquoise is not a colour this lamp has.")
        attributes.update(
            {k: v for k, v in data.items() if k not in ("brightness_pct", "hvac_mode")}
        )
        return EntityState(state, attributes)


def entity(
    name, domain, area=None, state=None, *, floor=None, device_class=None, aliases=(), **more
):
    """Declare one thing of the house."""
    return DeclaredEntity(
        key=f"{domain} {area} {name}",
        name=name,
        domain=domain,
        area=area,
        floor=floor,
        device_class=device_class,
        state=state,
        attributes=more,
        aliases=aliases,
    )


COLOR = {"supported_color_modes": ["hs", "color_temp"]}
DIM = {"supported_color_modes": ["brightness"]}
THINGS = [
    entity("Kitchen Light", "light", "Kitchen", "off", floor="Ground Floor", **COLOR),
    entity("Counter Light", "light", "Kitchen", "off", **DIM),
    entity("Living Room Lamp", "light", "Living Room", "off", floor="Ground Floor", **COLOR),
    entity("Floor Lamp", "light", "Living Room", "on", aliases=("reading light",), **DIM),
    entity("Bedroom Light", "light", "Bedroom", "on", floor="First Floor", brightness=128, **DIM),
    entity("Ceiling Lamp", "light", "Office", "off", floor="First Floor", **COLOR),
    entity("Ceiling Lamp", "light", "Hallway", "off", floor="Ground Floor", **DIM),
    entity("Secret Lamp", "light", "Office", "off"),
    entity("Coffee Machine", "switch", "Kitchen", "off"),
    entity("TV Plug", "switch", "Living Room", "on"),
    entity("Ceiling Fan", "fan", "Bedroom", "off", percentage=0),
    entity("Living Room Blinds", "cover", "Living Room", "closed", device_class="blind"),
    entity(
        "Bedroom Curtain", "cover", "Bedroom", "open", device_class="curtain", current_position=100
    ),
    entity("Garage Door", "cover", "Garage", "closed", device_class="garage", floor="Ground Floor"),
    entity("Front Door", "lock", "Hallway", "locked"),
    entity("Back Door", "lock", "Kitchen", "unlocked"),
    entity("Kitchen Window", "binary_sensor", "Kitchen", "on", device_class="window"),
    entity("Bedroom Motion", "binary_sensor", "Bedroom", "off", device_class="motion"),
    entity(
        "Living Room Thermostat",
        "climate",
        "Living Room",
        "heat",
        current_temperature=20.5,
        temperature=21,
        min_temp=7,
        max_temp=30,
        hvac_modes=["off", "heat", "auto"],
        fan_modes=["auto", "low", "high"],
    ),
    entity(
        "Bedroom Temperature",
        "sensor",
        "Bedroom",
        "18.5",
        device_class="temperature",
        unit_of_measurement="°C",
    ),
    entity(
        "Kitchen Humidity",
        "sensor",
        "Kitchen",
        "47",
        device_class="humidity",
        unit_of_measurement="%",
    ),
    entity("Kitchen Speaker", "media_player", "Kitchen", "playing", volume_level=0.3),
    entity("Living Room TV", "media_player", "Living Room", "off", volume_level=0.5),
    entity("Bedroom Speaker", "media_player", "Bedroom", "paused", volume_level=0.2),
    entity("Anna", "person", state="home"),
    entity("Ben", "person", state="Work"),
    entity("Clara", "person", state="not_home"),
    entity("Robby", "vacuum", "Living Room", "docked"),
]


@dataclass
class Speakers:
    """Satellites in some rooms of the house, and what was said there."""

    known: dict[str, Satellite] = field(
        default_factory=lambda: {
            name: Satellite(name, name, area_id=area, connected=True)
            for name, area in (("Kitchen", "kitchen"), ("Office", "office"), ("Bedroom", "bedroom"))
        }
    )
    said: list[tuple[str, list[str]]] = field(default_factory=list)
    spoken: list[Announcement] = field(default_factory=list)

    def all(self) -> list[Satellite]:
        return list(self.known.values())

    @property
    def groups(self) -> "Speakers":
        return self

    def called(self, name: str) -> None:
        del name  # this house has no groups

    def update(self, satellite_id: str, *, preferences: dict[str, Any]) -> Satellite:
        one = self.known[satellite_id]
        self.known[satellite_id] = replace(one, preferences=replace(one.preferences, **preferences))
        return self.known[satellite_id]

    def say(self, text: str, where: Where = EVERYWHERE, *, by: str = "") -> Announcement:
        reached = [
            one.id
            for one in self.all()
            if one.id in (where.satellite_ids or ())
            or one.area_id in where.area_ids
            or (where.everywhere and one.id not in where.but)
        ]
        if not reached:
            raise Unavailable("There is no satellite there.", code="no_satellite_there")
        self.said.append((text, reached))
        there = [one for one in reached if self.known[one].connected]
        missed = [one for one in reached if not self.known[one].connected]
        silent = [one for one in there if self.known[one].preferences.is_silent]
        heard = [one for one in there if one not in silent]
        said = Announcement("a", 1.0, text, by, False, tuple(heard), tuple(missed), tuple(silent))
        self.spoken.insert(0, said)
        return said

    def recent(self) -> list[Announcement]:
        return list(self.spoken)


@dataclass
class Hub:
    """What the skills receive as ``ova``, and the way a text takes through it."""

    home: Home
    timers: Timers
    schedules: Planner
    integration_manager: IntegrationManager
    skill_manager: SkillManager
    clock: Clock
    house: House
    lists: Lists
    satellites: Speakers = field(default_factory=Speakers)
    language: str = "en"

    @property
    def examples(self) -> Examples:
        return Examples(self.skill_manager, self.home, lambda _language: self.grammar)

    @property
    def announcements(self) -> Speakers:
        return self.satellites

    def now(self) -> datetime:
        return self.clock.date()

    @property
    def grammar(self) -> Grammar:
        names = self.home.names()
        if names not in GRAMMARS:
            sources = [
                SentenceSource(one.skill_id, one.language, one.data, one.file)
                for one in self.skill_manager.sentences()
            ]
            GRAMMARS[names] = compile_grammar(sources, names, "en")
        return GRAMMARS[names]

    def area(self, name: str | None) -> Area | None:
        return self.home.find_area(name) if name else None

    def match(self, text: str, area: str | None = None) -> Match:
        return self.grammar.match(text, area=area, now=self.now())

    def understand(self, text: str, area_id: str | None = None) -> dict[str, Any]:
        return {"question": None}

    def ask(self, text: str, area: str | None = None, satellite: str | None = None) -> Reply:
        """Answer a text said in an area to a satellite; a satellite is named for its area."""
        match = self.match(text, area)
        assert match.intent is not None, f"{text!r} was declined: {match.reason} {match.detail}"
        return self.carry_out(match.intent, area, satellite)

    def carry_out(
        self, intent: Intent, area: str | None = None, satellite: str | None = None
    ) -> Reply:
        """Let the intent's skill answer, as if it was said in an area to a satellite."""
        name = satellite or area
        turn = Turn(
            utterance=Utterance(intent.text),
            intent=intent,
            satellite=Satellite(name, name) if name else None,
            area=self.area(area),
            replies=StrictReplies(self.skill_manager.replies(intent.skill, "en")),
        )
        return self.skill_manager.handle(turn)

    def state(self, entity_id: str) -> str:
        return self.home.entity(entity_id).state.state

    def value(self, entity_id: str, attribute: str) -> Any:
        return self.home.entity(entity_id).state.attributes.get(attribute)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory) -> Path:
    """A folder with a migrated database: copying it is quicker than migrating for every test."""
    folder = tmp_path_factory.mktemp("empty")
    with Database.open(folder / "ova.sqlite3", key_file=folder / "key"):
        pass
    return folder


@pytest.fixture
def hub(tmp_path, empty_database) -> Iterator[Hub]:
    """The house with all bundled skills, at a quarter past four on a Saturday."""
    before = loaded_plugins()
    clock = Clock(SATURDAY)
    shutil.copytree(empty_database, tmp_path, dirs_exist_ok=True)
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        home = Home(database, now=clock.now)
        home.sync(SOURCE, THINGS)
        house = House()
        home.set_controller(SOURCE, house.control)
        secret = next(one for one in home.entities("light") if one.name == "Secret Lamp")
        home.update_entity(secret.id, exposed=False)
        storage = PluginStorage(database)
        folders = PluginFolders(ROOT, None, packages=False)
        integrations = IntegrationManager(storage, folders, home)
        skills = SkillManager(storage, folders, integrations)
        timers = Timers(database, now=clock.now, steady=clock.now)
        schedules = Planner(
            database,
            lambda plan: None,
            zone=lambda: clock.zone,
            now=clock.now,
            steady=clock.now,
            workers=0,
        )
        lists = Lists(database, now=clock.now)
        made = Hub(home, timers, schedules, integrations, skills, clock, house, lists)
        skills.load_all(made)
        yield made
        skills.unload_all()
    forget_plugins(before)


@pytest.fixture
def grammar(hub):
    """What all bundled skills understand in the house."""
    return hub.grammar


@pytest.fixture
def ask(hub):
    """Answer a text: ``ask("turn on the light", area="Kitchen")``."""
    return hub.ask
