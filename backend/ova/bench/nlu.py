"""Benchmark of understanding: sentences for the home, scored right, wrong action or rejected."""

import json
import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hassil.intents import Intents, SlotList, TextSlotList
from hassil.recognize import recognize_best
from home_assistant_intents import get_intents

from ova.core import HomeNames, InvalidInput, SpokenName
from ova.language import Grammar, SentenceSource, compile_grammar

PROGRESS_ROWS = 200
ANY_PLACE = "Sun Room"
"""Where the speaker stands when a row needs a place and leaves open which."""

Understood = tuple[str, dict[str, Any], str | None]
"""Intent, slots, and the area taken from where the speaker is."""
Understand = Callable[[str, str | None], Understood | None]


def run_nlu_bench(
    data: Path,
    sources: Sequence[SentenceSource],
    *,
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """Score every row of ``nlu/sentences.jsonl`` and count accepted lines of ``everyday.txt``.

    ``data`` is the folder that holds them, or its ``nlu`` folder. ``limit`` takes only so many rows
    of each kind, evenly spread. ``progress`` is called with a line now and then. The result
    has the same tables for ``ova`` and for the peer ``hassil``. Raises InvalidInput when the files
    are not there or not of this form.
    """
    folder = data if (data / "sentences.jsonl").is_file() else data / "nlu"
    homes = _read_homes(folder)
    rows = _spread(_read_rows(folder), limit)
    ours, peer = _Board(), _Board()
    matchers: dict[str, tuple[Understand, Understand]] = {}
    for done, row in enumerate(rows, start=1):
        if row["home"] not in matchers:
            names = home_names(homes.get(row["home"], {}))
            grammar = compile_grammar(sources, names, language)
            matchers[row["home"]] = (_ova(grammar), _hassil(names, language))
        for board, understand in zip((ours, peer), matchers[row["home"]], strict=True):
            board.add(row, understand)
        if progress is not None and (done % PROGRESS_ROWS == 0 or done == len(rows)):
            progress(f"{done} of {len(rows)} sentences")
    everyday = _read_everyday(folder)
    everything = home_names(_merged(homes.values()))
    grammar = compile_grammar(sources, everything, language)
    return {
        "rows": len(rows),
        "ova": {**ours.table(), "everyday": _accepted(everyday, _ova(grammar))},
        "hassil": {**peer.table(), "everyday": _accepted(everyday, _hassil(everything, language))},
    }


def home_names(home: dict[str, Any]) -> HomeNames:
    """Return the names of one home of ``homes.json``."""
    entities: list[SpokenName] = []
    for entity in home.get("entities", ()):
        entities.extend(
            SpokenName(text, entity["name"], entity["domain"], entity.get("area"))
            for text in (entity["name"], *entity.get("aliases", ()))
        )
    return HomeNames(
        entities=tuple(entities),
        areas=_named(home.get("areas", ())),
        floors=_named(home.get("floors", ())),
    )


@dataclass(slots=True)
class _Board:
    """Counts per kind."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    times_ms: list[float] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: dict[str, Any], understand: Understand) -> None:
        started = time.perf_counter()
        understood = understand(row["text"], place(row))
        self.times_ms.append((time.perf_counter() - started) * 1000)
        outcome = score(row, understood)
        kind = self.counts.setdefault(row["kind"], {"right": 0, "wrong_action": 0, "rejected": 0})
        kind[outcome] += 1
        if outcome == "wrong_action":
            self.wrong.append({"kind": row["kind"], "text": row["text"], "understood": understood})

    def table(self) -> dict[str, Any]:
        kinds = {}
        for kind, counts in self.counts.items():
            total = sum(counts.values())
            shares = {name: round(100 * count / total, 1) for name, count in counts.items()}
            kinds[kind] = {"rows": total, **{f"{name}_percent": shares[name] for name in shares}}
        return {
            "kinds": kinds,
            "median_ms": round(statistics.median(self.times_ms), 2) if self.times_ms else 0.0,
            "p95_ms": round(percentile(self.times_ms, 95), 2),
            "wrong_actions": self.wrong,
        }


def score(row: dict[str, Any], understood: Understood | None) -> str:
    """Return ``right``, ``wrong_action`` or ``rejected`` for one row.

    Slots must be the same names with the same values, ignoring case; a list accepts any of its
    values. With ``uses_area`` the area must have been taken from the speaker's place.
    """
    if row["intent"] is None:
        return "right" if understood is None else "wrong_action"
    if understood is None:
        return "rejected"
    intent, slots, area = understood
    wanted: dict[str, Any] = row["slots"]
    if intent != row["intent"] or slots.keys() != wanted.keys():
        return "wrong_action"
    if not all(_same(slots[name], wanted[name]) for name in wanted):
        return "wrong_action"
    if row["uses_area"] and not _same(area, place(row)):
        return "wrong_action"
    return "right"


def place(row: dict[str, Any]) -> str | None:
    """Return where the speaker stands: rows that rely on a place but name none share one."""
    area: str | None = row["area"]
    return area or (ANY_PLACE if row["uses_area"] else None)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile; 0.0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = max(1, math.ceil(percent / 100 * len(ordered)))
    return ordered[rank - 1]


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return any(_same(got, each) for each in wanted)
    if isinstance(got, int | float) and isinstance(wanted, int | float):
        return float(got) == float(wanted)
    return str(got).strip().casefold() == str(wanted).strip().casefold()


def _ova(grammar: Grammar) -> Understand:
    def understand(text: str, area: str | None) -> Understood | None:
        intent = grammar.match(text, area=area).intent
        if intent is None:
            return None
        return intent.name, intent.values(), intent.metadata.get("context_area")

    return understand


def _hassil(names: HomeNames, language: str) -> Understand:
    """Return plain hassil on the package's sentences, as Home Assistant calls it."""
    intents = _hassil_intents(language)
    lists: dict[str, SlotList] = {
        "name": TextSlotList.from_tuples(
            [(name.text, name.value, {"domain": name.domain}) for name in names.entities],
            allow_template=False,
            name="name",
        ),
        "area": TextSlotList.from_tuples(names.areas, allow_template=False, name="area"),
        "floor": TextSlotList.from_tuples(names.floors, allow_template=False, name="floor"),
    }

    def understand(text: str, area: str | None) -> Understood | None:
        context = {"area": area} if area else None
        found = recognize_best(
            text,
            intents,
            slot_lists=lists,
            intent_context=context,
            best_slot_name="name",
            language=language,
        )
        if found is None:
            return None
        slots = {name: entity.value for name, entity in found.entities.items()}
        heard = found.entities.get("area")
        if heard is None or heard.text or "area" in found.intent_data.slots:
            return found.intent.name, slots, None
        del slots["area"]
        return found.intent.name, slots, str(heard.value)

    return understand


@cache
def _hassil_intents(language: str) -> Intents:
    return Intents.from_dict(get_intents(language) or {"language": language, "intents": {}})


def _accepted(lines: Iterable[str], understand: Understand) -> dict[str, Any]:
    accepted = [line for line in lines if understand(line, "Kitchen") is not None]
    return {"accepted": len(accepted), "lines": accepted}


def _named(items: Iterable[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (text, item["name"]) for item in items for text in (item["name"], *item.get("aliases", ()))
    )


def _merged(homes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    merged: dict[str, dict[tuple[str, str], Any]] = {"entities": {}, "areas": {}, "floors": {}}
    for home in homes:
        for part, known in merged.items():
            for item in home.get(part, ()):
                known.setdefault((item["name"], item.get("domain", "")), item)
    return {part: list(known.values()) for part, known in merged.items()}


def _spread(rows: list[dict[str, Any]], limit: int | None) -> list[dict[str, Any]]:
    if limit is None:
        return rows
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    chosen: list[dict[str, Any]] = []
    for of_kind in kinds.values():
        step = max(1.0, len(of_kind) / limit)
        chosen.extend(of_kind[int(i * step)] for i in range(min(limit, len(of_kind))))
    return chosen


def _read_homes(folder: Path) -> dict[str, Any]:
    homes = _parse(folder / "homes.json", _read(folder / "homes.json"))
    if not isinstance(homes, dict):
        raise _not_of_form(folder / "homes.json", "it must hold homes by name")
    return homes


def _read_rows(folder: Path) -> list[dict[str, Any]]:
    file = folder / "sentences.jsonl"
    rows = []
    for line in _read(file).splitlines():
        if not line.strip():
            continue
        row = _parse(file, line)
        missing = {"kind", "text", "home", "area", "uses_area", "intent", "slots"} - row.keys()
        if missing:
            raise _not_of_form(file, f"a row lacks {', '.join(sorted(missing))}")
        rows.append(row)
    return rows


def _read_everyday(folder: Path) -> list[str]:
    for file in (folder / "everyday.txt", folder.parent / "everyday.txt"):
        if file.is_file():
            return [line.strip() for line in _read(file).splitlines() if line.strip()]
    return []


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"The benchmark file {file} cannot be read: {error}.",
            cure="Give the folder that holds nlu/homes.json and nlu/sentences.jsonl.",
            code="bench_data_missing",
        ) from error


def _parse(file: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise _not_of_form(file, str(error)) from error


def _not_of_form(file: Path, reason: str) -> InvalidInput:
    return InvalidInput(
        f"The benchmark file {file} is not of the expected form: {reason}.",
        cure="See the benchmark section of the documentation for the form.",
        code="bench_data_invalid",
    )
