"""Telegram passes what every integration must."""

from pathlib import Path
from typing import Any

import pytest

from ova.sdk import AuthFailed
from ova.testing import IntegrationAcceptance, Service, Testbed

FOLDER = Path(__file__).parents[1]
CONFIG = {
    "bot_token": "123456:AAF-t0ken-of-the-test",
    "webhook_secret": "h00k-of-the-test",
    "chats": ["42 Anna"],
    "answer_commands": False,
}


def tell(service: Service) -> None:
    """Tell Telegram what to answer."""

    def result(value: Any) -> dict[str, Any]:
        return {"ok": True, "result": value}

    service.answer("POST", "/getMe", result({"id": 123456, "username": "hub_bot"}))
    service.answer("POST", "/sendMessage", result({"message_id": 9}))
    service.answer("POST", "/getWebhookInfo", result({"url": ""}))
    service.answer("POST", "/setWebhook", result(True))
    service.answer("POST", "/deleteWebhook", result(True))


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = CONFIG
    invalid_config = {"bot_token": "123456:wrong"}
    actions = {"send_message": {"text": "Dinner!", "chat": "Anna"}}

    def answers(self, service: Service) -> None:
        """Tell Telegram what to answer."""
        tell(service)


def update(text: str, chat: int = 42) -> dict[str, Any]:
    """Return what Telegram sends when somebody writes."""
    message = {"message_id": 1, "chat": {"id": chat, "first_name": "Anna"}, "text": text, "date": 1}
    return {"update_id": 100, "message": message}


def test_only_telegram_may_tell_of_messages() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        (event,) = bed.webhook(update("Hello"))
        assert bed.webhook(update("Hello")) == []
        with pytest.raises(AuthFailed):
            bed.webhook(update("Hello"), {"X-Telegram-Bot-Api-Secret-Token": "mallory"})
    assert (event.type, event.payload["chat"]) == ("telegram.message.received", "Anna")


def test_an_answer_of_telegram_that_lacks_what_is_declared_is_not_passed_on() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        output = bed.entry.capabilities.action("send_message").output
        assert output is not None
        assert output.faults({"chat": "Anna", "chat_id": "42"})[0]["field"] == "/message_id"
        assert bed.action("send_message", {"text": "Hi"}) == {
            "chat": "Anna",
            "chat_id": "42",
            "message_id": 9,
        }
