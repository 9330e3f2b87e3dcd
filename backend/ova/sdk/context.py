"""What the hub hands to an integration's hooks as ``ctx``."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from ova.core import Entity
from ova.sdk.device import Device
from ova.sdk.hub import Ova


class EntityBook(Protocol):
    """The entities of one integration. Keys are the author's own; safe to call from any thread."""

    def declare(self, devices: Iterable[Device]) -> None:
        """Replace the whole list of devices: new ones appear, absent ones go."""

    def update(
        self, key: str, state: str | None = None, attributes: Mapping[str, Any] | None = None
    ) -> Entity:
        """Tell what a device is doing now; ``attributes`` are merged, ``state=None`` keeps the state.

        Raises NotFound when no device with this key was declared.
        """

    def get(self, key: str) -> Entity | None:
        """Return the entity of a key as the hub knows it, or None."""

    def key(self, entity: Entity) -> str:
        """Return the author's own key of an entity."""

    def unavailable(self, reason: str = "") -> None:
        """Tell that none of the devices can be reached, and why; ``declare`` ends it."""


class Store(Protocol):
    """Small values that outlive a restart, private to one plugin. Values are JSON."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was kept under ``name``, or ``default``."""

    def set(self, name: str, value: Any) -> None:
        """Keep ``value`` under ``name``; it is on disk when this returns."""


class Context(Protocol):
    """What an integration's hooks may use."""

    @property
    def config(self) -> Mapping[str, Any]:
        """The settings ``build_integration`` was given, secrets included."""

    @property
    def logger(self) -> logging.Logger:
        """A logger that carries the plugin's name."""

    @property
    def entities(self) -> EntityBook:
        """The integration's entities."""

    @property
    def store(self) -> Store:
        """The plugin's own memory."""

    @property
    def ova(self) -> Ova:
        """The hub, as ``build_integration`` received it."""
