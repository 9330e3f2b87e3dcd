"""A decoding process: ``python -m ova.engines.worker FD SETTINGS``.

Talks to the pool that started it over the inherited socket FD, and ends when that is closed. Every
message is answered by events and then one ``done``, so the pool can tell a hang from hard work.
"""

import json
import logging
import resource
import signal
import socket
import sys
import time
from pathlib import Path

from ova.audio import EndpointSettings
from ova.core import AudioClip, AudioFormat, OvaError
from ova.engines import wire
from ova.engines.errors import StreamFailed
from ova.engines.events import SpeechEvent
from ova.engines.listener import Listener, hear_clip
from ova.engines.settings import SpeechSettings
from ova.engines.stt.protocol import Recognizer
from ova.engines.vad.protocol import VoiceActivity

_LOG = logging.getLogger("ova.engines.worker")
_READ_BYTES = 1 << 16


class Worker:
    """A loaded recogniser that serves many sessions, one piece of work at a time."""

    def __init__(self, link: socket.socket, settings: SpeechSettings) -> None:
        self._link = link
        self._settings = settings
        self._endpoint = EndpointSettings(
            end_silence_s=settings.end_silence_s,
            max_speech_s=settings.max_command_s,
            no_speech_s=settings.no_speech_s,
        )
        self._recognizer = make_recognizer(settings)
        self._graph_key: str | None = None
        self._spare_vads: list[VoiceActivity] = [make_vad(settings)]
        self._sessions: dict[int, tuple[Listener, VoiceActivity]] = {}

    def run(self) -> None:
        """Serve until the pool closes the link."""
        self._send({"op": "hello", "engine": self._recognizer.name})
        frames = wire.Unpacker()
        while data := self._link.recv(_READ_BYTES):
            for head, body in frames.feed(data):
                self._serve(head, body)
                self._send(
                    {
                        "op": "done",
                        "graph": self._graph_key,
                        "cpu_s": time.process_time(),
                        "peak_rss_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                    }
                )

    def _serve(self, head: wire.Head, body: bytes) -> None:
        try:
            self._do(head, body)
        except OvaError as error:
            self._fail(head, error)
        except Exception:  # noqa: BLE001 - a fault in one session must not end the others of this process
            _LOG.exception("Speech worker failed in %s", head.get("op"))
            self._fail(
                head, StreamFailed("Recognising speech failed.", cure="Please say it again.")
            )

    def _do(self, head: wire.Head, body: bytes) -> None:
        match head["op"]:
            case "graph":
                graph = wire.graph_from_bytes(body)
                self._recognizer.set_graph(graph)
                self._graph_key = graph.key
            case "open":
                vad = self._spare_vads.pop() if self._spare_vads else make_vad(self._settings)
                fmt = AudioFormat(head["rate"], head["width"], head["channels"])
                listener = Listener(fmt, self._recognizer, vad, self._endpoint)
                self._sessions[head["id"]] = (listener, vad)
            case "feed":
                self._advance(head["id"], body)
            case "finish":
                self._advance(head["id"], None)
            case "cancel":
                self._drop(head["id"])
            case "clip":
                clip = AudioClip(body, AudioFormat(head["rate"], head["width"], head["channels"]))
                vad = self._spare_vads[0] if self._spare_vads else make_vad(self._settings)
                heard = hear_clip(clip, self._recognizer, vad, head["max_speech_s"])
                self._tell(head["id"], SpeechEvent("final", clip.seconds, heard, heard.text))

    def _advance(self, session: int, pcm: bytes | None) -> None:
        if session not in self._sessions:  # it ended while this message was on its way
            return
        listener = self._sessions[session][0]
        for event in listener.finish() if pcm is None else listener.feed(pcm):
            self._tell(session, event)
        if listener.over:
            self._drop(session)

    def _drop(self, session: int) -> None:
        entry = self._sessions.pop(session, None)
        if entry is not None:
            self._spare_vads.append(entry[1])

    def _tell(self, session: int, event: SpeechEvent) -> None:
        self._send({"op": "event", "id": session, "event": wire.event_to_json(event)})

    def _fail(self, head: wire.Head, error: OvaError) -> None:
        if head["op"] == "graph":
            self._send({"op": "graph-error", "error": wire.error_to_json(error)})
            return
        self._drop(head["id"])
        self._tell(head["id"], SpeechEvent("error", error=error))

    def _send(self, head: wire.Head) -> None:
        self._link.sendall(wire.pack(head))


def make_recognizer(settings: SpeechSettings) -> Recognizer:
    """Return the recogniser the settings ask for. Raises EngineMissing."""
    model = settings.vosk_model()
    if settings.stt == "vosk" or (settings.stt == "auto" and model is not None):
        from ova.engines.stt.vosk import VoskRecognizer

        return VoskRecognizer(model or (settings.models_dir or Path()) / "vosk" / settings.language)
    if settings.language.partition("-")[0] != "en":
        _LOG.warning(
            "PocketSphinx hears English only: install a Vosk model for “%s”.", settings.language
        )
    from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer

    return PocketSphinxRecognizer(min_score=settings.min_score)


def make_vad(settings: SpeechSettings) -> VoiceActivity:
    """Return the voice activity detector the settings ask for. Raises EngineMissing."""
    if settings.vad == "energy":
        from ova.engines.vad.energy import EnergyVad

        return EnergyVad()
    from ova.engines.vad.silero import SileroVad

    return SileroVad()


def main(arguments: list[str]) -> int:
    """Run a worker; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool ends us, not the terminal's Ctrl-C
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    link = socket.socket(fileno=int(arguments[0]))
    values = json.loads(arguments[1])
    values["models_dir"] = Path(values["models_dir"]) if values["models_dir"] else None
    with link:
        try:
            Worker(link, SpeechSettings(**values)).run()
        except OvaError as error:
            link.sendall(wire.pack({"op": "fatal", "error": wire.error_to_json(error)}))
            return 1
        except (BrokenPipeError, ConnectionResetError):
            return 0  # the pool is gone: so are we
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
