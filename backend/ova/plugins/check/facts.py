"""Everything the rules look at, gathered once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ova.plugins.check.handlers import Handlers, handlers_of
from ova.plugins.check.settings import SettingsRead, settings_read
from ova.plugins.check.source import SourceFile, sources_of, tests_of
from ova.plugins.code import PluginCode
from ova.plugins.found import FoundPlugin

if TYPE_CHECKING:
    from ova.plugins.check.contract import Contract


@dataclass(frozen=True, slots=True)
class Facts:
    """An integration's declarations beside its source."""

    found: FoundPlugin
    code: PluginCode
    files: list[SourceFile]
    read: SettingsRead
    handlers: Handlers
    tests: list[Path]
    before: "Contract | None" = None
    """What the version before promised, where that is known."""

    @classmethod
    def of(cls, found: FoundPlugin, code: PluginCode) -> "Facts":
        """Read the source of a plugin."""
        files = sources_of(found)
        return cls(
            found,
            code,
            files,
            settings_read(files),
            handlers_of(files, code.manifest),
            tests_of(found),
        )

    def nodes(self) -> Iterator[tuple[SourceFile, ast.AST]]:
        """Return every node of every file."""
        for file in self.files:
            for node in file.nodes:
                yield file, node

    def calls(self, *names: str) -> Iterator[tuple[str, ast.Call]]:
        """Return place and node of each call of a function, by the last part of its name."""
        for file, node in self.nodes():
            if isinstance(node, ast.Call):
                function = node.func
                last = getattr(function, "attr", getattr(function, "id", ""))
                if last in names:
                    yield file.place(node), node

    def methods(self) -> dict[str, str]:
        """Return the place of every function and method by its name."""
        return {
            node.name: file.place(node)
            for file, node in self.nodes()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }

    def imports(self) -> dict[str, str]:
        """Return the place of every module that is imported by its whole name, own ones left out."""
        found: dict[str, str] = {}
        for file, node in self.nodes():
            if isinstance(node, ast.Import):
                for one in node.names:
                    found.setdefault(one.name, file.place(node))
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.setdefault(node.module, file.place(node))
        return found
