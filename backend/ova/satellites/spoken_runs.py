"""The runs of one connection: what they tell the satellite, and the replies that are spoken there."""

import threading
from collections.abc import Callable
from typing import Any

from ova.core import RunEvent, RunEventType, RunResult
from ova.pipeline import Pipeline, ReplySound
from ova.satellites.playback import Playback, Send

_HEARD = frozenset(
    {RunEventType.STT_VAD_END, RunEventType.STT_END, RunEventType.ERROR, RunEventType.RUN_END}
)
"""After these a run needs no more sound."""


class SpokenRuns:
    """Sends events and replies of runs to a satellite. Every method is safe from any thread."""

    def __init__(self, pipeline: Pipeline, send: Send, gain: Callable[[], float]) -> None:
        """``send(event, *args)`` delivers one message; it must not block for long.

        ``gain`` tells how loud replies are to be just now.
        """
        self._pipeline = pipeline
        self._send = send
        self._gain = gain
        self._lock = threading.Lock()
        self._replies: dict[str, tuple[ReplySound, Playback]] = {}
        """What is being spoken here, by run."""
        self._open: set[str] = set()
        self._unwanted: set[str] = set()
        """Runs that go on, but whose reply nobody waits for."""
        self._heard: set[str] = set()
        """Runs that need no more sound."""

    def needs_sound(self, run_id: str) -> bool:
        """Tell whether a run listens still."""
        return run_id not in self._heard

    def begins(self, run_id: str) -> None:
        """Take that a run listens from now on; what was heard of others is forgotten."""
        with self._lock:
            self._heard &= {run_id}

    def forward(self, event: RunEvent) -> None:
        """Tell the satellite of an event, and begin to speak a reply."""
        if event.type in _HEARD:
            with self._lock:
                self._heard.add(event.run_id)
        self._send("event", event.to_json())
        match event.type:
            case RunEventType.RUN_START:
                with self._lock:
                    self._open.add(event.run_id)
            case RunEventType.TTS_START:
                self._speak(event)
            case RunEventType.RUN_END:
                with self._lock:
                    self._open.discard(event.run_id)
                    self._unwanted.discard(event.run_id)

    def finished(self, result: RunResult) -> None:
        """Take that a run is over: its reply has been made."""
        with self._lock:
            spoken = self._replies.pop(result.run_id, None)
        if spoken is not None:
            sound, playback = spoken
            playback.end(keep_listening=result.keep_listening and sound.wanted)

    def give_up(self) -> None:
        """Have nothing spoken of runs that are still going on."""
        with self._lock:
            self._unwanted |= self._open
        self.hush()

    def hush(self) -> None:
        """Make no more of what is being spoken here."""
        with self._lock:
            speaking = [sound for sound, _ in self._replies.values()]
        for sound in speaking:
            sound.stop()

    def _speak(self, event: RunEvent) -> None:
        """Send a reply's sound while it is made."""
        told: dict[str, Any] = event.data
        sound = self._pipeline.shelf.sound(told["tts_output"]["audio_id"])
        if sound is None:
            return
        text = str(told["text"])
        playback = Playback(
            self._send, kind="reply", text=text, run_id=event.run_id, gain=self._gain()
        )
        with self._lock:
            unwanted = event.run_id in self._unwanted
            self._replies[event.run_id] = (sound, playback)
        if unwanted:
            sound.stop()
        sound.follow(playback.piece)
