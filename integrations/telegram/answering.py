"""A message carried out by the hub, and the answer in its chat: in words or by voice."""

from collections.abc import Mapping
from typing import Any

from ova.core import OvaError
from ova.sdk import Context

from .client import TelegramClient
from .sound import mp3_of

ANSWERED = "answered"
MOST_REMEMBERED = 200
LONGEST_MESSAGE = 4096
LONGEST_VOICE_S = 60
MOST_BYTES = 2 * 1024 * 1024


class Answering:
    """Answers one message of an allowed chat, once. It never fails."""

    def __init__(self, ctx: Context, chat_id: str, update: str) -> None:
        """``update`` is Telegram's number: it sends again what was not acknowledged in time."""
        self._ctx = ctx
        self._chat_id = chat_id
        self._update = update
        self._talk = f"{ctx.entry_id}-{chat_id}"

    def text(self, text: str) -> None:
        """Carry out what was written, and write the reply."""
        if not text.strip() or text.startswith("/") or not self._first_time():
            return
        try:
            reply = self._ctx.ova.converse(text, conversation_id=self._talk).reply
        except OvaError as error:
            reply = str(error)
        self._write(reply)

    def voice(self, told: Mapping[str, Any]) -> str:
        """Carry out a voice message and answer it; return what was heard, blank for nothing."""
        if not self._first_time():
            return ""
        if _number(told, "duration") > LONGEST_VOICE_S or _number(told, "file_size") > MOST_BYTES:
            self._write(self._ctx.text("says.too_long"))
            return ""
        try:
            sound = TelegramClient(self._ctx).file(str(told.get("file_id", "")))
            run = self._ctx.ova.listen(sound, conversation_id=self._talk)
        except OvaError as error:
            self._ctx.logger.warning("A voice message was not understood: %s", error)
            self._write(str(error))
            return ""
        heard = f"{self._ctx.text('says.heard', text=run.text)}\n" if run.text else ""
        if not (self._ctx.config["answer_by_voice"] and run.reply and self._speak(run.reply)):
            self._write(f"{heard}{run.reply}".strip())
        return str(run.text)

    def _first_time(self) -> bool:
        answered: list[str] = self._ctx.state.get(ANSWERED, [])
        if self._update in answered:
            return False
        self._ctx.state.set(ANSWERED, [*answered, self._update][-MOST_REMEMBERED:])
        return True

    def _speak(self, reply: str) -> bool:
        """Send a reply by voice; False when that failed, and words are to do."""
        try:
            mp3 = mp3_of(self._ctx.ova.say_wav(reply))
            TelegramClient(self._ctx).send_voice(self._chat_id, mp3)
        except (OvaError, RuntimeError, ImportError) as error:
            self._ctx.logger.warning("An answer was not spoken: %s", error)
            return False
        return True

    def _write(self, reply: str) -> None:
        if not reply:
            return
        try:
            TelegramClient(self._ctx).send_message(self._chat_id, reply[:LONGEST_MESSAGE])
        except OvaError as error:
            self._ctx.logger.warning("An answer was not sent: %s", error)


def _number(told: Mapping[str, Any], name: str) -> float:
    value = told.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
