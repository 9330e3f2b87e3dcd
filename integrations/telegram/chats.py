"""The chats a person allowed, by number and name."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ova.sdk import InputInvalid


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat."""

    id: str
    """Telegram's number, negative for groups, or ``@channel``."""
    name: str


class Chats:
    """Finds chats."""

    def __init__(self, lines: Iterable[str], say: Callable[..., str]) -> None:
        """``say`` gives texts in the home's language. Take lines of a number and perhaps a name: ``123456789 Anna``."""
        self._say = say
        self._chats: dict[str, Chat] = {}
        for line in lines:
            number, _, name = line.strip().partition(" ")
            self._chats[number] = Chat(number, name.strip() or number)

    def allowed(self, chat_id: str, username: str = "") -> Chat | None:
        """Return a chat that may be listened to, or None."""
        return self._chats.get(chat_id) or (self._chats.get(f"@{username}") if username else None)

    def find(self, wanted: str) -> Chat:
        """Return the chat of a name or number, the first one for a blank. Raises InputInvalid."""
        chats = list(self._chats.values())
        if not chats:
            raise InputInvalid(self._say("errors.no_chats"), cure=self._say("errors.no_chats_cure"))
        text = wanted.strip().casefold()
        if not text:
            return chats[0]
        for chat in chats:
            if text in (chat.id.casefold(), chat.name.casefold()):
                return chat
        names = {chat.name.casefold(): chat.name for chat in chats}
        near = [names[name] for name in difflib.get_close_matches(text, names)]
        raise InputInvalid(
            self._say("errors.no_such_chat", name=wanted.strip()),
            cure=self._say(
                "errors.no_such_chat_cure", known=", ".join(near or sorted(names.values()))
            ),
        )
