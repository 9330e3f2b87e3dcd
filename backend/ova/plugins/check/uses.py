"""What of the hub a skill's code uses, as permissions: read from its source, nothing is run."""

import ast
from collections.abc import Iterable, Mapping

from ova.plugins.permissions import OF_ATTRIBUTE, OF_PART, ONE_INTEGRATION
from ova.plugins.skill_view import READING
from ova.sdk import on_event
from ova.sdk.places import ring_place, satellites_called

_HUB = ("ova", "_ova", "hub", "_hub")
_MANAGER = "integration_manager"
_EXISTS = "integration_exists"
_ALL = "integrations"
_HELPERS = {
    ring_place.__name__: ("home.read", "satellites"),
    satellites_called.__name__: ("satellites",),
}
"""Functions of the SDK that are given the hub, with what they use of it."""


def permissions_used(
    trees: Mapping[str, ast.Module], required: Iterable[str] = ()
) -> dict[str, tuple[str, str]]:
    """Return the permissions that source needs: each with what needs it, and where.

    ``trees`` are parsed files by the name they are shown with. Integrations that are ``required``
    need none. What is handed on under another name is seen only when the skill runs.
    """
    reader = _Reader(_constants(trees.values()), frozenset(required))
    for file, tree in trees.items():
        reader.read(file, tree)
    return reader.used


class _Reader:
    def __init__(self, constants: Mapping[str, str], required: frozenset[str]) -> None:
        self._constants = constants
        self._required = required
        self.used: dict[str, tuple[str, str]] = {}

    def read(self, file: str, tree: ast.Module) -> None:
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            place = f"{file}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Attribute) and _is_hub(node.value):
                self._attribute(node, parents, place)
            elif isinstance(node, ast.Attribute) and node.attr == "get_integration_module":
                call = parents.get(node)
                self._integration(_argument(call), "ova.integration_manager", _ALL, place)
            elif isinstance(node, ast.Call) and _name(node.func) in _HELPERS:
                for permission in _HELPERS[_name(node.func)]:
                    self._add(permission, _name(node.func), place)
            elif isinstance(node, ast.FunctionDef) and any(
                isinstance(mark, ast.Call) and _name(mark.func) == on_event.__name__
                for mark in node.decorator_list
            ):
                self._add("events", "@on_event", place)

    def _attribute(
        self, node: ast.Attribute, parents: Mapping[ast.AST, ast.AST], place: str
    ) -> None:
        name, outer = node.attr, parents.get(node)
        further = outer.attr if isinstance(outer, ast.Attribute) else ""
        if name == "home":
            looks = further in READING
            self._add("home.read" if looks else "home", _path("ova.home", further), place)
        elif name == "actions" and further == "run":
            argument = _argument(parents.get(outer)) if outer is not None else None
            self._integration(argument, "ova.actions.run", "actions", place)
        elif name == _MANAGER:
            if further not in ("", _EXISTS, "get_integration_module"):
                self._add(_ALL, f"ova.{_MANAGER}.{further}", place)
        elif name == "integrations":
            self._of_integrations(outer, parents, place)
        elif name in OF_ATTRIBUTE:
            self._add(OF_ATTRIBUTE[name], f"ova.{name}", place)
            if (name, further) in OF_PART:
                self._add(OF_PART[name, further], _path(f"ova.{name}", further), place)

    def _of_integrations(
        self, outer: ast.AST | None, parents: Mapping[ast.AST, ast.AST], place: str
    ) -> None:
        """Read ``ova.integrations.weather``, ``ova.integrations["weather"]`` and ``.get("weather")``."""
        if isinstance(outer, ast.Subscript):
            self._integration(outer.slice, "ova.integrations", _ALL, place)
        elif isinstance(outer, ast.Attribute) and outer.attr == "get":
            self._integration(_argument(parents.get(outer)), "ova.integrations.get", _ALL, place)
        elif isinstance(outer, ast.Attribute):
            self._integration(ast.Constant(outer.attr), "ova.integrations", _ALL, place)

    def _integration(self, named: ast.AST | None, what: str, otherwise: str, place: str) -> None:
        """Note the use of one integration, or of any when it is not written which."""
        text = None
        if isinstance(named, ast.Constant) and isinstance(named.value, str):
            text = named.value
        elif isinstance(named, ast.Name):
            text = self._constants.get(named.id)
        if text is None:
            self._add(otherwise, what, place)
        elif text not in self._required:
            self._add(f"{ONE_INTEGRATION}{text}", f"{what}({text!r})", place)

    def _add(self, permission: str, what: str, place: str) -> None:
        self.used.setdefault(permission, (what, place))


def _constants(trees: Iterable[ast.Module]) -> dict[str, str]:
    """Return the texts of a skill's constants by name; none of one that has two values."""
    values: dict[str, set[str]] = {}
    for tree in trees:
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                for target in node.targets:
                    values.setdefault(_name(target), set()).add(str(node.value.value))
    return {name: next(iter(texts)) for name, texts in values.items() if len(texts) == 1}


def _argument(call: ast.AST | None) -> ast.expr | None:
    return call.args[0] if isinstance(call, ast.Call) and call.args else None


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _path(what: str, further: str) -> str:
    return f"{what}.{further}" if further else what


def _is_hub(node: ast.expr) -> bool:
    """Tell whether an expression is the hub: ``ova``, ``self.ova``, ``self._ova``."""
    if isinstance(node, ast.Name):
        return node.id in _HUB
    return (
        isinstance(node, ast.Attribute)
        and node.attr in _HUB
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )
