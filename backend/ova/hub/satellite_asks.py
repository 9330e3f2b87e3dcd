"""Questions that programs ask on a satellite, and wait for the answer."""

import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ova.core import (
    AskResult,
    Conflict,
    Intent,
    InvalidInput,
    Option,
    Question,
    QuestionKind,
    question_json,
)
from ova.dialogue import SESSION_STAGE, check_offer, offer_grammar
from ova.language import plain_saying
from ova.satellites import SpokenQuestion

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

INTENT = "OvaAnswer"
LONGEST_WAIT_S = 60.0
USUAL_WAIT_S = 30.0
LATE_S = 5.0
"""A sound begins so long after it was sent, at most."""
LONGEST_QUESTION = 1000

Announce = Callable[..., SpokenQuestion]
"""``announce(text, satellite_id, voice, question, on_played)`` speaks and then listens; raises Unavailable."""


@dataclass(slots=True)
class _Waiting:
    """One question somebody waits for."""

    satellite_id: str
    changed: threading.Condition = field(default_factory=threading.Condition)
    heard: bool = False
    """The question was spoken to its end."""
    result: AskResult | None = None

    def played(self) -> None:
        with self.changed:
            self.heard = True
            self.changed.notify_all()

    def settle(self, result: AskResult) -> None:
        with self.changed:
            self.result = result
            self.changed.notify_all()

    def until_heard(self, longest_s: float) -> bool:
        """Wait until the question was heard, or needs no answer any more; tell whether it does."""
        with self.changed:
            self.changed.wait_for(lambda: self.heard or self.result is not None, longest_s)
            return self.result is None

    def until_settled(self, longest_s: float) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: self.result is not None, longest_s)


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
        most, from when the question was heard. Raises NotFound, Unavailable when the satellite is
        away or announces nothing in its quiet hours, Conflict when something is asked there already, InvalidInput for sentences that cannot
        be used.
        """
        satellite = self._hub.satellites.get(satellite_id)
        self._hub.satellites.quiet.check_not_at(satellite_id)
        text = _spoken(question, "invalid_question")
        if not 0 < timeout_s <= LONGEST_WAIT_S:
            raise InvalidInput(
                f"An answer cannot be waited for {timeout_s:g} seconds.",
                cure=f"Wait up to {LONGEST_WAIT_S:g} seconds.",
                code="invalid_timeout",
            )
        asked = _question(text, answers or {})
        language = self._hub.satellites.language_of(satellite)
        if answers:
            check_offer(answers)
            offer_grammar(asked, language)
        shown = {**question_json(asked), "language": language}
        waiting = self._open(satellite.id, asked)
        spoken: SpokenQuestion | None = None
        try:
            spoken = self._announce(text, satellite.id, voice, shown, waiting.played)
            if waiting.until_heard(spoken.seconds + LATE_S):
                self._hub.pipeline.sessions.heard_question(self._now(), asked, satellite.id)
            if not waiting.until_settled(timeout_s):
                self._end(asked.paused, AskResult(reason="timeout"))
                waiting.until_settled(LATE_S)  # an answer may have come just now
        except BaseException:
            self._end(asked.paused, AskResult(reason="closed"))
            raise
        finally:
            if spoken is not None:
                spoken.over()
        return waiting.result or AskResult(reason="closed")

    def converse(self, satellite_id: str, text: str, *, voice: str | None = None) -> None:
        """Say something on a satellite, and have it listen to what is said to that.

        What is said then is a command like any other, in the conversation of this satellite. Returns
        when it is on its way. Raises NotFound, Unavailable when the satellite is away or announces nothing in its quiet hours, Conflict while
        something is asked there, InvalidInput for a text that cannot be said.
        """
        satellite = self._hub.satellites.get(satellite_id)
        self._hub.satellites.quiet.check_not_at(satellite_id)
        said = _spoken(text, "invalid_text")
        sessions, now = self._hub.pipeline.sessions, self._now()
        with self._lock:
            self._check_free(satellite.id)
            session = sessions.open(now, uuid.uuid4().hex, satellite.id)
            sessions.note(session, now, keep_listening=True, reply=said)
        self._announce(said, satellite.id, voice)

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

    def left(self, satellite_id: str) -> None:
        """Let nobody wait for an answer from a satellite that has gone: what it was asked, it forgot."""
        with self._lock:
            asked = [key for key, one in self._waiting.items() if one.satellite_id == satellite_id]
        for question_id in asked:
            self.drop(question_id, "left")

    def close(self) -> None:
        """Let nobody wait any more."""
        for question_id in list(self._waiting):
            self.drop(question_id, "closed")

    def _open(self, satellite_id: str, question: Question) -> _Waiting:
        sessions, now = self._hub.pipeline.sessions, self._now()
        with self._lock:
            self._check_free(satellite_id)
            waiting = self._waiting[question.paused] = _Waiting(satellite_id)
            session = sessions.open(now, uuid.uuid4().hex, satellite_id)
            sessions.note(session, now, keep_listening=True, question=question, reply=question.text)
        return waiting

    def _check_free(self, satellite_id: str) -> None:
        """Raise Conflict while something is asked on a satellite."""
        there = any(one.satellite_id == satellite_id for one in self._waiting.values())
        asked = self._hub.pipeline.sessions.waiting(self._now(), satellite_id=satellite_id)
        if there or asked is not None:
            raise Conflict(
                "Something is being asked there already.",
                cure="Ask again when that is answered.",
                code="satellite_busy",
            )

    def _now(self) -> float:
        return self._hub.now().timestamp()

    def _end(self, question_id: str, result: AskResult) -> None:
        with self._lock:
            waiting = self._waiting.pop(question_id, None)
        if waiting is not None:
            self._forget(waiting.satellite_id, question_id)
            waiting.settle(result)

    def _forget(self, satellite_id: str, question_id: str) -> None:
        """Take the question out of the conversation, when it still waits there."""
        sessions, now = self._hub.pipeline.sessions, self._now()
        left = sessions.waiting(now, satellite_id=satellite_id)
        if left is not None and left.paused == question_id:
            sessions.take_question(now, satellite_id=satellite_id)


def _question(text: str, answers: Mapping[str, Sequence[str]]) -> Question:
    kind = QuestionKind.OFFER if answers else QuestionKind.VALUE
    options = tuple(
        Option(answer_id, _first_said(sentences), (), tuple(sentences))
        for answer_id, sentences in answers.items()
    )
    intent = Intent(INTENT, SESSION_STAGE)
    return Question(kind, options, text, paused=uuid.uuid4().hex, intent=intent)


def _first_said(sentences: Sequence[str]) -> str:
    """Return an answer that can be given as it stands; empty when all have slots."""
    return next((text for one in sentences if (text := plain_saying(one))), "")


def _spoken(text: str, code: str) -> str:
    """Return a text that can be said. Raises InvalidInput."""
    said = " ".join(text.split())
    if not any(sign.isalnum() for sign in said):
        raise InvalidInput("There is nothing to say.", cure="Give some words.", code=code)
    if len(said) > LONGEST_QUESTION:
        raise InvalidInput(
            f"A text of {len(said)} characters is too long to be followed by an answer.",
            cure=f"Use at most {LONGEST_QUESTION} characters.",
            code=code,
        )
    return said
