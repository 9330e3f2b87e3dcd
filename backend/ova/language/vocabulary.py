"""The word table of one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from ova.language.word_file import word_file


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The parts of spelled-out numbers, lower case."""

    units: Mapping[str, int] = field(default_factory=dict)
    teens: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    hundreds: Mapping[str, int] = field(default_factory=dict)
    thousands: Mapping[str, int] = field(default_factory=dict)
    article: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    point: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DurationUnit:
    """A unit of time and its words."""

    seconds: int
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the room knows of a language's words."""

    language: str
    digest: str = ""
    """Of the whole table: what it says has changed when this has."""
    numbers: NumberWords = field(default_factory=NumberWords)
    symbols: Mapping[str, str] = field(default_factory=dict)
    negation: tuple[str, ...] = ()
    exclusion: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    """Words that may be left out or added anywhere."""
    usual_determiner: str = ""
    """The one that goes with every noun, in languages that have such a one."""
    negation_last: bool = False
    """A negation may be the last word of a sentence, behind everything it negates."""
    linking: tuple[str, ...] = ()
    asking: frozenset[str] = frozenset()
    """Letters between the parts of compounds; none in languages that do not join words."""
    function_words: frozenset[str] = frozenset()
    """Words that carry little, and no name starts or ends with."""
    prepositions: frozenset[str] = frozenset()
    """Those of them that may be left out."""
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases that mean nothing, by where they may stand: ``start``, ``end``, ``anywhere``."""
    conjunctions: tuple[str, ...] = ()
    """Phrases that join names and commands."""
    pronouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words for what was spoken of before: ``one`` thing or ``many``."""
    again: tuple[str, ...] = ()
    """Words that only make sense after an earlier command."""
    reported: tuple[str, ...] = ()
    """Phrases that show a text to be no command: reports, statements, hypotheses."""
    idioms: tuple[str, ...] = ()
    """Phrases that look like the start of a command and are none: "play nicely"."""
    places: tuple[str, ...] = ()
    """Where people are: "home", "work"."""
    sounds: tuple[tuple[str, str], ...] = ()
    """Rewriting rules that give words that sound alike the same key."""
    durations: tuple[DurationUnit, ...] = ()
    list_separator: str = ", "
    list_last: str = ", "
    list_last_or: str = ", "
    speech: Mapping[str, Any] = field(default_factory=dict)
    left_out: Mapping[str, Any] = field(default_factory=dict)
    """Sentences of home-assistant-intents that mean too much, by intent, as the package writes them."""
    """Additional sentences for the decoder: intent to hassil data blocks."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; an empty table when the language has none."""
    family = language.replace("_", "-").split("-", 1)[0].lower()
    if not family.isalpha():
        return Vocabulary(language)
    written = word_file(family)
    if not written.digest:
        return Vocabulary(language)
    table = written.table
    numbers: dict[str, Any] = table.get("numbers", {})
    joining: dict[str, str] = table.get("list", {})
    return Vocabulary(
        language=language,
        digest=written.digest,
        numbers=NumberWords(
            **{
                part: MappingProxyType(numbers.get(part, {}))
                for part in ("units", "teens", "tens", "hundreds", "thousands")
            },
            article=frozenset(numbers.get("article", ())),
            joiners=frozenset(numbers.get("and", ())),
            point=frozenset(numbers.get("point", ())),
            minus=frozenset(numbers.get("minus", ())),
        ),
        symbols=MappingProxyType(table.get("symbols", {})),
        negation=tuple(table.get("negation", ())),
        exclusion=tuple(table.get("exclusion", ())),
        determiners=tuple(table.get("determiners", ())),
        usual_determiner=str(table.get("usual_determiner", "")),
        negation_last=bool(table.get("negation_last", False)),
        linking=tuple(table.get("linking", ())),
        asking=frozenset(table.get("asking", ())),
        function_words=frozenset(table.get("function_words", ())),
        prepositions=frozenset(table.get("prepositions", ())),
        fillers={place: tuple(phrases) for place, phrases in table.get("fillers", {}).items()},
        conjunctions=tuple(table.get("conjunctions", ())),
        pronouns={number: tuple(words) for number, words in table.get("pronouns", {}).items()},
        again=tuple(table.get("again", ())),
        reported=tuple(table.get("reported", ())),
        idioms=tuple(table.get("idioms", ())),
        places=tuple(table.get("places", ())),
        sounds=tuple((str(written), str(sound)) for written, sound in table.get("sounds", ())),
        durations=tuple(
            DurationUnit(**unit) for unit in table.get("duration", {}).get("units", ())
        ),
        list_separator=joining.get("separator", ", "),
        list_last=joining.get("last", ", "),
        list_last_or=joining.get("last_or", ", "),
        speech=MappingProxyType(table.get("speech", {})),
        left_out=MappingProxyType(table.get("left_out", {})),
    )
