"""What people ask about the weather beside the forecast as a whole."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ova.sdk import ActionError, ActionResult, Context, InputInvalid, action

from .notable import notable
from .parts import PARTS, Stretch, hours_of, stretch_of
from .reading import Day, Place, Reading
from .shapes import DAY, DAY_OR_PART, HOURS, PLACE, RAIN, SUN, TEMPERATURES, WARNINGS, WEEK, WIND
from .words import (
    amount_of,
    clock,
    day_of,
    number,
    said_hours,
    said_now,
    said_of,
    said_rain,
    span,
    spoken_day,
    title_of,
)


class Questions:
    """The part of the weather that answers single questions."""

    _now: Callable[..., Reading]
    _elsewhere: Callable[[str, Context], tuple[Place, Reading]]

    @action(
        description="Tell whether and when it rains or snows on a day",
        changes="nothing",
        input=DAY_OR_PART,
        output=RAIN,
    )
    def rain(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return how much falls, how likely it is and when it begins."""
        wanted = inputs.get("day", "today")
        reading = self._now(ctx)
        if wanted in PARTS:
            return self._rain_in(reading, wanted, ctx)
        day = _day(reading, wanted, ctx)
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
        said = said_rain(day, wanted, reading.units, begins, ctx.text, wet=wet)
        return ActionResult(data, message=said)

    @action(
        description="Tell how warm and how cold it gets on a day",
        changes="nothing",
        input=DAY_OR_PART,
        output=TEMPERATURES,
    )
    def temperatures(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the lowest and the highest temperature."""
        wanted = inputs.get("day", "today")
        reading = self._now(ctx)
        unit = reading.units.temperature
        if wanted in PARTS:
            stretch, when = _stretch(reading, wanted, ctx)
            low, high = stretch.low, stretch.high
        else:
            day, when = _day(reading, wanted, ctx), spoken_day(wanted, ctx.text)
            if day.low is None or day.high is None:
                raise ActionError(ctx.text("errors.no_temperatures"))
            low, high = day.low, day.high
        said = ctx.text(
            "says.temperatures", day=when, low=number(low), high=number(high), unit=unit
        )
        return ActionResult({"low": low, "high": high, "unit": unit}, message=said)

    @action(
        description="Tell how windy it gets on a day",
        changes="nothing",
        input=DAY,
        output=WIND,
    )
    def wind(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the strongest wind and the gusts."""
        wanted = inputs.get("day", "today")
        reading = self._now(ctx)
        day, unit = _day(reading, wanted, ctx), reading.units.wind
        if day.wind is None:
            raise ActionError(ctx.text("errors.no_wind"))
        gusts = "" if day.gusts is None else ctx.text("says.gusts", gusts=number(day.gusts))
        said = ctx.text(
            "says.wind",
            day=spoken_day(wanted, ctx.text),
            wind=f"{number(day.wind)} {unit}",
            gusts=gusts,
        )
        return ActionResult({"wind": day.wind, "gusts": day.gusts, "unit": unit}, message=said)

    @action(
        description="Tell when the sun rises and sets on a day",
        changes="nothing",
        input=DAY,
        output=SUN,
    )
    def sun(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the times by the clocks of the place."""
        wanted = inputs.get("day", "today")
        day = _day(self._now(ctx), wanted, ctx)
        if not day.sunrise or not day.sunset:
            raise ActionError(ctx.text("errors.no_sun"), cure=ctx.text("errors.no_sun_cure"))
        said = ctx.text(
            "says.sun",
            day=spoken_day(wanted, ctx.text),
            rises=clock(day.sunrise),
            sets=clock(day.sunset),
        )
        return ActionResult({"sunrise": day.sunrise, "sunset": day.sunset}, message=said)

    @action(
        description="Tell the weather of the next hours or of a part of a day",
        changes="nothing",
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
    )
    def hourly(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return hour by hour; a service with steps of three hours tells those."""
        wanted = int(inputs.get("hours", 12))
        reading = self._now(ctx)
        coming = [one for one in reading.hours if one.time >= reading.now.time][:wanted]
        rows = [asdict(one) for one in coming]
        return ActionResult({"hours": rows}, message=said_hours(coming, reading.units, ctx.text))

    @action(
        description="Tell the weather of the coming days",
        changes="nothing",
        output=WEEK,
    )
    def week(self, ctx: Context) -> ActionResult:
        """Return day by day."""
        reading = self._now(ctx)
        said = [
            said_of(day, spoken_day(day.date, ctx.text), reading, ctx.text, where=False)
            for day in reading.days
        ]
        return ActionResult({"days": [asdict(one) for one in reading.days]}, message=" ".join(said))

    @action(
        description="Tell the weather of another place",
        changes="nothing",
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
    )
    def elsewhere(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the weather now and today of a place by its name. Raises InputInvalid."""
        place, reading = self._elsewhere(inputs["place"], ctx)
        today = reading.days[0] if reading.days else None
        said = [said_now(reading, ctx.text)]
        if today is not None:
            said.append(said_of(today, "today", reading, ctx.text, where=False))
        data = {
            "place": place.name,
            "now": asdict(reading.now),
            "today": asdict(today) if today else None,
        }
        return ActionResult(data, message=" ".join(said))

    @action(
        description="Tell what to look out for: storms, frost, heavy rain, heat",
        changes="nothing",
        output=WARNINGS,
    )
    def warnings(self, ctx: Context) -> ActionResult:
        """Return what the forecast of the next three days holds; no official warnings."""
        found = notable(self._now(ctx), ctx.text)
        data = {"warnings": [asdict(one) for one in found]}
        if not found:
            return ActionResult(data, message=ctx.text("says.no_warnings"))
        said = [
            ctx.text("says.warning", day=spoken_day(one.date, ctx.text), what=one.words)
            for one in found
        ]
        return ActionResult(data, message=ctx.text("says.warnings", listed=", ".join(said)))

    def _rain_in(self, reading: Reading, part: str, ctx: Context) -> ActionResult:
        stretch, title = _stretch(reading, part, ctx)
        on, rain = title[:1].lower() + title[1:], ctx.text("says.rain")
        if stretch.precipitation:
            amount = amount_of(stretch.precipitation, reading.units, rain, ctx.text)
            begins = ctx.text("says.from", time=clock(stretch.wet_from)) if stretch.wet_from else ""
            said = [ctx.text("says.wet", day=on, amount=amount, begins=begins)]
        else:
            said = [ctx.text("says.dry", what=rain, day=on)]
        if stretch.chance is not None:
            said.append(ctx.text("says.chance", percent=f"{stretch.chance:.0f}"))
        data = {
            "rain": bool(stretch.precipitation),
            "amount": stretch.precipitation,
            "chance": stretch.chance,
            "begins": stretch.wet_from,
        }
        return ActionResult(data, message=" ".join(said))

    def part(self, reading: Reading, part: str, ctx: Context) -> tuple[dict[str, Any], str]:
        """Return a part of a day as data and as a sentence. Raises InputInvalid."""
        stretch, title = _stretch(reading, part, ctx)
        units = reading.units
        said = [stretch.words, span(stretch.low, stretch.high, units, ctx.text)]
        rain = ctx.text("says.rain")
        if stretch.precipitation:
            begins = ctx.text("says.from", time=clock(stretch.wet_from)) if stretch.wet_from else ""
            said.append(f"{amount_of(stretch.precipitation, units, rain, ctx.text)}{begins}")
        elif stretch.precipitation is not None:
            said.append(ctx.text("says.none_of", what=rain))
        told = ", ".join(one for one in said if one)
        sentence = ctx.text("says.day", day=title, weather=told)
        return asdict(stretch), sentence


def _day(reading: Reading, wanted: str, ctx: Context) -> Day:
    day = day_of(reading, wanted)
    if day is None:
        raise InputInvalid(
            ctx.text("errors.too_far", day=title_of(wanted, ctx.text)),
            cure=ctx.text("errors.too_far_cure", days=len(reading.days)),
        )
    return day


def _stretch(reading: Reading, part: str, ctx: Context) -> tuple[Stretch, str]:
    """Return a part of a day and what it is called. Raises InputInvalid."""
    stretch, title = (
        stretch_of(hours_of(reading, part)),
        ctx.text(f"parts.{part.replace(' ', '_')}"),
    )
    if stretch is None:
        raise InputInvalid(
            ctx.text("errors.no_part", part=title), cure=ctx.text("errors.no_part_cure")
        )
    return stretch, title
