"""The Telegram bot, against a server that speaks the Bot API as it is documented.

https://core.telegram.org/bots/api
"""

import re
from types import SimpleNamespace

import pytest
from tests.integrations.servers import Answer, serving

from ova.core import InvalidInput, NotFound, PluginState, Unavailable
from ova.plugins import ConnectionTestFailed
from ova.sdk import Action, ActionError, InputInvalid, RateLimited

TOKEN = "123456:AAF-abcdefghijklmnopqrstuvwxyz012345"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class FakeTelegram:
    """One bot at Telegram: its webhook, and who takes its messages."""

    def __init__(self):
        self.token = TOKEN
        self.chats = {"42", "-1007"}
        self.blocked = set()
        self.migrated = {}
        self.flood_s = 0
        self.down = False
        self.webhook = {}
        self.sent = []
        self.updates = 1000

    def answer(self, asked):
        if self.down:
            return Answer(b"<html>502 Bad Gateway</html>", 502, {"Content-Type": "text/html"})
        path = re.fullmatch(r"/bot(\d+:[\w-]+)/(\w+)", asked.path)
        if path is None:
            return _refusal(404, "Not Found")
        if path[1] != self.token:
            return _refusal(401, "Unauthorized")
        method = getattr(self, f"on_{path[2]}", None)
        return method(asked.json) if method else _refusal(404, "Not Found: method not found")

    def on_getMe(self, _given):  # noqa: N802 - Telegram's name
        return _result({"id": 123456, "is_bot": True, "first_name": "Hub", "username": "hub_bot"})

    def on_setWebhook(self, given):  # noqa: N802 - Telegram's name
        if not given["url"].startswith("https://"):
            return _refusal(
                400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
            )
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given.get("secret_token", "x")):
            return _refusal(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = given
        return _result(True)

    def on_getWebhookInfo(self, _given):  # noqa: N802 - Telegram's name
        return _result({"url": self.webhook.get("url", ""), "pending_update_count": 0})

    def on_deleteWebhook(self, _given):  # noqa: N802 - Telegram's name
        self.webhook = {}
        return _result(True)

    def on_sendMessage(self, given):  # noqa: N802 - Telegram's name
        chat = str(given["chat_id"])
        if self.flood_s:
            wait = self.flood_s
            return _refusal(
                429, f"Too Many Requests: retry after {wait}", {"retry_after": wait}, wait
            )
        if chat in self.migrated:
            return _refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": self.migrated[chat]},
            )
        if chat in self.blocked:
            return _refusal(403, "Forbidden: bot was blocked by the user")
        if chat not in self.chats:
            return _refusal(400, "Bad Request: chat not found")
        self.sent.append((chat, given["text"]))
        return _result({"message_id": len(self.sent), "chat": {"id": int(chat)}, "date": 1})

    def update(self, text, chat=None, **more):
        """Return what is sent to the webhook when Anna writes."""
        self.updates += 1
        return {
            "update_id": self.updates,
            "message": {
                "message_id": 7,
                "from": {"id": 42, "is_bot": False, "first_name": "Anna", "last_name": "Lind"},
                "chat": chat or {"id": 42, "first_name": "Anna", "type": "private"},
                "date": 1772000000,
                "text": text,
                **more,
            },
        }


def _result(value):
    return Answer({"ok": True, "result": value})


def _refusal(status, description, parameters=None, retry_after=None):
    body = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return Answer(body, status, {"Retry-After": str(retry_after)} if retry_after else {})


@pytest.fixture
def telegram():
    return FakeTelegram()


@pytest.fixture
def server(telegram):
    with serving(telegram.answer) as server:
        yield server


@pytest.fixture
def config(server):
    return {"bot_token": TOKEN, "chats": ["42 Anna", "-1007 Family"], "api_url": server.url}


@pytest.fixture
def bench(bench, config):
    heard = []

    def converse(text, *, conversation_id=None):
        if text == "explode":
            raise InvalidInput("I do not know that room.")
        heard.append((text, conversation_id))
        return SimpleNamespace(reply="" if text == "psst" else f"Done: {text}.")

    bench.hub.converse = converse
    bench.heard = heard
    info = bench.enable("telegram", config)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    return bench


def test_the_card_names_the_bot(bench):
    details = bench.hub.integration_manager.info("telegram").details
    assert details["message"] == "Connected as @hub_bot. Messages are sent and received."
    assert details["account"] == "@hub_bot"


