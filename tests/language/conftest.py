"""A home of twelve rooms, and the sentences for it."""

from random import Random

import pytest

from ova.core import HomeNames, SpokenName
from ova.language import SentenceSource, compile_grammar, package_source

ROOMS = (
    "Kitchen",
    "Living Room",
    "Bedroom",
    "Kids' Room",
    "Office",
    "Bathroom",
    "Hallway",
    "Garage",
    "Garden",
    "Dining Room",
    "Basement",
    "Guest Room",
)
THINGS = (
    ("Bedroom Lamp", "light", "Bedroom"),
    ("Reading Lamp", "light", "Living Room"),
    ("Lamp 2", "light", "Office"),
    ("Lamp two hundred", "light", "Garden"),
    ("Coffee Machine", "switch", "Kitchen"),
    ("TV Plug", "switch", "Living Room"),
    ("Wi-Fi & Router", "switch", "Office"),
    ("Heater", "switch", "Bathroom"),
    ("Garage Door", "cover", "Garage"),
    ("Bedroom Blinds", "cover", "Bedroom"),
    ("Living Room Curtains", "cover", "Living Room"),
    ("Living Room Thermostat", "climate", "Living Room"),
    ("Bedroom Thermostat", "climate", "Bedroom"),
    ("Ceiling Fan", "fan", "Living Room"),
    ("Bedroom Fan", "fan", "Bedroom"),
    ("Front Door", "lock", "Hallway"),
    ("Back Door", "lock", "Kitchen"),
    ("Kitchen Radio", "media_player", "Kitchen"),
    ("Living Room Speaker", "media_player", "Living Room"),
    ("Robot", "vacuum", "Hallway"),
    ("Outdoor Temperature", "sensor", "Garden"),
    ("Kitchen Humidity", "sensor", "Kitchen"),
    ("Power Consumption", "sensor", "Basement"),
    ("Rain Sensor", "sensor", "Garden"),
    ("Kitchen Window", "binary_sensor", "Kitchen"),
    ("Hallway Motion", "binary_sensor", "Hallway"),
    ("Garage Leak", "binary_sensor", "Garage"),
    ("Do Not Disturb", "switch", None),
)


@pytest.fixture(scope="session")
def home():
    lights = [SpokenName(f"{room} Light", f"{room} Light", "light", room) for room in ROOMS]
    things = [SpokenName(name, name, domain, area) for name, domain, area in THINGS]
    hidden = SpokenName("Alarm Siren", "Alarm Siren", "switch", "Hallway", exposed=False)
    return HomeNames(
        entities=(*lights, *things, SpokenName("Bed Light", "Bedroom Lamp", "light"), hidden),
        areas=tuple((room, room) for room in ROOMS),
        floors=(("Ground Floor", "Ground Floor"), ("2nd Floor", "2nd Floor")),
    )


@pytest.fixture(scope="session")
def package():
    return package_source("home")


@pytest.fixture(scope="session")
def grammar(home, package):
    return compile_grammar([package], home)


@pytest.fixture
def source():
    """Make a source of the skill ``test`` from templates, lists and rules."""

    def make(*sentences, skill="test", intent="Test", lists=None, rules=None, **block):
        return SentenceSource(
            skill,
            "en",
            {
                "language": "en",
                "intents": {intent: {"data": [{"sentences": list(sentences), **block}]}},
                "lists": lists or {},
                "expansion_rules": rules or {},
            },
            f"{skill}.yaml",
        )

    return make


@pytest.fixture(scope="session")
def dice():
    """Make a generator of a seed."""
    return lambda seed: Random(seed)  # noqa: S311 - picks test sentences, guards no secret
