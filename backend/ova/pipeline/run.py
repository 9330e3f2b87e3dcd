"""The life of one run: ordered events, stage timings, exactly one end."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ova.core import OvaError, RunEvent, RunEventType, RunResult, Transcript
from ova.pipeline.ending import Ending

EventListener = Callable[[RunEvent], None]


class Run:
    """Collects the events of one run and tells listeners; ends exactly once."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        stopwatch: Callable[[], float],
        listeners: tuple[EventListener, ...] = (),
        satellite_id: str | None = None,
        conversation_id: str | None = None,
        source: str = "text",
        area_id: str | None = None,
        again_of: str | None = None,
    ) -> None:
        """Open a run. ``clock`` gives seconds since the epoch, ``stopwatch`` monotonic seconds."""
        self.id = uuid.uuid4().hex
        self.satellite_id = satellite_id
        self.conversation_id = conversation_id or self.id
        self.source = source
        self.area_id = area_id
        self.again_of = again_of
        self._clock = clock
        self._stopwatch = stopwatch
        self._listeners = listeners
        self.lock = threading.RLock()
        self._events: list[RunEvent] = []
        self._timings_ms: dict[str, float] = {}
        self._ended = False
        self._started_at = clock()
        self._began = stopwatch()

    @property
    def ended(self) -> bool:
        """Whether ``run-end`` was emitted."""
        return self._ended

    def emit(self, kind: RunEventType, /, **data: Any) -> None:
        """Emit an event; after the end nothing is emitted any more."""
        with self.lock:
            if self._ended:
                return
            self._ended = kind is RunEventType.RUN_END
            event = RunEvent(self.id, kind, self._clock(), data, self.satellite_id)
            self._events.append(event)
            for listener in self._listeners:
                listener(event)

    def fail(self, error: OvaError) -> None:
        """Emit the error event."""
        self.emit(RunEventType.ERROR, code=error.code, message=error.message, cure=error.cure)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time spent inside to the stage's timing."""
        start = self._stopwatch()
        try:
            yield
        finally:
            self.add_time(stage, self._stopwatch() - start)

    def add_time(self, stage: str, seconds: float) -> None:
        """Add seconds to a stage's timing."""
        self._timings_ms[stage] = self._timings_ms.get(stage, 0.0) + seconds * 1000

    def end(
        self,
        ending: Ending,
        *,
        heard: Transcript | None = None,
        audio_id: str | None = None,
    ) -> RunResult | None:
        """Emit ``run-end`` and return the result; None when the run had ended already."""
        reply = ending.reply
        said = heard or Transcript("")
        intent = ending.commands[0].intent if ending.commands else None
        reason = ending.reason or (reply.text if reply.error else "")
        with self.lock:
            if self._ended:
                return None
            self._timings_ms["total"] = (self._stopwatch() - self._began) * 1000
            self.emit(
                RunEventType.RUN_END,
                text=said.text,
                intent=intent.name if intent else None,
                reply=reply.text,
                reason=reason,
                error=reply.error,
                keep_listening=reply.keep_listening,
                timings_ms={name: round(value, 2) for name, value in self._timings_ms.items()},
            )
            return RunResult(
                run_id=self.id,
                text=said.text,
                intent=intent,
                reply=reply.text,
                confidence=said.confidence,
                reason=reason,
                error=reply.error,
                timings_ms=dict(self._timings_ms),
                satellite_id=self.satellite_id,
                conversation_id=self.conversation_id,
                keep_listening=reply.keep_listening,
                audio_id=audio_id,
                started_at=self._started_at,
                source=self.source,
                events=tuple(self._events),
                commands=ending.commands,
                question=ending.question,
                trace=ending.trace,
                area_id=self.area_id,
                alternatives=said.others(),
                engine=said.engine,
                deeds=ending.deeds,
                again_of=self.again_of,
            )
