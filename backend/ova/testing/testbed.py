"""One integration, loaded by the hub's own code, without a hub and without a network."""

import contextlib
import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from ova.core import Entity, InvalidInput, PluginInfo, PluginKind, PluginState
from ova.home import Home
from ova.plugins import (
    Entry,
    Fetcher,
    IntegrationManager,
    IntegrationNotLoaded,
    PluginFolders,
    PluginStorage,
    find_plugins,
)
from ova.schedule import Jobs, Timers
from ova.sdk import ConfigurationError, DataBatch, Event, Integration
from ova.storage import Database
from ova.testing import running
from ova.testing.bench import TestHub
from ova.testing.log import LogLines
from ova.testing.opened import Opened
from ova.testing.service import Service

Source = str | Path | ModuleType | Integration
NOW = 1_750_000_000.0


class Testbed(Opened):
    """Runs an integration's actions, polls, webhook, entities and data.

    ``with Testbed("integrations/sunny_home", {"host": "https://sunny.test"}) as bed: ...``. It is
    loaded when it is first used, so that ``bed.service`` can be told its answers before.
    """

    __test__ = False  # it is no test, whatever its name

    def __init__(
        self,
        source: Source,
        config: Mapping[str, Any] | None = None,
        *,
        id: str = "",  # noqa: A002 - the word authors know
        service: Service | None = None,
        network: bool = False,
        external_url: str = "https://ova.test",
    ) -> None:
        """Take a file, a folder, an imported module or the object of ``Integration.load()``.

        ``id`` tells which one of a file with several classes. With ``network`` requests leave the
        machine; otherwise ``service`` answers them. Raises InvalidInput when nothing is found there.
        """
        self.service = service or Service()
        self.now = NOW
        """Seconds since the epoch; move it to let time pass."""
        self.events: list[Event] = []
        """What was told, each ``external_id`` once."""
        self._config = dict(config or {})
        self.path = _path_of(source)
        self._folders = PluginFolders(packages=False, single=(self.path,))
        self.id = _id_in(self._folders, self.path, id)
        self._network = network
        self._external_url = external_url
        self._polled_at: dict[str, str] = {}
        self._seen: set[tuple[str, str]] = set()
        self._told: set[tuple[str, str]] = set()
        self._open = contextlib.ExitStack()
        self._manager: IntegrationManager | None = None
        self._home: Home | None = None
        self._log = LogLines()

    def close(self) -> None:
        """Unload it and forget everything; it can be used again, from the start."""
        self._open.close()
        self._manager = self._home = None
        self._polled_at.clear()
        self._seen.clear()
        self._told.clear()

    @property
    def manager(self) -> IntegrationManager:
        """The manager that holds the integration, found but perhaps not loaded."""
        if self._manager is None:
            try:
                self._manager = self._made()
            except BaseException:
                self._open.close()
                raise
        return self._manager

    @property
    def home(self) -> Home:
        """The home its entities are in."""
        _ = self.manager
        assert self._home is not None  # noqa: S101 - made together with the manager
        return self._home

    @property
    def log(self) -> list[str]:
        """Every line that was logged since it was found, down to debug."""
        return self._log.lines

    @property
    def info(self) -> PluginInfo:
        """The integration as people see it."""
        return self.manager.info(self.id)

    def load(self) -> PluginInfo:
        """Load it with its settings and return what became of it, whatever that is.

        Raises ConfigInvalid or PluginBroken when it cannot even be tried.
        """
        return self.manager.enable(self.id, self._config, force=True)

    @property
    def entry(self) -> Entry:
        """The loaded integration. Raises IntegrationNotLoaded with the reason."""
        if not self.manager.integration_exists(self.id):
            info = self.load()
            if info.state is not PluginState.LOADED:
                raise IntegrationNotLoaded(
                    f"{info.name} is {info.state.value}: {info.reason}.", cure=info.cure
                )
        return self.manager.entry(self.id)

    @property
    def object(self) -> Any:
        """What its ``build_integration`` returned."""
        return self.entry.object

    def test(self, config: Mapping[str, Any] | None = None) -> str:
        """Have settings tested as before they are saved. Raises ConnectionTestFailed, ConfigInvalid."""
        return self.manager.test(self.id, {**self._config, **(config or {})})

    def action(self, name: str, inputs: Mapping[str, Any] | None = None) -> Any:
        """Run an action and return its data; input and output are checked."""
        return running.run_action(self.entry, name, inputs or {})

    def poll(
        self,
        name: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        last_poll_ts: str | None = None,
    ) -> list[dict[str, Any]]:
        """Poll and return the new records, each ``id`` once.

        ``last_poll_ts`` is when the last poll that succeeded began, unless told.
        """
        since = last_poll_ts or self._polled_at.get(name)
        began = f"{self.now:.0f}"
        records = running.run_poll(self.entry, name, inputs or {}, since)
        self._polled_at[name] = began
        new = []
        for record in records:
            mark = name, str(record["id"])
            if mark not in self._seen:
                self._seen.add(mark)
                new.append(record)
        return new

    def webhook(self, payload: Any, headers: Mapping[str, str] | None = None) -> list[Event]:
        """Send a payload and return the events that are new.

        Without ``headers`` it is signed as the service would; with them the signature is checked.
        Raises AuthFailed for a wrong one.
        """
        entry = self.entry
        webhook = entry.capabilities.webhook
        if webhook is None:
            raise ConfigurationError(
                f"{entry.name} takes no webhooks.", cure="Write handle_webhook(payload)."
            )
        if headers is not None:
            body = running.as_body(payload)
            running.verify(webhook, body, headers, entry.context.config, self.now)
        events = running.run_webhook(entry, webhook, payload, headers)
        return [event for event in events if entry.context.emit(event)]

    def signature(self, payload: Any) -> dict[str, str]:
        """Return the headers the service would send with a payload."""
        webhook = self.entry.capabilities.webhook
        if webhook is None:
            return {}
        return running.signed(
            webhook, running.as_body(payload), self.entry.context.config, self.now
        )

    def sync(self) -> list[Entity]:
        """Ask for its entities again and return those that are available, by id."""
        _ = self.entry
        self.manager.sync(self.id)
        return self.entities()

    def entities(self) -> list[Entity]:
        """Return the entities it has declared, by id."""
        mine = [one for one in self.home.entities() if one.key.startswith(f"{self.id}.")]
        return sorted(mine, key=lambda one: one.id)

    def control(self, entity_id: str, service: str, data: dict[str, Any] | None = None) -> Entity:
        """Carry out a command on one of its entities and return the entity."""
        _ = self.entry
        return self.home.control(entity_id, service, data)

    def data(self, endpoint: str = "") -> DataBatch:
        """Return the series of an endpoint, checked."""
        return running.run_data(self.entry, endpoint)

    def endpoints(self) -> list[str]:
        """Return the endpoints it lists."""
        source = self.entry.capabilities.data
        if source is None or source.endpoints is None:
            return []
        listed: Iterable[str] = self.entry.call(
            "get_data_endpoints", source.endpoints, self.entry.context
        )
        return list(listed)

    def _made(self) -> IntegrationManager:
        folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="ova-testbed-")))
        database = self._open.enter_context(
            Database.open(folder / "ova.sqlite3", key_file=folder / "key")
        )
        self._log = self._open.enter_context(LogLines())
        home = Home(database)
        jobs = Jobs(threads=0)
        self._open.callback(jobs.close)
        manager = IntegrationManager(
            PluginStorage(database),
            self._folders,
            home,
            jobs=jobs,
            now=lambda: self.now,
            fetcher=Fetcher if self._network else partial(Fetcher, adapter=self.service),
        )
        manager.connect([], tell=self._tell, address=self._address)
        self._open.callback(manager.unload_all)
        timers = Timers(database, now=lambda: self.now)
        manager.load_all(TestHub(home, timers, manager, lambda: self.now))
        self._home = home
        return manager

    def _tell(self, _entry: Entry, event: Event) -> bool:
        if event.external_id is not None:
            mark = event.type, event.external_id
            if mark in self._told:
                return False
            self._told.add(mark)
        self.events.append(event)
        return True

    def _address(self, entry_id: str, kind: str) -> str:
        return f"{self._external_url}/{kind}/{entry_id}"


def _path_of(source: Source) -> Path:
    if isinstance(source, Integration):
        return source.folder.resolve()
    if isinstance(source, ModuleType):
        file = Path(str(source.__file__)).resolve()
        described = (file.parent / "config.json").is_file()
        return file.parent if file.name == "__init__.py" or described else file
    return Path(source).resolve()


def _id_in(folders: PluginFolders, path: Path, wanted: str) -> str:
    found = [one.id for one in find_plugins(PluginKind.INTEGRATION, folders)]
    if wanted in found or (not wanted and len(found) == 1):
        return wanted or found[0]
    if not found:
        raise InvalidInput(
            f"There is no integration at {path}.",
            cure="Name a Python file, or a folder with __init__.py or config.json.",
        )
    raise InvalidInput(
        f"{path} holds several integrations: {', '.join(found)}.", cure="Tell which one with id=..."
    )
