"""The integration classes a file defines, told from its source without running it.

A file may define several, and each is an integration of its own under its ``key``; which ones must be
known before the code runs, as a file that fails must be listed too.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from ova.plugins.syntax import parsed

BASE = "BaseIntegration"


@dataclass(frozen=True, slots=True)
class DefinedClass:
    """A class derived from BaseIntegration at the top of a file."""

    name: str
    key: str
    """Its id; empty when it has none, or none that is written as a text."""


def classes_of(path: Path) -> list[DefinedClass]:
    """Return the integration classes of a file that no other class of it is derived from.

    None for a file that has ``build_integration``, or that is not Python; loading it tells why.
    """
    try:
        source = path.read_bytes()
        if BASE.encode() not in source:
            return []
        tree = parsed(source)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return []
    if any(
        isinstance(one, ast.FunctionDef) and one.name == "build_integration" for one in tree.body
    ):
        return []
    bases = {BASE, *_other_names(tree)}
    found: dict[str, DefinedClass] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        parents = {_last_name(base) for base in node.bases}
        if parents & bases:
            inherited = next((found[name].key for name in parents if name in found), "")
            found[node.name] = DefinedClass(node.name, _key(node) or inherited)
            bases.add(node.name)
    derived_from = {
        _last_name(base)
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    }
    return [one for name, one in found.items() if name not in derived_from]


def _other_names(tree: ast.Module) -> set[str]:
    """Return what the file calls BaseIntegration after ``import ... as``."""
    return {
        name.asname
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name == BASE and name.asname
    }


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _key(node: ast.ClassDef) -> str:
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets, value = [statement.target], statement.value
        else:
            continue
        named = any(isinstance(one, ast.Name) and one.id == "key" for one in targets)
        if named and isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    return ""
