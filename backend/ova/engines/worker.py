"""A decoding process: ``python -m ova.engines.worker FD BIRTHS SETTINGS``.

Talks to the pool that started it over the inherited socket FD, and ends when that is closed. Every
message is answered by events and then one ``done``, so the pool can tell a hang from hard work. For
every ``fork`` the socket BIRTHS brings the link of a copy, which has all that was loaded already.
"""

import gc
import logging
import os
import resource
import signal
import socket
import sys
import time

from ova.audio import Endpointing, EndpointSettings, Patience, own_words, patient, to_speech
from ova.core import AudioClip, AudioFormat, OvaError, WordGraph
from ova.engines import wire
from ova.engines.choose import make_recognizer, make_vad
from ova.engines.errors import StreamFailed
from ova.engines.events import SpeechEvent
from ova.engines.launch import settings_from_json
from ova.engines.listener import Listener, hear_clip, hear_word
from ova.engines.settings import SpeechSettings
from ova.engines.stt.calls import with_calls
from ova.engines.stt.completion import Completion
from ova.engines.vad.protocol import VoiceActivity

_LOG = logging.getLogger("ova.engines.worker")
_READ_BYTES = 1 << 18
_MOST_BYTES = 1 << 29
"""Memory that a process made to read one file may take; five minutes take a quarter of it."""


class Worker:
    """A loaded recogniser that serves many sessions, one piece of work at a time."""

    def __init__(
        self, link: socket.socket, births: socket.socket, settings: SpeechSettings
    ) -> None:
        self._link = link
        self._births = births
        self._frames = wire.Unpacker()
        self._settings = settings
        self._endpoint = EndpointSettings(
            endpointing=Endpointing(settings.endpointing),
            end_silence_s=settings.end_silence_s,
            max_speech_s=settings.max_command_s,
            no_speech_s=settings.no_speech_s,
        )
        self._recognizer = make_recognizer(settings)
        self._graph: WordGraph | None = None
        self._completion: Completion | None = None
        self._spare_vads: list[VoiceActivity] = [make_vad(settings)]
        self._sessions: dict[int, tuple[Listener, VoiceActivity]] = {}

    def run(self) -> None:
        """Serve until the pool closes the link."""
        self._greet()
        while data := self._link.recv(_READ_BYTES):
            for head, body in self._frames.feed(data):
                if head["op"] == "fork":
                    if self._fork():
                        break  # what else came was meant for the original
                else:
                    self._serve(head, body)
                self._done()

    def _greet(self) -> None:
        self._send(
            {
                "op": "hello",
                "pid": os.getpid(),
                "engine": self._recognizer.name,
                "patience_s": getattr(self._recognizer, "patience_s", 0.0),
                "can_fork": _can_fork(),
            }
        )

    def _done(self) -> None:
        self._send(
            {
                "op": "done",
                "graph": self._graph.key if self._graph is not None else None,
                "cpu_s": time.process_time(),
                "peak_rss_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                "can_fork": _can_fork(),
            }
        )

    def _fork(self) -> bool:
        """Make a copy that serves a link of its own; return True in the copy."""
        _, descriptors, _, _ = socket.recv_fds(self._births, 1, 1)
        with socket.socket(fileno=descriptors[0]) as link:
            gc.freeze()  # a collection in the copy would touch, and so double, every shared page
            if os.fork():
                return False
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._link.close()
            self._births.close()
            self._link = socket.socket(fileno=link.detach())
        self._frames = wire.Unpacker()
        self._greet()
        return True

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
                self._recognizer.set_graph(with_calls(graph))
                self._graph = graph
                self._completion = Completion(graph)
            case "open":
                vad = self._spare_vads.pop() if self._spare_vads else make_vad(self._settings)
                fmt, answers = AudioFormat(**head["format"]), wire.answers_of(head)
                completion = self._completion
                if answers is not None and self._graph is not None:
                    completion = Completion(self._graph.joined(answers))
                endpoint = patient(self._endpoint, Patience(head.get("patience") or "default"))
                if head.get("aloud"):
                    completion, endpoint = None, own_words(endpoint)
                listener = Listener(fmt, self._recognizer, vad, endpoint, completion, answers)
                self._sessions[head["id"]] = (listener, vad)
            case "feed":
                self._advance(head["id"], body)
            case "finish":
                self._advance(head["id"], None)
            case "cancel":
                self._drop(head["id"])
            case "clip":
                clip = AudioClip(body, AudioFormat(**head["format"]))
                vad = self._spare_vads[0] if self._spare_vads else make_vad(self._settings)
                heard = hear_clip(
                    clip, self._recognizer, vad, head["max_speech_s"], wire.answers_of(head)
                )
                self._tell(head["id"], SpeechEvent("final", clip.seconds, heard, heard.text))
            case "word":
                clip, words = AudioClip(body), wire.answers_of(head)
                if words is not None:
                    heard = hear_word(clip, self._recognizer, words)
                    self._tell(head["id"], SpeechEvent("final", clip.seconds, heard, heard.text))
            case "read":
                self._read(head, body)

    def _read(self, head: wire.Head, data: bytes) -> None:
        # Imported when needed: the decoders of all containers are large, and readers few.
        from ova.engines.sound_file import read_audio

        if head.get("alone"):
            resource.setrlimit(resource.RLIMIT_DATA, (_MOST_BYTES, _MOST_BYTES))
        speech = AudioClip(to_speech(read_audio(data, head["max_seconds"])).tobytes())
        event = wire.event_to_json(SpeechEvent("final", speech.seconds))
        self._send({"op": "event", "id": head["id"], "event": event}, speech.pcm)

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
            entry[0].close()
            self._spare_vads.append(entry[1])

    def _tell(self, session: int, event: SpeechEvent) -> None:
        self._send({"op": "event", "id": session, "event": wire.event_to_json(event)})

    def _fail(self, head: wire.Head, error: OvaError) -> None:
        if head["op"] == "graph":
            self._send({"op": "graph-error", "error": wire.error_to_json(error)})
            return
        self._drop(head["id"])
        self._tell(head["id"], SpeechEvent("error", error=error))

    def _send(self, head: wire.Head, body: bytes = b"") -> None:
        self._link.sendall(wire.pack(head, body))


def _can_fork() -> bool:
    """Return whether a copy of this process would be whole: threads are not copied."""
    return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names are all it needs


def main(arguments: list[str]) -> int:
    """Run a worker; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool ends us, not the terminal's Ctrl-C
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # copies that end are reaped by the kernel
    link, births = (socket.socket(fileno=int(number)) for number in arguments[:2])
    with link, births:
        try:
            Worker(link, births, settings_from_json(arguments[2])).run()
        except OvaError as error:
            link.sendall(wire.pack({"op": "fatal", "error": wire.error_to_json(error)}))
            return 1
        except (BrokenPipeError, ConnectionResetError):
            return 0  # the pool is gone: so are we
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
