"""The whole benchmark of understanding, from its data to its figures."""

import gc
import statistics
import time
from collections.abc import Callable, Collection, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ova.bench.nlu.board import Board
from ova.bench.nlu.data import NluData, by_home, evenly, read_nlu_data, spread
from ova.bench.nlu.flatness import measure_flatness
from ova.bench.nlu.homes import home_names, merged
from ova.bench.nlu.padding import padded
from ova.bench.nlu.peers import Hassil, Ova, Peer
from ova.bench.nlu.rebuild import ENTITIES, LEAST_MATCHES, MakeKeeper, measure_rebuild
from ova.bench.nlu.talk import non_commands
from ova.bench.nlu.times import warm_up
from ova.core import HomeNames
from ova.language import GrammarCompiler, SentenceSource

PARTS = ("sentences", "flatness", "rebuild")
DEFAULT_ENTITIES = 200
PROGRESS_HOMES = 10


def run_nlu_bench(
    data: Path,
    sources: Sequence[SentenceSource],
    *,
    language: str = "en",
    entities: int = DEFAULT_ENTITIES,
    limit: int | None = None,
    peers: bool = True,
    parts: Collection[str] = ("sentences",),
    make_keeper: MakeKeeper | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Measure understanding with the data of a folder (see :func:`read_nlu_data`).

    ``sources`` are all sentences in force. Every home is filled up to ``entities``. ``limit`` takes
    only so many rows of each kind, evenly spread. ``peers`` False leaves out hassil. ``parts`` are
    some of PARTS; ``rebuild`` needs ``make_keeper``, which gives what rebuilds with the function it
    gets. ``progress`` is called with a line now and then. Raises InvalidInput when the data cannot
    be used.
    """
    tell = progress or (lambda _line: None)
    read = read_nlu_data(data)
    result: dict[str, Any] = {"language": language, "entities": entities}
    if "sentences" in parts:
        result |= _Sentences(read, sources, language, entities).run(limit, tell, peers=peers)
    if "flatness" in parts:
        result["flatness"] = measure_flatness(read, sources, language=language, progress=tell)
    if "rebuild" in parts and make_keeper is not None:
        rows = evenly(read.rows, LEAST_MATCHES)
        texts = [row.text for row in read.rows]
        result["rebuild"] = measure_rebuild(
            sources,
            padded(merged(read.homes.values()), ENTITIES, texts),
            [(row.text, row.place) for row in rows],
            make_keeper,
            language=language,
            progress=tell,
        )
    return result


class _Sentences:
    """Every row in its own home, and everyday talk in a home that has everything."""

    def __init__(
        self, data: NluData, sources: Sequence[SentenceSource], language: str, entities: int
    ) -> None:
        self._data = data
        self._sources = sources
        self._language = language
        self._entities = entities
        self._compiler = GrammarCompiler(language)
        self._compiled_s: list[float] = []

    def run(self, limit: int | None, tell: Callable[[str], None], *, peers: bool) -> dict[str, Any]:
        boards = {"ova": Board(), "hassil": Board()} if peers else {"ova": Board()}
        rows = spread(self._data.rows, limit)
        homes = by_home(rows)
        texts = self._data.by_home()
        for number, (home, of_home) in enumerate(homes.items(), start=1):
            names = home_names(self._data.homes.get(home, {}))
            matchers = self._peers(names, [row.text for row in texts[home]], boards)
            for row in of_home:
                for name, board in boards.items():
                    board.add(row, matchers[name])
            if number % PROGRESS_HOMES == 0 or number == len(homes):
                tell(f"sentences of {number} of {len(homes)} homes")
        tell("everyday talk")
        everything = merged(self._data.homes.values())
        matchers = self._peers(everything, self._data.everyday, boards)
        tables: dict[str, Any] = {}
        for name, board in boards.items():
            everyday = board.add_talk(self._data.everyday, matchers[name])
            made_up = board.add_talk(non_commands(), matchers[name])
            tables[name] = {**board.to_json(), "everyday": everyday, "made_up_talk": made_up}
            tables[name]["failures"] = board.failures
        return {
            "rows": len(rows),
            "grammars_compiled": len(self._compiled_s),
            "compile_s": {
                "median": round(statistics.median(self._compiled_s), 3),
                "max": round(max(self._compiled_s), 3),
            },
            "hassil_version": version("hassil"),
            **tables,
        }

    def _peers(
        self, names: HomeNames, texts: Sequence[str], boards: Collection[str]
    ) -> dict[str, Peer]:
        """Compile a home for every peer, once, and leave no litter for the times that follow."""
        full = padded(names, self._entities, texts)
        started = time.perf_counter()
        matchers: dict[str, Peer] = {"ova": Ova(self._compiler.compile(self._sources, full))}
        self._compiled_s.append(time.perf_counter() - started)
        if "hassil" in boards:
            matchers["hassil"] = Hassil(full, self._language)
        warm_up(matchers.values())
        gc.collect()
        return matchers
