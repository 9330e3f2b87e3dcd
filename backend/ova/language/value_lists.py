"""The lists that templates refer to: what may stand in a slot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from hassil.expression import (
    Alternative,
    Expression,
    ListReference,
    Permutation,
    RuleReference,
    Sequence,
    TextChunk,
)
from hassil.intents import (
    RangeFractionType,
    RangeSlotList,
    RangeType,
    SlotList,
    TextSlotList,
    WildcardSlotList,
)
from hassil.util import check_excluded_context, check_required_context

from ova.language.template import HOME_LISTS, Rules, TemplateFault
from ova.language.tokens import tokens_of
from ova.language.values import VALUE_KINDS

FORMS_LIMIT = 500
"""Ways to write one value of a list."""


class ListKind(Enum):
    """How the words of a slot are recognised."""

    HOME = auto()
    TEXT = auto()
    RANGE = auto()
    ANYTHING = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class Condition:
    """What a block asks of the context of its values, in a form that can be compared."""

    required: str
    excluded: str
    _required: Mapping[str, Any] = field(compare=False, repr=False, default_factory=dict)
    _excluded: Mapping[str, Any] = field(compare=False, repr=False, default_factory=dict)
    _known: dict[tuple[tuple[str, Any], ...], bool] = field(
        compare=False, repr=False, default_factory=dict
    )

    @classmethod
    def of(cls, required: Mapping[str, Any], excluded: Mapping[str, Any]) -> "Condition":
        """Return the condition of a block's ``requires_context`` and ``excludes_context``."""
        return cls(
            repr(sorted(required.items(), key=str)),
            repr(sorted(excluded.items(), key=str)),
            dict(required),
            dict(excluded),
        )

    def allows(self, context: Mapping[str, Any] | None) -> bool:
        """Whether a value with this context may stand in the block's sentences."""
        if not context or not (self._required or self._excluded):
            return True
        key = tuple(context.items())
        try:
            known = self._known.get(key)
        except TypeError:  # a value that cannot be a key
            return self._allows(dict(context))
        if known is None:
            known = self._known[key] = self._allows(dict(context))
        return known

    def _allows(self, given: dict[str, Any]) -> bool:
        return bool(
            check_required_context(dict(self._required), given, allow_missing_keys=True)
            and check_excluded_context(dict(self._excluded), given)
        )

    def met(self, context: Mapping[str, Any]) -> bool:
        """Whether everything required is there."""
        if not (self._required or self._excluded):
            return True
        given = dict(context)
        return bool(
            check_required_context(dict(self._required), given)
            and check_excluded_context(dict(self._excluded), given)
        )

    @property
    def parts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What ``of`` makes an equal condition from."""
        return dict(self._required), dict(self._excluded)

    @property
    def wanted(self) -> frozenset[str]:
        """The keys that must be there."""
        return frozenset(self._required)

    def slot_of(self, key: str) -> str:
        """Return the slot a key of the context fills; "" when it fills none."""
        wanted = self._required.get(key)
        slot = wanted.get("slot") if isinstance(wanted, Mapping) else None
        return slot if isinstance(slot, str) else key if slot else ""

    @property
    def values(self) -> dict[str, frozenset[Any]]:
        """The values each required key may have; none where any will do."""
        return {key: _values(wanted) for key, wanted in self._required.items()}


def _values(wanted: Any) -> frozenset[Any]:
    if isinstance(wanted, Mapping):
        wanted = wanted.get("value")
    if wanted is None:
        return frozenset()
    return frozenset(wanted) if isinstance(wanted, list | tuple | set) else frozenset([wanted])


@dataclass(frozen=True, slots=True)
class Reference:
    """A list in a template: which one, the slot it fills and what is asked of its values."""

    list: int
    slot: str
    condition: Condition

    @property
    def order(self) -> tuple[int, str, str]:
        """A stable order."""
        return (self.list, self.slot, self.condition.required)


@dataclass(frozen=True, slots=True)
class TextValue:
    """One value of a list with one way to write it."""

    tokens: tuple[str, ...]
    value: Any
    context: Mapping[str, Any] | None = field(default=None, compare=False)
    metadata: Mapping[str, Any] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers of a range list."""

    start: float
    stop: float
    step: float = 1.0
    multiplier: float | None = None
    """What a number said is multiplied by to be the slot's value."""
    percent: bool = False
    """Fractions are shares: "half" is 50."""

    @classmethod
    def of(cls, listed: RangeSlotList) -> "NumberRange":
        """Return hassil's range; halves and tenths are steps here."""
        step = float(listed.step)
        if listed.fraction_type is RangeFractionType.HALVES:
            step = 0.5
        elif listed.fraction_type is RangeFractionType.TENTHS:
            step = 0.1
        percent = listed.type is RangeType.PERCENTAGE
        return cls(float(listed.start), float(listed.stop), step, listed.multiplier, percent)

    def value(self, number: float) -> float | int | None:
        """Return the value a number stands for, or None when it is not one of the range."""
        if self.percent and 0 < number < 1:
            number *= 100
        if not self.start <= number <= self.stop:
            return None
        steps = (number - self.start) / self.step
        if abs(steps - round(steps)) > 1e-6:
            return None
        value = number * self.multiplier if self.multiplier is not None else number
        return int(value) if float(value).is_integer() else value


