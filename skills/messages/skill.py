"""Messages to people outside, by Telegram."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from ova.core import NotFromHere, Option, OvaError, Question, QuestionKind, Slot, Unavailable
from ova.sdk import Asking, InputInvalid, Ova, Reply, Turn, handles

INTEGRATION = "telegram"
LONGEST = 1000
"""Characters; nobody says more."""


class MessagesSkill:
    """Writes into the chats the integration allows, after asking."""

    def __init__(self, ova: Ova, *, ask_first: bool = True) -> None:
        self._ova = ova
        self._ask_first = ask_first

    def is_ready(self) -> bool:
        """Tell whether messages can be sent."""
        return self._ova.integration_manager.integration_exists(INTEGRATION)

    @handles("MessageSend")
    def send(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "send anna a message I am late" with the question whether to send it.

        To whom and what, is asked for when it was not said.
        """
        if not self._ova.integration_manager.integration_exists(INTEGRATION):
            return Reply(turn.text("not_set_up"), error="not_set_up")
        said = str(turn.slot("contact") or (yield turn.ask("to_whom", slot="contact"))).strip()
        try:
            name = self._chat(said)
        except InputInvalid as error:
            return Reply(f"{error.message} {error.cure}".strip(), error=error.code)
        if not _text(turn):
            yield turn.ask("what", slot="text")
        text = _text(turn)
        if not text:
            return turn.reply("no_text")
        if len(text) > LONGEST:
            return turn.reply("too_long", most=LONGEST)
        if not self._ask_first:
            return self._sent(turn, name, text)
        slots = (Slot("contact", name, said), Slot("text", text, text))
        meant = replace(turn.intent, name="MessageSendNow", slots=slots)
        question = turn.text("shall_i", name=name, text=text)
        option = Option(name, turn.text("sentence", name=name, text=text), (meant,))
        return Reply(
            question, keep_listening=True, question=Question(QuestionKind.CONFIRM, (option,))
        )

    @handles("MessageSendNow")
    def send_now(self, turn: Turn) -> Reply:
        """Send what was asked about, after the person said yes."""
        return self._sent(turn, str(turn.slot("contact", "")), _text(turn))

    def _chat(self, said: str) -> str:
        """Return the name of an allowed chat. Raises InputInvalid with the names there are."""
        telegram = self._ova.integration_manager.get_integration_module(INTEGRATION)
        return str(telegram.chat_called(said))

    def _sent(self, turn: Turn, name: str, text: str) -> Reply:
        inputs = {"text": text[:1].upper() + text[1:], "chat": name}
        try:
            self._ova.actions.run(INTEGRATION, "send_message", inputs, source="voice")
        except NotFromHere:
            raise  # said in the hub's words
        except Unavailable as error:
            return Reply(turn.text("offline"), error=error.code, data={"reason": str(error)})
        except OvaError as error:
            return Reply(error.message, error=error.code, data={"reason": str(error)})
        return turn.reply("sent", name=name)


def _text(turn: Turn) -> str:
    return " ".join(str(turn.slot("text") or "").split()).lstrip(":,; ")
