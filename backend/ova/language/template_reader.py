"""Reads hassil's YAML of one source into blocks of parsed sentences, and collects what is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hassil.expression import Sentence
from hassil.intents import IntentData, SlotList, WildcardSlotList

from ova.language.brackets import permutation_at, writing_fault
from ova.language.source import NOWHERE, GrammarProblem, Place, place_within, pointer
from ova.language.template import (
    PERMUTATION_LIMIT,
    Block,
    Rules,
    TemplateFault,
    keep_sentences,
    parse_lists,
    parse_template,
)

Path = tuple[object, ...]
"""Keys and indexes that lead to a part of the data."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """Rules and lists as sentences see them, with where those of this file are written."""

    rules: Rules
    bodies: Mapping[str, Path] = field(default_factory=dict)
    """``<rule>`` or ``{list}`` to where it is in the data."""


@dataclass(slots=True)
class TemplateReader:
    """Reads the hassil YAML of one source into blocks, collecting problems."""

    skill: str
    file: str
    problems: list[GrammarProblem] = field(default_factory=list)
    places: Mapping[str, Place] = field(default_factory=dict)
    """Of the source; without any, problems have no line."""
    _scopes: dict[int, _Scope] = field(default_factory=dict)
    """By the identity of the rules they hold."""
    _data: Mapping[str, Any] = field(default_factory=dict)

    def rules(self, data: Mapping[str, Any], base: Rules | None = None, at: Path = ()) -> Rules:
        """Parse lists and expansion rules, on top of those of ``base``.

        ``at`` leads to ``data`` within the source.
        """
        if not at:
            self._data = data
        lists: dict[str, SlotList] = dict(base.lists) if base else {}
        rules: dict[str, Sentence] = dict(base.rules) if base else {}
        outer = self._scopes.get(id(base)) if base else None
        bodies: dict[str, Path] = dict(outer.bodies) if outer else {}
        for name, parsed in parse_lists(self._mapping(data, "lists", at)):
            path: Path = (*at, "lists", name)
            if isinstance(parsed, TemplateFault):
                self._list_problem(parsed, path)
            else:
                lists[name] = parsed
                bodies[f"{{{name}}}"] = path
        for name, body in self._mapping(data, "expansion_rules", at).items():
            path = (*at, "expansion_rules", name)
            try:
                rules[name] = parse_template(body, whole=False)
            except TemplateFault as fault:
                reason = f"The rule <{name}> cannot be used: {fault}"
                self._problem("", str(body), TemplateFault(reason, at=fault.at), path)
            else:
                bodies[f"<{name}>"] = path
        scope = _Scope(Rules(lists, rules), bodies)
        self._scopes[id(scope.rules)] = scope  # kept with the rules: no other object gets their id
        return scope.rules

    def blocks(
        self, intents: Mapping[str, Any], rules: Rules, *, shared: bool = False
    ) -> Iterator[tuple[Block, Rules]]:
        """Parse intents into blocks with the rules they see.

        ``shared``: lists and rules are given to the matcher once instead of with every block.
        """
        for intent, table in intents.items():
            path: Path = ("intents", intent)
            data = table.get("data") if isinstance(table, dict) else None
            if not isinstance(data, list):
                fault = TemplateFault("It needs a list of blocks under data.")
                self._problem(str(intent), "", fault, path)
                continue
            for index, block in enumerate(data):
                at = (*path, "data", index)
                parsed = self._block(str(intent), block, rules, at, shared=shared)
                if parsed is not None:
                    yield parsed

    def _block(
        self, intent: str, table: Any, rules: Rules, at: Path, *, shared: bool
    ) -> tuple[Block, Rules] | None:
        misshapen = _misshapen(table)
        if misshapen is not None:
            part, reason = misshapen
            self._problem(intent, "", TemplateFault(reason), (*at, part) if part else at)
            return None
        if table.get("lists") or table.get("expansion_rules"):
            rules, shared = self.rules(table, rules, at), False
        parsed: list[Sentence] = []
        written: dict[str, str] = {}
        places: dict[str, Place] = {}
        for index, template in enumerate(table["sentences"]):
            path = (*at, "sentences", index)
            try:
                sentence = parse_template(template)
                rules.check(sentence.expression)
            except TemplateFault as fault:
                self._problem(intent, str(template), fault, path, rules)
                continue
            parsed.append(sentence)
            written[sentence.text or ""] = template
            if self.places:
                places.setdefault(template, self._start(path, template))
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
        return Block(self.skill, self.file, intent, data, written, places), rules

    def _mapping(self, data: Mapping[str, Any], key: str, at: Path) -> Mapping[str, Any]:
        found = data.get(key) or {}
        if isinstance(found, dict):
            return found
        self._problem("", "", TemplateFault(f"{key} must be a mapping."), (*at, key))
        return {}

    def _problem(
        self,
        intent: str,
        sentence: str,
        fault: TemplateFault,
        path: Path,
        rules: Rules | None = None,
    ) -> None:
        line, column = self._place(fault, path, sentence, rules)[:2]
        self.problems.append(
            GrammarProblem(self.skill, self.file, intent, sentence, str(fault), line, column)
        )

    def _list_problem(self, fault: TemplateFault, path: Path) -> None:
        """Report a list that cannot be used, at the value that is to blame if it is one."""
        for part, text in self._texts(path):
            wrong = writing_fault(text, whole=False)
            if wrong is not None:
                reason = f"The list {{{path[-1]}}} cannot be used: {wrong.reason}."
                self._problem("", text, TemplateFault(reason, at=wrong.at), part)
                return
        self._problem("", "", fault, path)

    def _place(self, fault: TemplateFault, path: Path, text: str, rules: Rules | None) -> Place:
        """Return where a fault is: in the text itself, or in the rule or list that brings it."""
        if not self.places:
            return NOWHERE
        about = fault.about
        if fault.inside:
            scope = self._scopes.get(id(rules))
            body = scope.bodies.get(fault.inside[-1]) if scope else None
            for part, written in self._texts(body) if body else ():
                index = _find(written, about)
                if index is not None:
                    return place_within(self._start(part, written), index)
            about = fault.inside[0]  # what brings it is not in this file; this is what asks for it
        index = fault.at if fault.at is not None else _find(text, about)
        return place_within(self._start(path, text), index or 0)

    def _start(self, path: Path, text: str) -> Place:
        return self.places.get(pointer(*path)) or self.places.get(text) or NOWHERE

    def _texts(self, path: Path) -> Iterator[tuple[Path, str]]:
        """Yield the texts below a path, each with its own."""
        part: Any = self._data
        for step in path:
            part = part[step]
        yield from _texts_of(part, path)


def _texts_of(part: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _texts_of(value, (*path, key))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from _texts_of(value, (*path, index))


def _find(text: str, about: str) -> int | None:
    """Return where a text refers to a rule or a list, or asks for too many orders (``;``)."""
    if not about:
        return None
    if about == ";":
        return permutation_at(text, PERMUTATION_LIMIT + 1)
    if about.startswith("{"):
        found = re.search(rf"\{{@?{re.escape(about[1:-1])}\s*[:}}]", text)
        return found.start() if found else None
    index = text.find(about)
    return index if index >= 0 else None


def _misshapen(table: Any) -> tuple[str, str] | None:
    """Return the part of a block that has the wrong form, and how; None when all is well."""
    if not isinstance(table, dict) or "sentences" not in table:
        return "", "A block needs a list of sentences."
    if not isinstance(table["sentences"], list):
        return "sentences", "A block needs a list of sentences."
    for part in ("slots", "requires_context", "excludes_context", "metadata"):
        if not isinstance(table.get(part) or {}, dict):
            return part, f"The {part} of a block must be a mapping."
    if not isinstance(table.get("required_keywords") or [], list):
        return "required_keywords", "required_keywords must be a list of words."
    return None


def _order(sentence: Sentence, wildcards: set[str]) -> int:
    """Return hassil's order: among sentences with wildcards, those with more words come first."""
    if wildcards.isdisjoint(sentence.list_names()):
        return 0
    return -sentence.text_chunk_count()
