"""Speech recognition in worker processes: parallel, and a crash ends only its own commands."""

import itertools
import logging
import selectors
import threading
import time
from collections.abc import Callable
from typing import Any

from ova.core import AudioClip, AudioFormat, OvaError, Transcript, WordGraph
from ova.engines import wire
from ova.engines.errors import EngineMissing, StreamFailed
from ova.engines.events import SpeechEvent
from ova.engines.process import WorkerProcess
from ova.engines.restarts import Restarts
from ova.engines.session import ListenSession
from ova.engines.settings import SpeechSettings
from ova.engines.waker import Waker

_LOG = logging.getLogger(__name__)
_BUDGET_PER_AUDIO_S = 2.0
_GRAPH_BUDGET_S = 60.0
_MAX_CLIP_SPEECH_S = 60.0


class SpeechPool:
    """Decodes streams and recordings in ``settings.workers`` processes.

    One thread serves all of them; it sleeps while nobody speaks. ``on_event`` callbacks come from
    that thread: they must return quickly and may not call ``transcribe``. A worker that dies or hangs is replaced at once; the
    sessions it had end with an ``error`` of code ``stt-stream-failed``.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self.settings = settings
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._workers: list[WorkerProcess] = []
        self._homes: dict[int, WorkerProcess] = {}
        self._graph: tuple[str, bytes] | None = None
        self._numbers = itertools.count(1)
        self._restarts = Restarts()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._waker = Waker()

    def start(self) -> None:
        """Start the workers; they load in the background."""
        with self._lock:
            if self._thread is not None or self._closing:
                return
            for _ in range(self.settings.workers):
                self._spawn()
            self._thread = threading.Thread(target=self._serve, name="speech-pool", daemon=True)
            self._thread.start()

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until every worker runs with the present graph.

        False when that did not come in time, or cannot come: then ``error`` says why.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_ready() or self.error is not None, timeout_s)
            return self._is_ready()

    def set_graph(self, graph: WordGraph) -> None:
        """Give all workers new sentences; returns at once. Sessions begun later use them."""
        with self._lock:
            if self._graph is not None and self._graph[0] == graph.key:
                return
        payload = wire.graph_to_bytes(graph)
        with self._lock:
            self._graph = (graph.key, payload)
            for worker in self._workers:
                self._send_graph(worker)
            self._waker.wake()

    def listen(self, fmt: AudioFormat, on_event: Callable[[SpeechEvent], None]) -> ListenSession:
        """Begin hearing one command. Raises EngineMissing when no worker runs."""
        with self._lock:
            session = ListenSession(self, next(self._numbers), fmt, on_event)
            worker = self._least_busy()
            worker.sessions[session.number] = lambda head: session.tell(_event(head))
            self._homes[session.number] = worker
            head = {"op": "open", "id": session.number, **_format(fmt)}
            worker.send(head, b"", self._budget(0.0))
            self._waker.wake()
        return session

    def transcribe(
        self,
        clip: AudioClip,
        timeout_s: float = 60,
        max_speech_s: float = _MAX_CLIP_SPEECH_S,
    ) -> Transcript:
        """Return what is said in a whole recording; pauses do not end it.

        Raises BadAudio (``too_much_speech``), StreamFailed when the worker died or took longer
        than ``timeout_s``, EngineMissing when no worker runs or there are no sentences yet.
        """
        from ova.audio import to_speech

        # Converted here: long uploads at high rates would make the workers large.
        speech = AudioClip(to_speech(clip).astype("<i2", copy=False).tobytes())
        done = threading.Event()
        result: list[SpeechEvent] = []

        def told(head: wire.Head) -> None:
            result.append(_event(head))
            done.set()

        with self._lock:
            number = next(self._numbers)
            worker = self._least_busy()
            worker.sessions[number] = told
            self._homes[number] = worker
            head = {"op": "clip", "id": number, "max_speech_s": max_speech_s}
            worker.send(
                {**head, **_format(speech.format)}, speech.pcm, self._budget(speech.seconds)
            )
            self._waker.wake()
        if not done.wait(timeout_s):
            self.forget(number)
            raise StreamFailed(
                f"The recording was not recognised within {timeout_s:g} s.",
                cure="Try a shorter recording, or again when fewer people speak.",
            )
        event = result[0]
        if event.error is not None:
            raise event.error
        return event.transcript or Transcript("")

    def status(self) -> list[dict[str, Any]]:
        """Return each worker's state, for people and for benchmarks."""
        with self._lock:
            return [
                {
                    "pid": worker.pid,
                    "ready": worker.ready,
                    "engine": worker.engine,
                    "graph": worker.graph_key,
                    "sessions": len(worker.sessions),
                    "cpu_s": worker.cpu_s,
                    "peak_rss_mb": round(worker.peak_rss_kb / 1024, 1),
                    "restarts": self._restarts.count,
                    "error": str(worker.graph_error) if worker.graph_error else None,
                }
                for worker in self._workers
            ]

    @property
    def error(self) -> OvaError | None:
        """Why no worker can run or hear, when that is so."""
        with self._lock:
            failed = (worker.graph_error for worker in self._workers if worker.graph_error)
            return next(failed, self._restarts.error)

    def close(self) -> None:
        """End all workers, and the sessions they have with an error. May be called twice."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            self._waker.wake()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        with self._lock:
            workers, self._workers = self._workers, []
        for worker in workers:
            self._bury(worker, "The hub is shutting down.")
        self._waker.close()

    def post(self, number: int, op: str, body: bytes, audio_s: float) -> None:
        """Send a session's message to its worker, if it still has one. For sessions."""
        with self._lock:
            worker = self._homes.get(number)
            if worker is not None:
                worker.send({"op": op, "id": number}, body, self._budget(audio_s))
                self._waker.wake()

    def forget(self, number: int) -> None:
        """Drop a session: nothing more is told of it. For sessions."""
        with self._lock:
            worker = self._homes.pop(number, None)
            if worker is not None:
                worker.sessions.pop(number, None)

    def _budget(self, audio_s: float) -> float:
        return self.settings.patience_s + _BUDGET_PER_AUDIO_S * audio_s

    def _is_ready(self) -> bool:
        wanted = self._graph[0] if self._graph else None
        return len(self._workers) == self.settings.workers and all(
            worker.ready and worker.graph_key == wanted for worker in self._workers
        )

    def _works(self, worker: WorkerProcess) -> bool:
        """Return whether it got as far as hearing: one that dies loading would die again."""
        return worker.ready and (worker.graph_key is not None or self._graph is None)

    def _least_busy(self) -> WorkerProcess:
        if not self._workers or self._closing:
            raise EngineMissing(
                "No speech worker is running.",
                cure="Wait a moment; if it stays so, look at the hub's log.",
            ) from self._restarts.error
        return min(self._workers, key=lambda worker: worker.load)

    def _spawn(self) -> None:
        try:
            worker = WorkerProcess(self.settings)
        except OSError as error:
            failure = EngineMissing(
                f"A speech worker cannot be started: {error.strerror}.",
                cure="Free memory or file descriptors; it is tried again by itself.",
            )
            self._restarts.failed(failure, time.monotonic())
            return
        self._workers.append(worker)
        self._send_graph(worker)

    def _send_graph(self, worker: WorkerProcess) -> None:
        if self._graph is not None:
            worker.graph_error = None
            worker.send({"op": "graph"}, self._graph[1], _GRAPH_BUDGET_S)

    def _serve(self) -> None:
        while True:
            with self._lock:
                if self._closing:
                    return
                workers = list(self._workers)
                timeout = self._timeout()
            with selectors.DefaultSelector() as selector:
                selector.register(self._waker, selectors.EVENT_READ)
                for worker in workers:
                    write = selectors.EVENT_WRITE if worker.has_output else 0
                    selector.register(worker.link, selectors.EVENT_READ | write, worker)
                ready = selector.select(timeout)
            for key, mask in ready:
                if key.data is None:
                    self._waker.drain()
                elif mask & selectors.EVENT_READ:
                    self._read(key.data)
            with self._lock:
                for worker in workers:
                    worker.flush()
            self._watch()

    def _timeout(self) -> float | None:
        times = [worker.deadline for worker in self._workers if worker.deadline is not None]
        times += [] if self._restarts.next is None else [self._restarts.next]
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _read(self, worker: WorkerProcess) -> None:
        with self._changed:
            heads = worker.receive()
            if heads is not None:
                if self._works(worker):
                    self._restarts.succeeded()
                self._changed.notify_all()
        if heads is None:
            self._replace(worker, "The speech worker ended.")
            return
        for head in heads:
            if head["op"] == "event":
                self._deliver(worker, head)

    def _deliver(self, worker: WorkerProcess, head: wire.Head) -> None:
        number = head["id"]
        with self._lock:
            handler = worker.sessions.get(number)
            if head["event"]["kind"] in ("final", "error"):
                self.forget(number)
        if handler is None:
            return
        try:
            handler(head)
        except Exception:  # noqa: BLE001 - the listener's own fault must not stop everyone's recognition
            _LOG.exception("A listener failed on %s", head["event"]["kind"])

    def _watch(self) -> None:
        """Replace workers that hang and start those whose pause is over."""
        now = time.monotonic()
        with self._lock:
            hung = [w for w in self._workers if w.deadline is not None and w.deadline <= now]
            for _ in range(self._restarts.take_due(now)):
                self._spawn()
        for worker in hung:
            _LOG.error("Speech worker %d hangs and is replaced", worker.pid)
            self._replace(worker, "The speech worker did not answer.")

    def _replace(self, worker: WorkerProcess, reason: str) -> None:
        with self._changed:
            if worker not in self._workers:
                return
            self._workers.remove(worker)
            if not self._closing:
                self._restarts.count += 1
                if self._works(worker):
                    _LOG.warning("Speech worker %d ended and is replaced", worker.pid)
                    self._spawn()
                else:
                    failure = worker.fatal or EngineMissing(reason, cure="Look at the hub's log.")
                    self._restarts.failed(failure, time.monotonic())
            self._changed.notify_all()
        self._bury(worker, reason)

    def _bury(self, worker: WorkerProcess, reason: str) -> None:
        worker.end()
        error = StreamFailed(reason, cure="Please say it again.")
        told = wire.event_to_json(SpeechEvent("error", error=error))
        for number in list(worker.sessions):
            self._deliver(worker, {"op": "event", "id": number, "event": told})


def _event(head: wire.Head) -> SpeechEvent:
    return wire.event_from_json(head["event"])


def _format(fmt: AudioFormat) -> wire.Head:
    return {"rate": fmt.rate, "width": fmt.width, "channels": fmt.channels}
