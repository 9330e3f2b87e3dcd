"""The integration's object: one look at the service serves everything."""

import threading
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from ova.core import OvaError, Unavailable
from ova.sdk import (
    ActionResult,
    Context,
    DataBatch,
    Device,
    InputInvalid,
    NotReady,
    Ova,
    action,
    data,
    poll,
)

from .coordinates import coordinates
from .notable import notable
from .open_meteo import OpenMeteo
from .openweathermap import OpenWeatherMap
from .parts import PARTS
from .questions import Questions
from .reading import IMPERIAL, METRIC, Place, Reading, Units
from .sensors import sensors
from .series import ENDPOINTS, series_of
from .words import DAYS, day_of, said_now, said_of, title_of

READING = "reading"
PLACE = "place"
LAST_CONDITION = "condition"
WARNED = "warned"
ELSEWHERE = "elsewhere:"
"""Begins the names other places' weather is kept under."""
KEPT_S = 600.0
AWAY_S = 60.0
"""So long a service that could not be reached is not asked again."""


class Service(Protocol):
    """A weather service."""

    def find(self, name: str, ctx: Context) -> Place:
        """Return the place of a name. Raises InputInvalid when there is none."""

    def read(self, place: Place, units: Units, ctx: Context) -> Reading:
        """Return the weather of a place."""


