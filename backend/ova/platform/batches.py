"""What a data source returned, checked."""

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from numbers import Real
from typing import Any

from ova.sdk import DataBatch, FetchResponse, OutputInvalid

_CURE = (
    'Return a DataBatch, or {"dates": [...], "series": {"name": [...]}}: ISO 8601 dates that ascend, '
    "and as many finite numbers in each series, None where there is none."
)


def batch_of(told: Any) -> DataBatch:
    """Return what ``get_data`` returned as a DataBatch. Raises OutputInvalid."""
    if isinstance(told, FetchResponse):
        told = told.data
    if isinstance(told, DataBatch):
        dates, series = told.dates, told.series
    elif isinstance(told, Mapping):
        dates, series = told.get("dates"), told.get("series")  # type: ignore[assignment]  # checked next
    else:
        raise _wrong(f"it is a {type(told).__name__}")
    if not _is_list(dates):
        raise _wrong("dates is not a list")
    if not isinstance(series, Mapping):
        raise _wrong("series is not an object with a list for each name")
    return DataBatch(
        _dates(dates), {_name(n): _numbers(n, v, len(dates)) for n, v in series.items()}
    )


def _dates(given: Sequence[Any]) -> tuple[str, ...]:
    texts, before = [], None
    for index, one in enumerate(given):
        text = one.isoformat() if isinstance(one, date) else one
        moment = _moment(text, index)
        try:
            if before is not None and not before < moment:
                raise _wrong(f"the date at index {index} does not come after the one before")
        except TypeError:
            raise _wrong(f"only some dates have a time zone (index {index})") from None
        before = moment
        texts.append(text)
    return tuple(texts)


def _moment(text: Any, index: int) -> datetime:
    try:
        if isinstance(text, str):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise _wrong(f"the date at index {index} is not an ISO 8601 text")


def _name(name: Any) -> str:
    if not isinstance(name, str) or not name:
        raise _wrong("a series has no name")
    return name


def _numbers(name: str, given: Any, wanted: int) -> tuple[float | None, ...]:
    if not _is_list(given):
        raise _wrong(f"the series {name} is not a list")
    if len(given) != wanted:
        raise _wrong(f"the series {name} has {len(given)} values for {wanted} dates")
    return tuple(_number(name, index, one) for index, one in enumerate(given))


def _number(name: str, index: int, value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, bool) and isinstance(value, int | Real):
        with suppress(OverflowError):  # a whole number may be too large
            if math.isfinite(number := float(value)):
                return number
    raise _wrong(f"the series {name} has no finite number at index {index}")


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _wrong(what: str) -> OutputInvalid:
    return OutputInvalid(f"The data cannot be used: {what}.", cure=_CURE)
