"""The examples of docs/webhooks-and-events.md work as they are."""

import hashlib
import hmac

import pytest

from ova.core import PluginState
from ova.platform import Platform
from ova.platform.webhook_errors import SignatureInvalid
from ova.schedule import Jobs

DOCUMENT = "webhooks-and-events.md"
BODY = b'{"id": "e1", "button": "hall"}'


@pytest.fixture
def hub(hub_of_examples):
    """A hub with the examples, and with what takes webhooks; jobs run when told to."""
    hub = hub_of_examples(DOCUMENT)
    manager = hub.integration_manager
    hub.jobs = Jobs(threads=0)
    hub.platform = Platform(manager._storage._database, manager, hub.jobs)
    hub.events = hub.platform.subscriptions
    yield hub
    hub.jobs.close()


def test_the_example_takes_a_signed_delivery_and_the_skill_hears_it(hub):
    assert hub.integration_manager.enable("wall_buttons").state == PluginState.LOADED
    assert hub.skill_manager.enable("doorbell").state == PluginState.LOADED
    webhook = hub.platform.webhooks.describe("wall_buttons")
    receiver = hub.platform.webhooks.receiver("wall_buttons", webhook["path"].split("/")[3])
    proof = hmac.new(webhook["secret"].encode(), BODY, hashlib.sha256).hexdigest()
    with pytest.raises(SignatureInvalid):
        receiver.take({}.get, "application/json", BODY)
    receiver.take({"X-Signature": f"sha256={proof}"}.get, "application/json", BODY)
    hub.jobs.run_due()
    assert hub.skill_manager.get_skill_module("doorbell").pressed == ["hall"]
