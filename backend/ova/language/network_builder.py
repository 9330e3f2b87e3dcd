"""Templates written into a network.

A template is written right to left. What may still follow a place in it is a Tail: pairs of the
letters that finish the word being written, and the node behind that word. Equal nodes are one node,
so a template of any number of alternatives stays small; the union of all is made deterministic.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hassil.expression import Expression, ListReference, TextChunk

from ova.language.network import Label, Network, Node, Purpose, State, Template
from ova.language.right_to_left import compose
from ova.language.template import Block, Rules, TemplateFault
from ova.language.value_lists import Condition, ListCompiler, Reference

SENTENCE_ALLOWANCE = 20_000
"""Nodes, arcs and steps one template may take."""
STATE_LIMIT = 400_000

_PARTS = re.compile(r"\s+|[^\W\d_]+|\d+(?:[.,]\d+)?|.", re.DOTALL)
_SYMBOLS = frozenset("%°:/+-€$£#&@½¼¾")

Tail = frozenset[tuple[str, int]]


class NetworkTooLarge(TemplateFault):
    """A template, or all together, stands for too much."""


@dataclass(slots=True)
class NetworkBuilder:
    """Writes templates of blocks into nodes; ``network`` joins them."""

    lists: ListCompiler
    purposes: list[Purpose] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)
    _nodes: list[Node] = field(default_factory=list)
    _ids: dict[Node, int] = field(default_factory=dict)
    _closed: dict[Tail, Tail] = field(default_factory=dict)
    _known: dict[tuple[int, int, Tail], Tail] = field(default_factory=dict)
    _scopes: dict[tuple[int, Condition], int] = field(default_factory=dict)
    _budget: int = 0

    def add(self, block: Block, rules: Rules) -> Iterable[tuple[str, TemplateFault]]:
        """Write the sentences of a block; yield those that cannot be, with the reason."""
        index = len(self.purposes)
        condition = Condition.of(block.data.requires_context, block.data.excludes_context)
        self.purposes.append(_purpose(block, condition))
        scope = _Scope(
            self._scopes.setdefault((id(rules), condition), len(self._scopes)), rules, condition
        )
        self._budget = 1
        end: Tail = frozenset({("", self._node(Node(index, frozenset())))})
        for sentence in block.data.sentences:
            text = block.written.get(sentence.text or "", sentence.text or "")
            self._budget = SENTENCE_ALLOWANCE
            try:
                tail = self._space(self._write(sentence.expression, end, scope))
            except TemplateFault as fault:
                yield text, fault
                continue
            for _, root in tail:
                self.templates.append(Template(index, root, text))

    def network(self) -> "Network":
        """Join all templates. Raises NetworkTooLarge."""
        return Network(
            nodes=tuple(self._nodes),
            states=_States(self._nodes).of(frozenset(each.root for each in self.templates)),
            purposes=tuple(self.purposes),
            templates=_by_block(self.templates, len(self.purposes)),
            lists=tuple(self.lists.lists),
        )

    def coarse_states(self) -> tuple[State, ...]:
        """Return the states with every reference to a list as one. Raises NetworkTooLarge."""
        return _States(self._nodes, coarse=True).of(frozenset(each.root for each in self.templates))

    def _spend(self, amount: int) -> None:
        self._budget -= amount
        if self._budget < 0:
            raise NetworkTooLarge("It stands for too many sentences.")

    def _node(self, node: Node) -> int:
        known = self._ids.get(node)
        if known is None:
            self._spend(1 + len(node.arcs))
            known = self._ids[node] = len(self._nodes)
            self._nodes.append(node)
        return known

    def _space(self, tail: Tail) -> Tail:
        """Close the open word: what stands to the left is another word."""
        if not tail or (len(tail) == 1 and not next(iter(tail))[0]):
            return tail
        known = self._closed.get(tail)
        if known is not None:
            return known
        block = -1
        arcs: set[tuple[Label, int]] = set()
        for letters, target in tail:
            if letters:
                arcs.add((letters, target))
            else:
                node = self._nodes[target]
                block = node.block if node.block >= 0 else block
                arcs |= node.arcs
        closed = frozenset({("", self._node(Node(block, frozenset(arcs))))})
        self._closed[tail] = closed
        return closed

    def _text(self, text: str, tail: Tail) -> Tail:
        for part in reversed(_PARTS.findall(text.casefold())):
            if part[0].isalpha():
                self._spend(len(tail))
                tail = frozenset((part + letters, target) for letters, target in tail)
            elif part[0].isdigit() or part in _SYMBOLS:
                tail = self._whole(part.replace(",", "."), tail)
            else:
                tail = self._space(tail)
        return tail

    def _whole(self, label: Label, tail: Tail) -> Tail:
        """Write a word that nothing may be glued to."""
        arcs: set[tuple[Label, int]] = {(label, target) for _, target in self._space(tail)}
        return frozenset({("", self._node(Node(-1, frozenset(arcs))))}) if arcs else tail

    def _write(self, expression: Expression, tail: Tail, scope: "_Scope") -> Tail:
        if not tail:
            return tail
        if isinstance(expression, TextChunk):
            return self._text(expression.text, tail)
        key = (id(expression), scope.number, tail)
        known = self._known.get(key)
        if known is None:
            self._spend(1)
            known = self._known[key] = compose(
                expression,
                tail,
                scope.rules.rules,
                write=lambda part, behind: self._write(part, behind, scope),
                refer=lambda reference, behind: self._refer(reference, behind, scope),
                spend=self._spend,
            )
        return known

    def _refer(self, reference: ListReference, tail: Tail, scope: "_Scope") -> Tail:
        return self._whole(self.lists.reference(reference, scope.rules, scope.condition), tail)


def _purpose(block: Block, condition: Condition) -> Purpose:
    return Purpose(
        skill=block.skill,
        file=block.file,
        intent=block.intent,
        condition=condition,
        slots=dict(block.data.slots),
        response=block.data.response or "default",
        metadata=dict(block.data.metadata or {}),
    )


def _by_block(templates: list[Template], blocks: int) -> tuple[tuple[Template, ...], ...]:
    rows: list[list[Template]] = [[] for _ in range(blocks)]
    for template in templates:
        rows[template.block].append(template)
    return tuple(tuple(row) for row in rows)


class _States:
    """The subset construction; templates have no loops, so it ends."""

    def __init__(self, nodes: list[Node], *, coarse: bool = False) -> None:
        self._nodes = nodes
        self._coarse = coarse
        self._ids: dict[frozenset[int], int] = {}
        self._states: list[State] = []
        self._waiting: list[frozenset[int]] = []

    def of(self, roots: frozenset[int]) -> tuple[State, ...]:
        self._id(roots)
        for subset in self._waiting:
            self._states[self._ids[subset]] = self._state(subset)
        return tuple(self._states)

    def _id(self, subset: frozenset[int]) -> int:
        known = self._ids.get(subset)
        if known is None:
            if len(self._states) >= STATE_LIMIT:
                raise NetworkTooLarge("The sentences together need too many states.")
            known = self._ids[subset] = len(self._states)
            self._states.append(_NO_STATE)
            self._waiting.append(subset)
        return known

    def _state(self, subset: frozenset[int]) -> State:
        targets: dict[Label, set[int]] = {}
        blocks: set[int] = set()
        for index in subset:
            node = self._nodes[index]
            if node.block >= 0:
                blocks.add(node.block)
            for label, target in node.arcs:
                if self._coarse and not isinstance(label, str):
                    label = Reference(label.list, "", _ANY)
                targets.setdefault(label, set()).add(target)
        words: dict[str, int] = {}
        references: list[tuple[Reference, int]] = []
        for label, nodes in targets.items():
            target = self._id(frozenset(nodes))
            if isinstance(label, str):
                words[label] = target
            else:
                references.append((label, target))
        references.sort(key=lambda arc: arc[0].order)
        return State(words, tuple(references), tuple(sorted(blocks)))


_ANY = Condition.of({}, {})
_NO_STATE = State({}, (), ())


@dataclass(frozen=True, slots=True)
class _Scope:
    """The lists, rules and conditions a sentence sees."""

    number: int
    rules: Rules
    condition: Condition
