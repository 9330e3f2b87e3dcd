"""From what was heard to the reply: understood, handled, spoken."""

import logging
from collections.abc import Callable
from dataclasses import replace

from ova.core import (
    AudioClip,
    OvaError,
    Reply,
    RunEventType,
    RunResult,
    Trace,
    Transcript,
    Unheard,
    Utterance,
    noting,
)
from ova.dialogue import Session, Sessions
from ova.language import Replies
from ova.pipeline.commands import carry_out
from ova.pipeline.conversation import remember, session_of
from ova.pipeline.ending import Ending
from ova.pipeline.hardly_heard import stop_heard
from ova.pipeline.outcome import all_done, not_done
from ova.pipeline.ports import Handle, RunRequest, Speak, Understand
from ova.pipeline.run import Run
from ova.pipeline.shelf import ReplyShelf
from ova.pipeline.speaking import speak_reply

log = logging.getLogger(__name__)


class Answering:
    """Answers what was heard or typed, and ends its run."""

    def __init__(
        self,
        *,
        understand: Understand,
        handle: Handle,
        speak: Speak,
        texts: Callable[[str], Replies],
        sessions: Sessions,
        shelf: ReplyShelf,
        said: ReplyShelf,
        on_result: Callable[[RunResult], None],
        clock: Callable[[], float],
    ) -> None:
        """``texts`` gives the hub's own phrases for a language; ``shelf`` takes the sound of replies,
        ``said`` that of answers; ``on_result`` is told of every finished run, and must not block."""
        self._understand = understand
        self._handle = handle
        self._speak = speak
        self._texts = texts
        self._sessions = sessions
        self._shelf = shelf
        self._said = said
        self._on_result = on_result
        self._clock = clock

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
            return self.answer(run, request, transcript, self._said.put(aloud))
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
            remember(self._sessions, session, ending, self._clock())
        reply = ending.reply
        audio_id = None
        if request.speak and reply.spoken:
            audio_id = speak_reply(
                lambda text, language, on_trouble: self._speak(
                    text, language, on_trouble, request.voice
                ),
                self._shelf,
                run,
                reply,
                request.language,
            )
        result = run.end(ending, heard=transcript, audio_id=audio_id)
        if result is None:
            raise OvaError("A run was ended twice.", cure="This is a fault of the hub: report it.")
        self.note(result)
        return result

    def note(self, result: RunResult) -> None:
        """Tell the keeper of traces about a finished run."""
        self._on_result(result)

    def _session(self, request: RunRequest) -> Session | None:
        return session_of(self._sessions, request, self._clock())
