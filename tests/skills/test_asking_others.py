"""Skills that ask integrations, where these are not set up; and messages, where they are."""

from types import SimpleNamespace

import pytest

from ova.sdk import InputInvalid


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what is the weather", "Weather"),
        ("do I need an umbrella?", "Weather"),
        ("will it rain tomorrow", "Weather"),
        ("how cold will it get tonight", "Weather"),
        ("will it rain in the afternoon", "Weather"),
        ("when does the sun set", "Weather"),
        ("what is the weather this weekend", "Weather"),
        ("what's the news", "RSS"),
        ("more news", "RSS"),
        ("send anna a message: I am late", "Telegram"),
        ("what is on my calendar tomorrow", "Calendar"),
        ("when is my next appointment", "Calendar"),
        ("find my phone", "settings"),
    ],
)
def test_it_is_said_what_to_set_up(ask, text, named):
    reply = ask(text)
    assert (reply.error, named in reply.text) == ("not_set_up", True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what is the weather on friday", "friday"),
        ("weather tomorrow", "tomorrow"),
        ("will it rain this afternoon", "this afternoon"),
        ("how cold will it be tonight", "tonight"),
        ("what will the weather be tomorrow morning", "tomorrow morning"),
        ("what is the weather at the weekend", "weekend"),
    ],
)
def test_the_day_is_understood(hub, text, day):
    assert hub.match(text).intent.value("day") == day


class Telegram:
    """The integration, as far as the skill knows it."""

    def chat_called(self, name):
        if name.casefold() != "anna":
            raise InputInvalid(f"There is no chat named {name}.", cure="Name one of: Anna.")
        return "Anna"


@pytest.fixture
def telegram(hub, monkeypatch):
    sent = []
    manager = hub.integration_manager
    monkeypatch.setattr(manager, "integration_exists", lambda name: name == "telegram")
    monkeypatch.setattr(manager, "get_integration_module", lambda name: Telegram())
    hub.actions = SimpleNamespace(run=lambda *args, **_more: sent.append(args))
    return sent


def test_a_message_is_sent_after_a_yes(hub, ask, telegram):
    reply = ask("send anna a message: I am late")
    assert (reply.text, telegram) == ("Shall I send Anna: I am late?", [])

    (meant,) = reply.question.options[0].intents
    assert hub.carry_out(meant).text == "Sent to Anna."
    assert telegram == [("telegram", "send_message", {"text": "I am late", "chat": "Anna"})]


def test_who_may_not_be_written_to_is_told(ask, telegram):
    assert ask("send bob a message: hello").text == "There is no chat named bob. Name one of: Anna."
    assert telegram == []
