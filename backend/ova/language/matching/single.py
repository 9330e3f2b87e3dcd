"""Understands one command: its readings, what speaks against them, and the judgement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ova.core import Intent, Slot
from ova.language.matching.antecedent import about_the_antecedent
from ova.language.matching.judgement import ACCEPT, EXACT, Judgement, Verdict, judge, score_of
from ova.language.matching.matcher import Found, Matcher, Tokens
from ova.language.matching.safety import Objection, Safety
from ova.language.matching.understanding import Understanding
from ova.language.matching.values_said import ValuesSaid
from ova.language.spelling import spelling
from ova.language.standard import (
    DICTATED,
    LATER_END,
    LATER_NEVER,
    LATER_SLOT,
    STANDARD,
)
from ova.language.tokens import Token, as_written

LOOKED_AT = 12
"""Readings of a text that are looked into."""
DICTATED_LATER = 10.0
"""How much dearer a delayed command is that holds dictated words: another reading has them rather."""
PARTED_TOKEN = 0.05
"""How much dearer each word makes a delayed command around its time: of "open every morning at seven the
blinds" as much as can be is when, and "open every the blinds" no command."""
CORRECTED = 0.3
"""Cost of a word of free text that is written right."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known beside the words."""

    said: ValuesSaid
    area: str | None = None
    earlier: tuple[Intent, ...] = ()
    known: dict[tuple[Tokens, bool, bool], "Outcome"] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What pieces of the sentence came to: some are asked about several times."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one command comes to."""

    found: Found
    judgement: Judgement
    readings: tuple[Understanding, ...]
    """Those that are not objected to, cheapest first, also those that lack something."""
    objection: Objection | None = None
    """What speaks against every reading."""

    @property
    def accepted(self) -> Understanding | None:
        """The reading to act on, or None."""
        if self.judgement.verdict is Verdict.ACCEPT:
            return self.judgement.chosen[0]
        return None

    @property
    def intents(self) -> tuple[Intent, ...]:
        """What is to be done, scored."""
        reading = self.accepted
        return self.scored(reading) if reading is not None else ()

    def scored(self, reading: Understanding) -> tuple[Intent, ...]:
        """Return the intents of a reading with its score."""
        score = score_of(reading, len(self.found.tokens))
        return tuple(replace(intent, score=score) for intent in reading.intents)


