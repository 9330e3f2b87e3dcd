"""What an integration's hooks receive as ``ctx``."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core import Entity, EntityState, NotFound, PluginKind
from ova.home import DeclaredEntity, Home, SyncResult, entity_key
from ova.plugins.config import PluginConfig
from ova.plugins.coordinator import Coordinators
from ova.plugins.fetch import Fetcher
from ova.plugins.store import PluginStorage
from ova.plugins.translations import ENGLISH, Translations
from ova.sdk import Device, Event, Issue, IssueBook, NotReady


class Entities:
    """The entities of one integration, under the author's own keys. Thread-safe."""

    def __init__(
        self,
        source: str,
        home: Home,
        on_news: Callable[[int | None, str], None],
        *,
        chosen: Callable[[], frozenset[str] | None] = lambda: None,
        clean: Callable[[Any], Any] = lambda value: value,
        trial: bool = False,
    ) -> None:
        """``on_news`` takes how many were declared, and why they cannot be reached.

        ``chosen`` gives the full keys a person wants to have, None for all; ``clean`` takes secrets
        out of what is told. A ``trial`` changes nothing in the home.
        """
        self._source = source
        self._home = home
        self._on_news = on_news
        self._chosen = chosen
        self._clean = clean
        self._trial = trial
        self._keys: dict[str, str] = {}
        self._told: dict[str, Device] = {}
        self._lock = threading.RLock()
        self._closed = False

    def declare(self, devices: Iterable[Device], *, complete: bool = True) -> None:
        """Replace the whole list of devices. A key that comes twice counts once.

        Without ``complete`` those that are not in it stay: the list could only be read in part.
        """
        self.take(devices, complete=complete)

    def take(self, devices: Iterable[Device], *, complete: bool = True) -> SyncResult:
        """Do what ``declare`` does, and return what changed in the home."""
        told: dict[str, Device] = {}
        for device in devices:
            told.setdefault(self.full_key(device.key), device)
        with self._lock:
            self._check_open()
            self._told = told if complete else {**self._told, **told}
            if self._trial:
                return SyncResult()
            declared = self.declared(told.values())
            result = self._home.sync(self._source, declared, complete=complete)
            keys = {one.key: told[one.key].key for one in declared}
            self._keys = keys if complete else {**self._keys, **keys}
            count = len(self._keys)
        self._on_news(count, "")
        return result

    def told(self) -> list[Device]:
        """Return what was declared last, chosen or not."""
        return list(self._told.values())

    def device(self, key: str) -> Device | None:
        """Return what was declared under a full key."""
        return self._told.get(key)

    def declared(self, devices: Iterable[Device]) -> list[DeclaredEntity]:
        """Return what the home would get of these devices: the chosen ones."""
        chosen = self._chosen()
        found: dict[str, DeclaredEntity] = {}
        for device in devices:
            key = self.full_key(device.key)
            if key not in found and (chosen is None or key in chosen):
                found[key] = _declared(key, device, self._clean)
        return list(found.values())

    def update(
        self, key: str, state: str | None = None, attributes: Mapping[str, Any] | None = None
    ) -> Entity:
        """Tell what a device is doing now. Raises NotFound for a key that was not declared."""
        full = self.full_key(key)
        with self._lock:
            self._check_open()
            changed = None if attributes is None else self._clean(dict(attributes))
            if full in self._keys:
                return self._home.set_state(full, self._clean(state), changed)
            device = self._told.get(full)
        if device is None:
            raise NotFound(
                f"{self._source} has no device {key!r}.",
                cure="Declare it first, in entities(ctx) or with ctx.entities.declare.",
            )
        known = EntityState(
            state or device.state or "unknown", {**device.attributes, **(changed or {})}
        )
        return Entity("", device.name, device.domain, self._source, full, state=known)  # not chosen

    def get(self, key: str) -> Entity | None:
        """Return the entity of a key as the hub knows it, or None."""
        full = self.full_key(key)
        return next((entity for entity in self._home.entities() if entity.key == full), None)

    def key(self, entity: Entity) -> str:
        """Return the author's own key of an entity."""
        return self._keys.get(entity.key, entity.key.removeprefix(f"{self._source}."))

    def unavailable(self, reason: str = "") -> None:
        """Tell that none of the devices can be reached, and why; ``declare`` ends it."""
        with self._lock:
            self._check_open()
            if not self._trial:
                self._home.mark_unavailable(self._source)
        self._on_news(None, reason)

    def close(self) -> None:
        """Take nothing more: what a forgotten thread says afterwards is refused."""
        with self._lock:
            self._closed = True

    def full_key(self, key: str) -> str:
        """Return the key of the home for an author's own."""
        return entity_key(self._source, key)

    def _check_open(self) -> None:
        if self._closed:
            raise NotReady(
                f"{self._source} was unloaded.", cure="End threads and timers in unload()."
            )


