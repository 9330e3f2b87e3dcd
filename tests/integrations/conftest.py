"""The bundled plugins in a real hub's home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from ova.home import Home
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage
from ova.plugins.discovery import bundled_folder
from ova.sdk import ActionResult, FetchResponse
from ova.storage import Database


@dataclass
class Hub:
    """What integrations receive as ``ova``, as far as these tests need it."""

    home: Home
    integration_manager: IntegrationManager
    settings: Any = field(
        default_factory=lambda: SimpleNamespace(current=SimpleNamespace(temperature_unit="C"))
    )
    converse: Callable[..., Any] | None = None
    language: str = "en"

    def now(self):
        """Return a Friday morning."""
        return datetime(2026, 3, 6, 9, 15, tzinfo=UTC)


@dataclass
class Bench:
    """A hub with its integrations, and the ways the platform calls their code."""

    hub: Hub
    told: list[Any] = field(default_factory=list)
    """Events the integrations told by themselves."""

    def enable(self, integration_id, config=None, **options):
        """Switch an integration on and return its state."""
        return self.hub.integration_manager.enable(integration_id, config, **options)

    def entry(self, integration_id):
        """Return the loaded integration."""
        return self.hub.integration_manager.entry(integration_id)

    def object(self, integration_id):
        """Return what skills get of an integration."""
        return self.hub.integration_manager.get_integration_module(integration_id)

    def act(self, integration_id, name, **inputs):
        """Check the input, run an action, check the output; return what it returned."""
        entry = self.entry(integration_id)
        action = entry.capabilities.action(name)
        assert action.input.faults(inputs) == []
        result = entry.call("action", action.run, action.input.made(inputs), entry.context)
        plain = result.data if isinstance(result, ActionResult | FetchResponse) else result
        assert action.output is None or action.output.faults(plain) == []
        return result

    def poll(self, integration_id, name, last_poll_ts=None, **inputs):
        """Check the input, poll once, check every record; return the records."""
        entry = self.entry(integration_id)
        trigger = entry.capabilities.poll(name)
        assert trigger.input.faults(inputs) == []
        records = entry.call("poll", trigger.run, inputs, last_poll_ts, entry.context)
        for record in records:
            assert set(record) == {"id", "data"}
            assert trigger.output is None or trigger.output.faults(record["data"]) == []
        return records

    def receive(self, integration_id, payload):
        """Give the webhook what a service sent; return the events it makes of it."""
        entry = self.entry(integration_id)
        made = entry.call("webhook", entry.capabilities.webhook.run, payload, {}, entry.context)
        return made if isinstance(made, list) else [made] if made else []

    def data(self, integration_id, endpoint):
        """Ask the data source."""
        entry = self.entry(integration_id)
        return entry.call("get_data", entry.capabilities.data.get, endpoint, entry.context)


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a hub over the same database, as often as it is called."""
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        hubs = []

        def start(tell=None, address=None):
            home = Home(database)
            folders = PluginFolders(bundled_folder(), tmp_path, packages=False)
            hub = Hub(home, IntegrationManager(PluginStorage(database), folders, home))
            hub.integration_manager.connect([], tell=tell, address=address)
            hub.integration_manager.load_all(hub)
            hubs.append(hub)
            return hub

        yield start
        for hub in hubs:
            hub.integration_manager.unload_all()


@pytest.fixture
def bench(start):
    """A hub that others reach at ``https://ova.test``."""
    told = []

    def tell(entry, event):
        told.append(event)
        return True

    return Bench(start(tell, lambda entry_id, kind: f"https://ova.test/{kind}/{entry_id}"), told)
