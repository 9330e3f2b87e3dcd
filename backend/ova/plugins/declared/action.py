"""One action of an integration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.plugins.declared.schema import SchemaCheck


@dataclass(frozen=True, slots=True)
class ActionDef:
    """What can be ordered, and the author's code for it."""

    name: str
    description: str
    input: SchemaCheck
    output: SchemaCheck | None
    run: Callable[..., Any]
    """Called with the checked input and ``ctx``; may return an awaitable."""
    phrases: tuple[str, ...] = ()
    risky: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "name": self.name,
            "description": self.description,
            "input_schema": dict(self.input.schema),
            "output_schema": dict(self.output.schema) if self.output else None,
            "phrases": list(self.phrases),
            "risky": self.risky,
        }
