"""Why a text is declined, in terms that help: which name is not known, where it is, what is near."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from ova.core import StepKind
from ova.language.home_index import FLOOR
from ova.language.matching import costs
from ova.language.matching.examples import Examples
from ova.language.matching.judgement import ACCEPT, score_of
from ova.language.matching.lattice import Candidate, Lattice, ValueArc
from ova.language.matching.matcher import Matcher
from ova.language.matching.paths import Fill, Path
from ova.language.matching.single import Asked, Outcome
from ova.language.matching.understanding import Understanding
from ova.language.template import HOME_LISTS

LONGEST_NAME = 4
"""Words of an unknown name worth repeating to people."""
KNOWN_SHARE = 1 / 3
"""Letters of a text that must be a sentence's own before the rest is taken for an unknown name."""
MOST_NEAR = 3
NEAR_SCORE = 65.0
"""Of 100, by rapidfuzz: how alike a known name must be to be offered."""
WORTH_OFFERING = 0.25
"""Score of a reading from which its sentence may be offered."""
UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason of Match with its detail."""

    reason: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusals:
    """Finds the reason that helps most."""

    matcher: Matcher
    examples: Examples

    @classmethod
    def of(cls, matcher: Matcher) -> "Refusals":
        """Prepare for one matcher."""
        sentences = matcher.sentences
        examples = Examples.of(sentences.network, sentences.tables)
        return cls(matcher, examples)

    def rather(self, outcome: Outcome, asked: Asked) -> Refusal | None:
        """Return why to decline a text that could be asked about, or None to ask.

        A common word that was taken for another one is more likely a name the home does not have:
        "the lights in the ball room" are not those in all rooms.
        """
        reading = outcome.judgement.chosen[0]
        lexicon = self.matcher.builder.lexicon
        if not any(
            step.kind is StepKind.TYPO and lexicon.is_word(step.said) for step in reading.path.steps
        ):
            return None
        found = self._unknown_name(outcome, asked)
        return found[1] if found is not None and found[0] <= reading.cost else None

    def reason(self, outcome: Outcome, asked: Asked) -> Refusal:
        """Return why a text was not understood."""
        if outcome.objection is not None:
            return Refusal(outcome.objection.reason, {"words": outcome.objection.words})
        tokens = len(outcome.found.tokens)
        for reading in outcome.readings:
            if score_of(reading, tokens) < ACCEPT:
                break
            known = _lacking(reading)
            if known is not None:
                return known
        unknown = self._unknown_name(outcome, asked)
        return unknown[1] if unknown is not None else Refusal("no_intent", {})

    def nearest(self, outcome: Outcome) -> tuple[str, ...]:
        """Return sentences close to a declined text."""
        tokens = len(outcome.found.tokens)
        sentences = dict.fromkeys(
            reading.sentence
            for reading in outcome.readings
            if not reading.free
            and not reading.hidden
            and reading.literals
            and score_of(reading, tokens) >= WORTH_OFFERING
        )
        if outcome.objection is not None:
            return ()
        return tuple(sentences)[:MOST_NEAR] or self.examples.nearest(outcome.found.lattice)

    def _unknown_name(self, outcome: Outcome, asked: Asked) -> tuple[float, Refusal] | None:
        """Return what one unknown name would explain, and at what cost."""
        lattice = self._with_unknown_names(outcome.found.lattice)
        paths = self.matcher.search.paths(lattice, asked.said, tolerant=False)
        best: tuple[tuple[float, int, int], Fill] | None = None
        for path in paths:
            fills = [fill for fill in path.fills if fill.groups[0][0].value is UNKNOWN]
            if len(fills) != 1 or any(fill.free for fill in path.fills):
                continue
            if not self._mostly_known(path, fills[0], lattice):
                continue
            rank = (round(path.cost, 6), fills[0].end - fills[0].start, fills[0].reference.list)
            if best is None or rank < best[0]:
                best = (rank, fills[0])
        if best is None:
            return None
        fill = best[1]
        kind = HOME_LISTS[fill.reference.list]
        key = "entity" if kind == "name" else kind
        words = lattice.said(fill.start, fill.end)
        detail: dict[str, Any] = {key: words}
        near = self._near(fill.reference.list, words)
        if near:
            detail["near"] = near
        return best[0][0], Refusal(f"no_{key}", detail)

    def _mostly_known(self, path: Path, unknown: Fill, lattice: Lattice) -> bool:
        letters = sum(len(token) for token in lattice.tokens)
        own = sum(
            len(token)
            for piece in path.pieces
            if piece.word is not None and piece.word is not unknown
            for token in lattice.tokens[piece.start : piece.end]
        )
        return own >= letters * KNOWN_SHARE

    def _with_unknown_names(self, known: Lattice) -> Lattice:
        """Return a lattice in which any words may be a name of the home."""
        tables = self.matcher.sentences.tables
        exact = self.matcher.builder.build(known.tokens, tolerant=False)
        small = [
            token in tables.determiners or token in tables.function_words for token in known.tokens
        ]
        for at in range(len(known.tokens)):
            if small[at]:
                continue
            for end in range(at + 1, min(len(known.tokens), at + LONGEST_NAME) + 1):
                if small[end - 1]:
                    continue
                words = known.said(at, end)
                if _is_name(exact, at, end) or not self._may_be_name(known.tokens[at:end]):
                    continue
                price = costs.UNKNOWN_NAME + sum(
                    costs.UNKNOWN_TOKEN + (costs.FREE_KNOWN if self._own(token) else 0.0)
                    for token in known.tokens[at:end]
                )
                for listed in range(FLOOR + 1):
                    candidate = Candidate(UNKNOWN, words, price)
                    arc = ValueArc(listed, end, price, ((candidate,),))
                    exact.values[at].setdefault(listed, []).append(arc)
        return exact

    def _may_be_name(self, words: tuple[str, ...]) -> bool:
        """Whether words could be a name: not all of them a sentence's own, and no "is" in them."""
        tables = self.matcher.sentences.tables
        verbs = tables.function_words - tables.prepositions
        return any(word[0].isalpha() and not self._own(word) for word in words) and (
            verbs.isdisjoint(words)
        )

    def _own(self, token: str) -> bool:
        return token in self.matcher.builder.template_words

    def _near(self, listed: int, words: str) -> list[str]:
        names = self.matcher.home.names[listed]
        found = process.extract(
            words,
            names,
            processor=str.casefold,
            scorer=fuzz.token_sort_ratio,
            limit=MOST_NEAR,
            score_cutoff=NEAR_SCORE,
        )
        return [name for name, _, _ in found]


def _lacking(reading: Understanding) -> Refusal | None:
    if reading.hidden:
        return Refusal("no_entity_exposed", {"entity": reading.hidden})
    if reading.elsewhere is not None:
        entity, area, actual = reading.elsewhere
        return Refusal("entity_elsewhere", {"entity": entity, "area": area, "actual_area": actual})
    if reading.lacks_area:
        return Refusal("needs_area", {})
    return None


def _is_name(lattice: Lattice, at: int, end: int) -> bool:
    """Whether a stretch is the name of something, so that not the name is what is wrong."""
    return any(
        arc.end == end and not arc.groups[0][0].steps
        for listed in range(FLOOR + 1)
        for arc in lattice.values[at].get(listed, ())
    )
