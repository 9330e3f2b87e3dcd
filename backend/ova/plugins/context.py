"""What an integration's hooks receive as ``ctx``."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core import Entity, NotFound, PluginKind
from ova.home import DeclaredEntity, Home, entity_key
from ova.plugins.config import PluginConfig
from ova.plugins.coordinator import Coordinators
from ova.plugins.fetch import Fetcher
from ova.plugins.store import PluginStorage
from ova.sdk import Device, Event, NotReady


class Entities:
    """The entities of one integration, under the author's own keys. Thread-safe."""

    def __init__(self, source: str, home: Home, on_news: Callable[[int | None, str], None]) -> None:
        """``on_news`` takes how many were declared, and why they cannot be reached."""
        self._source = source
        self._home = home
        self._on_news = on_news
        self._keys: dict[str, str] = {}
        self._lock = threading.RLock()
        self._closed = False

    def declare(self, devices: Iterable[Device]) -> None:
        """Replace the whole list of devices. A key that comes twice counts once."""
        declared: dict[str, DeclaredEntity] = {}
        keys: dict[str, str] = {}
        for device in devices:
            key = self._full(device.key)
            if key not in declared:
                declared[key] = _declared(key, device)
                keys[key] = device.key
        with self._lock:
            self._check_open()
            self._home.sync(self._source, declared.values())
            self._keys = keys
        self._on_news(len(keys), "")

    def update(
        self, key: str, state: str | None = None, attributes: Mapping[str, Any] | None = None
    ) -> Entity:
        """Tell what a device is doing now. Raises NotFound for a key that was not declared."""
        with self._lock:
            self._check_open()
            if self._full(key) not in self._keys:
                raise NotFound(
                    f"{self._source} has no device {key!r}.",
                    cure="Declare it first, in entities(ctx) or with ctx.entities.declare.",
                )
            changed = None if attributes is None else dict(attributes)
            return self._home.set_state(self._full(key), state, changed)

    def get(self, key: str) -> Entity | None:
        """Return the entity of a key as the hub knows it, or None."""
        full = self._full(key)
        return next((entity for entity in self._home.entities() if entity.key == full), None)

    def key(self, entity: Entity) -> str:
        """Return the author's own key of an entity."""
        return self._keys.get(entity.key, entity.key.removeprefix(f"{self._source}."))

    def unavailable(self, reason: str = "") -> None:
        """Tell that none of the devices can be reached, and why; ``declare`` ends it."""
        with self._lock:
            self._check_open()
            self._home.mark_unavailable(self._source)
        self._on_news(None, reason)

    def close(self) -> None:
        """Take nothing more: what a forgotten thread says afterwards is refused."""
        with self._lock:
            self._closed = True

    def _full(self, key: str) -> str:
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
    cache: Cache = field(default_factory=Cache)
    goodbyes: list[Callable[[], object]] = field(default_factory=list)

    @property
    def state(self) -> Store:
        """The same as ``store``."""
        return self.store

    def emit(self, event: Event) -> bool:
        """Tell an event. Raises InputInvalid for a type that is not declared."""
        return self.tell(event)

    def url(self, kind: str) -> str:
        """Return an address: ``webhook``, ``login``, ``callback``."""
        return self.address(kind)

    def on_unload(self, callback: Callable[[], object]) -> None:
        """Call ``callback`` when the integration is unloaded, or when its set-up fails."""
        self.goodbyes.append(callback)


def _declared(key: str, device: Device) -> DeclaredEntity:
    return DeclaredEntity(
        key=key,
        name=device.name,
        domain=device.domain,
        area=device.area,
        floor=device.floor,
        device_class=device.device_class,
        state=device.state,
        attributes=dict(device.attributes),
        aliases=device.aliases,
        virtual=device.virtual,
    )
