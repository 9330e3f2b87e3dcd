"""Which runs are looked for."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select

from ova.storage.tables import run_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFilter:
    """What a run must be like; empty: anything."""

    words: str = ""
    """Words that were said or answered, whole or in part, in any order."""
    outcome: str = ""
    error: str = ""
    source: str = ""
    satellite_id: str = ""
    area_id: str = ""
    intent: str = ""
    skill: str = ""
    again_of: str = ""
    since: float | None = None
    """Seconds since the epoch."""
    until: float | None = None
    """Seconds since the epoch; runs of that moment are not in it."""

    def on(self, query: Select[Any]) -> Select[Any]:
        """Return a query over ``run_facts`` for just these runs."""
        return query.where(*self._conditions())

    def _conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        for name in ("outcome", "error", "source", "satellite_id", "area_id", "again_of"):
            wanted = getattr(self, name)
            if wanted:
                found.append(run_facts.c[name] == wanted)
        for column, name in ((run_facts.c.intents, self.intent), (run_facts.c.skills, self.skill)):
            if name:
                found.append(column.contains(f"|{name}|", autoescape=True))
        found += [
            run_facts.c.words.contains(word, autoescape=True) for word in folded(self.words).split()
        ]
        if self.since is not None:
            found.append(run_facts.c.started_at >= self.since)
        if self.until is not None:
            found.append(run_facts.c.started_at < self.until)
        return found


def folded(text: str) -> str:
    """Return a text as it is searched: without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
