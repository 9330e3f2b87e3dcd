"""The sentences of all sources, sorted into those that may be typed and those that may be spoken."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ova.language.package import PACKAGE, package_data, speech_data
from ova.language.source import NOWHERE, GrammarProblem, Place, SentenceSource
from ova.language.template import Block, Rules
from ova.language.template_reader import TemplateReader
from ova.language.vocabulary import vocabulary


@dataclass(slots=True)
class Catalogue:
    """Blocks of sentences of all sources of one language."""

    typed: list[Block] = field(default_factory=list)
    spoken: list[tuple[Block, Rules]] = field(default_factory=list)
    rules: Rules = field(default_factory=lambda: Rules({}, {}))
    """Lists and rules of the package; own sources carry theirs in their blocks."""
    skip_words: list[str] = field(default_factory=list)
    problems: list[GrammarProblem] = field(default_factory=list)


def read_sources(sources: Sequence[SentenceSource], language: str) -> Catalogue:
    """Sort the sentences of all sources of a language."""
    catalogue = Catalogue()
    owners: dict[str, str] = {}
    skip_words: dict[str, None] = {}
    # The package's sentences come first: of two equally good readings hassil takes the first, and
    # the package's say whether they need the speaker's area. Only what the home itself says ("first")
    # goes before them: who adds a sentence of their own means it.
    for source in sorted(sources, key=_rank):
        if source.language not in (language, language.replace("_", "-").split("-", 1)[0]):
            continue
        data: Any = source.data
        if not isinstance(data, dict):
            reason = "The file must hold a mapping."
            catalogue.problems.append(_problem(source, reason, place=source.place()))
        elif "package" in source.data:
            skip_words.update(dict.fromkeys(_read_package(source, catalogue, owners)))
        else:
            skip_words.update(dict.fromkeys(_read_own(source, catalogue)))
    catalogue.skip_words = list(skip_words)
    return catalogue


def _read_own(source: SentenceSource, catalogue: Catalogue) -> list[str]:
    reader = TemplateReader(source.skill, source.file, catalogue.problems, source.places)
    intents = source.data.get("intents", {})
    if not isinstance(intents, dict):
        reason = "intents must be a mapping of names to data."
        catalogue.problems.append(_problem(source, reason, place=source.place("intents")))
        return []
    rules = reader.rules(source.data)
    speech = source.data.get("speech", True)
    for block, scope in reader.blocks(intents, rules):
        how = (block.data.metadata or {}).get("speech", speech)
        if how != "only":
            catalogue.typed.append(block)
        if how is not False:
            catalogue.spoken.append((block, scope))
    words = source.data.get("skip_words") or []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        reason = "skip_words must be a list of texts."
        catalogue.problems.append(_problem(source, reason, place=source.place("skip_words")))
        return []
    return words


def _read_package(
    source: SentenceSource, catalogue: Catalogue, owners: dict[str, str]
) -> list[str]:
    package = source.data["package"]
    wanted = source.data.get("intents")
    if package != PACKAGE or not isinstance(wanted, list):
        reason = f"A package source names {PACKAGE} and a list of intents, not {package!r}."
        part = "package" if package != PACKAGE else "intents"
        catalogue.problems.append(_problem(source, reason, place=source.place(part)))
        return []
    parsed = _package_blocks(source.language)
    if parsed is None:
        reason = f"{PACKAGE} has no sentences in the language {source.language!r}."
        catalogue.problems.append(_problem(source, reason, place=source.place("package")))
        return []
    catalogue.rules = parsed.rules
    for index, intent in enumerate(wanted):
        place = source.place("intents", index)
        if not isinstance(intent, str) or intent not in parsed.typed:
            reason = f"{PACKAGE} has no intent {intent!r}."
            catalogue.problems.append(_problem(source, reason, intent, place))
        elif intent in owners:
            reason = f"The skill {owners[intent]!r} already has the sentences of {intent}."
            catalogue.problems.append(_problem(source, reason, intent, place))
        else:
            owners[intent] = source.skill
            catalogue.typed.extend(_owned(block, source) for block in parsed.typed[intent])
            catalogue.spoken.extend(
                (_owned(block, source), rules) for block, rules in parsed.spoken[intent]
            )
    return list(parsed.skip_words)


@dataclass(frozen=True, slots=True)
class _Package:
    typed: Mapping[str, list[Block]]
    spoken: Mapping[str, list[tuple[Block, Rules]]]
    rules: Rules
    skip_words: tuple[str, ...]


@cache
def _package_blocks(language: str) -> _Package | None:
    """Parse the package's sentences of a language, once in the life of the process."""
    data = package_data(language)
    if data is None:
        return None
    reader = TemplateReader("", PACKAGE)
    rules = reader.rules(data)
    left_out = vocabulary(language).left_out
    typed = {
        intent: [
            block
            for block, _ in reader.blocks(
                {intent: _without(table, left_out.get(intent, ()))}, rules, shared=True
            )
        ]
        for intent, table in data["intents"].items()
    }
    lean = speech_data(language) or {"intents": {}}
    lean_rules = reader.rules(lean)
    extra = vocabulary(language).speech
    spoken: dict[str, list[tuple[Block, Rules]]] = {}
    for intent, blocks in list(typed.items()):
        # The lean sentences keep the decoder accurate; an intent without any is spoken in full.
        if intent in lean["intents"]:
            spoken[intent] = list(reader.blocks({intent: lean["intents"][intent]}, lean_rules))
        else:
            spoken[intent] = [(block, rules) for block in blocks]
        if intent in extra:
            spoken[intent].extend(reader.blocks({intent: {"data": extra[intent]}}, rules))
        # What can be heard can be typed; of two equal readings the full sentences' comes first.
        heard = [block for block, _ in spoken[intent] if block not in blocks]
        typed[intent] = [*blocks, *heard]
    return _Package(typed, spoken, rules, tuple(data.get("skip_words", ())))


def _without(table: Any, sentences: Collection[str]) -> Any:
    """Return the package's sentences of an intent without some, as the package writes them."""
    if not sentences:
        return table
    kept = [
        {**block, "sentences": [one for one in block["sentences"] if one not in sentences]}
        for block in table["data"]
    ]
    return {**table, "data": kept}


def _rank(source: SentenceSource) -> int:
    data: Any = source.data
    if not isinstance(data, dict):
        return 2
    return 0 if data.get("first") is True else 1 if "package" in data else 2


def _owned(block: Block, source: SentenceSource) -> Block:
    return replace(block, skill=source.skill, file=source.file)


def _problem(
    source: SentenceSource, reason: str, intent: Any = "", place: Place = NOWHERE
) -> GrammarProblem:
    line, column = place[:2]
    return GrammarProblem(source.skill, source.file, str(intent), "", reason, line, column)
