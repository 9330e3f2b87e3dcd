"""The values in one text at one moment: each stretch is read once, however often it is asked about."""

from collections.abc import Sequence
from datetime import datetime

from ova.language.remembered import DAY, MINUTE, SECOND
from ova.language.values import Value, read_values

OF_A_TIME = frozenset({"time", "datetime", "moment"})
"""Kinds whose values depend on more of the time than the day."""
_TO_THE_MINUTE = len("2000-01-01T00:00")


class ValuesSaid:
    """Reads values, and notes how finely they depend on the time. Of one text, in one thread."""

    def __init__(self, language: str, now: datetime | None) -> None:
        """``now`` is the home's local time; None: there are no dates."""
        self._language = language
        self._now = now
        self._read: dict[tuple[str, tuple[str, ...]], tuple[Value, ...]] = {}
        self.finely = DAY

    def read(self, kind: str, tokens: Sequence[str], at: int) -> list[tuple[Value, int]]:
        """Return the values of a kind that start at a token, and where each ends."""
        rest = tuple(tokens[at:])
        found = self._read.get((kind, rest))
        if found is None:
            found = read_values(kind, rest, 0, self._language, self._now)
            self._read[kind, rest] = found
            if found and kind in OF_A_TIME and self.finely != SECOND:
                counted = any(len(str(each.value)) > _TO_THE_MINUTE for each in found)
                self.finely = SECOND if counted else MINUTE
        return [(value, at + value.end) for value in found]
