"""How long sentences took, by how they had to be understood."""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ova.bench.nlu.data import Row
from ova.bench.nlu.peers import Peer
from ova.bench.nlu.score import Verdict

EXACT = frozenset({"as_written", "stt"})
TOLERANT = frozenset({"no_determiner", "typo", "filler"})
CLASSES = ("exact", "tolerant", "miss", "rows")
WARM_UP = (
    ("turn on the light in the next room", None),
    ("please whatever you do be nice to the cat", "Kitchen"),
    ("what is the state of the old machine", "Kitchen"),
    ("set the lamp to a hundred and one percent", None),
)
"""Texts a matcher sees before its times count: what it makes at first use is made then."""


@dataclass(slots=True)
class Times:
    """Milliseconds by class: ``exact``, ``tolerant``, ``miss``, and ``rows`` for every sentence."""

    ms: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CLASSES})

    def add(self, row: Row, verdict: Verdict, ms: float) -> None:
        """Count the time of a sentence of the data."""
        self.ms["rows"].append(ms)
        if row.intent is None:
            self.ms["miss"].append(ms)
        elif verdict is Verdict.RIGHT and row.kind in EXACT:
            self.ms["exact"].append(ms)
        elif verdict is Verdict.RIGHT and row.kind in TOLERANT:
            self.ms["tolerant"].append(ms)

    def add_miss(self, ms: float) -> None:
        """Count the time of a text that is no command."""
        self.ms["miss"].append(ms)

    def to_json(self) -> dict[str, Any]:
        """Return the percentiles of each class."""
        return {name: percentiles(values) for name, values in self.ms.items()}


def timed(peer: Peer, text: str, area: str | None) -> tuple[Any, float]:
    """Return what a peer recognises and the milliseconds it took."""
    started = time.perf_counter()
    result = peer.recognise(text, area)
    return result, (time.perf_counter() - started) * 1000


def warm_up(peers: Iterable[Peer]) -> None:
    """Let peers make what they make at first use."""
    for peer in peers:
        for text, area in WARM_UP:
            peer.recognise(text, area)


def percentiles(ms: Sequence[float]) -> dict[str, Any]:
    """Return how many, the median and the 95th percentile."""
    return {
        "count": len(ms),
        "p50_ms": round(percentile(ms, 50), 3),
        "p95_ms": round(percentile(ms, 95), 3),
    }


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile; 0.0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(1, math.ceil(percent / 100 * len(ordered))) - 1]
