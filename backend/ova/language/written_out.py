"""Templates written out as people say them, with names of the home in their places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    RuleReference,
    TextChunk,
)
from hassil.intents import RangeSlotList, TextSlotList

from ova.core import HomeNames
from ova.language.brackets import NESTING_LIMIT
from ova.language.template import Rules
from ova.language.value_lists import Condition
from ova.language.values import VALUE_KINDS, spoken_values

ANYTHING = "…"
"""Stands for free text, and for a name the home does not have yet."""
_TRIES = 4
"""Ways to write a template out for each example that is wanted."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence a template stands for."""

    text: str
    whole: bool = True
    """Whether all of it can be said as it is; else ``ANYTHING`` stands for something."""


def examples_of(
    expression: Expression,
    rules: Rules,
    condition: Condition,
    names: HomeNames,
    language: str,
    most: int = 3,
) -> tuple[Example, ...]:
    """Return different sentences an expression stands for, the plainest first.

    The same template gives the same examples, whoever asks. Names are those that ``condition`` allows.
    """
    found: dict[str, Example] = {}
    for way in range(most * _TRIES):
        writer = _Writer(rules, condition, names, language, way)
        text = " ".join("".join(writer.parts(expression)).split())
        if text:
            found.setdefault(text, Example(text, writer.whole))
        if len(found) == most:
            break
    return tuple(found.values())


def slots_in(expression: Expression, rules: Rules) -> frozenset[str]:
    """Return the slots an expression may fill."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ListReference):
            found.add(part.slot_name)
        elif isinstance(part, RuleReference):
            rule = rules.rules.get(part.rule_name)
            if rule is not None and part.rule_name not in seen:
                seen.add(part.rule_name)
                waiting.append(rule.expression)
        elif isinstance(part, Group):
            waiting.extend(part.items)
    return frozenset(found)


@dataclass(slots=True)
class _Writer:
    rules: Rules
    condition: Condition
    names: HomeNames
    language: str
    way: int
    """Which of the choices is taken; 0 is the plainest."""
    whole: bool = True
    _choices: int = field(default=0)
    _depth: int = field(default=0)

    def parts(self, expression: Expression) -> Iterator[str]:
        if isinstance(expression, TextChunk):
            yield expression.original_text
        elif isinstance(expression, ListReference):
            yield self._value(expression)
        elif isinstance(expression, RuleReference):
            rule = self.rules.rules.get(expression.rule_name)
            if rule is not None and self._depth < NESTING_LIMIT:
                self._depth += 1
                yield from self.parts(rule.expression)
                self._depth -= 1
        elif isinstance(expression, Alternative):
            if expression.items:
                yield from self.parts(self._one_of(expression.items, expression.is_optional))
        elif isinstance(expression, Group):
            for item in expression.items:
                yield from self.parts(item)

    def _one_of(self, items: Sequence[Expression], optional: bool) -> Expression:
        """Choose; what may be left out is left out in the plainest way."""
        self._choices += 1
        if optional and self.way == 0:
            return items[-1]
        return items[self._number(len(items))]

    def _number(self, count: int) -> int:
        return (self.way * (self._choices + 1)) % count if self.way else 0

    def _value(self, reference: ListReference) -> str:
        self._choices += 1
        name = reference.list_name
        listed = self.rules.lists.get(name)
        text = ""
        if isinstance(listed, TextSlotList):
            fitting = [one for one in listed.values if self.condition.allows(one.context)]
            if fitting:
                chosen = fitting[self._number(len(fitting))]
                text = "".join(self.parts(chosen.text_in))
        elif isinstance(listed, RangeSlotList):
            text = self._of_range(listed.start, listed.stop, listed.step)
        elif listed is None:
            span = reference.get_inline_range()
            known = self._known(name)
            if span is not None:
                text = self._of_range(*span)
            elif known:
                text = known[self._number(len(known))]
        if not text.strip():
            self.whole = False
            text = ANYTHING
        return f"{reference.prefix or ''}{text}{reference.suffix or ''}"

    def _of_range(self, start: int, stop: int, step: int) -> str:
        numbers = range(start, stop + 1, max(1, abs(step)))
        if not numbers:
            return str(start)
        return str(numbers[(len(numbers) // 10 + self.way * 3) % len(numbers)])

    def _known(self, name: str) -> Sequence[str]:
        """Return the names of the home, or what is said for a kind of value."""
        if name == "name":
            return [
                one.text
                for one in self.names.entities
                if one.exposed
                and self.condition.allows(
                    {"domain": one.domain, **({"area": one.area} if one.area else {})}
                )
            ]
        if name in ("area", "floor"):
            pairs = self.names.areas if name == "area" else self.names.floors
            return [text for text, _ in pairs]
        if name in VALUE_KINDS:
            return _usual(spoken_values(name, self.language))
        return ()


def _usual(phrases: Sequence[str]) -> Sequence[str]:
    """Return a few phrases from all over a long list."""
    if len(phrases) <= 5:
        return phrases
    return [phrases[len(phrases) * part // 7] for part in (2, 1, 3, 4, 5)]


def referred(text: str, bodies: Mapping[str, object]) -> frozenset[str]:
    """Return which of ``bodies``, by ``<rule>`` or ``{list}``, a text refers to, also by others.

    ``bodies`` holds what each is made of, as YAML has it.
    """
    found: set[str] = set()
    waiting: list[object] = [text]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            waiting.extend(part.values())
        elif isinstance(part, (list, tuple)):
            waiting.extend(part)
        elif isinstance(part, str):
            for token in _tokens(part):
                if token in bodies and token not in found:
                    found.add(token)
                    waiting.append(bodies[token])
    return frozenset(found)


def _tokens(text: str) -> Iterator[str]:
    """Yield ``<rule>`` and ``{list}`` for every reference in a text, roughly."""
    for opening, closing in (("<", ">"), ("{", "}")):
        for piece in text.split(opening)[1:]:
            inside = piece.partition(closing)[0]
            name = inside.partition(":")[0].strip().lstrip("@")
            yield f"{opening}{name}{closing}"


def always_says(expression: Expression, rules: Rules, depth: int = 0) -> bool:
    """Tell whether an expression has a word however it is said; free text and names are none."""
    if depth > NESTING_LIMIT:
        return True
    if isinstance(expression, TextChunk):
        return any(letter.isalpha() for letter in expression.text)
    if isinstance(expression, ListReference):
        return isinstance(rules.lists.get(expression.list_name), TextSlotList)
    if isinstance(expression, RuleReference):
        rule = rules.rules.get(expression.rule_name)
        return rule is not None and always_says(rule.expression, rules, depth + 1)
    if isinstance(expression, Alternative):
        return bool(expression.items) and all(
            always_says(item, rules, depth + 1) for item in expression.items
        )
    if isinstance(expression, Group):
        return any(always_says(item, rules, depth + 1) for item in expression.items)
    return False
