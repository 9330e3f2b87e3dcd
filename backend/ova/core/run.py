"""One run of the pipeline: its closed vocabulary of events and its result."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ova.core.deeds import Deed
from ova.core.intent import Intent
from ova.core.reasons import Outcome, outcome_of
from ova.core.understanding import Question, QuestionKind, Trace
from ova.core.utterance import Alternative


class Stage(StrEnum):
    """The stages of a run, in order."""

    WAKE = "wake_word"
    STT = "stt"
    INTENT = "intent"
    TTS = "tts"


class RunEventType(StrEnum):
    """Every event a run can emit. RUN_END is always the last, exactly once.

    The names are Home Assistant's, plus ``stt-partial``, and ``wake-chosen`` and ``wake-elsewhere``:
    which of several satellites that heard the wake word answers.
    """

    RUN_START = "run-start"
    WAKE_START = "wake_word-start"
    WAKE_END = "wake_word-end"
    WAKE_CHOSEN = "wake-chosen"
    WAKE_ELSEWHERE = "wake-elsewhere"
    STT_START = "stt-start"
    STT_VAD_START = "stt-vad-start"
    STT_VAD_END = "stt-vad-end"
    STT_PARTIAL = "stt-partial"
    STT_END = "stt-end"
    INTENT_START = "intent-start"
    INTENT_END = "intent-end"
    TTS_START = "tts-start"
    TTS_END = "tts-end"
    ERROR = "error"
    RUN_END = "run-end"


@dataclass(frozen=True, slots=True)
class RunEvent:
    """Something that happened in a run."""

    run_id: str
    type: RunEventType
    timestamp: float
    """Seconds since the epoch."""
    data: dict[str, Any] = field(default_factory=dict)
    satellite_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "run_id": self.run_id,
            "type": self.type.value,
            "timestamp": self.timestamp,
            "satellite_id": self.satellite_id,
            "data": self.data,
        }


@dataclass(frozen=True, slots=True)
class CommandResult:
    """How one command of a sentence was answered."""

    intent: Intent
    reply: str
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "intent": self.intent.name,
            "slots": self.intent.values(),
            "skill": self.intent.skill,
            "template": self.intent.template,
            "score": round(self.intent.score, 3),
            "reply": self.reply,
            "error": self.error,
        }


def question_json(question: Question) -> dict[str, Any]:
    """Return the wire form of a question: what can be answered, not what would be done."""
    options = [{"label": one.label, "sentence": one.sentence} for one in question.options]
    if question.kind is QuestionKind.OFFER:  # their labels are ids; what has slots has no sentence
        said = [one["sentence"] for one in options if one["sentence"]]
        options = [{"label": text[0].upper() + text[1:], "sentence": text} for text in said]
    return {"kind": question.kind.value, "options": options}


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended; what ``ova say --json`` and ``POST /api/converse`` return."""

    run_id: str
    text: str
    intent: Intent | None
    """The first command that was carried out."""
    reply: str
    confidence: float
    reason: str
    """Why nothing was understood or done, in words; empty on success."""
    error: str | None
    """Stable code of what went wrong, or None."""
    timings_ms: dict[str, float]
    satellite_id: str | None = None
    conversation_id: str | None = None
    keep_listening: bool = False
    audio_id: str | None = None
    """Where the spoken reply can be fetched: ``/api/audio/<audio_id>``."""
    started_at: float = 0.0
    source: str = "text"
    """``text``, ``audio``, or ``schedule`` for what was planned."""
    events: tuple[RunEvent, ...] = ()
    commands: tuple[CommandResult, ...] = ()
    """Every command of the sentence, in the order they were carried out."""
    question: Question | None = None
    """What was asked back; the next text of the conversation answers it."""
    trace: Trace | None = None
    """How it was understood, when that was asked for."""
    area_id: str | None = None
    """Where the person was."""
    alternatives: tuple[Alternative, ...] = ()
    """What else the recogniser may have heard, the likeliest first."""
    engine: str = ""
    """The recogniser; ``text`` for what was typed."""
    deeds: tuple[Deed, ...] = ()
    """What was done, in order."""
    again_of: str | None = None
    """Id of the run this one tried again."""

    @property
    def outcome(self) -> Outcome:
        """What came of it."""
        return outcome_of(
            self.error, asked=self.question is not None, understood=bool(self.commands)
        )

    def to_json(self) -> dict[str, Any]:
        """Return the wire form, without the events; ``trace`` is there only when it was asked for."""
        wire: dict[str, Any] = {
            "run_id": self.run_id,
            "text": self.text,
            "intent": self.intent.name if self.intent else None,
            "skill": self.intent.skill if self.intent else None,
            "slots": self.intent.values() if self.intent else {},
            "reply": self.reply,
            "confidence": round(self.confidence, 3),
            "reason": self.reason,
            "error": self.error,
            "timings_ms": {name: round(value, 2) for name, value in self.timings_ms.items()},
            "satellite_id": self.satellite_id,
            "conversation_id": self.conversation_id,
            "keep_listening": self.keep_listening,
            "audio_id": self.audio_id,
            "started_at": self.started_at,
            "source": self.source,
            "commands": [command.to_json() for command in self.commands],
            "question": question_json(self.question) if self.question else None,
            "outcome": self.outcome.value,
            "area_id": self.area_id,
            "alternatives": [one.to_json() for one in self.alternatives],
            "engine": self.engine,
            "deeds": [deed.to_json() for deed in self.deeds],
            "again_of": self.again_of,
        }
        if self.trace is not None:
            wire["trace"] = self.trace.to_json()
        return wire
