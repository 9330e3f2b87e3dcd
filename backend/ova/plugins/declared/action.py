"""One action of an integration."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ova.core import Changes
from ova.plugins.declared.schema import SchemaCheck
from ova.sdk.marks import PLAIN_LANGUAGE, Phrases, phrases_in


@dataclass(frozen=True, slots=True)
class ActionDef:
    """What can be ordered, and the author's code for it."""

    name: str
    description: str
    input: SchemaCheck
    output: SchemaCheck | None
    run: Callable[..., Any]
    """Called with the checked input and ``ctx``; may return an awaitable."""
    phrases: Phrases = field(default_factory=dict)
    risky: bool = False
    together: bool = False
    """A phrase others have, too, is answered by all of them."""
    changes: Changes = Changes.THINGS
    """What it may change."""
    affects: tuple[str, ...] = ()
    """The areas and things it changes, by name; none: the things of its integration."""

    def said_in(self, language: str) -> tuple[str, ...]:
        """Return what is said for it in a language, else in English."""
        return phrases_in(self.phrases, language)

    def to_json(self, language: str = PLAIN_LANGUAGE) -> dict[str, Any]:
        """Return the wire form; ``phrases`` are those a home that speaks ``language`` understands."""
        return {
            "name": self.name,
            "description": self.description,
            "input_schema": dict(self.input.schema),
            "output_schema": dict(self.output.schema) if self.output else None,
            "phrases": list(self.said_in(language)),
            "phrases_by_language": {one: list(said) for one, said in self.phrases.items()},
            "risky": self.risky,
            "changes": self.changes.value,
        }
