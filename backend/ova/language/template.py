"""Sentence templates parsed once, each fault reported with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    TextChunk,
)
from hassil.intents import IntentData, Intents, SlotList, TextSlotList, WildcardSlotList
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError

from ova.language.source import GrammarProblem

HOME_LISTS = ("name", "area", "floor")
"""Lists the home's own names fill."""
PERMUTATION_LIMIT = 5
NESTING_LIMIT = 40
TEMPLATE_LIMIT = 1000
"""Characters of one template."""

_OUTSIDE = re.compile(r"(?P<keep>\\.|[<{][^<>{}]*[>}])|(?P<hyphen>(?<=\w)-(?=\w))|[,?!¿¡]")


_HYPHENS = re.compile(r"(?<=\w)-|-(?!\d)")
_STOPS = re.compile(r"(?<=[^\W\d])[.,;:!?](?=\s|$)")


class TemplateFault(Exception):
    """A template, list or rule that cannot be used. The message is the reason."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences of one intent that share slots, response and context."""

    skill: str
    file: str
    intent: str
    data: IntentData
    written: Mapping[str, str] = field(default_factory=dict)
    """Sentence as parsed to the template as its author wrote it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The lists and expansion rules sentences may refer to."""

    lists: Mapping[str, SlotList]
    rules: Mapping[str, Sentence]

    def check(self, expression: Expression, inside: tuple[str, ...] = (), depth: int = 0) -> None:
        """Raise TemplateFault when an expression refers to nothing, to itself, or explodes."""
        if depth > NESTING_LIMIT:
            raise TemplateFault(f"Its brackets are nested deeper than {NESTING_LIMIT}.")
        if isinstance(expression, ListReference):
            name = expression.list_name
            if name not in self.lists and name not in HOME_LISTS and not expression.is_inline_range:
                raise TemplateFault(f"There is no list {{{name}}}.")
            values = self.lists.get(name)
            if f"{{{name}}}" in inside:
                raise TemplateFault(f"The list {{{name}}} refers to itself.")
            if isinstance(values, TextSlotList):
                for value in values.values:
                    if not isinstance(value.text_in, TextChunk):
                        self.check(value.text_in, (*inside, f"{{{name}}}"), depth + 1)
        elif isinstance(expression, RuleReference):
            name = expression.rule_name
            if name not in self.rules:
                raise TemplateFault(f"There is no expansion rule <{name}>.")
            if f"<{name}>" in inside:
                raise TemplateFault(f"The rule <{name}> refers to itself.")
            self.check(self.rules[name].expression, (*inside, f"<{name}>"), depth + 1)
        elif isinstance(expression, Group):
            if isinstance(expression, Permutation) and len(expression.items) > PERMUTATION_LIMIT:
                raise TemplateFault(
                    f"It asks for every order of {len(expression.items)} parts; "
                    f"{PERMUTATION_LIMIT} are the most."
                )
            for item in expression.items:
                self.check(item, inside, depth + 1)


def folded(template: str) -> str:
    """Write a template as texts are compared: hyphens inside words as blanks, no punctuation."""

    def fold(match: re.Match[str]) -> str:
        return match["keep"] or (" " if match["hyphen"] else "")

    return _OUTSIDE.sub(fold, template).rstrip(". ")


def parse_template(template: object) -> Sentence:
    """Parse one template. Raises TemplateFault."""
    if not isinstance(template, str) or not template.strip():
        raise TemplateFault("A sentence must be text.")
    if len(template) > TEMPLATE_LIMIT:
        raise TemplateFault(f"It is longer than {TEMPLATE_LIMIT} characters.")
    try:
        sentence = parse_sentence(folded(template), keep_text=True)
    except (ParseError, AssertionError, IndexError, RecursionError) as error:
        raise TemplateFault(f"The template has a syntax error. {_hint(template, error)}") from error
    _tidy(sentence.expression)
    return sentence


def parse_lists(tables: Mapping[str, Any]) -> Iterator[tuple[str, SlotList | TemplateFault]]:
    """Parse hassil lists one by one; a faulty one is yielded as its fault."""
    for name, table in tables.items():
        try:
            one = Intents.from_dict({"language": "", "intents": {}, "lists": {name: table}})
            parsed = one.slot_lists[name]
            if isinstance(parsed, TextSlotList):
                for value in parsed.values:
                    _fold_value(value.text_in)
            yield name, parsed
        except (
            ParseError,
            AssertionError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
        ) as error:
            reason = f"The list {{{name}}} cannot be used: {error or type(error).__name__}."
            yield name, TemplateFault(reason)


