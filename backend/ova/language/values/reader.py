"""The two questions asked about a place in a text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from ova.language.values.clock import clocks_of
from ova.language.values.colors import colors_of
from ova.language.values.dates import dates_of
from ova.language.values.durations import durations_of
from ova.language.values.formulas import read_formulas
from ova.language.values.moments import moments_of
from ova.language.values.numbers import numbers_of
from ova.language.values.ordinals import ordinals_of
from ova.language.values.shares import percentages_of, temperatures_of
from ova.language.values.value import Value

Reader = Callable[[Sequence[str], int, str, datetime | None], Iterable[Value]]


def read_numbers(tokens: Sequence[str], at: int, language: str) -> tuple[Value, ...]:
    """Return every number that starts at a token, longest first.

    "a" by itself is no number, "a hundred" is. A language without a word table has the numerals of
    Unicode's spelling rules, or only digits.
    """
    return _ordered(_numbers(tokens, at, language, None))


def read_values(
    kind: str, tokens: Sequence[str], at: int, language: str, now: datetime | None = None
) -> tuple[Value, ...]:
    """Return every value of a kind that starts at a token: longest first, of equals the likelier.

    - ``number``, ``ordinal``: int or float.
    - ``percentage``: 0 to 100; "half" is 50.
    - ``duration``: seconds.
    - ``time``: "HH:MM"; when nothing says which half of the day is meant, the next such time after
      ``now``, as it was said without ``now``.
    - ``date``: "YYYY-MM-DD", never before today unless the words say so. "On Friday" comes within a
      week and is not today; "next Friday" is in the week that begins next Monday, where a language
      tells the two apart.
    - ``datetime``: "YYYY-MM-DDTHH:MM", for moments counted from now with seconds. A time on another
      day is taken as it was said: "tomorrow at seven" is in the morning. Local wall time: it may be
      skipped or come twice when the clocks change.
    - ``moment``: as ``datetime``, but neither a bare time nor counted from now: "at seven" and
      "tomorrow at seven", not "seven", not "in ten minutes".
    - ``no_date``: a day no year has, as "02-31": "the 31st of February".
    - ``temperature_value``: degrees, ``unit`` is "C", "F" or "".
    - ``color_value``: a CSS colour name or "#rrggbb".
    - ``formula``: a sum in digits and signs, "(2+3)*4".

    ``now`` is local and aware. Without it there are no dates but those with a year. Raises
    ValueError for an unknown kind.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise ValueError(
            f"There is no kind of value {kind!r}; there are: {', '.join(VALUE_KINDS)}."
        )
    return _ordered(reader(tokens, at, language, now)) if 0 <= at < len(tokens) else ()


def _ordered(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=_end, reverse=True))


def _end(value: Value) -> int:
    return value.end


def _numbers(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return [Value(number, end) for number, end in numbers_of(language).read(tokens, at)]


def _ordinals(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return [Value(number, end) for number, end in ordinals_of(language).read(tokens, at)]


def _percentages(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return [Value(share, end) for share, end in percentages_of(language).read(tokens, at)]


def _durations(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return [Value(seconds, end) for seconds, end in durations_of(language).read(tokens, at)]


def _times(tokens: Sequence[str], at: int, language: str, now: datetime | None) -> Iterable[Value]:
    found = clocks_of(language).read(tokens, at)
    return dict.fromkeys(Value(f"{clock.after(now):%H:%M}", end) for clock, end in found)


def _dates(tokens: Sequence[str], at: int, language: str, now: datetime | None) -> list[Value]:
    today = now.date() if now is not None else None
    found = dates_of(language).read(tokens, at, today)
    return [Value(day.isoformat(), end) for day, end in found]


def _moments(tokens: Sequence[str], at: int, language: str, now: datetime | None) -> list[Value]:
    return [Value(moment, end) for moment, end in moments_of(language).read(tokens, at, now)]


def _moments_said(
    tokens: Sequence[str], at: int, language: str, now: datetime | None
) -> list[Value]:
    found = moments_of(language).read(tokens, at, now, counted=False)
    bare = {end for _, end in clocks_of(language).read(tokens, at)} if found else set()
    return [Value(moment, end) for moment, end in found if end not in bare]


def _no_dates(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return [Value(day, end) for day, end in dates_of(language).never(tokens, at)]


def _temperatures(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return temperatures_of(language).read(tokens, at)


def _sums(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> Iterable[Value]:
    return read_formulas(tokens, at, language)


def _colors(tokens: Sequence[str], at: int, language: str, _: datetime | None) -> list[Value]:
    return [Value(color, end) for color, end in colors_of(language).read(tokens, at)]


_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "number": _numbers,
        "ordinal": _ordinals,
        "percentage": _percentages,
        "duration": _durations,
        "time": _times,
        "date": _dates,
        "datetime": _moments,
        "moment": _moments_said,
        "no_date": _no_dates,
        "temperature_value": _temperatures,
        "color_value": _colors,
        "formula": _sums,
    }
)

VALUE_KINDS: tuple[str, ...] = tuple(_READERS)
"""What can be read."""
TYPED_KINDS = ("moment", "no_date", "formula")
"""What no recogniser listens for: the same words are heard as another kind, mean no day, or are signs."""
