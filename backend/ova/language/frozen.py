"""Compiled sentences and word graphs as bytes, to be kept from one start to the next.

The form is JSON, compressed with zlib: it holds data only, so a file somebody else wrote can be
refused but cannot run anything.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ova.core import WordArc, WordGraph
from ova.language.conflicts import SentenceConflict
from ova.language.network import Label, Network, Node, Purpose, State, Template
from ova.language.sentences import Sentences, assemble_sentences
from ova.language.source import GrammarProblem
from ova.language.value_lists import (
    Condition,
    ListKind,
    NumberRange,
    Reference,
    TextValue,
    ValueList,
)

FORMAT = 6
"""To be raised whenever the form, or what is compiled, changes."""


class NotFrozen(Exception):
    """Bytes that are not what was frozen, or something that cannot be frozen."""


def freeze_sentences(sentences: Sentences) -> bytes:
    """Return compiled sentences as bytes. Raises NotFrozen for values that JSON has no form for."""
    network = sentences.network
    conditions: dict[Condition, int] = {}
    references: dict[Reference, int] = {}

    def condition(each: Condition) -> int:
        return conditions.setdefault(each, len(conditions))

    def label(each: Label) -> str | int:
        if isinstance(each, str):
            return each
        condition(each.condition)
        return references.setdefault(each, len(references))

    nodes = [
        [node.block, [[label(each), target] for each, target in node.arcs]]
        for node in network.nodes
    ]
    states = [
        [state.words, [[label(each), target] for each, target in state.references], state.blocks]
        for state in network.states
    ]
    purposes = [
        [
            each.skill,
            each.file,
            each.intent,
            condition(each.condition),
            each.slots,
            each.response,
            each.metadata,
        ]
        for each in network.purposes
    ]
    data = {
        "format": FORMAT,
        "language": sentences.tables.language,
        "skip_words": sentences.skip_words,
        "nodes": nodes,
        "states": states,
        "purposes": purposes,
        "templates": [
            [[template.root, template.text] for template in row] for row in network.templates
        ],
        "lists": [_list_data(each) for each in network.lists],
        "conditions": [each.parts for each in conditions],
        "references": [[each.list, each.slot, conditions[each.condition]] for each in references],
        "problems": [asdict(problem) for problem in sentences.problems],
        "conflicts": [asdict(conflict) for conflict in sentences.conflicts],
    }
    return _packed(data)


def thaw_sentences(frozen: bytes) -> Sentences:
    """Return frozen sentences. Raises NotFrozen for anything else."""
    data = _unpacked(frozen)
    try:
        return _thawed(data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise NotFrozen(f"These are no compiled sentences: {error!r}.") from error


def freeze_graph(graph: WordGraph, problems: tuple[GrammarProblem, ...]) -> bytes:
    """Return a word graph, and what it leaves out, as bytes."""
    arcs = [[arc.start, arc.end, arc.word, arc.probability] for arc in graph.arcs]
    return _packed(
        {
            "format": FORMAT,
            "states": graph.states,
            "final": graph.final,
            "key": graph.key,
            "arcs": arcs,
            "problems": [asdict(problem) for problem in problems],
        }
    )


def thaw_graph(frozen: bytes) -> tuple[WordGraph, tuple[GrammarProblem, ...]]:
    """Return a frozen word graph and what it leaves out. Raises NotFrozen for anything else."""
    data = _unpacked(frozen)
    try:
        arcs = tuple(WordArc(*arc) for arc in data["arcs"])
        graph = WordGraph(data["states"], data["final"], arcs, data["key"])
        return graph, tuple(GrammarProblem(**problem) for problem in data["problems"])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise NotFrozen(f"This is no word graph: {error!r}.") from error


def _thawed(data: Mapping[str, Any]) -> Sentences:
    conditions = [Condition.of(*parts) for parts in data["conditions"]]
    references = [
        Reference(listed, slot, conditions[number]) for listed, slot, number in data["references"]
    ]

    def label(each: str | int) -> Label:
        return each if isinstance(each, str) else references[each]

    network = Network(
        nodes=tuple(
            Node(block, frozenset((label(each), target) for each, target in arcs))
            for block, arcs in data["nodes"]
        ),
        states=tuple(
            State(
                words,
                tuple((references[each], target) for each, target in listed),
                tuple(blocks),
            )
            for words, listed, blocks in data["states"]
        ),
        purposes=tuple(
            Purpose(skill, file, intent, conditions[number], slots, response, metadata)
            for skill, file, intent, number, slots, response, metadata in data["purposes"]
        ),
        templates=tuple(
            tuple(Template(block, root, text) for root, text in row)
            for block, row in enumerate(data["templates"])
        ),
        lists=tuple(_list_of(each) for each in data["lists"]),
    )
    return assemble_sentences(
        network,
        data["language"],
        tuple(data["skip_words"]),
        problems=tuple(GrammarProblem(**problem) for problem in data["problems"]),
        conflicts=tuple(
            SentenceConflict(**{key: _pair(value) for key, value in conflict.items()})
            for conflict in data["conflicts"]
        ),
    )


def _list_data(listed: ValueList) -> list[Any]:
    values = [[each.tokens, each.value, each.context, each.metadata] for each in listed.values]
    return [listed.name, listed.kind.name, values, asdict(listed.range) if listed.range else None]


def _list_of(data: list[Any]) -> ValueList:
    name, kind, values, numbers = data
    return ValueList(
        name,
        ListKind[kind],
        tuple(
            TextValue(tuple(tokens), value, context, metadata)
            for tokens, value, context, metadata in values
        ),
        NumberRange(**numbers) if numbers else None,
    )


def _pair(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _packed(data: Mapping[str, Any]) -> bytes:
    try:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise NotFrozen(f"It holds a value JSON has no form for: {error}.") from error
    return zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)


def _unpacked(frozen: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(zlib.decompress(frozen))
    except (zlib.error, ValueError) as error:
        raise NotFrozen(f"It is damaged: {error}.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotFrozen("It is of another format.")
    return data
