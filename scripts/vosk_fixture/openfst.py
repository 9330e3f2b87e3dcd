"""Weighted finite-state transducers in OpenFst's file format ("vector" over "standard" arcs)."""

import math
import struct
from dataclasses import dataclass, field

_MAGIC = 2125659606
_VERSION = 2
_PROPERTIES = 3  # kExpanded | kMutable: nothing is promised about the arcs


@dataclass(slots=True)
class Fst:
    """A transducer being built; costs are negative logarithms, label 0 is the empty one."""

    start: int = 0
    _arcs: list[list[tuple[int, int, float, int]]] = field(default_factory=list)
    _final: dict[int, float] = field(default_factory=dict)

    def add_state(self) -> int:
        """Return a new state."""
        self._arcs.append([])
        return len(self._arcs) - 1

    def add_arc(self, start: int, end: int, read: int, write: int, cost: float = 0.0) -> None:
        """Let ``start`` lead to ``end``, reading one label and writing another."""
        self._arcs[start].append((read, write, cost, end))

    def set_final(self, state: int, cost: float = 0.0) -> None:
        """Let a path end here."""
        self._final[state] = cost

    def to_bytes(self) -> bytes:
        """Return the file's content; the arcs of a state are sorted by what they read."""
        count = sum(len(arcs) for arcs in self._arcs)
        parts = [struct.pack("<i", _MAGIC), _text("vector"), _text("standard")]
        no_flags = 0
        parts.append(struct.pack("<iiQ", _VERSION, no_flags, _PROPERTIES))
        parts.append(struct.pack("<qqq", self.start, len(self._arcs), count))
        for state, arcs in enumerate(self._arcs):
            parts.append(struct.pack("<fq", self._final.get(state, math.inf), len(arcs)))
            parts += [struct.pack("<iifi", *arc) for arc in sorted(arcs)]
        return b"".join(parts)


def _text(text: str) -> bytes:
    return struct.pack("<i", len(text)) + text.encode()
