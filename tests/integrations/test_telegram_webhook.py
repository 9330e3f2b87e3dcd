"""The webhook of the Telegram bot: registered with a secret, checked, and taken back."""

import json
from types import SimpleNamespace

import pytest
from tests.integrations.servers import serving
from tests.integrations.test_telegram import HEADER, TOKEN, FakeTelegram

from ova.core import PluginState
from ova.home import Home
from ova.platform import Platform
from ova.platform.webhook_errors import DeliveryRefused, SignatureInvalid
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage
from ova.plugins.discovery import bundled_folder
from ova.schedule import Jobs
from ova.storage import Database


class Hub:
    """A hub with the platform, which does what is due only when it is told to."""

    def __init__(self, database, folder, external_url):
        self.jobs = Jobs(threads=0)
        folders = PluginFolders(bundled_folder(), folder, packages=False)
        home = Home(database)
        self.manager = IntegrationManager(PluginStorage(database), folders, home, jobs=self.jobs)
        self.platform = Platform(
            database, self.manager, self.jobs, external_url=lambda: external_url
        )
        self.events = self.platform.subscriptions
        self.integration_manager = self.manager
        self.manager.load_all(self)
        self.jobs.run_due()

    def converse(self, text, *, conversation_id=None):
        """Answer as a hub does."""
        return SimpleNamespace(reply=f"Done: {text}.")

    def enable(self, config):
        """Switch Telegram on and do what is due."""
        assert self.manager.enable("telegram", config).state == PluginState.LOADED
        self.jobs.run_due()

    def take(self, update, secret):
        """Deliver an update as Telegram does."""
        webhooks = self.platform.webhooks
        token = webhooks.describe("telegram")["path"].rpartition("/")[2]
        body = json.dumps(update).encode()
        header = {HEADER: secret}.get
        webhooks.receiver("telegram", token).take(header, "application/json", body)

    def told(self):
        """Return the types of the events on disk."""
        return [event.type for event in self.platform.events.recent()]

    def close(self):
        """End it."""
        self.manager.unload_all()
        self.jobs.close()


@pytest.fixture
def telegram():
    return FakeTelegram()


@pytest.fixture
def config(telegram):
    with serving(telegram.answer) as server:
        yield {
            "bot_token": TOKEN,
            "chats": ["42 Anna"],
            "api_url": server.url,
            "answer_commands": False,
        }


@pytest.fixture
def start(tmp_path, config):
    """Return a function that starts a hub over the same database."""
    hubs = []
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:

        def start(external_url="https://ova.test"):
            if hubs:
                hubs.pop().close()
            hubs.append(Hub(database, tmp_path, external_url))
            return hubs[-1]

        yield start
        for hub in hubs:
            hub.close()


@pytest.fixture
def hub(start, config):
    hub = start()
    hub.enable(config)
    return hub


def test_a57_the_webhook_is_registered_with_a_secret_of_our_own(hub, telegram):
    assert telegram.webhook["url"] == hub.platform.webhooks.url("telegram")
    assert telegram.webhook["url"].startswith("https://ova.test/webhooks/telegram/")
    assert telegram.webhook["allowed_updates"] == ["message"]
    assert len(telegram.webhook["secret_token"]) > 40


def test_a57_a_delivery_with_the_secret_becomes_an_event_once(hub, telegram):
    update, secret = telegram.update("hello"), telegram.webhook["secret_token"]
    hub.take(update, secret)
    hub.take(update, secret)
    assert hub.told() == ["telegram.message.received"]


@pytest.mark.parametrize("secret", [None, "", "guessed"])
def test_a57_a_delivery_without_the_secret_is_refused(hub, telegram, secret):
    with pytest.raises(SignatureInvalid):
        hub.take(telegram.update("open the door"), secret)
    assert hub.told() == []


def test_what_is_no_update_is_refused_as_malformed(hub, telegram):
    with pytest.raises(DeliveryRefused, match="no update of Telegram") as caught:
        hub.take({"hello": "world"}, telegram.webhook["secret_token"])
    assert caught.value.status == 400


def test_a_restart_registers_nothing_anew(hub, telegram, start):
    before, telegram.webhook = telegram.webhook, {**telegram.webhook, "mark": 1}
    later = start()
    assert telegram.webhook == {**before, "mark": 1}
    later.take(telegram.update("hello"), before["secret_token"])
    assert later.told() == ["telegram.message.received"]


def test_a_secret_of_the_settings_is_told_at_once(hub, telegram):
    hub.manager.set_config("telegram", {"webhook_secret": "mine-and-only-mine"})
    hub.jobs.run_due()
    assert telegram.webhook["secret_token"] == "mine-and-only-mine"
    hub.take(telegram.update("hello"), "mine-and-only-mine")


def test_a57_the_webhook_is_deleted_when_it_is_switched_off(hub, telegram):
    hub.manager.disable("telegram")
    assert telegram.webhook == {}


def test_a_webhook_somebody_else_registered_is_left_alone(hub, telegram):
    telegram.webhook = {"url": "https://other.test/hook"}
    hub.manager.disable("telegram")
    assert telegram.webhook == {"url": "https://other.test/hook"}


@pytest.mark.parametrize("external_url", ["", "http://192.168.1.5:7123"])
def test_without_an_https_address_nothing_is_registered_and_the_reason_shown(
    start, config, telegram, external_url
):
    hub = start(external_url)
    hub.enable(config)
    assert telegram.webhook == {}
    problem = hub.platform.webhooks.describe("telegram")["upstream"]["problem"]
    assert ("needs an address" if external_url else "does not know its own address") in problem
