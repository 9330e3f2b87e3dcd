"""A message at Telegram switches a light of a whole hub, and the hub answers in the chat."""

from tests.hubs import hub_in_process
from tests.integrations.servers import serving
from tests.integrations.test_telegram import TOKEN, FakeTelegram

from ova.core import PluginState


def test_a57_a_message_is_carried_out_and_answered_by_the_hub(tmp_path):
    telegram = FakeTelegram()
    with serving(telegram.answer) as server, hub_in_process(tmp_path) as hub:
        manager = hub.integration_manager
        manager.enable("demo_home")
        config = {"bot_token": TOKEN, "chats": ["42 Anna"], "api_url": server.url}
        assert manager.enable("telegram", config).state == PluginState.LOADED
        assert hub.home.entity("light.kitchen_light").state.state == "off"
        entry = manager.entry("telegram")
        update = telegram.update("turn on the kitchen light")
        event = entry.call("webhook", entry.capabilities.webhook.run, update, {}, entry.context)
        assert event.type == "telegram.message.received"
        assert entry.context.emit(event) is True
        assert entry.context.emit(event) is False, "it is told once"
        assert hub.home.entity("light.kitchen_light").state.state == "on"
        ((chat, reply),) = telegram.sent
        assert chat == "42"
        assert "kitchen light" in reply.lower()
