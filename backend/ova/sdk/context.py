"""What the hub hands to an integration's hooks as ``ctx``."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from ova.core import Entity
from ova.sdk.device import Device
from ova.sdk.hub import Ova
from ova.sdk.issue import IssueBook
from ova.sdk.specs import Event


class EntityBook(Protocol):
    """The entities of one integration. Keys are the author's own; safe to call from any thread."""

    def declare(self, devices: Iterable[Device], *, complete: bool = True) -> None:
        """Replace the whole list of devices: new ones appear, absent ones go.

        With ``complete=False`` absent ones stay: the list could only be read in part.
        """

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


class Cache(Protocol):
    """Values in memory, gone when the hub ends or their time is over."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return what is kept under ``name``, or ``default``."""

    def set(self, name: str, value: Any, seconds: float = 600.0) -> None:
        """Keep ``value`` for so long."""


class Coordinator(Protocol):
    """One fetch for many: see ``ctx.coordinator``. Safe to call from any thread."""

    @property
    def data(self) -> Any:
        """What was read last; None before the first time."""

    @property
    def available(self) -> bool:
        """Whether the last read went well."""

    def get(self) -> Any:
        """Return what was read, read anew when it is older than ``every``.

        Who asks at the same time shares one read. ``await`` it in ``async def``. Raises what the
        read raised.
        """

    def refresh(self) -> Any:
        """Read now, however new the data are, and return them. Not for ``async def``."""


class Context(Protocol):
    """What an integration's hooks may use."""

    @property
    def config(self) -> Mapping[str, Any]:
        """The settings ``build_integration`` was given, secrets included."""

    @property
    def logger(self) -> logging.Logger:
        """A logger that carries the plugin's name."""

    @property
    def entry_id(self) -> str:
        """Which of the integration's accounts this is; the integration's id for the first."""

    @property
    def auth(self) -> Mapping[str, Any]:
        """The credentials alone, flat."""

    def fetch(
        self,
        url: str,
        method: str = "GET",
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Any:
        """Ask a service over HTTP, with the credentials the manifest's ``http`` puts in.

        Returns a FetchResponse; ``await`` it in ``async def``. Seconds of ``timeout`` are 30 at most
        unless told. Raises NotReady when it cannot be reached, takes too long or answers 5xx,
        AuthFailed for 401 and 403, RateLimited for 429, ActionError for another refusal. What may be
        sent twice is tried again after a failed connection.
        """

    @property
    def state(self) -> Store:
        """The integration's own memory; the same as ``store``."""

    @property
    def cache(self) -> Cache:
        """Values that may be forgotten."""

    def coordinator(
        self,
        name: str,
        read: Callable[[], Any],
        *,
        every: str = "30s",
        devices: Callable[[Any], Iterable[Device]] | None = None,
    ) -> Coordinator:
        """Return the coordinator of a name: ``read``, plain or async, is called once for all.

        With ``devices`` the hub reads every so often by itself and declares what ``devices`` makes
        of it: a Device without a state is ``unknown``, and while the read fails all are
        ``unavailable``. Call it in ``entities`` and return None there. Raises what the first read
        raises.
        """

    def emit(self, event: Event) -> bool:
        """Tell an event to skills, routines and the page; False for one that was told before.

        Raises InputInvalid for a type that is not declared.
        """

    def text(self, key: str, /, **fields: Any) -> str:
        """Return a text of ``translations/<language>.json`` in the home's language, else in English.

        ``{places}`` in it are filled with ``fields``. For what is said and for errors; without any text
        the key itself is returned.
        """

    def url(self, kind: str) -> str:
        """Return an address of this integration for others: ``webhook``, ``login``, ``callback``."""

    def on_unload(self, callback: Callable[[], object]) -> None:
        """Call ``callback`` when the integration is unloaded, or when its set-up fails."""

    @property
    def issues(self) -> IssueBook:
        """What people are told to look after."""

    @property
    def entities(self) -> EntityBook:
        """The integration's entities."""

    @property
    def store(self) -> Store:
        """The plugin's own memory."""

    @property
    def ova(self) -> Ova:
        """The hub, as ``build_integration`` received it."""
