"""Which settings an integration's code reads."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ova.plugins.check.source import SourceFile

NAMES = frozenset({"config", "integration_config"})
OWNERS = frozenset({"self", "ctx", "context"})
ATTRIBUTES = frozenset({"config", "auth"})


@dataclass(slots=True)
class SettingsRead:
    """What was read, and where first."""

    keys: dict[str, str] = field(default_factory=dict)
    """Place by key."""
    whole: bool = False
    """The settings are handed on as a whole, so that any of them may be read."""


def settings_read(files: Iterable[SourceFile]) -> SettingsRead:
    """Return the keys that are read from the settings, by the names they usually go by."""
    files = list(files)
    names, attributes = _names(files)
    read = SettingsRead()
    own = {
        node.name
        for file in files
        for node in file.nodes
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }

    def is_settings(node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id in names
        return (
            isinstance(node, ast.Attribute)
            and node.attr in attributes
            and isinstance(node.value, ast.Name)
            and node.value.id in OWNERS
        )

    for file in files:
        parents = {child: node for node in file.nodes for child in ast.iter_child_nodes(node)}
        for node in file.nodes:
            if not is_settings(node) or not isinstance(getattr(node, "ctx", None), ast.Load):
                continue
            key = key_read(node, parents)
            if key is not None:
                read.keys.setdefault(key, file.place(node))
            elif not _is_handed_to(own, node, parents) and not _is_named_again(node, parents):
                read.whole = True
    return read


def key_read(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str | None:
    """Return the key of ``node["key"]``, ``node.get("key")`` or ``"key" in node``; None for others."""
    parent = parents.get(node)
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return _text(parent.slice)
    if isinstance(parent, ast.Attribute) and parent.attr == "get":
        call = parents.get(parent)
        if isinstance(call, ast.Call) and call.args:
            return _text(call.args[0])
    if isinstance(parent, ast.Compare) and node in parent.comparators:
        return _text(parent.left)
    return None


def _names(files: list[SourceFile]) -> tuple[set[str], set[str]]:
    """Return the variables and the attributes of self that hold the settings."""
    names, attributes = set(NAMES), set(ATTRIBUTES)
    for file in files:
        for node in file.nodes:
            if isinstance(node, ast.FunctionDef) and node.name == "build_integration":
                names.update(one.arg for one in node.args.args[:1])
    for node in _assignments(files):
        if isinstance(node.value, ast.Name) and node.value.id in names:
            for target in node.targets:
                if isinstance(target, ast.Name):
                    names.add(target.id)
                elif isinstance(target, ast.Attribute):
                    attributes.add(target.attr)
    return names, attributes


def _assignments(files: list[SourceFile]) -> Iterator[ast.Assign]:
    """Return the assignments, those of several values at once taken apart."""
    for file in files:
        for node in file.nodes:
            if not isinstance(node, ast.Assign):
                continue
            yield node
            target = node.targets[0]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for one, value in zip(target.elts, node.value.elts, strict=False):
                    yield ast.Assign(targets=[one], value=value)


def _is_handed_to(own: set[str], node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    parent = parents.get(node)
    if not isinstance(parent, ast.Call) or node not in parent.args:
        return False
    function = parent.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in own


def _is_named_again(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    parent = parents.get(node)
    if isinstance(parent, ast.Tuple):
        parent = parents.get(parent)
    return isinstance(parent, ast.Assign)


def _text(node: ast.AST) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None