@dataclass(frozen=True, slots=True)
class ValueList:
    """A compiled list."""

    name: str
    kind: ListKind
    values: tuple[TextValue, ...] = ()
    range: NumberRange | None = None


@dataclass(slots=True)
class ListCompiler:
    """Compiles the lists of all templates, each once."""

    lists: list[ValueList] = field(default_factory=list)
    _ids: dict[tuple[str, int], int] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)
    """What ids stand for must stay alive."""

    def __post_init__(self) -> None:
        """The home's own lists come first, in the order of HOME_LISTS."""
        self.lists.extend(ValueList(name, ListKind.HOME) for name in HOME_LISTS)

    def reference(self, reference: ListReference, rules: Rules, condition: Condition) -> Reference:
        """Return the arc for a list in a template. Raises TemplateFault for an unusable list."""
        name = reference.list_name
        found = rules.lists.get(name)
        if found is None and name in HOME_LISTS:
            return Reference(HOME_LISTS.index(name), reference.slot_name, condition)
        inline = reference.get_inline_range()
        if found is None and inline is not None:
            key = (name, 0)
            if key not in self._ids:
                span = RangeSlotList(name=name, start=inline[0], stop=inline[1], step=inline[2])
                self._add(key, ValueList(name, ListKind.RANGE, range=NumberRange.of(span)))
            return Reference(self._ids[key], reference.slot_name, condition)
        if found is None and name in VALUE_KINDS:
            key = (name, 1)
            if key not in self._ids:
                self._add(key, ValueList(name, ListKind.VALUE))
            return Reference(self._ids[key], reference.slot_name, condition)
        if found is None:
            raise TemplateFault(f"There is no list {{{name}}}.")
        key = (name, id(found))
        if key not in self._ids:
            self._kept.append(found)
            self._add(key, _compiled(name, found, rules))
        return Reference(self._ids[key], reference.slot_name, condition)

    def _add(self, key: tuple[str, int], values: ValueList) -> None:
        self._ids[key] = len(self.lists)
        self.lists.append(values)


def _compiled(name: str, values: SlotList, rules: Rules) -> ValueList:
    if isinstance(values, RangeSlotList):
        return ValueList(name, ListKind.RANGE, range=NumberRange.of(values))
    if isinstance(values, WildcardSlotList):
        return ValueList(name, ListKind.ANYTHING)
    if not isinstance(values, TextSlotList):
        raise TemplateFault(f"The list {{{name}}} is of an unknown kind.")
    compiled = tuple(
        TextValue(tokens_of(text), value.value_out, value.context, value.metadata)
        for value in values.values
        for text in _forms(value.text_in, rules, name)
    )
    return ValueList(name, ListKind.TEXT, tuple(each for each in compiled if each.tokens))


def _forms(expression: Expression, rules: Rules, name: str) -> Iterator[str]:
    """Yield the ways to write a value."""
    for count, text in enumerate(_texts(expression, rules)):
        if count >= FORMS_LIMIT:
            raise TemplateFault(f"A value of the list {{{name}}} stands for too many texts.")
        yield text


def _texts(expression: Expression, rules: Rules) -> Iterator[str]:
    if isinstance(expression, TextChunk):
        yield expression.text
    elif isinstance(expression, Alternative):
        for item in expression.items:
            yield from _texts(item, rules)
    elif isinstance(expression, Permutation):
        for first, rest in expression.iterate_permutations():
            for start in _texts(first, rules):
                if rest.items:
                    yield from (f"{start} {end}" for end in _texts(rest, rules))
                else:
                    yield start
    elif isinstance(expression, Sequence):
        yield from _row(expression.items, rules)
    elif isinstance(expression, RuleReference):
        yield from _texts(rules.rules[expression.rule_name].expression, rules)


def _row(items: list[Expression], rules: Rules) -> Iterator[str]:
    if not items:
        yield ""
        return
    for start in _texts(items[0], rules):
        for end in _row(items[1:], rules):
            yield start + end
