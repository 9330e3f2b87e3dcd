"""The source files of an integration, parsed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ova.plugins.classes import classes_of
from ova.plugins.found import FoundPlugin
from ova.plugins.syntax import parsed

LEFT_OUT = frozenset({"dependencies", "tests", "__pycache__"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an integration's own code."""

    name: str
    """As its author knows it."""
    tree: ast.Module
    nodes: tuple[ast.AST, ...] = field(init=False, repr=False, compare=False)
    """Everything in the tree, gone through once for all rules."""

    def __post_init__(self) -> None:
        """Go through the tree."""
        object.__setattr__(self, "nodes", tuple(ast.walk(self.tree)))

    def place(self, node: ast.AST) -> str:
        """Return file and line."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


def sources_of(found: FoundPlugin) -> list[SourceFile]:
    """Return the parsed files; those that are no Python are left out, since loading tells of them."""
    files = []
    for path in _paths(found):
        try:
            tree = parsed(path.read_bytes())
            if found.class_name and path == found.path:
                _leave_out(tree, {one.name for one in classes_of(path)} - {found.class_name})
            files.append(SourceFile(found.short(str(path)), tree))
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue
    return files


def _leave_out(tree: ast.Module, others: set[str]) -> None:
    """Drop the classes that are integrations of their own."""
    tree.body = [
        one for one in tree.body if not (isinstance(one, ast.ClassDef) and one.name in others)
    ]


def tests_of(found: FoundPlugin) -> list[Path]:
    """Return the test files in an integration's own folder."""
    if found.folder is None:
        return []
    return sorted((found.folder / "tests").glob("test_*.py"))


def _paths(found: FoundPlugin) -> Iterator[Path]:
    if found.folder is None:
        yield found.path
        return
    for path in sorted(found.folder.rglob("*.py")):
        inside = path.relative_to(found.folder).parts
        if not LEFT_OUT & set(inside[:-1]) and not inside[0].startswith((".", "test_")):
            yield path
