"""Telegram's Bot API: https://core.telegram.org/bots/api

The token is part of the address; ``config.json`` puts it in, but for the address of files.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ova.sdk import ActionError, AuthFailed, Context, NotReady, PluginError, RateLimited

from .sound import form_of


class TelegramClient:
    """One bot. Its methods raise NotReady, AuthFailed, RateLimited or ActionError."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._fetch = ctx.fetch
        self._config = ctx.config

    def me(self) -> dict[str, Any]:
        """Return the bot: ``id``, ``username``, ``first_name``."""
        return dict(self._call("getMe"))

    def send_message(self, chat_id: str, text: str) -> dict[str, Any]:
        """Write into a chat and return the message."""
        return dict(self._call("sendMessage", chat_id=chat_id, text=text))

    def send_voice(self, chat_id: str, mp3: bytes) -> None:
        """Send a voice message into a chat."""
        body, kind = form_of({"chat_id": chat_id}, "voice", "answer.mp3", "audio/mpeg", mp3)
        self._asked("sendVoice", data=body, headers={"Content-Type": kind})

    def file(self, file_id: str) -> bytes:
        """Return a file somebody sent. Raises ActionError when it is there no more."""
        path = str(dict(self._call("getFile", file_id=file_id)).get("file_path") or "")
        if not path:
            raise ActionError(
                self._ctx.text("errors.no_file"), cure=self._ctx.text("errors.no_file_cure")
            )
        server, token = str(self._config["api_url"]).rstrip("/"), self._config["bot_token"]
        try:
            return bytes(self._fetch(f"{server}/file/bot{token}/{quote(path)}").body)
        except PluginError as error:
            raise _explained(error, self._ctx) from None

    def set_webhook(self, url: str, secret: str) -> None:
        """Have messages sent to ``url``, with the secret in X-Telegram-Bot-Api-Secret-Token."""
        self._call(
            "setWebhook",
            url=url,
            secret_token=secret,
            allowed_updates=["message"],
            max_connections=4,
        )

    def webhook_url(self) -> str:
        """Return where messages are sent to, blank for nowhere."""
        return str(dict(self._call("getWebhookInfo")).get("url") or "")

    def delete_webhook(self) -> None:
        """Have messages kept at Telegram instead of sent."""
        self._call("deleteWebhook")

    def _call(self, method: str, **parameters: Any) -> Any:
        return self._asked(method, json=parameters)

    def _asked(self, method: str, **options: Any) -> Any:
        try:
            answer = self._fetch(method, "POST", **options)
        except PluginError as error:
            raise _explained(error, self._ctx) from None
        if not isinstance(answer.data, dict) or answer.data.get("ok") is not True:
            raise NotReady(
                self._ctx.text("errors.not_telegram"),
                cure=self._ctx.text("errors.not_telegram_cure"),
            )
        return answer.data.get("result")


def _explained(error: PluginError, ctx: Context) -> PluginError:
    """Return the error with what Telegram says about it."""
    if error.response is None or not isinstance(error.response.data, Mapping):
        return error
    told = error.response.data
    said = str(told.get("description") or f"HTTP {error.response.status}")
    parameters = told.get("parameters")
    more: Mapping[str, Any] = parameters if isinstance(parameters, Mapping) else {}
    match error.response.status:
        case 401 | 404:  # 404: what is no token at all
            return AuthFailed(ctx.text("errors.token"), cure=ctx.text("errors.token_cure"))
        case 403:  # about one chat; the token is good
            return ActionError(
                ctx.text("errors.not_delivered", reason=said),
                cure=ctx.text("errors.not_delivered_cure"),
            )
        case 429:
            wait = more.get("retry_after")
            seconds = float(wait) if isinstance(wait, int | float) else None
            told_off = (
                ctx.text("errors.too_many_for", seconds=f"{seconds:.0f}")
                if seconds is not None
                else ctx.text("errors.too_many")
            )
            return RateLimited(told_off, retry_after_s=seconds)
        case 400 if "migrate_to_chat_id" in more:
            return ActionError(
                ctx.text("errors.moved"),
                cure=ctx.text("errors.moved_cure", number=more["migrate_to_chat_id"]),
            )
        case status if status < 500:
            return ActionError(
                ctx.text("errors.refused", reason=said), cure=ctx.text("errors.refused_cure")
            )
    return error
