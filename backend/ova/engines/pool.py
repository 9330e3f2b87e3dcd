"""Speech recognition in worker processes: parallel, and a crash ends nobody's command."""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ova.core import AudioClip, AudioFormat, OvaError, Transcript, WordGraph
from ova.engines import wire
from ova.engines.errors import StreamFailed
from ova.engines.events import SpeechEvent
from ova.engines.session import ListenSession
from ova.engines.settings import SpeechSettings
from ova.engines.switchboard import Switchboard, end_all

_MAX_CLIP_SPEECH_S = 60.0
_READING_TIME = 0.1
"""Processor seconds per second of sound that reading a file may take."""


class SpeechPool:
    """Decodes streams and recordings in ``settings.workers`` processes.

    One thread serves all of them; it sleeps while nobody speaks. ``on_event`` callbacks come from
    that thread: they must return quickly and may not call ``transcribe`` or ``read``. A worker that
    dies or hangs is replaced at once, and what it was hearing begins again with another one; sound
    under which two workers die ends with an ``error`` of code ``stt-stream-failed``.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self._board = Switchboard(settings)

    @property
    def settings(self) -> SpeechSettings:
        """The settings in force."""
        return self._board.crew.settings

    def start(self) -> None:
        """Start the workers; they load in the background."""
        self._board.start()

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until every worker runs with the settings and sentences given last.

        False when that did not come in time, or cannot come: then ``error`` says why.
        """
        crew = self._board.crew
        with self._board.changed:
            self._board.changed.wait_for(lambda: crew.complete or crew.error is not None, timeout_s)
            return crew.complete

    def set_graph(self, graph: WordGraph) -> None:
        """Give all workers new sentences; returns at once.

        They are tried by a process that hears nobody, then sessions begun later use them. Sentences
        that are refused or that kill it leave the former ones in force; ``error`` says why.
        """
        payload = wire.graph_to_bytes(graph)
        with self._board.lock:
            self._board.crew.set_graph(graph.key, payload)
            self._board.wake()

    def reconfigure(self, settings: SpeechSettings, graph: WordGraph | None = None) -> None:
        """Go over to other settings, with the sentences that go with them; returns at once.

        New workers are loaded, then take the place of the present ones, which end the commands they
        are hearing. When they cannot be loaded all stays as it is and ``error`` says why.
        """
        payload = None if graph is None else (graph.key, wire.graph_to_bytes(graph))
        with self._board.lock:
            over = self._board.crew.reconfigure(settings, payload, time.monotonic())
            self._board.wake()
        end_all(over)

    def listen(
        self,
        fmt: AudioFormat,
        on_event: Callable[[SpeechEvent], None],
        answers: WordGraph | None = None,
        *,
        aloud: bool = False,
        patience: str = "default",
    ) -> ListenSession:
        """Begin hearing one command. Raises EngineMissing when no worker can run.

        ``answers`` are heard besides the sentences of all sessions: those to a question that was
        just asked. ``aloud``: it is no command but somebody's own words, so that none of them ends it.
        ``patience``: how long they may pause, a value of ``ova.audio.Patience``.
        """
        session = ListenSession(self._board, fmt, on_event)
        head = wire.with_answers(
            {"op": "open", "aloud": aloud, "patience": patience, **_format(fmt)}, answers
        )
        session.number = self._board.submit(head, b"", lambda event, _: session.tell(event))
        return session

    def transcribe(
        self,
        clip: AudioClip,
        timeout_s: float = 60,
        max_speech_s: float = _MAX_CLIP_SPEECH_S,
        answers: WordGraph | None = None,
    ) -> Transcript:
        """Return what is said in a whole recording; pauses do not end it. ``answers``: as in ``listen``.

        Raises BadAudio (``too_much_speech``), StreamFailed when it killed two workers or took
        longer than ``timeout_s``, EngineMissing when no worker runs or there are no sentences yet.
        """
        speech = clip if clip.format == AudioFormat() else _as_speech(clip)
        head = {"op": "clip", "max_speech_s": max_speech_s, **_format(speech.format)}
        head = wire.with_answers(head, answers)
        event, _ = self._ask(head, speech.pcm, speech.seconds, timeout_s, alone=False)
        return event.transcript or Transcript("")

    def hear_word(
        self, clip: AudioClip, words: WordGraph, on_event: Callable[[SpeechEvent], None]
    ) -> None:
        """Have a short 16 kHz recording heard that holds one of a few ``words``, or something else.

        Returns at once; ``on_event`` is told ``final`` or ``error``. Raises EngineMissing when no
        worker can run.
        """
        head = wire.with_answers({"op": "word"}, words)
        self._board.submit(head, clip.pcm, lambda event, _: on_event(event), clip.seconds)

    def read(self, data: bytes, max_seconds: float, timeout_s: float = 60) -> AudioClip:
        """Return the sound in a file's bytes at 16 kHz, decoded in a process made for it alone.

        Raises BadAudio as ``read_audio`` does, StreamFailed when the file kills its readers or takes
        longer than ``timeout_s``, EngineMissing when no worker runs.
        """
        head = {"op": "read", "max_seconds": max_seconds}
        work_s = _READING_TIME * max_seconds
        _, pcm = self._ask(head, data, work_s, timeout_s, alone=True)
        return AudioClip(pcm)

    def status(self) -> list[dict[str, Any]]:
        """Return each worker's state, for people and for benchmarks."""
        with self._board.lock:
            return [
                {
                    "pid": worker.pid,
                    "ready": worker.ready,
                    "engine": worker.engine,
                    "graph": worker.graph_key,
                    "sessions": len(worker.jobs),
                    "cpu_s": worker.cpu_s,
                    "peak_rss_mb": round(worker.peak_rss_kb / 1024, 1),
                    "restarts": self._board.crew.restarts.count,
                    "error": str(self._board.crew.error) if self._board.crew.error else None,
                }
                for worker in self._board.crew.workers
            ]

    @property
    def hears(self) -> bool:
        """Whether commands are heard now, also while new settings or sentences are on their way."""
        with self._board.lock:
            return self._board.crew.hears

    @property
    def error(self) -> OvaError | None:
        """Why no worker can run or hear as it was wanted, when that is so."""
        with self._board.lock:
            return self._board.crew.error

    def close(self) -> None:
        """End all workers, and the sessions they have with an error. May be called twice."""
        self._board.close()

    def _ask(
        self, head: wire.Head, body: bytes, seconds: float, timeout_s: float, *, alone: bool
    ) -> tuple[SpeechEvent, bytes]:
        """Return the answer to a piece of work. Raises what it failed with."""
        done = threading.Event()
        answer: list[tuple[SpeechEvent, bytes]] = []

        def told(event: SpeechEvent, body: bytes) -> None:
            answer.append((event, body))
            done.set()

        number = self._board.submit(head, body, told, seconds, alone=alone)
        if not done.wait(timeout_s):
            self._board.forget(number)
            raise StreamFailed(
                f"The recording was not recognised within {timeout_s:g} s.",
                cure="Try a shorter recording, or again when fewer people speak.",
            )
        event = answer[0][0]
        if event.error is not None:
            raise event.error
        return answer[0]


def _as_speech(clip: AudioClip) -> AudioClip:
    from ova.audio import to_speech

    # Converted here: long recordings at high rates would make the workers large.
    return AudioClip(to_speech(clip).astype("<i2", copy=False).tobytes())


def _format(fmt: AudioFormat) -> wire.Head:
    return {"format": asdict(fmt)}
