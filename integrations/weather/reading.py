"""What every service tells, in one shape."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Units:
    """What the numbers are in."""

    temperature: str
    wind: str
    precipitation: str

    @property
    def imperial(self) -> bool:
        """Whether it is Fahrenheit, miles and inches."""
        return self.temperature == "°F"


METRIC = Units("°C", "km/h", "mm")
IMPERIAL = Units("°F", "mph", "in")


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is."""

    name: str
    """Blank when only its coordinates are known."""
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Sky:
    """What it looks like outside."""

    condition: str
    """Home Assistant's word for it: ``rainy``, ``partlycloudy``."""
    words: str
    """What people say: ``light rain``."""


@dataclass(frozen=True, slots=True)
class Now:
    """The weather at this moment."""

    time: str
    temperature: float | None
    humidity: float | None
    wind: float | None
    sky: Sky
    feels: float | None = None
    """The temperature as people feel it."""
    gusts: float | None = None


@dataclass(frozen=True, slots=True)
class Hour:
    """One step of the forecast by hours: every hour, or every third."""

    time: str
    """ISO 8601, by the clocks of the place."""
    temperature: float | None
    precipitation: float | None
    wind: float | None
    chance: float | None = None
    """Of rain or snow, in percent."""
    sky: Sky | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the forecast."""

    date: str
    low: float | None
    high: float | None
    precipitation: float | None
    wind: float | None
    """The strongest."""
    sky: Sky
    gusts: float | None = None
    chance: float | None = None
    """Of rain or snow, in percent."""
    sunrise: str | None = None
    """ISO 8601, by the clocks of the place."""
    sunset: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a service told at one time."""

    place: Place
    units: Units
    now: Now
    hours: tuple[Hour, ...]
    days: tuple[Day, ...]
    """Today first."""
