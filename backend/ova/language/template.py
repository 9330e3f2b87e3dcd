"""Sentence templates, lists and rules, parsed once; each fault knows where in its text it is."""

import re
from collections.abc import Callable, Iterator, Mapping
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
from hassil.intents import (
    IntentData,
    Intents,
    RangeSlotList,
    SlotList,
    TextSlotList,
)
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError

from ova.language.brackets import NESTING_LIMIT, writing_fault
from ova.language.source import Place
from ova.language.values import VALUE_KINDS
from ova.language.weight import (
    VALUE_LIMIT,
    Weight,
    count_of_range,
    readable,
    weight_of_group,
)

HOME_LISTS = ("name", "area", "floor")
"""Lists the home's own names fill."""
PERMUTATION_LIMIT = 5
TEMPLATE_LIMIT = 1000
"""Characters of one template."""

_OUTSIDE = re.compile(r"(?P<keep>\\.|[<{][^<>{}]*[>}])|(?P<hyphen>(?<=\w)-(?=\w))|[,?!¿¡]")


_HOLLOW = re.compile(r"(?<!\\)\[\]")
"""What is left of "[,]"."""
_SUSPECT = re.compile(r"(?:[(\[|;]|^)\s*[|;]|[|;]\s*(?:[)\]]|$)")
"""What hassil takes, and may be a slip."""
_HYPHENS = re.compile(r"(?<=\w)-|-(?!\d)")
_STOPS = re.compile(r"(?<=[^\W\d])[.,;:!?](?=\s|$)")


class TemplateFault(Exception):
    """A template, list or rule that cannot be used. The message is the reason."""

    def __init__(
        self, reason: str, *, at: int | None = None, about: str = "", inside: tuple[str, ...] = ()
    ) -> None:
        """``at`` or ``about`` say where in the text it is, ``inside`` which rules lead to there.

        ``about`` is a reference such as ``<the>`` or ``{color}``, or ``;`` for too many orders;
        ``inside`` names rules and lists the same way, outermost first; the fault is in the last.
        """
        super().__init__(reason)
        self.at = at
        self.about = about
        self.inside = inside


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences of one intent that share slots, response and context."""

    skill: str
    file: str
    intent: str
    data: IntentData
    written: Mapping[str, str] = field(default_factory=dict)
    """Sentence as parsed to the template as its author wrote it."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Template as written to where it starts in the file; without those nobody knows."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The lists and expansion rules sentences may refer to."""

    lists: Mapping[str, SlotList]
    rules: Mapping[str, Sentence]
    _weights: dict[str, Weight] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What rules and lists stand for that have been looked at, by ``<rule>`` and ``{list}``."""

    def check(self, expression: Expression) -> None:
        """Raise TemplateFault when an expression refers to nothing, to itself, or explodes."""
        weight = self._weigh(expression, ())
        if burst := weight.too_much:
            most = self._heaviest(expression, lambda one: one.excess)
            brings = f"; {most} brings the most" if most else ""
            raise TemplateFault(f"It {burst}{brings}.", about=most)
        if weight.height > NESTING_LIMIT:
            deepest = self._heaviest(expression, lambda one: one.height)
            where = f", the deepest in {deepest}" if deepest else ""
            reason = f"Its brackets and rules are nested deeper than {NESTING_LIMIT}{where}."
            raise TemplateFault(reason, about=deepest)

    def _weigh(self, expression: Expression, inside: tuple[str, ...]) -> Weight:
        if isinstance(expression, ListReference):
            return self._weigh_list(expression, inside)
        if isinstance(expression, RuleReference):
            return self._weigh_rule(expression, inside)
        if not isinstance(expression, Group):
            return Weight()
        if isinstance(expression, Permutation) and len(expression.items) > PERMUTATION_LIMIT:
            where = f" in {inside[-1]}" if inside else ""
            raise TemplateFault(
                f"It asks for every order of {len(expression.items)} parts{where}; "
                f"{PERMUTATION_LIMIT} are the most.",
                about=";",
                inside=inside,
            )
        return weight_of_group(expression, lambda item: self._weigh(item, inside))

    def _weigh_rule(self, reference: RuleReference, inside: tuple[str, ...]) -> Weight:
        token = f"<{reference.rule_name}>"
        known = self._weights.get(token)
        if known is None:
            rule = self.rules.get(reference.rule_name)
            if rule is None:
                raise TemplateFault(
                    f"There is no expansion rule {token}{_asked_by(inside)}.",
                    about=token,
                    inside=inside,
                )
            self._enter(token, f"The rule {token}", inside)
            known = self._weigh(rule.expression, (*inside, token))
            known = self._weights[token] = known._replace(height=known.height + 1)
        return known

    def _weigh_list(self, reference: ListReference, inside: tuple[str, ...]) -> Weight:
        name = reference.list_name
        token = f"{{{name}}}"
        known = self._weights.get(token)
        if known is not None:
            return known
        values = self.lists.get(name)
        if values is None and name not in HOME_LISTS and name not in VALUE_KINDS:
            span = reference.get_inline_range()
            if span is None:
                raise TemplateFault(
                    f"There is no list {token}{_asked_by(inside)}.", about=token, inside=inside
                )
            count, height = count_of_range(*span), 0
        elif isinstance(values, RangeSlotList):
            count, height = count_of_range(values.start, values.stop, values.step), 0
        elif isinstance(values, TextSlotList):
            self._enter(token, f"The list {token}", inside)
            texts = [self._weigh(value.text_in, (*inside, token)) for value in values.values]
            count = sum(text.sentences for text in texts)
            height = 1 + max((text.height for text in texts), default=0)
        else:
            count, height = 1, 0
        if count > VALUE_LIMIT:
            raise TemplateFault(
                f"The list {token} holds {readable(count)} texts; {VALUE_LIMIT:,} are the most.",
                about=token,
                inside=inside,
            )
        known = self._weights[token] = Weight(height=height)
        return known

    @staticmethod
    def _enter(token: str, called: str, inside: tuple[str, ...]) -> None:
        if token in inside:
            raise TemplateFault(f"{called} refers to itself.", about=token, inside=inside)
        if len(inside) > NESTING_LIMIT:
            raise TemplateFault(
                f"{called} is nested deeper than {NESTING_LIMIT}.", about=token, inside=inside
            )

    def _heaviest(self, expression: Expression, key: Callable[[Weight], int]) -> str:
        """Return the rule or list named in an expression that weighs most; empty without any."""
        named = [one for one in _references(expression) if one in self._weights]
        return max(named, key=lambda one: key(self._weights[one]), default="")


