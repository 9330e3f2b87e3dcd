"""The Telegram integration: what it needs, does and tells."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ova.core import Unavailable
from ova.sdk import (
    ActionError,
    ActionResult,
    ActionSpec,
    BaseIntegration,
    Context,
    Device,
    Event,
    EventSpec,
    InputInvalid,
    NotReady,
    SecretSpec,
    webhook,
)

from .answering import Answering
from .chats import Chats
from .client import TelegramClient
from .schemas import SendMessage, SentMessage

SECRET = "webhook_secret"  # noqa: S105 - the name of a setting
REGISTERED = "registered"
NOT_LOADED = "Telegram is not loaded yet. Try again in a moment."
"""Said in English: what it says in other languages is known once it is loaded."""


class Telegram(BaseIntegration):
    """One Telegram bot."""

    name = "Telegram"
    key = "telegram"
    version = "1.0.0"
    description = "Receives and sends messages with a Telegram bot of your own."
    secrets = (
        SecretSpec("bot_token", "@BotFather gives it when you make a bot"),
        SecretSpec(SECRET, "Leave it blank: the hub makes one up", required=False),
    )
    actions = (
        ActionSpec(
            "send_message",
            "Write a message into an allowed chat",
            SendMessage,
            "send_message",
            phrases={
                "en": [
                    "send {text} to {chat} on telegram",
                    "tell {chat} on telegram {text}",
                    "send the telegram message {text}",
                ],
                "de": [
                    "sag[e] {chat} (auf|über) telegram {text}",
                    "schreib[e] {chat} (auf|über) telegram {text}",
                    "schick[e] {chat} (auf|über) telegram {text}",
                    "(schick|sende) die telegram nachricht {text}",
                ],
            },
            output=SentMessage,
        ),
    )
    events = (
        EventSpec("telegram.message.received", "Somebody wrote in an allowed chat"),
        EventSpec("telegram.chat.unknown", "Somebody wrote in a chat that is not allowed"),
    )

    def __init__(self, bot_token: str, webhook_secret: str = "") -> None:  # noqa: ARG002 - both reach it in ctx.config
        self._ctx: Context | None = None

    def entities(self, ctx: Context) -> list[Device]:
        """Bring nothing into the home; from now on the bot can be asked."""
        self._ctx = ctx
        return []

    def test_connection(self, ctx: Context) -> str:
        """Say which bot the token belongs to."""
        return ctx.text("says.connected", name=_bot(TelegramClient(ctx).me()))

    def account_info(self, ctx: Context) -> dict[str, str]:
        """Return the bot's number, which never changes, and its name."""
        me = TelegramClient(ctx).me()
        return {"id": str(me.get("id", "")), "name": _bot(me)}

    def activate(self, ctx: Context) -> str:
        """Say which bot it is, and why it will hear nothing if Telegram cannot reach the hub."""
        name = _bot(TelegramClient(ctx).me())
        try:
            https = ctx.url("webhook").startswith("https://")
            problem = "" if https else ctx.text("errors.no_https")
        except Unavailable as error:
            problem = str(error)
        if problem:
            return ctx.text("says.sends", name=name, problem=problem)
        return ctx.text("says.sends_and_receives", name=name)

    def webhook_exists(self, ctx: Context, url: str) -> bool:
        """Tell whether Telegram sends messages to ``url`` with the secret of now."""
        told = ctx.state.get(REGISTERED)
        return told == _mark(url, ctx) and TelegramClient(ctx).webhook_url() == url

    def webhook_create(self, ctx: Context, url: str) -> None:
        """Tell Telegram where messages are to be sent to. Raises ActionError without https."""
        if not url.startswith("https://"):
            raise ActionError(ctx.text("errors.no_https"), cure=ctx.text("errors.no_https_cure"))
        TelegramClient(ctx).set_webhook(url, ctx.config[SECRET])
        ctx.state.set(REGISTERED, _mark(url, ctx))

    def webhook_delete(self, ctx: Context, url: str) -> None:
        """Take that back, unless somebody else has told another address since."""
        ctx.state.set(REGISTERED, None)
        client = TelegramClient(ctx)
        if client.webhook_url() == url:
            client.delete_webhook()

    @webhook(verify=("token", "X-Telegram-Bot-Api-Secret-Token", "webhook_secret"))
    def handle_webhook(self, payload: Any, ctx: Context) -> Event | None:
        """Return the event of a message, and answer it. Raises InputInvalid for what is no update."""
        if not isinstance(payload, Mapping) or not isinstance(payload.get("update_id"), int):
            raise InputInvalid(ctx.text("errors.no_update"), cure=ctx.text("errors.no_update_cure"))
        message = payload.get("message")
        if message is None:
            return None
        if not isinstance(message, Mapping) or not isinstance(message.get("chat"), Mapping):
            raise InputInvalid(ctx.text("errors.no_chat"))
        place = message["chat"]
        chat_id, update = str(place.get("id", "")), str(payload["update_id"])
        chat = _chats(ctx).allowed(chat_id, str(place.get("username") or ""))
        if chat is None:
            stranger = {"chat_id": chat_id, "chat": _title(place)}
            return Event("telegram.chat.unknown", f"chat {chat_id}", stranger)
        text = str(message.get("text") or message.get("caption") or "")
        voice = message.get("voice")
        sender = message.get("from")
        answering = Answering(ctx, chat_id, update)
        if ctx.config["answer_commands"] and isinstance(voice, Mapping):
            text = answering.voice(voice) or text
        elif ctx.config["answer_commands"]:
            answering.text(text)
        return Event(
            "telegram.message.received",
            update,
            {
                "chat_id": chat_id,
                "chat": chat.name if chat.name != chat.id else _title(place),
                "from": _title(sender) if isinstance(sender, Mapping) else "",
                "text": text,
                "message_id": message.get("message_id"),
                "date": _iso(message.get("date")),
            },
        )

    def chat_called(self, name: str) -> str:
        """Return the name of the allowed chat that is meant, for skills. Raises InputInvalid."""
        if self._ctx is None:
            raise NotReady(NOT_LOADED)
        return _chats(self._ctx).find(name).name

    def send_message(self, data: SendMessage, ctx: Context | None = None) -> ActionResult:
        """Write into an allowed chat."""
        ctx = ctx or self._ctx
        if ctx is None:
            raise NotReady(NOT_LOADED)
        chat = _chats(ctx).find(data.chat)
        sent = TelegramClient(ctx).send_message(chat.id, data.text)
        return ActionResult(
            {"chat": chat.name, "chat_id": chat.id, "message_id": sent.get("message_id")},
            message=ctx.text("says.sent", name=chat.name),
        )


def _mark(url: str, ctx: Context) -> str:
    """Return what tells an address with its secret from others, and gives neither away."""
    return hashlib.sha256(f"{url} {ctx.config[SECRET]}".encode()).hexdigest()


def _chats(ctx: Context) -> Chats:
    return Chats(ctx.config["chats"], ctx.text)


def _bot(me: Mapping[str, Any]) -> str:
    return f"@{me['username']}" if me.get("username") else str(me.get("first_name") or "a bot")


def _title(who: Mapping[str, Any]) -> str:
    """Return what a chat or a person is called."""
    parts = [who.get("title"), who.get("first_name"), who.get("last_name")]
    name = " ".join(str(part) for part in parts if part)
    return name or (f"@{who['username']}" if who.get("username") else str(who.get("id", "")))


def _iso(seconds: Any) -> str:
    if not isinstance(seconds, int):
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
