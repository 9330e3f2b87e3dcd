"""A home on a real database, with a clock that moves when told."""

import pytest

from ova.home import DeclaredEntity, Home
from ova.storage import Database


class Clock:
    def __init__(self):
        self.time = 1000.0

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3") as opened:
        yield opened


@pytest.fixture
def home(database, clock):
    return Home(database, now=clock)


@pytest.fixture
def demo(home):
    """A home with a lamp, a heater and a sensor, and a controller that remembers its calls."""
    home.sync(
        "demo",
        [
            DeclaredEntity("lamp", "Reading Lamp", "light", "Living Room", "Ground", state="off"),
            DeclaredEntity(
                "heater",
                "Heater",
                "climate",
                "Bedroom",
                state="heat",
                attributes={"min_temp": 5, "max_temp": 30, "hvac_modes": ["off", "heat"]},
            ),
            DeclaredEntity("temp", "Outside", "sensor", device_class="temperature", state="7.5"),
        ],
    )
    return home
