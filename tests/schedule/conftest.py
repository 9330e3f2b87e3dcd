"""Timers on a real database, with clocks that move when told."""

import pytest

from ova.schedule import Timers
from ova.storage import Database


class Clocks:
    """A wall clock that can be set and a steady one that cannot."""

    def __init__(self):
        self.wall = 1_700_000_000.0
        self.steady = 50.0

    def now(self):
        return self.wall

    def monotonic(self):
        return self.steady

    def pass_by(self, seconds):
        self.wall += seconds
        self.steady += seconds

    def off(self, seconds):
        """The hub is not running: its steady clock begins anew."""
        self.wall += seconds
        self.steady = 7.0


@pytest.fixture
def clocks():
    return Clocks()


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3") as opened:
        yield opened


@pytest.fixture
def make(database, clocks):
    """Make Timers, as a start of the hub does."""
    made = []

    def make(**options):
        made.append(Timers(database, now=clocks.now, steady=clocks.monotonic, **options))
        return made[-1]

    yield make
    for timers in made:
        timers.close()


@pytest.fixture
def timers(make):
    return make()