def test_a57_a_message_becomes_an_event(bench, telegram):
    (event,) = bench.receive("telegram", telegram.update("turn on the lamp"))
    assert (event.type, event.external_id) == ("telegram.message.received", "1001")
    assert event.payload == {
        "chat_id": "42",
        "chat": "Anna",
        "from": "Anna Lind",
        "text": "turn on the lamp",
        "message_id": 7,
        "date": "2026-02-25T06:13:20Z",
    }
    assert event.type in bench.entry("telegram").capabilities.events


def test_a57_the_hub_answers_in_the_chat(bench, telegram):
    bench.receive("telegram", telegram.update("turn on the lamp"))
    assert bench.heard == [("turn on the lamp", "telegram-42")]
    assert telegram.sent == [("42", "Done: turn on the lamp.")]


def test_a_command_that_fails_is_answered_with_the_reason(bench, telegram):
    bench.receive("telegram", telegram.update("explode"))
    assert telegram.sent == [("42", "I do not know that room.")]


def test_a_message_that_comes_twice_is_carried_out_once(bench, telegram):
    update = telegram.update("toggle the lamp")
    first = bench.receive("telegram", update)
    second = bench.receive("telegram", update)
    assert len(bench.heard) == 1
    assert first[0].external_id == second[0].external_id


@pytest.mark.parametrize("text", ["/start", "psst"])
def test_some_messages_get_no_answer(bench, telegram, text):
    assert bench.receive("telegram", telegram.update(text))[0].payload["text"] == text
    assert telegram.sent == []


def test_answers_can_be_switched_off(bench, telegram):
    bench.hub.integration_manager.set_config("telegram", {"answer_commands": False})
    assert bench.receive("telegram", telegram.update("turn on the lamp"))
    assert bench.heard == []
    assert telegram.sent == []


def test_an_answer_that_cannot_be_sent_loses_no_event(bench, telegram):
    telegram.blocked.add("42")
    assert bench.receive("telegram", telegram.update("turn on the lamp"))


def test_a57_a_stranger_is_not_listened_to_and_shown_once(bench, telegram):
    chat = {"id": 666, "first_name": "Mallory", "type": "private"}
    (event,) = bench.receive("telegram", telegram.update("open the door", chat))
    (again,) = bench.receive("telegram", telegram.update("open the door!", chat))
    assert event.type == "telegram.chat.unknown"
    assert event.payload == {"chat_id": "666", "chat": "Mallory"}
    assert event.external_id == again.external_id
    assert bench.heard == []
    assert telegram.sent == []


def test_a_group_and_a_picture_are_understood(bench, telegram):
    chat = {"id": -1007, "title": "Lind family", "type": "supergroup"}
    update = telegram.update("", chat, caption="look", photo=[{"file_id": "x"}])
    del update["message"]["text"]
    (event,) = bench.receive("telegram", update)
    assert (event.payload["chat"], event.payload["text"]) == ("Family", "look")


def test_other_updates_are_passed_over(bench):
    assert bench.receive("telegram", {"update_id": 5, "edited_message": {}}) == []


@pytest.mark.parametrize(
    "payload", [[], "hello", {}, {"update_id": "7"}, {"update_id": 7, "message": {"text": "x"}}]
)
def test_what_is_no_update_is_refused(bench, payload):
    with pytest.raises(InputInvalid, match="This"):
        bench.receive("telegram", payload)


def test_a57_a_message_is_sent_to_a_chat_by_name_number_or_default(bench, telegram):
    result = bench.act("telegram", "send_message", text="Dinner!", chat="family")
    bench.act("telegram", "send_message", text="Come", chat="42")
    bench.act("telegram", "send_message", text="Now")
    assert telegram.sent == [("-1007", "Dinner!"), ("42", "Come"), ("42", "Now")]
    assert result.message == "Sent to Family."
    assert result.data == {"chat": "Family", "chat_id": "-1007", "message_id": 1}


def test_the_base_class_dispatches_as_well(bench, telegram):
    telegram_bot = bench.object("telegram")
    telegram_bot.execute(Action("send_message", {"text": "Hello"}))
    assert telegram.sent == [("42", "Hello")]
    with pytest.raises(NotFound, match="no action 'dance'"):
        telegram_bot.execute(Action("dance"))


