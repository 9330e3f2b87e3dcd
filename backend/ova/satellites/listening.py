"""The command that is being said on one connection."""

import threading
from typing import Any

from ova.core import Satellite
from ova.pipeline import HeldRun, Pipeline, RunRequest, StreamRun
from ova.satellites.arbitration import Auditions
from ova.satellites.heartbeat import Heartbeat
from ova.satellites.messages import Start
from ova.satellites.spoken_runs import SpokenRuns
from ova.satellites.unheard import Unheard


class Listening:
    """Holds the run that hears the command: begun, fed, ended or given up. Safe from any thread."""

    def __init__(
        self, pipeline: Pipeline, runs: SpokenRuns, auditions: Auditions, heartbeat: Heartbeat
    ) -> None:
        """``runs`` follows what is begun; ``heartbeat`` knows the time of the device's clock.

        ``auditions`` decides where several satellites heard one wake word.
        """
        self._pipeline = pipeline
        self._runs = runs
        self._auditions = auditions
        self._heartbeat = heartbeat
        self._lock = threading.Lock()
        self._stream: StreamRun | HeldRun | None = None
        self.unheard = Unheard()
        """Sound that came though nothing listens to it."""

    def begin(self, satellite: Satellite, start: Start, request: RunRequest) -> dict[str, Any]:
        """Open a run; return its id, and whether it goes on for sure. Raises OvaError.

        One a wake word opened goes on unless another satellite heard the wake word better.
        """
        if start.wake_word is None:
            stream = self._pipeline.stream(
                start.format, request, self._runs.finished, self._runs.forward
            )
            self._hold(stream, start)
            return {"run_id": stream.run_id, "chosen": True}
        held = self._pipeline.held(start.format, request, self._runs.finished, self._runs.forward)
        self._hold(held, start)
        spoken = self._heartbeat.here(start.wake_word.get("clock"))
        chosen = self._auditions.enter(held, satellite, start.wake_word, spoken)
        return {"run_id": held.run_id, "chosen": chosen}

    def feed(self, pcm: bytes) -> bool:
        """Take a piece of audio; False when no command is listened to."""
        stream = self._stream
        if stream is None or not self._runs.needs_sound(stream.run_id):
            return False
        self.unheard.heard()
        stream.feed(pcm)
        return True

    def finish(self) -> None:
        """Take the command's audio as complete."""
        if self._stream is not None:
            self._stream.finish()

    def give_up(self) -> None:
        """Stop listening and forget the command."""
        with self._lock:
            stream, self._stream = self._stream, None
        if stream is not None:
            stream.cancel()
            self._auditions.withdraw(stream.run_id)

    def _hold(self, stream: StreamRun | HeldRun, start: Start) -> None:
        with self._lock:
            self._stream, self.unheard.format = stream, start.format
        self._runs.begins(stream.run_id)
