"""Is a sentence of one's own any good? Tried before it is stored, and while it is typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ova.core import HomeNames, Match
from ova.dialogue import recognise_stop
from ova.hub.skills.fault_kinds import writing_fault
from ova.hub.skills.forms import MEANING_KEYS, TextRefused, TextTaken
from ova.language import (
    GIVES_WAY,
    Grammar,
    Saying,
    Scope,
    compile_grammar,
    has_own_words,
    own_source,
    sayings_of,
)

LONGEST = 10_000
"""Characters that are looked at at all."""
EXAMPLES = 12
"""Sentences a template is tried with."""
SHOWN = 5
SURE = 0.999
"""Score of what fits without any difference."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, and where."""

    code: str
    message: str
    cure: str = ""
    column: int = 0
    """From 1; 0 when it is the text as a whole."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What words for it in other languages name; ``kind`` tells faults of one code apart."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "code": self.code,
            "message": self.message,
            "cure": self.cure,
            "column": self.column,
            "values": dict(self.values),
        }


@dataclass(frozen=True, slots=True)
class Owner:
    """Who a sentence belongs to already."""

    example: str
    """What was said."""
    skill: str
    intent: str
    template: str
    file: str

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Trial:
    """What came of trying a sentence."""

    faults: list[Fault] = field(default_factory=list)
    """With any of these it cannot be stored."""
    examples: list[str] = field(default_factory=list)
    spoken: bool = True
    """Whether it can be heard; else it can only be typed."""
    taken: list[Owner] = field(default_factory=list)
    """What means something else so far; from then on it would mean this."""
    known: list[Owner] = field(default_factory=list)
    """What means the same already."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "faults": [one.to_json() for one in self.faults],
            "examples": self.examples,
            "spoken": self.spoken,
            "taken": [one.to_json() for one in self.taken],
            "known": [one.to_json() for one in self.known],
        }

    def refuse(self, *, anyway: bool) -> None:
        """Raise TextRefused for a fault, TextTaken for what means something else unless ``anyway``."""
        if self.faults:
            first = self.faults[0]
            where = f"At character {first.column}: " if first.column else ""
            raise TextRefused(f"{where}{first.message}", cure=first.cure, code=first.code)
        if self.taken and not anyway:
            owner = self.taken[0]
            raise TextTaken(
                f"{owner.example!r} belongs to {owner.skill} ({owner.intent}) already.",
                cure="Say it in another way, or keep it anyway: then it means this.",
            )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence somebody wants to be understood."""

    skill: str
    language: str
    intent: str
    text: str
    meaning: Mapping[str, Any]


def try_sentence(
    wanted: Wanted,
    scope: Scope,
    sayings: Sequence[Saying],
    names: HomeNames,
    grammar: Grammar | None,
    others: Iterable[str] = (),
) -> Trial:
    """Try a sentence.

    ``sayings`` is what the intent is said with so far; ``grammar`` is the one in force when it is of the
    sentence's language; ``others`` are one's own sentences for the intent, without this one.
    """
    trial = Trial()
    if not wanted.text.strip():
        trial.faults.append(
            Fault("empty", "There is nothing in it.", "Write what people would say.")
        )
        return trial
    text = wanted.text.strip()
    if any(_plain(text) == _plain(other) for other in others):
        cure = "Change the other one, or say it in another way."
        trial.faults.append(Fault("duplicate", "This sentence of yours is there already.", cure))
        return trial
    strange = sorted(set(wanted.meaning) - MEANING_KEYS)
    if strange:
        known = ", ".join(sorted(MEANING_KEYS))
        trial.faults.append(
            Fault(
                "meaning",
                f"A meaning has no {strange[0]!r}.",
                f"It may have: {known}.",
                values={"name": strange[0], "known": known},
            )
        )
        return trial
    given = (wanted.intent, text[:LONGEST], wanted.meaning)
    source = own_source(wanted.skill, wanted.language, "", [given], scope)
    compiled = compile_grammar([source], names, wanted.language)
    written = next(iter(sayings_of([source], wanted.language, names, EXAMPLES)[0]), None)
    problems = [one for one in compiled.problems if one.intent == wanted.intent or one.sentence]
    for problem in problems:
        cure = _cure(problem.reason, sayings)
        values = writing_fault(problem.reason) | {"takes": _takes(sayings)}
        at = max(0, problem.column)
        trial.faults.append(Fault("syntax", problem.reason, cure, at, values))
    if trial.faults or written is None:
        return trial
    trial.examples = [one.text for one in written.examples[:SHOWN]]
    trial.faults += _slot_faults(text, written, sayings)
    whole = [one.text for one in written.examples if one.whole]
    stopping = next((one for one in whole if recognise_stop(one, wanted.language)), None)
    if stopping is not None:
        reason = f"{stopping!r} always stops what is going on, and can mean nothing else."
        cure = "Add a word that says what is meant."
        trial.faults.append(Fault("stop", reason, cure, values={"sentence": stopping}))
    elif not has_own_words(source):
        reason = "It has no word of its own that is always said, so it would stand for anything."
        cure = "Add a word outside of [brackets] and {places}."
        trial.faults.append(Fault("no_words", reason, cure))
    if not trial.faults:
        compiled.word_graph()
        trial.spoken = not any(one.sentence == text for one in compiled.problems)
        _find_owners(trial, wanted, whole, grammar)
    return trial


def _slot_faults(text: str, written: Saying, sayings: Sequence[Saying]) -> list[Fault]:
    known = frozenset().union(
        *(one.slots | frozenset(one.meaning.get("slots", {})) for one in sayings)
    )
    if not sayings:  # only its author knows
        return []
    faults = []
    for slot in sorted(written.slots - known):
        at = max(text.find(f":{slot}}}"), text.find(f"{{{slot}}}"))
        listed = ", ".join(f"{{{one}}}" for one in sorted(known))
        faults.append(
            Fault(
                "unknown_slot",
                f"Nothing is done with {{{slot}}} here.",
                f"This intent takes {listed}." if listed else "This intent takes none.",
                at + 1 if at >= 0 else 0,
                {"slot": f"{{{slot}}}", "takes": listed},
            )
        )
    return faults


def _find_owners(
    trial: Trial, wanted: Wanted, examples: Sequence[str], grammar: Grammar | None
) -> None:
    """Note what the examples mean so far."""
    if grammar is None:
        return
    seen: set[tuple[str, str]] = set()
    for example in examples:
        match = grammar.match(example)
        if match.intent is not None and match.intent.metadata.get(GIVES_WAY):
            continue
        owner = owner_of(match, example)
        if owner is None or (owner.skill, owner.intent) in seen:
            continue
        seen.add((owner.skill, owner.intent))
        if (owner.skill, owner.intent) == (wanted.skill, wanted.intent):
            trial.known.append(owner)
        else:
            trial.taken.append(owner)


def owner_of(match: Match, example: str) -> Owner | None:
    """Return who a sentence belongs to that fits without any difference."""
    readings = match.trace.readings if match.trace is not None else ()
    first = readings[0] if readings and not match.also else None
    if first is None or first.score < SURE or first.steps:
        return None
    return Owner(example, first.skill, first.intent, first.template, first.file)


def _takes(sayings: Sequence[Saying]) -> str:
    slots = sorted(frozenset().union(*(one.slots for one in sayings)))
    return ", ".join(f"{{{one}}}" for one in slots)


def _cure(reason: str, sayings: Sequence[Saying]) -> str:
    if reason.startswith("There is no list"):
        listed = _takes(sayings)
        return f"This intent takes {listed}." if listed else "This intent takes none."
    if reason.startswith("There is no expansion rule"):
        return "Write the words out, or use one of the skill's own rules."
    if "syntax error" in reason:
        return "Every ( [ { < needs its counterpart; | stands between alternatives."
    if "too many" in reason or "stands for" in reason:
        return "Write it as several shorter sentences."
    if "longer than" in reason:
        return "Write it as several shorter sentences."
    return ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
