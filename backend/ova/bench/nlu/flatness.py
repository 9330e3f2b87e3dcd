"""Does a sentence take longer in a larger home?"""

from collections.abc import Callable, Sequence
from typing import Any

from ova.bench.nlu.data import NluData, Row, evenly
from ova.bench.nlu.homes import home_names
from ova.bench.nlu.padding import padded
from ova.bench.nlu.peers import Ova
from ova.bench.nlu.times import percentiles, timed, warm_up
from ova.language import GrammarCompiler, SentenceSource

SIZES = (50, 200, 500, 1000, 2000)
ROWS = 200
LEAST_HOMES = 10
"""The rows come from so many homes, or more when these have too few: each is compiled per size."""


def measure_flatness(
    data: NluData,
    sources: Sequence[SentenceSource],
    *,
    language: str = "en",
    sizes: Sequence[int] = SIZES,
    progress: Callable[[str], None],
) -> dict[str, Any]:
    """Time the same rows in homes of each size.

    Returns per number of entities p50 and p95 in ms, and their ratio to those of the first size.
    """
    chosen = choose_rows(data)
    result: dict[str, Any] = {
        "rows": sum(len(rows) for rows in chosen.values()),
        "homes": len(chosen),
        "sizes": {},
    }
    compiler = GrammarCompiler(language)
    first: dict[str, Any] = {}
    for size in sizes:
        progress(f"the same sentences with {size} entities")
        ms: list[float] = []
        for home, rows in chosen.items():
            names = home_names(data.homes.get(home, {}))
            texts = [row.text for row in data.by_home()[home]]
            peer = Ova(compiler.compile(sources, padded(names, size, texts)))
            warm_up([peer])
            ms += [timed(peer, row.text, row.place)[1] for row in rows]
        found = percentiles(ms)
        first = first or found
        for name in ("p50", "p95"):
            base = first[f"{name}_ms"]
            found[f"{name}_ratio"] = round(found[f"{name}_ms"] / base, 2) if base else 0.0
        result["sizes"][str(size)] = found
    return result


def choose_rows(data: NluData) -> dict[str, list[Row]]:
    """Return 200 rows, or all when there are fewer, evenly spread over as few homes as have them."""
    groups = data.by_home()
    names = list(groups)
    wanted = min(ROWS, len(data.rows))
    chosen: dict[str, list[Row]] = {}
    for count in range(min(LEAST_HOMES, len(names)), len(names) + 1):
        homes = [names[i * len(names) // count] for i in range(count)]
        chosen = {home: evenly(groups[home], -(-ROWS // count)) for home in homes}
        if sum(len(rows) for rows in chosen.values()) >= wanted:
            break
    return chosen
