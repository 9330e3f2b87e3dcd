"""Skills, what can be said to them, and what each remembers, as plugins see them."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ova.core import PluginInfo


class SkillsApi(Protocol):
    """The loaded skills."""

    def get_skill_module(self, skill_id: str) -> Any:
        """Return the object a skill built; raises an Unavailable error when it is not loaded."""

    def infos(self) -> list[PluginInfo]:
        """Return every skill with its state."""


class ExamplesApi(Protocol):
    """What can be said in this home."""

    def of(self, skill_id: str, language: str) -> Sequence[str]:
        """Return sentences a skill understands, with names of the home; none of one that is off."""


class SkillStoreApi(Protocol):
    """Small values of one skill that outlive a restart and a power cut. Values are JSON.

    At most 1,000 of up to 100,000 characters each; a skill that goes beyond that, or writes without
    end, fails and is named.
    """

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was kept under ``name``, or ``default``."""

    def set(self, name: str, value: Any) -> None:
        """Keep ``value`` under ``name``; it is on disk when this returns."""

    def update(self, name: str, change: Callable[[Any], Any], default: Any = None) -> Any:
        """Keep what ``change`` makes of the value, and return it; nobody else writes in between."""

    def delete(self, name: str) -> bool:
        """Forget a value; False when there was none."""

    def all(self) -> dict[str, Any]:
        """Return every value by name."""
