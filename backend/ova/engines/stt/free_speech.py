"""Where free speech lies among the words of a first pass."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ova.core import WILDCARD, WordGraph, WordTime

GAP = "…"
"""Stands in partial results for free speech whose words are not known yet."""

Stretch = tuple[int, int]
"""Words ``[first, end)`` of a first pass that stand for one place of free speech."""


@dataclass(frozen=True, slots=True)
class _Path:
    """The cheapest way to a state; ``absorbed`` counts known words taken as free speech."""

    absorbed: int
    stretches: tuple[Stretch, ...]


_NO_WORDS: Mapping[str, list[int]] = {}
_Place = tuple[int, bool]
"""A state of the graph, and whether the last word was free speech that may go on."""


class FreePlaces:
    """Follows the words of a first pass through a graph. Built once for each graph."""

    def __init__(self, graph: WordGraph) -> None:
        self.any = graph.has_free_speech
        """Whether there is a place at all."""
        self._final = graph.final
        self._empty: defaultdict[int, list[int]] = defaultdict(list)
        self._words: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for arc in graph.arcs:
            if arc.word is None:
                self._empty[arc.start].append(arc.end)
            else:
                self._words[arc.start][arc.word].append(arc.end)

    def find(self, words: Sequence[str], unknown: Collection[str]) -> tuple[Stretch, ...] | None:
        """Return the stretches of free speech in a whole sentence of the graph.

        ``words`` may hold words of ``unknown``, such as ``[unk]`` or the phones of a loop: they
        fit only where free speech may stand. Of several readings the one with the fewest known
        words in free speech counts. None when there is no reading.
        """
        paths = self._spread({(0, False): _Path(0, ())})
        for index, word in enumerate(words):
            cost = word not in unknown
            following: dict[_Place, _Path] = {}
            for (state, inside), path in paths.items():
                leaving = self._words.get(state, _NO_WORDS)
                if word not in unknown:
                    _offer(following, leaving.get(word, ()), False, path)
                begun = _Path(path.absorbed + cost, (*path.stretches, (index, index + 1)))
                _offer(following, leaving.get(WILDCARD, ()), True, begun)
                if inside:
                    *before, (first, _) = path.stretches
                    longer = _Path(path.absorbed + cost, (*before, (first, index + 1)))
                    _offer(following, (state,), True, longer)
            paths = self._spread(following)
        ends = (paths.get((self._final, inside)) for inside in (False, True))
        found = min((path for path in ends if path), key=lambda path: path.absorbed, default=None)
        return None if found is None else _joined(found.stretches)

    def shown(self, words: Iterable[str], unknown: Collection[str]) -> str:
        """Return words as a partial result, unknown ones as a gap where there is free speech."""
        shown: list[str] = []
        for word in words:
            if word not in unknown:
                shown.append(word)
            elif self.any and shown[-1:] != [GAP]:
                shown.append(GAP)
        return " ".join(shown)

    def _spread(self, paths: dict[_Place, _Path]) -> dict[_Place, _Path]:
        """Follow empty transitions."""
        waiting = list(paths)
        while waiting:
            place = waiting.pop()
            waiting += [
                (state, False)
                for state in self._empty.get(place[0], ())
                if _offer(paths, (state,), False, paths[place])
            ]
        return paths


def _offer(paths: dict[_Place, _Path], states: Iterable[int], inside: bool, path: _Path) -> bool:
    """Keep a path where it is the cheapest; tell whether it was."""
    better = False
    for state in states:
        known = paths.get((state, inside))
        if known is None or path.absorbed < known.absorbed:
            paths[state, inside] = path
            better = True
    return better


def _joined(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Join stretches that touch: two free texts in a row are heard as one."""
    joined: list[Stretch] = []
    for first, end in stretches:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    return tuple(joined)


def in_order(words: list[WordTime]) -> list[WordTime]:
    """Let words of two passes that overlap a little begin where the one before them ends."""
    ordered: list[WordTime] = []
    for word in words:
        start_s = max(word.start_s, ordered[-1].end_s if ordered else 0.0)
        ordered.append(replace(word, start_s=start_s, end_s=max(start_s, word.end_s)))
    return ordered
