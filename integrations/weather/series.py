"""The forecast as series of numbers."""

from ova.sdk import DataBatch

from .reading import Reading

ENDPOINTS = tuple(
    f"{series}_{step}"
    for series in ("temperature", "precipitation", "wind")
    for step in ("hourly", "daily")
)


def series_of(reading: Reading, endpoint: str) -> DataBatch:
    """Return one of the series of a reading."""
    series, _, step = endpoint.partition("_")
    if step == "hourly":
        hours = reading.hours
        values = tuple(getattr(hour, series) for hour in hours)
        return DataBatch(tuple(hour.time for hour in hours), {series: values})
    dates = tuple(day.date for day in reading.days)
    if series == "temperature":
        lows, highs = (
            tuple(getattr(day, name) for day in reading.days) for name in ("low", "high")
        )
        return DataBatch(dates, {"low": lows, "high": highs})
    return DataBatch(dates, {series: tuple(getattr(day, series) for day in reading.days)})
