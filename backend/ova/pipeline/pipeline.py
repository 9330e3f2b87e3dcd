"""How a run begins: with text, a recording or live sound; from its words on it is answered."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ova.core import (
    AudioClip,
    AudioFormat,
    InvalidInput,
    OvaError,
    Question,
    RunEvent,
    RunEventType,
    RunResult,
    Transcript,
    WordGraph,
)
from ova.dialogue import Sessions, heard_answers
from ova.engines import SpeechPool
from ova.language import Replies
from ova.pipeline.answering import Answering
from ova.pipeline.conversation import session_of
from ova.pipeline.held import HeldRun
from ova.pipeline.open_question import open_question
from ova.pipeline.ports import Handle, Recorder, RunRequest, Speak, Understand
from ova.pipeline.run import EventListener, Run
from ova.pipeline.shelf import ReplyShelf
from ova.pipeline.stream import StreamRun

ANSWERING_THREADS = 32
MAX_TEXT = 10_000

ResultListener = Callable[[RunResult], None]


class Pipeline:
    """Turns utterances into handled intents and spoken replies."""

    def __init__(
        self,
        *,
        understand: Understand,
        handle: Handle,
        speak: Speak,
        speech: SpeechPool,
        texts: Callable[[str], Replies],
        on_event: EventListener,
        on_result: ResultListener,
        recorder: Recorder | None = None,
        ears: Callable[[RunRequest], SpeechPool] | None = None,
        clock: Callable[[], float] = time.time,
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Join the stages.

        ``texts`` gives the hub's own phrases for a language; ``on_event`` and ``on_result`` are told
        of every event and every finished run, and must not block. ``recorder`` gets the sound of
        runs. ``ears`` tells what hears a run; None: always ``speech``.
        """
        self._on_event = on_event
        self._recorder = recorder
        self._ears = ears or (lambda _request: speech)
        self._clock = clock
        self._stopwatch = stopwatch
        self.shelf = ReplyShelf(stopwatch)
        self.said = ReplyShelf(stopwatch)
        """What was said to questions that wanted to hear it, for some minutes."""
        self.sessions = Sessions()
        self.answering = Answering(
            understand=understand,
            handle=handle,
            speak=speak,
            texts=texts,
            sessions=self.sessions,
            shelf=self.shelf,
            said=self.said,
            on_result=on_result,
            clock=clock,
        )
        """What goes on with what was heard."""
        self._threads = ThreadPoolExecutor(ANSWERING_THREADS, thread_name_prefix="ova-answer")

    def close(self) -> None:
        """Wait for running answers and take no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def open_run(
        self, request: RunRequest, source: str, *listeners: Callable[[RunEvent], None]
    ) -> Run:
        """Open a run in the conversation it belongs to, and emit ``run-start``."""
        session = session_of(self.sessions, request, self._clock())
        run = Run(
            clock=self._clock,
            stopwatch=self._stopwatch,
            listeners=(self._on_event, *listeners),
            satellite_id=request.satellite_id,
            conversation_id=session.conversation_id if session else None,
            source=source,
            area_id=request.area_id,
            again_of=request.again_of,
        )
        run.emit(RunEventType.RUN_START, language=request.language, source=source)
        if request.wake_word:
            run.emit(RunEventType.WAKE_END, wake_word_output=request.wake_word)
        return run

    def text(
        self, text: str, request: RunRequest, *listeners: EventListener, source: str = "text"
    ) -> RunResult:
        """Answer a typed command, or one of another ``source`` in words."""
        if len(text) > MAX_TEXT:
            raise InvalidInput(
                f"A text of {len(text)} characters is too long for a command.",
                cure=f"Send at most {MAX_TEXT} characters.",
                code="text_too_long",
            )
        run = self.open_run(request, source, *listeners)
        return self.answering.answer(run, request, Transcript(text.strip(), 1.0, engine="text"))

    def text_later(
        self,
        text: str,
        request: RunRequest,
        on_done: ResultListener,
        *listeners: EventListener,
        source: str = "text",
    ) -> str:
        """Answer a typed command, or one of another ``source``, in the background; return its run's id."""
        run = self.open_run(request, source, *listeners)
        transcript = Transcript(text.strip()[:MAX_TEXT], 1.0, engine="text")
        self._threads.submit(lambda: on_done(self.answering.answer(run, request, transcript)))
        return run.id

    def recording(
        self, clip: AudioClip, request: RunRequest, *listeners: EventListener
    ) -> RunResult:
        """Recognise and answer a finished recording."""
        run = self.open_run(request, "audio", *listeners)
        run.emit(RunEventType.STT_START, seconds=round(clip.seconds, 2))
        try:
            with run.timed("stt"):
                transcript = self._ears(request).transcribe(clip, answers=self.answers(request))
        except OvaError as error:
            result = self.answering.give_up(run, request, error)
        else:
            aloud = clip if self.wants_sound(request) else None
            result = self.answering.heard(run, request, transcript, aloud)
        self.record(result, clip)
        return result

    def stream(
        self,
        fmt: AudioFormat,
        request: RunRequest,
        on_done: ResultListener,
        *listeners: EventListener,
    ) -> StreamRun:
        """Open a run fed with live audio; ``on_done`` is called once with its result."""
        run = self.open_run(request, "audio", *listeners)
        return self._listen(run, fmt, request, on_done)

    def held(
        self,
        fmt: AudioFormat,
        request: RunRequest,
        on_done: ResultListener,
        *listeners: EventListener,
    ) -> HeldRun:
        """Open a run fed with live audio that is kept until it is told to go on."""
        run = self.open_run(request, "audio", *listeners)
        return HeldRun(run, fmt, lambda: self._listen(run, fmt, request, on_done), on_done)

    def answers(self, request: RunRequest) -> WordGraph | None:
        """Return what answers the question that waits in a request's conversation, if one does."""
        question = self._waiting(request)
        return None if question is None else heard_answers(question, request.language)

    def open_question(self, satellite_id: str, person_id: str | None) -> dict[str, Any] | None:
        """Return what waits for an answer on a satellite, for somebody who has just come back."""
        return open_question(self.sessions, self._clock(), satellite_id, person_id)

    def wants_sound(self, request: RunRequest) -> bool:
        """Tell whether the question that waits wants to hear what is said, understood or not."""
        question = self._waiting(request)
        return question is not None and question.aloud

    def _listen(
        self, run: Run, fmt: AudioFormat, request: RunRequest, on_done: ResultListener
    ) -> StreamRun:
        try:
            speech = self._ears(request)
            return StreamRun(self, run, request, fmt, speech, self._threads, on_done)
        except OvaError as error:
            on_done(self.answering.give_up(run, request, error))
            raise

    def _waiting(self, request: RunRequest) -> Question | None:
        return self.sessions.waiting(
            self._clock(), request.conversation_id or "", request.satellite_id
        )

    @property
    def records(self) -> bool:
        """Whether the sound of runs is wanted."""
        return self._recorder is not None and self._recorder.wanted()

    def record(self, result: RunResult, clip: AudioClip) -> None:
        """Give the sound of a finished run to whoever keeps it."""
        if self._recorder is not None and self.records:
            self._recorder.keep(result, clip)
