"""Ordinary rooms and devices, to fill a home with."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

AREAS = 20
FLOORS = 3
_SEED = "an ordinary home"

FLOOR_NAMES = (
    "Ground Floor",
    "Upper Floor",
    "Lower Level",
    "Top Floor",
    "Middle Floor",
    "Third Floor",
)
AREA_NAMES = (
    "Kitchen",
    "Living Room",
    "Bedroom",
    "Bathroom",
    "Hallway",
    "Study",
    "Guest Room",
    "Nursery",
    "Dining Room",
    "Basement",
    "Attic",
    "Laundry",
    "Pantry",
    "Garage",
    "Garden",
    "Balcony",
    "Workshop",
    "Library",
    "Gym",
    "Conservatory",
    "Playroom",
    "Entrance",
    "Cellar",
    "Shed",
    "Terrace",
    "Office",
    "Utility Room",
    "Music Room",
    "Dressing Room",
    "Greenhouse",
    "Summer House",
    "Landing",
)
ANYWHERE = (
    ("Ceiling Light", "light"),
    ("Floor Lamp", "light"),
    ("Wall Light", "light"),
    ("Spotlights", "light"),
    ("Night Light", "light"),
    ("Light Strip", "light"),
    ("Chandelier", "light"),
    ("Reading Light", "light"),
    ("Desk Lamp", "light"),
    ("Cabinet Lights", "light"),
    ("Lantern", "light"),
    ("Uplighter", "light"),
    ("Outlet", "switch"),
    ("Power Strip", "switch"),
    ("Heater", "switch"),
    ("Humidifier", "humidifier"),
    ("Dehumidifier", "humidifier"),
    ("Aquarium", "switch"),
    ("Fairy Lights", "switch"),
    ("Charger", "switch"),
    ("Kettle", "switch"),
    ("Printer", "switch"),
    ("Monitor", "switch"),
    ("Blinds", "cover"),
    ("Roller Shutter", "cover"),
    ("Drapes", "cover"),
    ("Skylight", "cover"),
    ("Awning", "cover"),
    ("Thermostat", "climate"),
    ("Radiator", "climate"),
    ("Underfloor Heating", "climate"),
    ("Air Conditioner", "climate"),
    ("Speaker", "media_player"),
    ("Radio", "media_player"),
    ("Soundbar", "media_player"),
    ("Television", "media_player"),
    ("Projector", "media_player"),
    ("Record Player", "media_player"),
    ("Fan", "fan"),
    ("Air Purifier", "fan"),
    ("Extractor", "fan"),
    ("Lock", "lock"),
    ("Safe", "lock"),
    ("Thermometer", "sensor"),
    ("Humidity", "sensor"),
    ("Air Quality", "sensor"),
    ("Carbon Dioxide", "sensor"),
    ("Illuminance", "sensor"),
    ("Power Meter", "sensor"),
    ("Noise Level", "sensor"),
    ("Battery", "sensor"),
    ("Motion", "binary_sensor"),
    ("Presence", "binary_sensor"),
    ("Window Contact", "binary_sensor"),
    ("Door Contact", "binary_sensor"),
    ("Smoke Detector", "binary_sensor"),
    ("Water Leak", "binary_sensor"),
    ("Camera", "camera"),
    ("Evening Scene", "scene"),
    ("Reading Scene", "scene"),
)
WHOSE = (
    ("Coffee Machine", "switch"),
    ("Dishwasher", "switch"),
    ("Tumble Dryer", "switch"),
    ("Toaster", "switch"),
    ("Doorbell", "binary_sensor"),
    ("Letter Box", "binary_sensor"),
    ("Rain Gauge", "sensor"),
    ("Wind Speed", "sensor"),
    ("Solar Production", "sensor"),
    ("Electric Blanket", "switch"),
    ("Robot Hoover", "vacuum"),
    ("Irrigation", "valve"),
    ("Pond Pump", "switch"),
    ("Christmas Tree", "switch"),
    ("Side Gate", "cover"),
    ("Gazebo Shade", "cover"),
    ("Bedtime Routine", "script"),
    ("Good Morning Routine", "script"),
    ("Dinner Party", "scene"),
    ("Wall Box", "switch"),
    ("Water Softener", "sensor"),
    ("Boiler", "water_heater"),
    ("Game Console", "media_player"),
    ("Hot Tub", "climate"),
    ("Sauna", "climate"),
    ("Typewriter Lamp", "light"),
    ("Salt Lamp", "light"),
    ("Lava Lamp", "light"),
    ("Bunk Bed Lights", "light"),
    ("Piano Lamp", "light"),
)
"""Things there is one of: they are called by their own name."""
WHICH = ("Left", "Right", "Front", "Rear", "Small", "Big", "Old", "New")


class Device(NamedTuple):
    """A device that may stand in a home."""

    name: str
    domain: str
    area: str


def devices(areas: tuple[str, ...]) -> Iterator[Device]:
    """Yield devices of a home with these areas, the same ones in the same order every time.

    A larger home has the devices of a smaller one and more. Ends after some ten thousand.
    """
    dice = Random(_SEED)  # noqa: S311 - reproducible, not secret
    first = [Device(f"{area} {name}", domain, area) for area in areas for name, domain in ANYWHERE]
    first += [Device(name, domain, dice.choice(areas)) for name, domain in WHOSE]
    dice.shuffle(first)
    yield from first
    more = [
        Device(f"{area} {which} {name}", domain, area)
        for area in areas
        for name, domain in ANYWHERE
        for which in WHICH
    ]
    dice.shuffle(more)
    yield from more