def folded(template: str) -> str:
    """Write a template as texts are compared: hyphens inside words as blanks, no punctuation."""

    def fold(match: re.Match[str]) -> str:
        return match["keep"] or (" " if match["hyphen"] else "")

    text = _OUTSIDE.sub(fold, template).rstrip(". ")
    return _HOLLOW.sub("", text) if _HOLLOW.search(text) and "[]" not in template else text


def parse_template(template: object, *, whole: bool = True) -> Sentence:
    """Parse one template, a ``whole`` sentence or the text of a rule. Raises TemplateFault."""
    if not isinstance(template, str) or not template.strip():
        raise TemplateFault("A sentence must be text; write it in quotes.")
    if len(template) > TEMPLATE_LIMIT:
        raise TemplateFault(f"It is longer than {TEMPLATE_LIMIT} characters.")
    error: Exception | None = None
    try:
        sentence = parse_sentence(folded(template), keep_text=True)
    except (ParseError, AssertionError, IndexError, RecursionError) as raised:
        error = raised
    if error is not None or _SUSPECT.search(template) or template.count("(") > NESTING_LIMIT:
        fault = writing_fault(template, whole=whole)
        if fault is not None or error is not None:
            reason = fault.reason if fault is not None else error
            at = fault.at if fault is not None else None
            raise TemplateFault(f"The template has a syntax error: {reason}.", at=at) from error
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


def keep_sentences(data: IntentData, sentences: list[Sentence]) -> None:
    """Give hassil's block its sentences where it caches them, so that it does not parse again."""
    data.__dict__["sentences"] = sentences


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


def _references(expression: Expression) -> Iterator[str]:
    if isinstance(expression, RuleReference):
        yield f"<{expression.rule_name}>"
    elif isinstance(expression, ListReference):
        yield f"{{{expression.list_name}}}"
    elif isinstance(expression, Group):
        for item in expression.items:
            yield from _references(item)


def _asked_by(inside: tuple[str, ...]) -> str:
    return f", which {inside[-1]} asks for" if inside else ""
