"""Messages where Telegram is set up: a stand-in that knows Anna."""

import pytest
from pydantic import BaseModel

from ova.sdk import InputInvalid, action


class Message(BaseModel):
    """What is sent."""

    text: str
    chat: str


class Telegram:
    """The integration, as far as the skill knows it."""

    def __init__(self):
        self.sent = []

    def chat_called(self, name):
        if name.casefold() != "anna":
            raise InputInvalid(f"There is no chat named {name}.", cure="Name one of: Anna.")
        return "Anna"

    @action(description="Send a message")
    def send_message(self, data: Message):
        self.sent.append((data.chat, data.text))


@pytest.fixture
def telegram(ask):
    stand_in = Telegram()
    ask.integration("telegram", stand_in)
    return stand_in


def test_a_message_is_sent_after_a_yes(ask, telegram):
    asked = ask("send anna a message: I am late")
    assert (asked.reply, asked.listens, telegram.sent) == (
        "Shall I send Anna: I am late?",
        True,
        [],
    )
    sent = ask("yes")
    assert (sent.reply, sent.did) == ("Sent to Anna.", ["telegram send_message"])
    assert telegram.sent == [("Anna", "I am late")]


def test_nothing_is_sent_after_a_no(ask, telegram):
    ask("send anna a message: I am late")
    ask("no")
    assert telegram.sent == []


def test_who_may_not_be_written_to_is_told(ask, telegram):
    answer = ask("send bob a message: hello")
    assert answer.reply == "There is no chat named bob. Name one of: Anna."
    assert telegram.sent == []