@dataclass(frozen=True, slots=True)
class Single:
    """Matches single commands."""

    matcher: Matcher
    safety: Safety

    def match(
        self, tokens: Tokens, asked: Asked, *, tolerant: bool, nested: bool = False
    ) -> Outcome:
        """Return what a row of tokens comes to. ``nested``: it is itself part of a delayed command."""
        key = (tokens, tolerant, nested)
        known = asked.known.get(key)
        if known is None:
            known = asked.known[key] = self._match(tokens, asked, tolerant=tolerant, nested=nested)
        return known

    def _match(self, tokens: Tokens, asked: Asked, *, tolerant: bool, nested: bool) -> Outcome:
        found = self.matcher.find(
            " ".join(tokens), tokens, asked.area, asked.earlier, asked.said, tolerant=tolerant
        )
        kept: list[Understanding] = []
        objection: Objection | None = None
        for reading in self._finished(found, asked, nested=nested):
            against = self.safety.objection(found.tokens, reading, self._free_lists(reading))
            if against is None:
                kept.append(reading)
            elif objection is None:
                objection = against
        usable = [each for each in kept if _usable(each)]
        if not kept and objection is None:
            objection = self.safety.objection(tokens, None, ())
        return Outcome(
            found,
            judge(usable, len(found.tokens)),
            tuple(kept),
            objection if not usable else None,
        )

    def _finished(self, found: Found, asked: Asked, *, nested: bool) -> Iterator[Understanding]:
        finished = []
        tables = self.matcher.sentences.tables
        for each in found.readings[:LOOKED_AT]:
            reading = about_the_antecedent(each, asked.earlier, tables)
            if reading is None or (nested and not reading.literals):
                continue
            if any(fill.free for fill in reading.path.fills):
                done = self._with_free_text(found, reading, asked, nested=nested)
                if done is not None:
                    finished.append(done)
            else:
                finished.append(reading)
        return iter(sorted(finished, key=lambda each: each.rank))

    def _with_free_text(
        self, found: Found, reading: Understanding, asked: Asked, *, nested: bool
    ) -> Understanding | None:
        """Write free text right and look into delayed commands; None when one is not understood."""
        own_words = not all(intent.name.startswith(STANDARD) for intent in reading.intents)
        values: dict[str, str] = {}
        added = cost = 0.0
        for fill in reading.path.fills:
            if not fill.free:
                continue
            tokens = found.tokens[fill.start : fill.end]
            if fill.reference.slot == LATER_SLOT:
                later = None if nested else self._later(found, reading, tokens, asked, fill.end)
                if later is None:
                    return None
                values[LATER_SLOT], errors, dearer = later
                added += errors
                cost += dearer
                continue
            right = tokens if own_words else tuple(self._right(token) for token in tokens)
            values[fill.reference.slot] = as_written(right)
            added += CORRECTED * sum(one != other for one, other in zip(right, tokens, strict=True))
        if not values:
            return reading
        return replace(
            reading,
            cost=reading.cost + added + cost,
            errors=round(reading.errors + added, 4),
            intents=tuple(_with_values(intent, values) for intent in reading.intents),
        )

    def _later(
        self, found: Found, reading: Understanding, tokens: Tokens, asked: Asked, end: int
    ) -> tuple[str, float, float] | None:
        """Return a delayed command as its template has it, its errors, and what makes it unlikely.

        None for one with dictated words at its end when something follows: "tell the kitchen dinner is
        ready in ten minutes" says nothing about when to tell. Nor for one that takes the time itself:
        "add dentist to my calendar tomorrow at two" is no command for tomorrow. Nor for a question.
        """
        parted = 0.0
        for fill in reading.path.fills:
            if fill.reference.slot == LATER_END:  # "schalte das Licht in einer Stunde aus"
                if tokens[-1] in self.matcher.sentences.tables.determiners:
                    return None  # what an article belongs to stands beside it
                tokens = (*tokens, *found.tokens[fill.start : fill.end])
                parted = PARTED_TOKEN * len(tokens)
        if tokens[0] in self.matcher.sentences.tables.asking:
            return None
        for tolerant in (False, True):
            inner = self.match(tokens, asked, tolerant=tolerant, nested=True)
            best = inner.accepted
            if best is None and not inner.objection and inner.readings:
                first = inner.readings[0]
                if first.lacks_area and score_of(first, len(tokens)) >= ACCEPT:
                    best = first
            if best is not None and _is_said_whole(best, found.readings[:LOOKED_AT]):
                return None
            if best is not None and not _never_later(best):
                dictated = _ends_in_dictation(best, len(tokens))
                if dictated and end < len(found.tokens):
                    return None
                return self._written(best), best.errors, DICTATED_LATER * dictated + parted
        return None

    def _written(self, reading: Understanding) -> str:
        """Return a command with every word right and every article in its place."""
        network = self.matcher.sentences.network
        fills = iter(reading.path.fills)
        tables = self.matcher.sentences.tables
        row = network.with_articles(
            reading.path.labels, tables.usual_determiner, tables.determiners
        )
        words = []
        for label in row:
            if isinstance(label, str):
                words.append(label)
            else:
                fill = next(fills)
                words.append(" and ".join(group[0].text for group in fill.groups))
        return " ".join(words) if words else reading.sentence

    def _right(self, token: str) -> str:
        """Return a token of free text as it is meant."""
        if token in self.matcher.builder.lexicon.words:
            return token
        meant = spelling(self.matcher.sentences.tables.language).meant(str(token))
        if meant == token:
            return token
        return Token(meant, meant, token.gap if isinstance(token, Token) else " ")

    def _free_lists(self, reading: Understanding) -> tuple[str, ...]:
        lists = self.matcher.sentences.network.lists
        return tuple(lists[fill.reference.list].name for fill in reading.path.fills if fill.free)


def _is_said_whole(later: Understanding, readings: Sequence[Understanding]) -> bool:
    """Whether another reading has the whole text as a command of the same kind, done at once."""
    names = {intent.name for intent in later.intents}
    return any(
        each.errors <= EXACT
        and names == {intent.name for intent in each.intents}
        and all(fill.reference.slot != LATER_SLOT for fill in each.path.fills)
        for each in readings
    )


def _never_later(reading: Understanding) -> bool:
    """Whether its skill says of a sentence that it is none to be delayed: it has a time of its own."""
    return any(intent.metadata.get(LATER_NEVER) is False for intent in reading.intents)


def _ends_in_dictation(reading: Understanding, tokens: int) -> bool:
    own = any(
        intent.name in DICTATED or not intent.name.startswith(STANDARD)
        for intent in reading.intents
    )
    return own and any(end == tokens for _, end in reading.free)


def _usable(reading: Understanding) -> bool:
    return not (reading.lacks_area or reading.hidden or reading.elsewhere)


def _with_values(intent: Intent, values: dict[str, str]) -> Intent:
    return replace(
        intent,
        slots=tuple(
            Slot(slot.name, values[slot.name], slot.text) if slot.name in values else slot
            for slot in intent.slots
        ),
    )