@dataclass(slots=True)
class TemplateReader:
    """Reads the hassil YAML of one source into blocks, collecting problems."""

    skill: str
    file: str
    problems: list[GrammarProblem] = field(default_factory=list)

    def rules(self, data: Mapping[str, Any], base: Rules | None = None) -> Rules:
        """Parse lists and expansion rules, on top of those of ``base``."""
        lists: dict[str, SlotList] = dict(base.lists) if base else {}
        rules: dict[str, Sentence] = dict(base.rules) if base else {}
        for name, parsed in parse_lists(self._mapping(data, "lists")):
            if isinstance(parsed, TemplateFault):
                self._problem("", "", parsed)
            else:
                lists[name] = parsed
        for name, body in self._mapping(data, "expansion_rules").items():
            try:
                rules[name] = parse_template(body)
            except TemplateFault as fault:
                self._problem(
                    "", str(body), TemplateFault(f"The rule <{name}> cannot be used: {fault}")
                )
        return Rules(lists, rules)

    def blocks(
        self, intents: Mapping[str, Any], rules: Rules, *, shared: bool = False
    ) -> Iterator[tuple[Block, Rules]]:
        """Parse intents into blocks with the rules they see.

        ``shared``: lists and rules are given to the matcher once instead of with every block.
        """
        for intent, table in intents.items():
            data = table.get("data") if isinstance(table, dict) else None
            if not isinstance(data, list):
                self._problem(
                    str(intent), "", TemplateFault("It needs a list of blocks under data.")
                )
                continue
            for block in data:
                parsed = self._block(str(intent), block, rules, shared=shared)
                if parsed is not None:
                    yield parsed

    def _block(
        self, intent: str, table: Any, rules: Rules, *, shared: bool
    ) -> tuple[Block, Rules] | None:
        sentences = table.get("sentences") if isinstance(table, dict) else None
        if not isinstance(sentences, list):
            self._problem(intent, "", TemplateFault("A block needs a list of sentences."))
            return None
        for part in ("slots", "requires_context", "excludes_context", "metadata"):
            if not isinstance(table.get(part) or {}, dict):
                self._problem(
                    intent, "", TemplateFault(f"The {part} of a block must be a mapping.")
                )
                return None
        if not isinstance(table.get("required_keywords") or [], list):
            self._problem(intent, "", TemplateFault("required_keywords must be a list of words."))
            return None
        if table.get("lists") or table.get("expansion_rules"):
            rules, shared = self.rules(table, rules), False
        parsed: list[Sentence] = []
        written: dict[str, str] = {}
        for template in sentences:
            try:
                sentence = parse_template(template)
                rules.check(sentence.expression)
            except TemplateFault as fault:
                self._problem(intent, str(template), fault)
                continue
            parsed.append(sentence)
            written[sentence.text or ""] = template
        if not parsed:
            return None
        wildcards = {
            name for name, values in rules.lists.items() if isinstance(values, WildcardSlotList)
        }
        data = IntentData(
            sentence_texts=[sentence.text or "" for sentence in parsed],
            slots=table.get("slots") or {},
            response=table.get("response"),
            requires_context=table.get("requires_context") or {},
            excludes_context=table.get("excludes_context") or {},
            expansion_rules={} if shared else dict(rules.rules),
            slot_lists={} if shared else dict(rules.lists),
            wildcard_list_names=wildcards,
            metadata=table.get("metadata"),
            required_keywords=set(table.get("required_keywords") or ()) or None,
        )
        keep_sentences(data, sorted(parsed, key=lambda each: _order(each, wildcards)))
        return Block(self.skill, self.file, intent, data, written), rules

    def _mapping(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = data.get(key) or {}
        if isinstance(found, dict):
            return found
        self._problem("", "", TemplateFault(f"{key} must be a mapping."))
        return {}

    def _problem(self, intent: str, sentence: str, fault: TemplateFault) -> None:
        self.problems.append(GrammarProblem(self.skill, self.file, intent, sentence, str(fault)))


def keep_sentences(data: IntentData, sentences: list[Sentence]) -> None:
    """Give hassil's block its sentences where it caches them, so that it does not parse again."""
    data.__dict__["sentences"] = sentences


def _order(sentence: Sentence, wildcards: set[str]) -> int:
    """Return hassil's order: among sentences with wildcards, those with more words come first."""
    if wildcards.isdisjoint(sentence.list_names()):
        return 0
    return -sentence.text_chunk_count()


def _hint(template: str, error: Exception) -> str:
    for opening, closing in ("()", "[]", "{}", "<>"):
        opened, closed = template.count(opening), template.count(closing)
        if opened != closed:
            return f"It has {opened} {opening!r} but {closed} {closing!r}."
    return str(error)


def _tidy(expression: Expression) -> None:
    """Let "(-| )" mean one blank, since texts are compared with hyphens written as blanks."""
    if isinstance(expression, TextChunk):
        _fold_value(expression)
    elif isinstance(expression, Group):
        for item in expression.items:
            _tidy(item)
        if isinstance(expression, Alternative):
            kept: list[Expression] = []
            for item in expression.items:
                if not any(_same_text(item, other) for other in kept):
                    kept.append(item)
            expression.items[:] = kept


def _same_text(one: Expression, other: Expression) -> bool:
    first, second = _only_text(one), _only_text(other)
    return first is not None and first == second


def _only_text(expression: Expression) -> str | None:
    if isinstance(expression, TextChunk):
        return expression.text
    if isinstance(expression, Group) and not isinstance(expression, (Alternative, Permutation)):
        parts = [_only_text(item) for item in expression.items]
        if all(part is not None for part in parts):
            return "".join(part for part in parts if part is not None)
    return None


def _fold_value(expression: Expression) -> None:
    if isinstance(expression, TextChunk):
        expression.text = _STOPS.sub("", _HYPHENS.sub(" ", expression.text))
    elif isinstance(expression, Group):
        for item in expression.items:
            _fold_value(item)
