"""The settings a plugin's build function receives."""

import difflib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

TYPO_CUTOFF = 0.9
"""How alike a misspelled and a declared key must be for one to stand for the other."""
HINT_CUTOFF = 0.6


class UndeclaredKey(KeyError):
    """A key that is neither declared nor a misspelling of a declared one."""

    def __init__(self, key: object, near: list[str]) -> None:
        super().__init__(key)
        self.key = key
        self.near = near

    def __str__(self) -> str:
        hint = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"reads config key {self.key!r}, which is not declared{hint}"

    @property
    def cure(self) -> str:
        """How the author ends this."""
        return f"Declare {self.key!r} in default_config(), or read a key that is declared."


class PluginConfig(dict[str, Any]):
    """A dict that takes a misspelled key for the declared one and notes it in ``warnings``."""

    def __init__(self, values: Mapping[str, Any], warnings: list[str] | None = None) -> None:
        super().__init__()
        self.warnings: list[str] = [] if warnings is None else warnings
        for key, value in values.items():
            nested = isinstance(value, dict)
            self[key] = PluginConfig(value, self.warnings) if nested else deepcopy(value)

    def __missing__(self, key: object) -> Any:
        if not isinstance(key, str):
            raise UndeclaredKey(key, [])
        near = difflib.get_close_matches(key, self, n=1, cutoff=TYPO_CUTOFF)
        if not near:
            raise UndeclaredKey(key, difflib.get_close_matches(key, self, cutoff=HINT_CUTOFF))
        warning = f"reads undeclared key {key}; {near[0]} used"
        if warning not in self.warnings:
            self.warnings.append(warning)
        return self[near[0]]
