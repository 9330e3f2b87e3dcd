"""The templates of discovery messages: Jinja, with what a foreign text may do kept small."""

import json
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_LENGTH = 4_000
_BIG = 1_000_000
_REFUSED: tuple[type[nodes.Node], ...] = (
    nodes.For,
    nodes.Macro,
    nodes.CallBlock,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
)


class Unreadable(ValueError):
    """A message, or the template it is read with, makes no sense. Its text says what is wrong."""


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers only: a text times a million is no value of a sensor."""
        for number in (left, right):
            if not isinstance(number, int | float) or abs(number) > _BIG:
                raise TemplateError(f"{operator} is for numbers up to {_BIG}")
        if operator == "**" and abs(right) > 16:
            raise TemplateError("the power is too high")
        return super().call_binop(context, operator, left, right)


def _is_defined(value: Any) -> Any:
    return str(value) if value is None else value


def _iif(value: Any, if_true: Any = True, if_false: Any = False) -> Any:
    return if_true if value else if_false


def _bool(value: Any, default: bool = False) -> bool:
    words = {"on": True, "true": True, "yes": True, "1": True, "enable": True}
    words |= {"off": False, "false": False, "no": False, "0": False, "disable": False}
    return words.get(str(value).strip().lower(), default)


_environment = _Environment(autoescape=False)
_environment.globals.clear()
_environment.filters |= {
    "bool": _bool,
    "from_json": json.loads,
    "iif": _iif,
    "is_defined": _is_defined,
    "to_json": json.dumps,
}


class Template:
    """One template, checked when it is made. Raises Unreadable."""

    def __init__(self, source: str) -> None:
        if len(source) > MAX_LENGTH:
            raise Unreadable(f"a template is longer than {MAX_LENGTH} characters")
        try:
            tree = _environment.parse(source)
            if any(tree.find(kind) is not None for kind in _REFUSED):
                raise Unreadable(f"loops and macros cannot be used in a template: {source:.80}")
            self._template = _environment.from_string(source)
        except TemplateError as error:
            raise Unreadable(f"the template {source!r:.80} is wrong: {error}") from None
        self._source = source

    def read(self, payload: str) -> str:
        """Return what the template makes of a payload. Raises Unreadable."""
        values: dict[str, Any] = {"value": payload}
        if "value_json" in self._source:
            try:
                values["value_json"] = json.loads(payload)
            except ValueError:
                raise Unreadable(f"{payload!r:.80} is not JSON") from None
        return self.render(**values)

    def render(self, **values: Any) -> str:
        """Return the text with these values. Raises Unreadable."""
        try:
            return self._template.render(**values)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise Unreadable(f"{self._source!r:.80} cannot be rendered: {error}") from None
