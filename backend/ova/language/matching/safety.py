"""What must not be acted on: negation, reports, small talk, whatever the templates say."""

from dataclasses import dataclass

from ova.core import StepKind
from ova.language.home_index import FLOOR
from ova.language.matching.paths import Fill
from ova.language.matching.understanding import Understanding
from ova.language.phrases import PhraseNode
from ova.language.standard import LATER_SLOT, NAMING, PLACES
from ova.language.tokens import as_written, tokens_of
from ova.language.word_tables import WordTables, exact_phrases

LAST_WORDS = 2
"""Words at the end of a text among which a negation is about the whole."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a text is not acted on: a reason of Match and the words that say so."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Safety:
    """Looks for the words that turn a command round or show that it is none."""

    tables: WordTables

    def objection(
        self, tokens: tuple[str, ...], reading: Understanding | None, names: tuple[str, ...]
    ) -> Objection | None:
        """Return what speaks against acting on a text, read as ``reading`` or not understood.

        Words that the template itself has, that are part of a name, or that somebody dictates do not
        count. ``names`` are the list names of the reading's free fills, in order.
        """
        covered = self._covered(tokens, reading, names)
        for tree, reason, ended in (
            (self.tables.negation, "negation", self._with_end(tokens, reading, covered)),
            (self.tables.exclusion, "exclusion", covered),
            (self.tables.reported, "not_a_command", covered),
        ):
            words = _uncovered(tree, tokens, ended)
            if words is not None:
                return Objection(reason, words)
        if reading is not None:
            vague = self._vague(tokens, reading)
            if vague is not None:
                return Objection("not_a_command", vague)
            place = self._unknown_place(reading, names)
            if place is not None:
                return Objection("not_a_command", place)
            for start, _ in reading.free:  # "play nicely": the idiom runs into the free text
                for at in range(start):
                    for end, words in exact_phrases(self.tables.idioms, tokens, at):
                        if end > start:
                            return Objection("not_a_command", words)
        return None

    def _vague(self, tokens: tuple[str, ...], reading: Understanding) -> str | None:
        """Return a pronoun taken for a number without any word of a command: "the bedroom one"."""
        if reading.literals:
            return None
        for fill in reading.path.fills:
            for end, _ in exact_phrases(self.tables.pronouns, tokens, fill.start):
                if end == fill.end and fill.reference.list > FLOOR:
                    return " ".join(tokens[fill.start : end])
        return None

    def _unknown_place(self, reading: Understanding, names: tuple[str, ...]) -> str | None:
        """Return what is said of people that is no place: "who is the president"."""
        fills = [fill for fill in reading.path.fills if fill.free]
        for fill, name in zip(fills, names, strict=True):
            if name == PLACES and self.tables.places and reading.intents:
                said = str(reading.intents[0].value(fill.reference.slot))
                if tokens_of(said) not in self.tables.places:
                    return said
        return None

    def _covered(
        self, tokens: tuple[str, ...], reading: Understanding | None, names: tuple[str, ...]
    ) -> list[int]:
        """Tell for each token what of the reading accounts for it.

        0: nothing. 1: the template, a name or dictation. Other numbers: one filler each.
        """
        covered = [0] * len(tokens)
        if reading is None:
            return covered
        free_names = iter(names)
        begun = False
        for number, piece in enumerate(reading.path.pieces, start=2):
            by = int(piece.step is None)
            if isinstance(piece.word, Fill):
                if piece.word.free:
                    dictated = next(free_names, "") not in NAMING and begun
                    by = int(dictated or piece.word.reference.slot == LATER_SLOT)
                elif piece.word.reference.list <= FLOOR:
                    by = int(_only_in_part(piece.word))
                begun = True
            elif piece.word is not None:
                begun = True
            elif piece.step is not None and piece.step.kind is StepKind.FILLER:
                by = number
            for at in range(piece.start, piece.end):
                covered[at] = by
        return covered

    def _with_end(
        self, tokens: tuple[str, ...], reading: Understanding | None, covered: list[int]
    ) -> list[int]:
        """Let nothing account for the end of free text where "not" stands last.

        "Spiel das nächste Lied nicht"
        """
        if reading is None or not self.tables.negation_last:
            return covered
        covered = list(covered)
        for start, end in reading.free:
            for at in range(max(start, len(tokens) - LAST_WORDS), end):
                covered[at] = 0
        return covered


def _only_in_part(fill: Fill) -> bool:
    """Whether every word of a name was said right, be it only some of them."""
    return all(step.kind is StepKind.PARTIAL for group in fill.groups for step in group[0].steps)


def _uncovered(tree: PhraseNode[str], tokens: tuple[str, ...], covered: list[int]) -> str | None:
    """Return the first phrase that nothing accounts for as a whole.

    "if you don't mind" is a filler; "yeah" and "right" are two, and together they are none.
    """
    for at in range(len(tokens)):
        for end, _ in exact_phrases(tree, tokens, at):
            by = set(covered[at:end])
            if 0 in by or len(by) > 1:
                return as_written(tokens[at:end])
    return None
