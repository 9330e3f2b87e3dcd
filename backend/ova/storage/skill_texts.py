"""The home's own sentences and replies of skills, with everything they ever were."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlalchemy import delete as remove_from

from ova.storage.connections import Connections
from ova.storage.tables import skill_texts

KEEP_VERSIONS = 50
"""Versions kept of one text."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """One version of one text."""

    id: str
    version: int
    """Counts from 1."""
    skill: str
    language: str
    kind: str
    """``sentence`` or ``reply``."""
    key: str
    """The intent of a sentence, the key of a reply."""
    value: Any
    """What it says, as JSON; None once it was removed."""
    by: str = ""
    """Who wrote this version."""
    at: float = 0.0
    """When, in seconds since the epoch."""
    seq: int = 0
    """Grows with every version of any text."""


class SkillTexts:
    """Texts by id. Nothing is ever overwritten: a change is a new version."""

    def __init__(self, connections: Connections, now: Callable[[], float]) -> None:
        self._connections = connections
        self._now = now

    def latest(self) -> list[StoredText]:
        """Return the newest version of every text, also of those that were removed; oldest first."""
        newest = select(func.max(skill_texts.c.seq)).group_by(skill_texts.c.text_id)
        query = select(skill_texts).where(skill_texts.c.seq.in_(newest)).order_by(skill_texts.c.seq)
        with self._connections.read() as connection:
            return [_text(row) for row in connection.execute(query)]

    def history(self, text_id: str) -> list[StoredText]:
        """Return the versions of a text that are kept, newest first."""
        query = (
            select(skill_texts)
            .where(skill_texts.c.text_id == text_id)
            .order_by(skill_texts.c.version.desc())
        )
        with self._connections.read() as connection:
            return [_text(row) for row in connection.execute(query)]

    def add(self, texts: Sequence[StoredText]) -> list[StoredText]:
        """Store new versions, all or none; return them with ``seq`` and ``at``."""
        stored = []
        with self._connections.write() as connection:
            for text in texts:
                at = self._now()
                row = {
                    "text_id": text.id,
                    "version": text.version,
                    "skill": text.skill,
                    "language": text.language,
                    "kind": text.kind,
                    "key": text.key,
                    "value": text.value,
                    "by": text.by,
                    "at": at,
                }
                result = connection.execute(insert(skill_texts).values(**row))
                key = result.inserted_primary_key
                stored.append(replace(text, at=at, seq=int(key[0]) if key else 0))
                connection.execute(
                    remove_from(skill_texts).where(
                        skill_texts.c.text_id == text.id,
                        skill_texts.c.version <= text.version - KEEP_VERSIONS,
                    )
                )
        return stored


def _text(row: Row[Any]) -> StoredText:
    return StoredText(
        row.text_id,
        row.version,
        row.skill,
        row.language,
        row.kind,
        row.key,
        row.value,
        row.by,
        row.at,
        row.seq,
    )
