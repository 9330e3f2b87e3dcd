"""What a source of sentences says: every template with its meaning and examples."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ova.core import HomeNames
from ova.language.catalogue import Catalogue, read_sources
from ova.language.package import PACKAGE, package_data
from ova.language.source import NOWHERE, GrammarProblem, SentenceSource, pointer
from ova.language.template import Block, Rules
from ova.language.value_lists import Condition
from ova.language.written_out import Example, always_says, examples_of, referred, slots_in

_MEANING = ("slots", "requires_context", "excludes_context", "response")


@dataclass(frozen=True, slots=True)
class Saying:
    """One template of an intent."""

    intent: str
    template: str
    file: str
    line: int
    """0 when it is not known."""
    meaning: Mapping[str, Any]
    """``slots``, ``requires_context``, ``excludes_context`` and ``response`` as far as given."""
    slots: frozenset[str]
    """Slots its words may fill."""
    examples: tuple[Example, ...]
    spoken: bool = True
    """Whether it can be heard; else it can only be typed."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The lists and rules the sentences of a skill may refer to."""

    lists: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Sequence[SentenceSource], language: str) -> "Scope":
        """Join what all files of a skill have; of two with one name the first is taken.

        What is there to be typed goes before what is there to be heard.
        """
        lists: dict[str, Any] = {}
        rules: dict[str, Any] = {}
        for source in sorted(sources, key=_only_heard):
            data: Any = source.data
            if not isinstance(data, dict):
                continue
            if data.get("package") == PACKAGE:
                data = package_data(language) or {}
            for table, name in ((lists, "lists"), (rules, "expansion_rules")):
                part = data.get(name)
                for key, body in part.items() if isinstance(part, dict) else ():
                    table.setdefault(key, body)
        return cls(lists, rules)

    def needed(self, templates: Sequence[str]) -> dict[str, Any]:
        """Return the lists and rules some templates refer to, as hassil's YAML has them."""
        bodies = {f"{{{name}}}": body for name, body in self.lists.items()}
        bodies |= {f"<{name}>": body for name, body in self.rules.items()}
        wanted = referred("\n".join(templates), bodies)
        return {
            "lists": {name: body for name, body in self.lists.items() if f"{{{name}}}" in wanted},
            "expansion_rules": {
                name: body for name, body in self.rules.items() if f"<{name}>" in wanted
            },
        }


def own_source(
    skill: str,
    language: str,
    file: str,
    sentences: Sequence[tuple[str, str, Mapping[str, Any]]],
    scope: Scope,
) -> SentenceSource:
    """Return sentences of one's own as a source that goes before all others.

    ``sentences`` are intent, template and meaning. Each has a place of its own: its number, from 1, is
    the line.
    """
    intents: dict[str, Any] = {}
    places: dict[str, tuple[int, ...]] = {}
    for number, (intent, template, meaning) in enumerate(sentences, start=1):
        blocks = intents.setdefault(intent, {"data": []})["data"]
        given = {key: meaning[key] for key in _MEANING if meaning.get(key)}
        at = pointer("intents", intent, "data", len(blocks), "sentences", 0)
        places[at] = (number, 1)
        blocks.append({"sentences": [template], **given})
    data = {
        "language": language,
        "first": True,
        "intents": intents,
        **scope.needed([template for _, template, _ in sentences]),
    }
    return SentenceSource(skill, language, data, file, places)


def sayings_of(
    sources: Sequence[SentenceSource], language: str, names: HomeNames, most: int = 3
) -> tuple[tuple[Saying, ...], tuple[GrammarProblem, ...]]:
    """Return what sources say, in order, and what is wrong with them."""
    catalogue = read_sources(sources, language)
    heard = {
        (block.intent, template)
        for block, _ in catalogue.spoken
        for template in block.written.values()
    }
    found = [
        saying
        for block in catalogue.typed
        for saying in _of_block(block, catalogue, language, names, most, heard)
    ]
    return tuple(found), tuple(catalogue.problems)


def _of_block(
    block: Block,
    catalogue: Catalogue,
    language: str,
    names: HomeNames,
    most: int,
    heard: Collection[tuple[str, str]],
) -> Iterator[Saying]:
    data = block.data
    rules = Rules(
        {**catalogue.rules.lists, **data.slot_lists},
        {**catalogue.rules.rules, **data.expansion_rules},
    )
    condition = Condition.of(data.requires_context, data.excludes_context)
    given = {
        "slots": dict(data.slots),
        "requires_context": dict(data.requires_context),
        "excludes_context": dict(data.excludes_context),
        "response": data.response or "",
    }
    for sentence in data.sentences:
        template = block.written.get(sentence.text or "", sentence.text or "")
        yield Saying(
            block.intent,
            template,
            block.file,
            block.places.get(template, NOWHERE)[0],
            {key: value for key, value in given.items() if value},
            slots_in(sentence.expression, rules),
            examples_of(sentence.expression, rules, condition, names, language, most),
            (block.intent, template) in heard,
        )


def _only_heard(source: SentenceSource) -> bool:
    data: Any = source.data
    return isinstance(data, dict) and data.get("speech") == "only"


def has_own_words(source: SentenceSource) -> bool:
    """Tell whether every template of a source has a word that is always said."""
    catalogue = read_sources([source], source.language)
    return all(
        always_says(
            sentence.expression,
            Rules(
                {**catalogue.rules.lists, **block.data.slot_lists},
                {**catalogue.rules.rules, **block.data.expansion_rules},
            ),
        )
        for block in catalogue.typed
        for sentence in block.data.sentences
    )
