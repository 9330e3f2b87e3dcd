"""A run fed with live audio from a satellite."""

import math
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from ova.core import AudioClip, AudioFormat, OvaError, Reply, RunEventType, RunResult, Transcript
from ova.engines import SpeechEvent, SpeechPool
from ova.pipeline.ending import Ending
from ova.pipeline.ports import RunRequest
from ova.pipeline.run import Run

if TYPE_CHECKING:
    from ova.pipeline.pipeline import Pipeline


BREATH_S = 0.25
"""What is played again begins so long before the first word, and ends so long after the last."""


class StreamRun:
    """Feeds a recogniser and goes on with what it hears; ends exactly once."""

    def __init__(
        self,
        pipeline: "Pipeline",
        run: Run,
        request: RunRequest,
        fmt: AudioFormat,
        speech: SpeechPool,
        threads: Executor,
        on_done: Callable[[RunResult], None],
    ) -> None:
        """Start listening. Raises OvaError when no recogniser can be had."""
        self._pipeline = pipeline
        self._run = run
        self._request = request
        self._threads = threads
        self._on_done = on_done
        self._format = fmt
        self._aloud = pipeline.wants_sound(request)
        self._sound: list[bytes] | None = [] if pipeline.records or self._aloud else None
        self._span = [0.0, math.inf]
        """From when to when somebody spoke, in seconds of the stream."""
        self._settled = threading.Event()
        run.emit(RunEventType.STT_START, rate=fmt.rate, channels=fmt.channels)
        answers = pipeline.answers(request)
        self._session = speech.listen(
            *(fmt, self._on_speech, answers), aloud=self._aloud, patience=request.patience
        )

    @property
    def run_id(self) -> str:
        """Id of the run."""
        return self._run.id

    @property
    def listening(self) -> bool:
        """Whether more audio is of use."""
        return not self._settled.is_set()

    def feed(self, pcm: bytes) -> None:
        """Take a piece of audio; ignored after the end of the command."""
        if self.listening:
            self._session.feed(pcm)
            if self._sound is not None:
                self._sound.append(pcm)

    def finish(self) -> None:
        """Say that no more audio will come."""
        if self.listening:
            self._session.finish()

    def cancel(self) -> None:
        """Stop listening and end the run silently."""
        if not self._settle():
            return
        self._session.cancel()
        ending = Ending(reply=Reply(error="cancelled"), reason="The command was cancelled.")
        result = self._run.end(ending)
        if result is not None:
            self._pipeline.answering.note(result)
            self._on_done(result)

    def _settle(self) -> bool:
        """Claim the one right to end the listening; True for the first caller only."""
        with self._run.lock:
            if self._settled.is_set():
                return False
            self._settled.set()
            return True

    def _on_speech(self, event: SpeechEvent) -> None:
        match event.kind:
            case "vad-start":
                self._span[0] = event.timestamp_s
                self._run.emit(RunEventType.STT_VAD_START, timestamp=event.timestamp_s)
            case "vad-end":
                self._span[1] = event.timestamp_s
                self._run.emit(RunEventType.STT_VAD_END, timestamp=event.timestamp_s)
            case "partial":
                self._run.emit(RunEventType.STT_PARTIAL, text=event.text)
            case "final":
                if self._settle():
                    transcript = event.transcript or Transcript("")
                    self._threads.submit(self._conclude, transcript, None)
            case "error":
                if self._settle():
                    self._threads.submit(self._conclude, None, event.error)

    def _conclude(self, transcript: Transcript | None, error: OvaError | None) -> None:
        sound = b"".join(self._sound or ())
        if transcript is not None:
            aloud = AudioClip(sound, self._format).between(*self._padded()) if self._aloud else None
            result = self._pipeline.answering.heard(self._run, self._request, transcript, aloud)
        else:
            fault = error or OvaError("The recogniser stopped.", code="stt-stream-failed")
            result = self._pipeline.answering.give_up(self._run, self._request, fault)
        if self._sound is not None:
            self._pipeline.record(result, AudioClip(sound, self._format))
        self._on_done(result)

    def _padded(self) -> tuple[float, float]:
        return self._span[0] - BREATH_S, self._span[1] + BREATH_S
