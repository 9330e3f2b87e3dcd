"""What people ask about the weather beside the forecast as a whole."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ova.sdk import ActionError, ActionResult, Context, InputInvalid, action

from .notable import notable
from .parts import hours_of, stretch_of
from .reading import Day, Place, Reading
from .words import DAYS, clock, day_of, number, said_hours, said_now, said_of, said_rain, spoken_day

_DAY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"day": {"enum": list(DAYS[1:]), "default": "today", "description": "Which day"}},
}
_MAYBE = {"type": ["number", "null"]}
RAIN = {
    "type": "object",
    "required": ["rain", "amount", "chance", "begins"],
    "properties": {
        "rain": {"type": "boolean"},
        "amount": _MAYBE,
        "chance": {**_MAYBE, "description": "Percent"},
        "begins": {"type": ["string", "null"], "description": "By the clocks of the place"},
    },
}
TEMPERATURES = {
    "type": "object",
    "required": ["low", "high", "unit"],
    "properties": {"low": _MAYBE, "high": _MAYBE, "unit": {"type": "string"}},
}
WIND = {
    "type": "object",
    "required": ["wind", "gusts", "unit"],
    "properties": {"wind": _MAYBE, "gusts": _MAYBE, "unit": {"type": "string"}},
}
SUN = {
    "type": "object",
    "required": ["sunrise", "sunset"],
    "properties": {"sunrise": {"type": "string"}, "sunset": {"type": "string"}},
}
HOURS = {
    "type": "object",
    "required": ["hours"],
    "properties": {"hours": {"type": "array", "items": {"type": "object", "required": ["time"]}}},
}
WEEK = {
    "type": "object",
    "required": ["days"],
    "properties": {"days": {"type": "array", "items": {"type": "object", "required": ["date"]}}},
}
PLACE = {
    "type": "object",
    "required": ["place", "now", "today"],
    "properties": {
        "place": {"type": "string"},
        "now": {"type": "object"},
        "today": {"type": ["object", "null"]},
    },
}
WARNINGS = {
    "type": "object",
    "required": ["warnings"],
    "properties": {
        "warnings": {
            "type": "array",
            "items": {"type": "object", "required": ["date", "kind", "words"]},
        }
    },
}


class Questions:
    """The part of the weather that answers single questions."""

    _now: Callable[..., Reading]
    _elsewhere: Callable[[str, Context], tuple[Place, Reading]]

    @action(
        description="Tell whether and when it rains or snows on a day",
        input=_DAY,
        output=RAIN,
        phrases=[
            "will it rain",
            "will it rain [on] {day}",
            "will it snow [on] {day}",
            "do i need an umbrella",
            "do i need an umbrella {day}",
        ],
    )
    def rain(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return how much falls, how likely it is and when it begins."""
        wanted = inputs.get("day", "today")
        reading = self._now(ctx)
        day = _day(reading, wanted)
        hours = [one for one in reading.hours if one.time[:10] == day.date]
        hours = [one for one in hours if one.time[:13] >= reading.now.time[:13]]
        begins = next((one.time for one in hours if (one.precipitation or 0) > 0), None)
        wet = begins is not None if hours and wanted == "today" else bool(day.precipitation)
        data = {
            "rain": wet,
            "amount": day.precipitation,
            "chance": day.chance,
            "begins": begins,
        }
        return ActionResult(data, message=said_rain(day, wanted, reading.units, begins, wet=wet))

    @action(
        description="Tell how warm and how cold it gets on a day",
        input=_DAY,
        output=TEMPERATURES,
        phrases=[
            "how warm will it be [on] {day}",
            "how cold will it be [on] {day}",
            "what will the temperature be [on] {day}",
        ],
    )
    def temperatures(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the lowest and the highest temperature."""
        wanted = inputs.get("day", "today")
        reading = self._now(ctx)
        day, unit = _day(reading, wanted), reading.units.temperature
        if day.low is None or day.high is None:
            raise ActionError("The service does not tell the temperatures of that day.")
        said = f"{spoken_day(wanted)} between {number(day.low)} and {number(day.high)} {unit}."
        return ActionResult({"low": day.low, "high": day.high, "unit": unit}, message=said)

    @action(
        description="Tell how windy it gets on a day",
        input=_DAY,
        output=WIND,
        phrases=["how windy is it", "how windy will it be [on] {day}", "will it be windy {day}"],
    )
    def wind(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the strongest wind and the gusts."""
        wanted = inputs.get("day", "today")
        reading = self._now(ctx)
        day, unit = _day(reading, wanted), reading.units.wind
        if day.wind is None:
            raise ActionError("The service does not tell the wind of that day.")
        gusts = "" if day.gusts is None else f", gusts of {number(day.gusts)}"
        said = f"{spoken_day(wanted)} wind up to {number(day.wind)} {unit}{gusts}."
        return ActionResult({"wind": day.wind, "gusts": day.gusts, "unit": unit}, message=said)

    @action(
        description="Tell when the sun rises and sets on a day",
        input=_DAY,
        output=SUN,
        phrases=[
            "when is (sunrise|sunset)",
            "when does the sun (rise|set)",
            "when does the sun (rise|set) [on] {day}",
        ],
    )
    def sun(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the times by the clocks of the place."""
        wanted = inputs.get("day", "today")
        day = _day(self._now(ctx), wanted)
        if not day.sunrise or not day.sunset:
            raise ActionError(
                "The weather service does not tell the times of the sun for that day.",
                cure="Open-Meteo tells them for a week.",
            )
        said = (
            f"{spoken_day(wanted)} the sun rises at {clock(day.sunrise)} "
            f"and sets at {clock(day.sunset)}."
        )
        return ActionResult({"sunrise": day.sunrise, "sunset": day.sunset}, message=said)

    @action(
        description="Tell the weather of the next hours or of a part of a day",
        input={
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "hours": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 48,
                    "default": 12,
                    "description": "How many hours from now",
                }
            },
        },
        output=HOURS,
        phrases=["what is the hourly forecast", "what is the weather in the next {hours} hours"],
    )
    def hourly(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return hour by hour; a service with steps of three hours tells those."""
        wanted = int(inputs.get("hours", 12))
        reading = self._now(ctx)
        coming = [one for one in reading.hours if one.time >= reading.now.time][:wanted]
        rows = [asdict(one) for one in coming]
        return ActionResult({"hours": rows}, message=said_hours(coming, reading.units))

    @action(
        description="Tell the weather of the coming days",
        output=WEEK,
        phrases=["what is the weather this week", "what is the forecast for the week"],
    )
    def week(self, ctx: Context) -> ActionResult:
        """Return day by day."""
        reading = self._now(ctx)
        said = [said_of(day, spoken_day(day.date), reading, where=False) for day in reading.days]
        return ActionResult({"days": [asdict(one) for one in reading.days]}, message=" ".join(said))

    @action(
        description="Tell the weather of another place",
        input={
            "type": "object",
            "required": ["place"],
            "additionalProperties": False,
            "properties": {
                "place": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100,
                    "description": "A town, or latitude and longitude",
                }
            },
        },
        output=PLACE,
        phrases=["what is the weather in {place}", "how is the weather in {place}"],
    )
    def elsewhere(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the weather now and today of a place by its name. Raises InputInvalid."""
        place, reading = self._elsewhere(inputs["place"], ctx)
        today = reading.days[0] if reading.days else None
        said = [said_now(reading)]
        if today is not None:
            said.append(said_of(today, "today", reading, where=False))
        data = {
            "place": place.name,
            "now": asdict(reading.now),
            "today": asdict(today) if today else None,
        }
        return ActionResult(data, message=" ".join(said))

    @action(
        description="Tell what to look out for: storms, frost, heavy rain, heat",
        output=WARNINGS,
        phrases=[
            "are there weather warnings",
            "is there a weather warning",
            "will there be a storm",
            "will there be frost",
        ],
    )
    def warnings(self, ctx: Context) -> ActionResult:
        """Return what the forecast of the next three days holds; no official warnings."""
        found = notable(self._now(ctx))
        data = {"warnings": [asdict(one) for one in found]}
        if not found:
            return ActionResult(data, message="Nothing to look out for in the next three days.")
        said = [f"{spoken_day(one.date)} {one.words}" for one in found]
        return ActionResult(data, message=f"Look out: {', '.join(said)}.")

    def part(self, reading: Reading, part: str) -> tuple[dict[str, Any], str]:
        """Return a part of a day as data and as a sentence. Raises InputInvalid."""
        stretch = stretch_of(hours_of(reading, part))
        if stretch is None:
            raise InputInvalid(f"The forecast does not tell {part}.", cure="Ask for a day.")
        units = reading.units
        said = [stretch.words, f"{number(stretch.low)} to {number(stretch.high)} "
                f"{units.temperature}"]  # fmt: skip
        if stretch.precipitation:
            begins = f" from {clock(stretch.wet_from)}" if stretch.wet_from else ""
            said.append(f"{stretch.precipitation:g} {units.precipitation} of rain{begins}")
        elif stretch.precipitation is not None:
            said.append("no rain")
        sentence = f"{part.capitalize()}: {', '.join(one for one in said if one)}."
        return asdict(stretch), sentence


def _day(reading: Reading, wanted: str) -> Day:
    day = day_of(reading, wanted)
    if day is None:
        raise InputInvalid(
            f"The forecast does not reach {wanted.capitalize()}.",
            cure=f"It covers {len(reading.days)} days.",
        )
    return day
