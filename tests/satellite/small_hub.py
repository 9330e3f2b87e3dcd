"""A small Socket.IO server that speaks the hub's side of the /satellite protocol."""

import contextlib
import itertools
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refuse
from flask_socketio import SocketIO, emit
from werkzeug.serving import make_server

from ova.core import AudioClip, AudioFormat

NAMESPACE = "/satellite"
TOKEN = "let-me-in"
LOUD = 300.0
END_SILENCE_S = 0.5


class SmallHub:
    """Listens until half a second of silence, then plays its part of the script."""

    def __init__(self, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.hears = "turn on the kitchen light"
        self.intent: str | None = "HassTurnOn"
        self.reply: AudioClip | None = tone(0.5)
        self.keep_listening = [False]
        self.refusal: dict[str, str] | None = None
        self.hellos: list[dict[str, Any]] = []
        self.starts: list[dict[str, Any]] = []
        self.audio: list[bytearray] = []
        self.done: list[tuple[str, Any]] = []
        """What the satellite sent besides audio, in order."""
        self.changed = threading.Condition()
        self.sockets: list[Any] = []
        self._listening = False
        self._quiet_s = 0.0
        self._spoke = False
        self._runs = itertools.count(1)
        app = Flask("small-hub")
        self.io = SocketIO(
            app,
            async_mode="threading",
            async_handlers=False,  # messages of one satellite stay in order: no thread per message
            monitor_clients=False,
            ping_interval=1,  # its pinging thread ends no sooner than after an interval
            ping_timeout=5,
        )
        self.overheard = bytearray()
        """What came while "stop" was listened for, and nothing else."""
        self._waits_for_stop = False
        known = ("connect", "hello", "start", "audio", "stop", "cancel", "ring_stop", "played")
        for name in (*known, "wait_stop", "wait_stop_over"):
            self.io.on_event(name, getattr(self, f"_{name}"), namespace=NAMESPACE)
        self._server = make_server("127.0.0.1", port, app, threaded=True, ssl_context=tls)
        self._server.daemon_threads = True
        self.port = self._server.port
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        """Die: every connection breaks off."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.drop()

    def drop(self) -> None:
        """Break every connection off, as a network does."""
        for connection in self.sockets:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.sockets.clear()

    def wait(self, true: Callable[[], Any], timeout_s: float = 20.0) -> None:
        """Wait until something is true."""
        with self.changed:
            assert self.changed.wait_for(true, timeout_s), "the satellite did not do it in time"

    def told(self, name: str) -> list[Any]:
        """Return what the satellite sent under a name."""
        return [data for told, data in self.done if told == name]

    def send(self, event: str, *args: Any) -> None:
        """Send something to every satellite."""
        self.io.emit(event, args, namespace=NAMESPACE)

    def play(
        self, clip: AudioClip, kind: str, play_id: str, *, keep_listening: bool = False
    ) -> None:
        """Send a sound."""
        fmt = clip.format
        start = {"id": play_id, "kind": kind, "text": "Done", "rate": fmt.rate, "width": 2}
        self.send("play_start", {**start, "channels": fmt.channels})
        for offset in range(0, len(clip.pcm), 1_000):
            self.send("play_chunk", play_id, clip.pcm[offset : offset + 1_000])
        self.send("play_end", {"id": play_id, "keep_listening": keep_listening})

    def _note(self, name: str, data: Any) -> None:
        with self.changed:
            self.done.append((name, data))
            self.changed.notify_all()

    def _connect(self, auth: Any = None) -> None:
        self.sockets.append(request.environ["werkzeug.socket"])
        if not auth or auth.get("token") != TOKEN:
            raise Refuse("The token is not valid.")

    def _hello(self, data: dict[str, Any]) -> dict[str, Any]:
        if self.refusal is not None:
            return {"ok": False, **self.refusal}
        with self.changed:
            self.hellos.append(data)
            self.changed.notify_all()
        return {"ok": True, "satellite": {"id": data["id"], "name": data["name"]}}

    def _start(self, data: dict[str, Any]) -> dict[str, Any]:
        run_id = f"run-{next(self._runs)}"
        with self.changed:
            self.starts.append(data)
            self.audio.append(bytearray())
            self._listening, self._spoke, self._quiet_s = True, False, 0.0
            self.changed.notify_all()
        self._event("run-start")
        self._event("stt-start")
        return {"ok": True, "run_id": run_id}

    def _audio(self, pcm: bytes) -> None:
        with self.changed:
            if not self._listening:
                if self._waits_for_stop:
                    self.overheard += pcm
                    self.changed.notify_all()
                return
            self.audio[-1] += pcm
            self.changed.notify_all()
        samples = np.frombuffer(pcm, "<i2").astype(float)
        if np.sqrt(np.mean(samples**2)) > LOUD:
            self._spoke, self._quiet_s = True, 0.0
        else:
            self._quiet_s += samples.size / 16_000
        if self._spoke and self._quiet_s > END_SILENCE_S:
            self._answer()

    def _stop(self, data: Any) -> None:
        self._note("stop", data)
        if self._listening:
            self._answer()

    def _cancel(self, data: Any) -> None:
        self._listening = False
        self._note("cancel", data)

    def _wait_stop(self, data: Any) -> dict[str, Any]:
        self._waits_for_stop = True
        self._note("wait_stop", data)
        return {"ok": True}

    def _wait_stop_over(self, data: Any) -> None:
        self._waits_for_stop = False
        self._note("wait_stop_over", data)

    def _ring_stop(self, data: Any) -> None:
        self._note("ring_stop", data)

    def _played(self, data: Any) -> None:
        self._note("played", data)

    def _answer(self) -> None:
        self._listening = False
        count = len(self.starts)
        self._event("stt-vad-end", timestamp=1.0)
        self._event("stt-end", stt_output={"text": self.hears})
        reason = None if self.intent else "no_intent"
        self._event("intent-end", intent=self.intent, reason=reason, slots={})
        if self.reply is not None:
            self._event("tts-start", tts_input="Done")
            self._event("tts-end", tts_output={})
        self._event("run-end", error=None)
        if self.reply is not None:
            keep = self.keep_listening[min(count, len(self.keep_listening)) - 1]
            self.play(self.reply, "reply", f"play-{count}", keep_listening=keep)

    def _event(self, kind: str, **data: Any) -> None:
        run_id = f"run-{len(self.starts)}"
        event = {"run_id": run_id, "type": kind, "timestamp": 0.0, "satellite_id": None}
        emit("event", {**event, "data": data})


def tone(seconds: float, hz: float = 440.0, rate: int = 22_050) -> AudioClip:
    """Return a sine that never repeats exactly, so that an order can be told."""
    time_s = np.arange(int(seconds * rate)) / rate
    samples = 8_000 * np.sin(2 * np.pi * (hz + 40 * time_s) * time_s)
    return AudioClip(samples.astype("<i2").tobytes(), AudioFormat(rate))
