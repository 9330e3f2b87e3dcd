"""Days that people call by name."""

from datetime import date, timedelta

from dateutil.easter import easter


def next_feast(said: str, today: date) -> date:
    """Return the next such day, today among them.

    ``said`` is a month and a day as in ``12-25``, or ``easter`` and days after it as in ``easter -2``.
    """
    this, following = (_in_year(said, year) for year in (today.year, today.year + 1))
    return this if this >= today else following


def _in_year(said: str, year: int) -> date:
    if said.startswith("easter "):
        sunday: date = easter(year)
        return sunday + timedelta(days=int(said.removeprefix("easter ")))
    month, _, day = said.partition("-")
    return date(year, int(month), int(day))
