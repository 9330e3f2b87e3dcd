"""The bundled webhook for services nobody wrote an integration for."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass

import pytest

from ova.core import PluginState
from ova.home import Home
from ova.platform import Platform
from ova.platform.webhook_errors import DeliveryRefused, SignatureInvalid
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage
from ova.plugins.discovery import bundled_folder
from ova.schedule import Jobs
from ova.storage import Database

NAME = "webhook_generic"


@dataclass
class Hub:
    """What the integration receives as ``ova``, as far as these tests need it."""

    integration_manager: IntegrationManager
    platform: Platform

    @property
    def webhooks(self):
        return self.platform.webhooks

    @property
    def events(self):
        return self.platform.subscriptions


@pytest.fixture
def hub(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        jobs = Jobs(threads=0)
        folders = PluginFolders(bundled_folder(), tmp_path, packages=False)
        manager = IntegrationManager(PluginStorage(database), folders, Home(database), jobs=jobs)
        hub = Hub(manager, Platform(database, manager, jobs))
        manager.load_all(hub)
        yield hub
        manager.unload_all()
        jobs.close()


def send(hub, payload, entry=NAME, **headers):
    """Deliver JSON at the address people copy; header names with underscores."""
    token = hub.webhooks.describe(entry)["path"].rpartition("/")[2]
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    hub.webhooks.receiver(entry, token).take(given.get, "application/json", body)


def received(hub):
    """Return (external id, payload) of every event, oldest first."""
    return [(one["external_id"], one["payload"]) for one in reversed(hub.events.recent())]


@pytest.mark.parametrize("payload", [{"a": 1}, [1, 2], "hello", 5, None, {}])
def test_any_json_is_told(payload, hub):
    assert hub.integration_manager.enable(NAME).state == PluginState.LOADED
    send(hub, payload)
    send(hub, payload)
    assert received(hub) == [(None, {"type": None, "id": None, "data": payload})] * 2
    assert hub.events.recent()[0]["type"] == "webhook_generic.received"


def test_the_settings_say_where_id_and_kind_are(hub):
    fields = {"id_field": "order.numbers.1", "type_field": "what"}
    hub.integration_manager.enable(NAME, fields)
    order = {"what": "paid", "order": {"numbers": [1, 72]}}
    send(hub, order)
    send(hub, order)
    send(hub, {"order": {"numbers": [1, "73"]}})
    assert received(hub) == [
        ("72", {"type": "paid", "id": "72", "data": order}),
        ("73", {"type": None, "id": "73", "data": {"order": {"numbers": [1, "73"]}}}),
    ]


@pytest.mark.parametrize("payload", [{}, [], "id", {"id": {}}, {"id": True}, {"id": 1.5}])
def test_a_delivery_without_the_id_it_should_have_is_refused(payload, hub):
    hub.integration_manager.enable(NAME, {"id_field": "id"})
    with pytest.raises(DeliveryRefused, match="has no id at 'id'"):
        send(hub, payload)
    assert received(hub) == []


def test_a_signature_is_asked_for_when_the_settings_say_so(hub):
    hub.integration_manager.enable(
        NAME, {"verification": "hmac-sha256", "signature_header": "X-Hub-Signature-256"}
    )
    with pytest.raises(SignatureInvalid):
        send(hub, {"a": 1})
    secret = hub.webhooks.describe(NAME)["secret"]
    proof = hmac.new(secret.encode(), b'{"a": 1}', hashlib.sha256).hexdigest()
    send(hub, b'{"a": 1}', X_Hub_Signature_256=f"sha256={proof}")
    assert len(received(hub)) == 1


def test_a_signed_time_keeps_replays_out(hub):
    hub.integration_manager.enable(
        NAME, {"verification": "hmac-sha256", "time_header": "X-Time", "hook_secret": "sesame"}
    )
    at = str(int(time.time()))
    proof = hmac.new(b"sesame", at.encode() + b".{}", hashlib.sha256).hexdigest()
    for _ in range(2):
        send(hub, b"{}", X_Signature=proof, X_Time=at)
    assert len(received(hub)) == 1


def test_a_token_is_asked_for_when_the_settings_say_so(hub):
    hub.integration_manager.enable(
        NAME,
        {"verification": "token", "signature_header": "X-Gitlab-Token", "hook_secret": "sesame"},
    )
    with pytest.raises(SignatureInvalid):
        send(hub, {}, X_Gitlab_Token="mallory")
    send(hub, {}, X_Gitlab_Token="sesame")
    assert len(received(hub)) == 1


def test_a_proof_without_a_header_is_a_setup_error_with_a_cure(hub):
    info = hub.integration_manager.enable(
        NAME, {"verification": "token", "signature_header": ""}, force=True
    )
    assert info.state == PluginState.SETUP_ERROR
    assert info.reason == "The header with the proof is not named."
    assert "X-Hub-Signature-256" in info.cure


def test_every_service_has_an_account_of_its_own(hub):
    hub.integration_manager.enable(NAME, {"id_field": "id"})
    other = hub.integration_manager.add_account(NAME, "Parcels", {"id_field": "parcel"}).id
    send(hub, {"id": 1})
    send(hub, {"parcel": 1}, other)
    assert [one["integration"] for one in hub.events.recent()] == [other, NAME]


def test_the_secret_is_never_shown(hub):
    hub.integration_manager.enable(NAME, {"verification": "token", "hook_secret": "sesame"})
    assert hub.integration_manager.config(NAME)["hook_secret"] == {"is_set": True}
    assert hub.webhooks.describe(NAME)["secret"] is None
    schema = hub.integration_manager.schema(NAME)["properties"]
    assert schema["verification"]["enum"] == ["none", "hmac-sha256", "token"]