class Weather(Questions):
    """The weather of one place, kept for ten minutes."""

    def __init__(self, config: dict[str, Any], ova: Ova) -> None:
        self._location = config["location"].strip()
        self._chosen_units = config["units"]
        self._ova = ova
        self._service: Service = (
            OpenWeatherMap(config["server"], config["api_key"])
            if config["provider"] == "openweathermap"
            else OpenMeteo(config["server"])
        )
        self._reading = threading.Lock()
        self._last: dict[str, tuple[datetime, Reading]] = {}
        """By language, the newest weather and when it was fetched."""

    def test_connection(self, ctx: Context) -> str:
        """Say what the weather is, so that a wrong town of the same name is noticed."""
        return said_now(self._now(ctx, fresh=True), ctx.text)

    def entities(self, ctx: Context) -> list[Device]:
        """Return the sensors with what they measure now."""
        return sensors(self._now(ctx), ctx)

    @poll(
        every="15m",
        description="The weather has changed, as from cloudy to rainy",
        output={
            "type": "object",
            "required": ["condition", "words", "temperature"],
            "properties": {
                "condition": {"type": "string"},
                "words": {"type": "string"},
                "temperature": {"type": ["number", "null"]},
            },
        },
    )
    def condition_changed(self, ctx: Context) -> list[dict[str, Any]]:
        """Look at the weather anew for the sensors, and tell when it has another name."""
        try:
            reading = self._now(ctx, fresh=True)
        except OvaError as error:
            ctx.entities.unavailable(str(error))
            raise
        ctx.entities.declare(sensors(reading, ctx))
        now, before = reading.now, ctx.state.get(LAST_CONDITION)
        if now.sky.condition == before:
            return []
        ctx.state.set(LAST_CONDITION, now.sky.condition)
        if before is None:
            return []
        told = {
            "condition": now.sky.condition,
            "words": now.sky.words,
            "temperature": now.temperature,
        }
        return [{"id": f"{now.time} {now.sky.condition}", "data": told}]

    @poll(
        every="1h",
        description="Something to look out for is in the forecast: a storm, frost, heavy rain",
        output={
            "type": "object",
            "required": ["date", "kind", "words"],
            "properties": {
                "date": {"type": "string"},
                "kind": {"type": "string"},
                "words": {"type": "string"},
            },
        },
    )
    def look_out(
        self,
        inputs: dict[str, Any],  # noqa: ARG002 - there are none
        last_poll_ts: str | None,
        ctx: Context,
    ) -> list[dict[str, Any]]:
        """Tell each thing to look out for once, and nothing of days before the last look."""
        warned = set(ctx.state.get(WARNED, []))
        since = datetime.fromtimestamp(float(last_poll_ts or 0), UTC) - timedelta(days=1)
        found = {
            f"{one.date} {one.kind}": one
            for one in notable(self._now(ctx), ctx.text)
            if one.date >= f"{since:%Y-%m-%d}"
        }
        ctx.state.set(WARNED, sorted(found))
        return [
            {"id": name, "data": asdict(one)} for name, one in found.items() if name not in warned
        ]

    @action(
        description="Tell the weather of now or of a day",
        changes="nothing",
        input={
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "day": {
                    "enum": [*DAYS, *PARTS],
                    "default": "now",
                    "description": "Which day, or which part of today or tomorrow",
                }
            },
        },
        output={
            "type": "object",
            "required": ["place", "units"],
            "properties": {
                "place": {"type": "string"},
                "units": {"type": "object"},
                "now": {"type": ["object", "null"]},
                "day": {"type": ["object", "null"]},
                "part": {"type": ["object", "null"]},
            },
        },
    )
    def forecast(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the weather with a sentence about it. Raises InputInvalid for a day too far off."""
        wanted = inputs.get("day", "now")
        reading = self._now(ctx)
        told: dict[str, Any] = {
            "place": reading.place.name,
            "units": asdict(reading.units),
            "now": asdict(reading.now) if wanted == "now" else None,
            "day": None,
            "part": None,
        }
        if wanted in PARTS:
            told["part"], sentence = self.part(reading, wanted, ctx)
            return ActionResult(told, message=sentence)
        day = day_of(reading, wanted)
        if day is None and wanted != "now":
            raise InputInvalid(
                ctx.text("errors.too_far", day=title_of(wanted, ctx.text)),
                cure=ctx.text("errors.too_far_cure", days=len(reading.days)),
            )
        sentences = [said_now(reading, ctx.text)] if wanted == "now" else []
        if day is not None:
            sentences.append(said_of(day, wanted, reading, ctx.text))
        told["day"] = asdict(day) if day is not None else None
        return ActionResult(told, message=" ".join(sentences))

    @data(cache="10m")
    def get_data(self, endpoint: str, ctx: Context) -> DataBatch:
        """Return one of the series. Raises InputInvalid for another name."""
        if endpoint not in ENDPOINTS:
            raise InputInvalid(
                ctx.text("errors.no_series", series=endpoint),
                cure=ctx.text("errors.no_series_cure", known=", ".join(ENDPOINTS)),
            )
        return series_of(self._now(ctx), endpoint)

    def get_data_endpoints(self) -> list[str]:
        """Return the names of the series."""
        return list(ENDPOINTS)

    def health(self, ctx: Context) -> tuple[str, str]:
        """Tell how warm it is where."""
        kept: Reading | None = ctx.cache.get(self._kept)
        if kept is None or kept.now.temperature is None:
            return "ok", ctx.text("card.no_reading") if kept is None else kept.now.sky.words[:20]
        return "ok", f"{round(kept.now.temperature)} {kept.units.temperature}"

    def diagnostics(self, ctx: Context) -> dict[str, Any]:
        """Return the place that was found and when the weather is from."""
        kept: Reading | None = ctx.cache.get(self._kept)
        return {
            "place": ctx.state.get(PLACE),
            "time": kept.now.time if kept else None,
            "hours": len(kept.hours) if kept else 0,
            "days": len(kept.days) if kept else 0,
        }

    def _now(self, ctx: Context, *, fresh: bool = False) -> Reading:
        """Return the weather; the kept one while it is young, unless ``fresh``."""
        with self._reading:  # whoever waits here finds what the first one fetched
            kept: Reading | None = ctx.cache.get(self._kept)
            if kept is not None and not fresh:
                return kept
            try:
                reading = self._read(self._place(ctx), ctx)
            except Unavailable:
                last = None if fresh else self._of_today()
                if last is None:
                    raise
                ctx.cache.set(self._kept, last, AWAY_S)
                return last
            self._last[self._kept] = (self._ova.now(), reading)
            ctx.cache.set(self._kept, reading, KEPT_S)
            return reading

    def age_s(self) -> float:
        """Return how many seconds ago the weather was fetched: many only while the service is away."""
        known = self._last.get(self._kept)
        return (self._ova.now() - known[0]).total_seconds() if known else 0.0

    def _of_today(self) -> Reading | None:
        """Return the newest weather, unless it is of another day: its "tomorrow" would be wrong."""
        known = self._last.get(self._kept)
        if known is None or known[0].date() != self._ova.now().date():
            return None
        return known[1]

    def _read(self, place: Place, ctx: Context) -> Reading:
        try:
            return self._service.read(place, self._units(), ctx)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise NotReady(
                ctx.text("errors.not_understood"), cure=ctx.text("errors.not_understood_cure")
            ) from error

    def _elsewhere(self, name: str, ctx: Context) -> tuple[Place, Reading]:
        """Return another place and its weather, kept as long as that of home."""
        key = f"{self._kept} {ELSEWHERE}{name.strip().casefold()}"
        kept: Reading | None = ctx.cache.get(key)
        if kept is None:
            place = coordinates(name, ctx) or self._service.find(name.strip(), ctx)
            kept = self._read(place, ctx)
            ctx.cache.set(key, kept, KEPT_S)
        return kept.place, kept

    def _place(self, ctx: Context) -> Place:
        place = coordinates(self._location, ctx)
        if place is not None:
            return place
        known = ctx.state.get(PLACE)
        if known and known["asked"] == self._location:
            return Place(known["name"], known["latitude"], known["longitude"])
        place = self._service.find(self._location, ctx)
        ctx.state.set(PLACE, {"asked": self._location, **asdict(place)})
        return place

    @property
    def _kept(self) -> str:
        """The name the weather is kept under: what it looks like is told in a language."""
        return f"{READING} {self._ova.language}"

    def _units(self) -> Units:
        if self._chosen_units == "home":
            return IMPERIAL if self._ova.settings.current.temperature_unit == "F" else METRIC
        return IMPERIAL if self._chosen_units == "imperial" else METRIC