class Store:
    """Small JSON values of one plugin that outlive a restart."""

    def __init__(self, storage: PluginStorage, kind: PluginKind, plugin_id: str) -> None:
        self._storage = storage
        self._kind = kind
        self._id = plugin_id

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was kept under ``name``, or ``default``."""
        return self._storage.value(self._kind, self._id, name, default)

    def set(self, name: str, value: Any) -> None:
        """Keep ``value``; it is on disk when this returns. Raises InvalidInput unless it is JSON."""
        self._storage.set_value(self._kind, self._id, name, value)


class Cache:
    """Values in memory until their time is over. Thread-safe."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._kept: dict[str, tuple[float, Any]] = {}

    def get(self, name: str, default: Any = None) -> Any:
        """Return what is kept under ``name``, or ``default``."""
        until, value = self._kept.get(name, (0.0, default))
        return value if self._steady() < until else default

    def set(self, name: str, value: Any, seconds: float = 600.0) -> None:
        """Keep ``value`` for so long."""
        now = self._steady()
        kept = {key: one for key, one in self._kept.items() if one[0] > now}
        self._kept = {**kept, name: (now + seconds, value)}


class NoIssues:
    """Takes issues where nobody keeps them: in a trial."""

    def report(self, issue: Issue) -> None:
        """Keep nothing."""

    def clear(self, issue_id: str) -> None:
        """Nothing was kept."""


@dataclass(frozen=True, slots=True, eq=False)
class PluginContext:
    """What an integration's hooks may use."""

    entry_id: str
    config: PluginConfig
    auth: Mapping[str, Any]
    logger: logging.Logger
    entities: Entities
    store: Store
    fetch: Fetcher
    ova: Any
    tell: Callable[[Event], bool]
    """Takes an event of this integration; False when it was told before."""
    address: Callable[[str], str]
    """Gives an address of this integration for others."""
    coordinator: Coordinators
    """Makes what reads once for many."""
    translations: Translations = field(default_factory=Translations)
    issues: IssueBook = field(default_factory=NoIssues)
    cache: Cache = field(default_factory=Cache)
    goodbyes: list[Callable[[], object]] = field(default_factory=list)

    @property
    def state(self) -> Store:
        """The same as ``store``."""
        return self.store

    def text(self, key: str, /, **fields: Any) -> str:
        """Return a text of the integration in the home's language, its ``{places}`` filled."""
        language = str(getattr(self.ova, "language", ENGLISH) or ENGLISH)
        return self.translations.say(language, key, fields)

    def emit(self, event: Event) -> bool:
        """Tell an event. Raises InputInvalid for a type that is not declared."""
        return self.tell(event)

    def url(self, kind: str) -> str:
        """Return an address: ``webhook``, ``login``, ``callback``."""
        return self.address(kind)

    def on_unload(self, callback: Callable[[], object]) -> None:
        """Call ``callback`` when the integration is unloaded, or when its set-up fails."""
        self.goodbyes.append(callback)


def _declared(key: str, device: Device, clean: Callable[[Any], Any]) -> DeclaredEntity:
    return DeclaredEntity(
        key=key,
        name=clean(device.name),
        domain=device.domain,
        area=device.area,
        floor=device.floor,
        device_class=device.device_class,
        state=clean(device.state),
        attributes=clean(dict(device.attributes)),
        aliases=device.aliases,
        virtual=device.virtual,
    )
