"""Actions as tools: what a language model is told of them."""

import re
from dataclasses import dataclass
from typing import Any

_LONGEST_NAME = 64
"""What the interfaces of language models take."""


@dataclass(frozen=True, slots=True)
class ActionTool:
    """One exposed action, as a typed tool."""

    name: str
    """Letters, digits, ``_`` and ``-``."""
    description: str
    input_schema: dict[str, Any]
    """JSON Schema of an object."""
    entry: str
    action: str
    risky: bool
    """It is to be confirmed by a person first."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "name": self.name,
            "description": self.description,
            "input_schema": self.input_schema,
            "integration": self.entry,
            "action": self.action,
            "risky": self.risky,
        }


def tool_name(entry_id: str, action: str) -> str:
    """Return the name of an action among all tools."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", f"{entry_id}__{action}")[:_LONGEST_NAME]
