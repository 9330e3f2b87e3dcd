"""What a model may do: tools by the names it may use."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ova.sdk import InputInvalid

LONGEST_NAME = 64
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing the model may do."""

    name: str
    """As the hub calls it: ``telegram.send_message``."""
    description: str
    input_schema: Mapping[str, Any]
    run: Callable[[dict[str, Any]], Any]
    """Carries it out and returns something that can be JSON."""
    risky: bool = False
    """A person confirms it first; the model alone cannot do it."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """Something a model wanted to be done."""

    tool: str
    arguments: dict[str, Any]
    error: str = ""
    """Why it was not done; blank when it was."""


def tools_by_name(given: Iterable[Tool | Mapping[str, Any]]) -> dict[str, Tool]:
    """Return tools by names chat APIs take: letters, digits, ``_`` and ``-``. Raises InputInvalid."""
    found: dict[str, Tool] = {}
    for one in given:
        tool = one if isinstance(one, Tool) else _tool(one)
        plain = _NOT_IN_NAMES.sub("_", tool.name)[:LONGEST_NAME] or "tool"
        name, number = plain, 2
        while name in found:
            name = f"{plain[: LONGEST_NAME - 3]}_{number}"
            number += 1
        found[name] = tool
    return found


def arguments_of(told: Any) -> dict[str, Any]:
    """Return what a model gives a tool: JSON in a text, or with some servers an object."""
    if isinstance(told, str):
        try:
            told = json.loads(told or "{}")
        except json.JSONDecodeError:
            raise InputInvalid("The arguments are no JSON.") from None
    if not isinstance(told, dict):
        raise InputInvalid("The arguments are no object.")
    return told


def _tool(given: Mapping[str, Any]) -> Tool:
    try:
        return Tool(
            str(given["name"]),
            str(given.get("description", "")),
            given.get("input_schema") or {"type": "object"},
            given["run"],
            bool(given.get("risky", False)),
        )
    except (KeyError, AttributeError):
        raise InputInvalid(
            "A tool for the language model is incomplete.",
            cure='Give {"name", "description", "input_schema", "run", "risky"}.',
        ) from None
