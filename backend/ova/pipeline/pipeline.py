"""The stages of a run in order: recognise, understand, handle, speak."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from ova.core import (
    AudioClip,
    AudioFormat,
    InvalidInput,
    OvaError,
    Question,
    Reply,
    RunEvent,
    RunEventType,
    RunResult,
    Trace,
    Transcript,
    Unheard,
    Utterance,
    WordGraph,
    noting,
)
from ova.dialogue import Session, Sessions, heard_answers
from ova.engines import SpeechPool
from ova.language import Replies
from ova.pipeline.commands import carry_out
from ova.pipeline.conversation import remember, session_of
from ova.pipeline.ending import Ending
from ova.pipeline.hardly_heard import stop_heard
from ova.pipeline.held import HeldRun
from ova.pipeline.open_question import open_question
from ova.pipeline.outcome import all_done, not_done
from ova.pipeline.ports import Handle, Recorder, RunRequest, Speak, Understand
from ova.pipeline.run import EventListener, Run
from ova.pipeline.shelf import ReplyShelf
from ova.pipeline.speaking import speak_reply
from ova.pipeline.stream import StreamRun

log = logging.getLogger(__name__)

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
        self._understand = understand
        self._handle = handle
        self._speak = speak
        self._texts = texts
        self._on_event = on_event
        self._on_result = on_result
        self._recorder = recorder
        self._ears = ears or (lambda _request: speech)
        self._clock = clock
        self._stopwatch = stopwatch
        self.shelf = ReplyShelf(stopwatch)
        self.said = ReplyShelf(stopwatch)
        """What was said to questions that wanted to hear it, for some minutes."""
        self.sessions = Sessions()
        self._answering = ThreadPoolExecutor(ANSWERING_THREADS, thread_name_prefix="ova-answer")

    def close(self) -> None:
        """Wait for running answers and take no more."""
        self._answering.shutdown(wait=True, cancel_futures=True)

    def open_run(
        self, request: RunRequest, source: str, *listeners: Callable[[RunEvent], None]
    ) -> Run:
        """Open a run in the conversation it belongs to, and emit ``run-start``."""
        session = self._session(request)
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
        return self.answer(run, request, Transcript(text.strip(), 1.0, engine="text"))

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
        self._answering.submit(lambda: on_done(self.answer(run, request, transcript)))
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
            result = self.give_up(run, request, error)
        else:
            aloud = clip if self.wants_sound(request) else None
            result = self.heard(run, request, transcript, aloud)
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

    def heard(
        self,
        run: Run,
        request: RunRequest,
        transcript: Transcript,
        aloud: AudioClip | None = None,
    ) -> RunResult:
        """Go on with what the recogniser heard; ``aloud`` is its sound, where that is the answer."""
        if request.ringing:
            transcript = stop_heard(transcript, request.language)
        run.emit(
            RunEventType.STT_END,
            stt_output={"text": transcript.text},
            confidence=transcript.confidence,
            alternatives=[one.to_json() for one in transcript.others()],
            engine=transcript.engine,
            unheard=transcript.unheard,
        )
        spoken = transcript.unheard is Unheard.NO_COMMAND or (
            transcript.unheard is None and bool(transcript.alternatives)
        )
        if aloud is not None and (transcript.text or spoken):
            return self.answer(run, request, transcript, self.said.put(aloud))
        if transcript.text:
            return self.answer(run, request, transcript)
        missed = OvaError("No words were recognised.", code="stt-no-text-recognized")
        run.fail(missed)
        text = self._texts(request.language).render("not_heard") if spoken else ""
        ending = Ending(reply=Reply(text, error=missed.code), reason=missed.message, heard=False)
        return self._finish(run, request, transcript, ending)

    def give_up(self, run: Run, request: RunRequest, error: OvaError) -> RunResult:
        """End a run whose audio could not be recognised, with an apology."""
        run.fail(error)
        reply = Reply(self._texts(request.language).render("stt_failed"), error=error.code)
        ending = Ending(reply=reply, reason=str(error), heard=False)
        return self._finish(run, request, Transcript(""), ending)

    def answer(
        self, run: Run, request: RunRequest, transcript: Transcript, recording: str = ""
    ) -> RunResult:
        """Understand, handle and speak; always ends the run. ``recording`` stands for its sound."""
        try:
            return self._answer(run, request, transcript, recording)
        except Exception as fault:
            log.exception("Run %s failed", run.id)
            error = (
                fault
                if isinstance(fault, OvaError)
                else OvaError("The command could not be carried out.", code="intent-failed")
            )
            run.fail(error)
            reply = Reply(self._texts(request.language).render("handler_failed"), error=error.code)
            ending = Ending(reply=reply, reason=str(error))
            return self._finish(run, request, transcript, ending)

    def _answer(
        self, run: Run, request: RunRequest, transcript: Transcript, recording: str
    ) -> RunResult:
        utterance = Utterance(
            text=transcript.text,
            language=request.language,
            satellite_id=request.satellite_id,
            area_id=request.area_id,
            conversation_id=run.conversation_id,
            person_id=request.person_id,
            role=request.role,
            recording=recording,
            transcript=transcript,
            alone=request.alone,
            hushing=request.hushing,
        )
        run.emit(RunEventType.INTENT_START, intent_input=transcript.text, language=request.language)
        with run.timed("intent"):
            match = self._understand(utterance)
        explained = (match.trace or Trace()) if request.explain else None
        texts = self._texts(request.language)
        if match.intent is None:
            ending = not_done(
                run, match, texts, request.language, alone=self._session(request) is None
            )
        else:
            with run.timed("handle"), noting() as deeds:
                done = carry_out(self._handle, utterance, match, texts)
            ending = all_done(run, match, done, deeds)
        return self._finish(run, request, transcript, replace(ending, trace=explained))

    def _finish(
        self, run: Run, request: RunRequest, transcript: Transcript, ending: Ending
    ) -> RunResult:
        session = self._session(request)
        if session is not None:  # first: an answer may come as soon as a question is heard
            remember(self.sessions, session, ending, self._clock())
        reply = ending.reply
        audio_id = None
        if request.speak and reply.spoken:
            audio_id = speak_reply(
                lambda text, language, on_trouble: self._speak(
                    text, language, on_trouble, request.voice
                ),
                self.shelf,
                run,
                reply,
                request.language,
            )
        result = run.end(ending, heard=transcript, audio_id=audio_id)
        if result is None:
            raise OvaError("A run was ended twice.", cure="This is a fault of the hub: report it.")
        self.note(result)
        return result

    def _listen(
        self, run: Run, fmt: AudioFormat, request: RunRequest, on_done: ResultListener
    ) -> StreamRun:
        try:
            speech = self._ears(request)
            return StreamRun(self, run, request, fmt, speech, self._answering, on_done)
        except OvaError as error:
            on_done(self.give_up(run, request, error))
            raise

    def _waiting(self, request: RunRequest) -> Question | None:
        return self.sessions.waiting(
            self._clock(), request.conversation_id or "", request.satellite_id
        )

    def _session(self, request: RunRequest) -> Session | None:
        return session_of(self.sessions, request, self._clock())

    def note(self, result: RunResult) -> None:
        """Tell the keeper of traces about a finished run."""
        self._on_result(result)

    @property
    def records(self) -> bool:
        """Whether the sound of runs is wanted."""
        return self._recorder is not None and self._recorder.wanted()

    def record(self, result: RunResult, clip: AudioClip) -> None:
        """Give the sound of a finished run to whoever keeps it."""
        if self._recorder is not None and self.records:
            self._recorder.keep(result, clip)