def test_a_chat_that_is_not_allowed_is_refused_with_near_names(bench, telegram):
    with pytest.raises(InputInvalid, match="no allowed chat called Ana") as caught:
        bench.act("telegram", "send_message", text="Hi", chat="Ana")
    assert "Anna" in caught.value.cure
    bench.hub.integration_manager.set_config("telegram", {"chats": []})
    with pytest.raises(InputInvalid, match="no chat Telegram messages may be sent to"):
        bench.act("telegram", "send_message", text="Hi")


def test_the_text_is_checked_before_anything_is_sent(bench):
    faults = bench.entry("telegram").capabilities.action("send_message").input.faults
    assert [fault["field"] for fault in faults({"text": ""})] == ["/text"]
    assert [fault["field"] for fault in faults({"text": "x" * 4097})] == ["/text"]
    assert [fault["field"] for fault in faults({})] == ["/text"]


def test_a57_phrases_send_a_message_by_voice(bench):
    phrases = bench.entry("telegram").capabilities.action("send_message").said_in("en")
    assert "send {text} to {chat} on telegram" in phrases


def test_a57_too_many_messages_tell_how_long_to_wait(bench, telegram):
    telegram.flood_s = 35
    with pytest.raises(RateLimited, match="in 35 seconds") as caught:
        bench.act("telegram", "send_message", text="Hi")
    assert caught.value.retry_after_s == 35


@pytest.mark.parametrize(
    ("change", "words", "cure"),
    [
        (lambda t: t.blocked.add("42"), "bot was blocked by the user", "write to the bot first"),
        (lambda t: t.chats.clear(), "chat not found", "number"),
        (lambda t: t.migrated.update({"42": -10042}), "another number", "-10042"),
    ],
)
def test_refusals_about_a_chat_say_what_to_do(bench, telegram, change, words, cure):
    change(telegram)
    with pytest.raises(ActionError, match=words) as caught:
        bench.act("telegram", "send_message", text="Hi")
    assert cure in caught.value.cure
    assert bench.hub.integration_manager.info("telegram").state == PluginState.LOADED


def test_a57_a_revoked_token_asks_for_a_new_one(bench, telegram):
    telegram.token = "123456:BB-another"
    with pytest.raises(ConnectionTestFailed, match="refuses the bot token") as caught:
        bench.hub.integration_manager.test("telegram")
    assert caught.value.code == "invalid_auth"
    assert TOKEN not in f"{caught.value} {caught.value.cure}"


@pytest.mark.parametrize("token", ["123456:wrong", "not a token"])
def test_a_wrong_token_is_refused_before_it_is_saved(bench, token):
    with pytest.raises(ConnectionTestFailed, match="refuses the bot token"):
        bench.hub.integration_manager.set_config("telegram", {"bot_token": token})
    assert bench.entry("telegram").context.config["bot_token"] == TOKEN


def test_an_outage_is_no_wrong_token(bench, telegram):
    telegram.down = True
    with pytest.raises(ConnectionTestFailed) as caught:
        bench.hub.integration_manager.test("telegram")
    assert caught.value.code == "cannot_connect"


@pytest.mark.parametrize("reachable", [False, True])
def test_without_an_https_address_messages_can_still_be_sent(start, config, telegram, reachable):
    def address(_entry_id, _kind):
        if reachable:
            return "http://192.168.1.5:7123/webhooks/telegram"
        raise Unavailable("The hub does not know its own address for others.")

    manager = start(address=address).integration_manager
    info = manager.enable("telegram", config)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    assert "Messages can be sent, not received" in info.details["message"]


@pytest.mark.parametrize("line", ["Anna", "42a Anna", "@abc", ""])
def test_a_line_that_names_no_chat_is_refused_in_the_form(bench, line):
    with pytest.raises(InvalidInput, match=r"chats\.0"):
        bench.hub.integration_manager.set_config("telegram", {"chats": [line]})


def test_the_token_is_shown_nowhere(bench, telegram, caplog):
    telegram.blocked.add("42")
    with pytest.raises(ActionError):
        bench.act("telegram", "send_message", text="Hi")
    bench.receive("telegram", telegram.update("turn on the lamp"))
    manager = bench.hub.integration_manager
    shown = f"{manager.config('telegram')} {manager.info('telegram')} {caplog.text}"
    assert TOKEN not in shown
