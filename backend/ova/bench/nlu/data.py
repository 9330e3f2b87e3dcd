"""The benchmark's files, parsed once: homes, sentences, and everyday talk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ova.core import InvalidInput

ANY_PLACE = "Sun Room"
"""Where the speaker stands when a row needs a place and leaves open which."""
HOMES = "homes.json"
SENTENCES = "sentences.jsonl"
EVERYDAY = "everyday.txt"

_NEEDED = {"kind", "text", "home", "area", "uses_area", "intent", "slots"}


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and what it means."""

    kind: str
    text: str
    home: str
    area: str | None
    """Where the satellite stands, if the row says so."""
    uses_area: bool
    """Whether the area must be taken from where the satellite stands."""
    intent: str | None
    """None: nothing may be recognised."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    """A list accepts any of its values."""
    also: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Further commands of the sentence: intent and slots."""
    excluded: Mapping[str, Any] = field(default_factory=dict)
    """What must be left alone."""

    @property
    def place(self) -> str | None:
        """Where the speaker stands: rows that rely on a place but name none share one."""
        return self.area or (ANY_PLACE if self.uses_area else None)

    def wanted(self) -> dict[str, Any]:
        """Return what it means, for printing."""
        wanted: dict[str, Any] = {"intent": self.intent, "slots": dict(self.slots)}
        if self.uses_area:
            wanted["area"] = self.place
        if self.also:
            wanted["also"] = [{"intent": name, "slots": dict(slots)} for name, slots in self.also]
        if self.excluded:
            wanted["excluded"] = dict(self.excluded)
        return wanted


@dataclass(frozen=True, slots=True)
class NluData:
    """Everything a folder of this form holds."""

    homes: Mapping[str, Mapping[str, Any]]
    rows: tuple[Row, ...]
    everyday: tuple[str, ...] = ()
    """Lines that are no command; empty without an ``everyday.txt``."""

    def by_home(self) -> dict[str, list[Row]]:
        """Return the rows of each home, in the order of the file."""
        return by_home(self.rows)


def by_home(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Group rows by their home, in order of appearance."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.home, []).append(row)
    return groups


def read_nlu_data(data: Path) -> NluData:
    """Read the folder with ``sentences.jsonl``, or the one above whose ``nlu`` has it.

    ``everyday.txt`` may lie beside the sentences or one folder above. Raises InvalidInput when the
    files are not there or not of this form.
    """
    folder = data if (data / SENTENCES).is_file() else data / "nlu"
    homes = _parse(folder / HOMES, _read(folder / HOMES))
    if not isinstance(homes, dict) or not all(isinstance(home, dict) for home in homes.values()):
        raise _not_of_form(folder / HOMES, "it must hold homes by name")
    file = folder / SENTENCES
    lines = enumerate(_read(file).splitlines(), start=1)
    rows = tuple(_row(file, number, line) for number, line in lines if line.strip())
    if not rows:
        raise _not_of_form(file, "it holds no sentences")
    return NluData(homes, rows, _everyday(folder))


def spread(rows: Sequence[Row], limit: int | None) -> list[Row]:
    """Return at most ``limit`` rows of each kind, evenly spread."""
    if limit is None:
        return list(rows)
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    return [row for of_kind in kinds.values() for row in evenly(of_kind, limit)]


def evenly(rows: Sequence[Row], count: int) -> list[Row]:
    """Return ``count`` rows with equal distances between them, or all when there are fewer."""
    step = max(1.0, len(rows) / count)
    return [rows[int(i * step)] for i in range(min(count, len(rows)))]


def _row(file: Path, number: int, line: str) -> Row:
    table = _parse(file, line, number)
    if not isinstance(table, dict):
        raise _not_of_form(file, f"line {number} is not an object")
    if missing := _NEEDED - table.keys():
        raise _not_of_form(file, f"line {number} lacks {', '.join(sorted(missing))}")
    try:
        return Row(
            kind=table["kind"],
            text=table["text"],
            home=table["home"],
            area=table["area"],
            uses_area=bool(table["uses_area"]),
            intent=table["intent"],
            slots=dict(table["slots"]),
            also=tuple((one["intent"], dict(one["slots"])) for one in table.get("also") or ()),
            excluded=dict(table.get("excluded") or {}),
        )
    except (TypeError, ValueError, KeyError) as error:
        raise _not_of_form(file, f"line {number}: {error}") from error


def _everyday(folder: Path) -> tuple[str, ...]:
    for file in (folder / EVERYDAY, folder.parent / EVERYDAY):
        if file.is_file():
            return tuple(line.strip() for line in _read(file).splitlines() if line.strip())
    return ()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"The benchmark file {file} cannot be read: {error}.",
            cure=f"Give the folder that holds nlu/{HOMES} and nlu/{SENTENCES}.",
            code="bench_data_missing",
        ) from error


def _parse(file: Path, text: str, line: int | None = None) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        where = f"line {line}: " if line else ""
        raise _not_of_form(file, f"{where}{error}") from error


def _not_of_form(file: Path, reason: str) -> InvalidInput:
    return InvalidInput(
        f"The benchmark file {file} is not of the expected form: {reason}.",
        cure="See docs/benchmarks.md for the form.",
        code="bench_data_invalid",
    )
