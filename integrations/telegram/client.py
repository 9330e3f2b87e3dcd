"""Telegram's Bot API: https://core.telegram.org/bots/api

The token is part of the address; ``config.json`` puts it in, so that it passes through no code here.
"""

from collections.abc import Mapping
from typing import Any

from ova.sdk import ActionError, AuthFailed, Context, NotReady, PluginError, RateLimited


class TelegramClient:
    """One bot. Its methods raise NotReady, AuthFailed, RateLimited or ActionError."""

    def __init__(self, ctx: Context) -> None:
        self._fetch = ctx.fetch

    def me(self) -> dict[str, Any]:
        """Return the bot: ``id``, ``username``, ``first_name``."""
        return dict(self._call("getMe"))

    def send_message(self, chat_id: str, text: str) -> dict[str, Any]:
        """Write into a chat and return the message."""
        return dict(self._call("sendMessage", chat_id=chat_id, text=text))

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
        try:
            answer = self._fetch(method, "POST", json=parameters)
        except PluginError as error:
            raise _explained(error) from None
        if not isinstance(answer.data, dict) or answer.data.get("ok") is not True:
            raise NotReady("What answers is not Telegram.", cure="Check the Bot API server.")
        return answer.data.get("result")


def _explained(error: PluginError) -> PluginError:
    """Return the error with what Telegram says about it."""
    if error.response is None or not isinstance(error.response.data, Mapping):
        return error
    told = error.response.data
    said = str(told.get("description") or f"HTTP {error.response.status}")
    parameters = told.get("parameters")
    more: Mapping[str, Any] = parameters if isinstance(parameters, Mapping) else {}
    match error.response.status:
        case 401 | 404:  # 404: what is no token at all
            return AuthFailed(
                "Telegram refuses the bot token.", cure="Ask @BotFather for the token of your bot."
            )
        case 403:  # about one chat; the token is good
            return ActionError(
                f"Telegram does not deliver: {said}.",
                cure="The other side must write to the bot first, and not block it.",
            )
        case 429:
            wait = more.get("retry_after")
            seconds = float(wait) if isinstance(wait, int | float) else None
            again = f"in {seconds:.0f} seconds" if seconds is not None else "later"
            return RateLimited(
                f"Telegram takes no more messages for now. Try again {again}.",
                retry_after_s=seconds,
            )
        case 400 if "migrate_to_chat_id" in more:
            return ActionError(
                "The group has another number now.",
                cure=f"Change it to {more['migrate_to_chat_id']} in the settings of Telegram.",
            )
        case status if status < 500:
            return ActionError(f"Telegram refused: {said}.", cure="Check the chat's number.")
    return error
