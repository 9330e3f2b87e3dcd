"""What one peer got right, got wrong and turned away, and how long it took."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ova.bench.nlu.data import Row
from ova.bench.nlu.peers import Peer, Understood
from ova.bench.nlu.score import Verdict, score
from ova.bench.nlu.times import Times, timed

TALK_PLACE = "Kitchen"
"""Where everyday things are said."""


@dataclass(slots=True)
class Count:
    """The verdicts on the sentences of one kind."""

    verdicts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    asked: int = 0
    """Of those not done, how many the person is asked about."""

    def to_json(self) -> dict[str, Any]:
        """Return counts and percentages."""
        rows = sum(self.verdicts.values())
        counts = {**{verdict.value: n for verdict, n in self.verdicts.items()}, "asked": self.asked}
        shares = {f"{name}_percent": round(100 * n / rows, 2) for name, n in counts.items()}
        return {"rows": rows, **counts, **shares}


@dataclass(slots=True)
class Board:
    """The results of one peer."""

    kinds: dict[str, Count] = field(default_factory=dict)
    times: Times = field(default_factory=Times)
    failures: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: Row, peer: Peer) -> None:
        """Let a peer understand a row, and judge it."""
        result, ms = timed(peer, row.text, row.place)
        understood = peer.understood(result)
        verdict = score(row, understood)
        self.times.add(row, verdict, ms)
        count = self.kinds.setdefault(row.kind, Count())
        count.verdicts[verdict] += 1
        count.asked += bool(understood.asks)
        if verdict is not Verdict.RIGHT:
            self.failures.append(_failure(row, verdict, understood))

    def add_talk(self, lines: Iterable[str], peer: Peer) -> dict[str, Any]:
        """Let a peer hear what is no command; return how many lines it takes for one, and which."""
        heard: list[tuple[str, Understood]] = []
        for line in lines:
            result, ms = timed(peer, line, TALK_PLACE)
            self.times.add_miss(ms)
            heard.append((line, peer.understood(result)))
        accepted = {line: one.to_json() for line, one in heard if one.intent is not None}
        asked = {line: list(one.asks) for line, one in heard if one.asks}
        return {
            "lines": len(heard),
            "accepted": len(accepted),
            "asked": len(asked),
            "accepted_lines": accepted,
            "asked_lines": asked,
        }

    def to_json(self) -> dict[str, Any]:
        """Return the tables: verdicts per kind, times per class."""
        times = self.times.to_json()
        return {
            "kinds": {kind: count.to_json() for kind, count in self.kinds.items()},
            "times": times,
            "median_ms": times["rows"]["p50_ms"],
            "p95_ms": times["rows"]["p95_ms"],
        }


def _failure(row: Row, verdict: Verdict, understood: Understood) -> dict[str, Any]:
    return {
        "verdict": verdict.value,
        "kind": row.kind,
        "text": row.text,
        "home": row.home,
        "area": row.place,
        "wanted": row.wanted(),
        "understood": understood.to_json(),
        "score": None if understood.score is None else round(understood.score, 3),
        "reason": understood.reason,
        "asks": list(understood.asks),
    }
