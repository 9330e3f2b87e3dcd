"""Questions that programs ask on a satellite, and wait for the answer."""

import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ova.core import AskResult, Conflict, Intent, InvalidInput, Option, Question, QuestionKind
from ova.dialogue import SESSION_STAGE, check_offer, offer_grammar

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

INTENT = "OvaAnswer"
LONGEST_WAIT_S = 60.0
USUAL_WAIT_S = 30.0
LONGEST_QUESTION = 1000

Announce = Callable[[str, str, str | None], object]
"""``announce(text, satellite_id, voice)`` speaks and then listens; raises Unavailable."""


@dataclass(slots=True)
class _Waiting:
    """One question somebody waits for."""

    satellite_id: str
    over: threading.Event = field(default_factory=threading.Event)
    result: AskResult = field(default_factory=AskResult)


class SatelliteAsks:
    """Asks on satellites. One question at a time on each."""

    def __init__(self, hub: "OpenVoiceAssistant", announce: Announce) -> None:
        self._hub = hub
        self._announce = announce
        self._waiting: dict[str, _Waiting] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        satellite_id: str,
        question: str,
        answers: Mapping[str, Sequence[str]] | None = None,
        *,
        timeout_s: float = USUAL_WAIT_S,
        voice: str | None = None,
    ) -> AskResult:
        """Speak a question on a satellite, listen without the wake word, and return the answer.

        ``answers`` are sentences by id, with ``{duration}`` and the like as slots, and any other slot
        for free text; without them any text is an answer. Waits up to ``timeout_s`` seconds, 60 at
        most. Raises NotFound, Unavailable when the satellite is away, Conflict when something is
        asked there already, InvalidInput for sentences that cannot be used.
        """
        satellite = self._hub.satellites.get(satellite_id)
        text = " ".join(question.split())
        if not text or len(text) > LONGEST_QUESTION:
            raise InvalidInput(
                "There is nothing to ask." if not text else "This question is too long.",
                cure=f"Ask something in at most {LONGEST_QUESTION} characters.",
                code="invalid_question",
            )
        if not 0 < timeout_s <= LONGEST_WAIT_S:
            raise InvalidInput(
                f"An answer cannot be waited for {timeout_s:g} seconds.",
                cure=f"Wait up to {LONGEST_WAIT_S:g} seconds.",
                code="invalid_timeout",
            )
        asked = _question(text, answers or {})
        if answers:
            check_offer(answers)
            offer_grammar(asked, self._hub.satellites.language_of(satellite))
        waiting = self._open(satellite.id, asked)
        try:
            self._announce(text, satellite.id, voice)
            if not waiting.over.wait(timeout_s):
                self._end(asked.paused, AskResult(reason="timeout"))
        except BaseException:
            self._end(asked.paused, AskResult(reason="closed"))
            raise
        finally:
            self._forget(satellite.id, asked)
        return waiting.result

    def waits(self, question_id: str) -> bool:
        """Tell whether somebody waits for the answer to a question."""
        return question_id in self._waiting

    def answered(self, question_id: str, text: str, value: Any) -> None:
        """Take the answer to a question."""
        told = value if isinstance(value, dict) else {"id": None, "slots": {}}
        self._end(question_id, AskResult(told["id"], text, told["slots"]))

    def drop(self, question_id: str, reason: str = "cancelled", text: str = "") -> None:
        """Let nobody wait for an answer any more."""
        self._end(question_id, AskResult(None, text, {}, reason))

    def close(self) -> None:
        """Let nobody wait any more."""
        for question_id in list(self._waiting):
            self.drop(question_id, "closed")

    def _open(self, satellite_id: str, question: Question) -> _Waiting:
        sessions, now = self._hub.pipeline.sessions, self._hub.now().timestamp()
        with self._lock:
            there = any(one.satellite_id == satellite_id for one in self._waiting.values())
            if there or sessions.waiting(now, satellite_id=satellite_id) is not None:
                raise Conflict(
                    "Something is being asked there already.",
                    cure="Ask again when that is answered.",
                    code="satellite_busy",
                )
            waiting = self._waiting[question.paused] = _Waiting(satellite_id)
        session = sessions.open(now, uuid.uuid4().hex, satellite_id)
        sessions.note(session, now, keep_listening=True, question=question, reply=question.text)
        return waiting

    def _end(self, question_id: str, result: AskResult) -> None:
        with self._lock:
            waiting = self._waiting.pop(question_id, None)
        if waiting is not None:
            waiting.result = result
            waiting.over.set()

    def _forget(self, satellite_id: str, question: Question) -> None:
        """Take the question out of the conversation, when it still waits there."""
        sessions, now = self._hub.pipeline.sessions, self._hub.now().timestamp()
        left = sessions.waiting(now, satellite_id=satellite_id)
        if left is not None and left.paused == question.paused:
            sessions.take_question(now, satellite_id=satellite_id)


def _question(text: str, answers: Mapping[str, Sequence[str]]) -> Question:
    kind = QuestionKind.OFFER if answers else QuestionKind.VALUE
    options = tuple(
        Option(answer_id, sentences[0] if sentences else "", (), tuple(sentences))
        for answer_id, sentences in answers.items()
    )
    intent = Intent(INTENT, SESSION_STAGE)
    return Question(kind, options, text, paused=uuid.uuid4().hex, intent=intent)
