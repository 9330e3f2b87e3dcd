"""Handlers that asked a person something, and wait for the answer."""

import inspect
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from ova.core import Intent, Option, OvaError, Question, QuestionKind, Reply
from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.found import FoundPlugin
from ova.plugins.hands import do
from ova.plugins.record import Live
from ova.sdk import Asking, Turn

MOST_HELD = 1000
LONGEST_QUESTION = 1000


@dataclass(frozen=True, slots=True)
class Pause:
    """Where a handler stopped, and what it yielded."""

    generator: Generator[Any, Any, Any]
    asking: Any


@dataclass(frozen=True, slots=True)
class Held:
    """One handler that waits."""

    live: Live
    found: FoundPlugin
    turn: Turn
    generator: Generator[Any, Any, Any]
    asking: Asking

    def told(self, answer: Any) -> Any:
        """Return what the handler is told of an answer: for a choice what its author put there."""
        if self.asking.kind is not QuestionKind.CHOICE:
            return answer
        return next((what for label, what in self.asking.choices if label == answer), answer)


def begin(method: Callable[[Turn], Any], turn: Turn) -> Any:
    """Call a handler; returns what it returns, or a Pause when it asks something."""
    answer = method(turn)
    return go_on(answer, None) if inspect.isgenerator(answer) else answer


def go_on(generator: Generator[Any, Any, Any], answer: Any) -> Any:
    """Give a handler the answer; returns what it returns in the end, or the next Pause."""
    try:
        return Pause(generator, generator.send(answer))
    except StopIteration as end:
        return end.value


class PausedHandlers:
    """Holds handlers until they are gone on with, or nobody will answer any more."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Held] = OrderedDict()
        """By the id of the question, the oldest first."""
        self._lock = threading.Lock()

    def hold(self, live: Live, found: FoundPlugin, turn: Turn, pause: Pause) -> Reply:
        """Keep a handler and return its question. Raises PluginFault for what is no question."""
        asking = pause.asking
        wrong = _what_is_wrong(asking)
        if wrong:
            _close(live, found, turn.intent.name, pause.generator)
            raise PluginFault(
                f"{turn.intent.name} asked something that is no question.",
                reason=f"the handler of {turn.intent.name} yielded {wrong}",
                cure="Yield turn.ask(...), turn.confirm(...) or turn.choose(...).",
            )
        question_id = uuid.uuid4().hex
        with self._lock:
            self._held[question_id] = Held(live, found, turn, pause.generator, asking)
            oldest = next(iter(self._held)) if len(self._held) > MOST_HELD else None
        if oldest is not None:
            self.drop(oldest)
        question = Question(
            asking.kind,
            tuple(Option(label, label, ()) for label, _ in asking.choices),
            asking.text,
            asking.value,
            asking.slot,
            question_id,
            _with_answers(turn),
            aloud=asking.aloud,
        )
        return Reply(asking.text, keep_listening=True, question=question)

    def waits(self, question_id: str) -> bool:
        """Tell whether a handler waits for the answer to a question."""
        return question_id in self._held

    def take(self, question_id: str) -> Held | None:
        """Return the handler that waits, once; None when it is gone."""
        with self._lock:
            return self._held.pop(question_id, None)

    def drop(self, question_id: str) -> None:
        """End a handler nobody will answer; returns at once."""
        held = self.take(question_id)
        if held is not None:
            _close(held.live, held.found, held.turn.intent.name, held.generator)

    def drop_all(self, live: Live) -> None:
        """End the handlers of a skill that is unloaded."""
        with self._lock:
            gone = [one for one, held in self._held.items() if held.live.patience is live.patience]
        for question_id in gone:
            self.drop(question_id)


def _with_answers(turn: Turn) -> Intent:
    """Return what is carried out, with what was asked for meanwhile."""
    kept = tuple(slot for slot in turn.intent.slots if slot.name not in turn.answers)
    return replace(turn.intent, slots=(*kept, *turn.answers.values()))


def _close(live: Live, found: FoundPlugin, doing: str, generator: Generator[Any, Any, Any]) -> None:
    """Let a handler clean up, in a thread of its own: its ``finally`` may take long, and may fail."""

    def close() -> None:
        with suppress(OvaError):
            fenced(found, doing, live.patience.call, generator.close, secrets=live.secrets)

    do(close)


def _what_is_wrong(asking: Any) -> str:
    if not isinstance(asking, Asking):
        return f"a {type(asking).__name__}"
    if not isinstance(asking.text, str) or not asking.text.strip():
        return "a question without words"
    if len(asking.text) > LONGEST_QUESTION:
        return f"a question of more than {LONGEST_QUESTION} characters"
    return ""
