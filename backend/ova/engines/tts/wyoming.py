"""Voices of a Wyoming server: another program, often on another machine, speaks.

Protocol: https://github.com/OHF-Voice/wyoming: ``describe`` is answered by ``info``, ``synthesize`` by
``audio-start``, ``audio-chunk``…, ``audio-stop``. One connection per request, as Home Assistant does.
"""

import difflib
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from ova.core import AudioClip, AudioFormat, InvalidInput
from ova.engines.errors import EngineMissing, UnknownVoice
from ova.engines.models import fit
from ova.engines.tts.clips import joined
from ova.engines.tts.protocol import VoiceInfo, check_speed, checked_text
from ova.engines.wyoming_address import TTS_PORT, WyomingAddress
from ova.engines.wyoming_events import WyomingEvents

_LOG = logging.getLogger(__name__)

PREFIX = "wyoming"
CONNECT_S = 2.0
FIRST_SOUND_S = 8.0
"""A server that is silent for so long after it was asked is taken for hung."""
BETWEEN_S = 5.0
KNOWN_S = 300.0
"""So long its list of voices is trusted."""
AWAY_S = 30.0
"""So long a server that did not answer is not asked for its voices again."""
_CURE = "Check that the server runs and that its address in the settings is right."


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the server said it has."""

    voices: tuple[VoiceInfo, ...]
    reachable: bool
    at: float


class WyomingVoice:
    """Speaks through a Wyoming text-to-speech server. It has one speed: its own."""

    engine = PREFIX

    def __init__(
        self,
        address: str,
        *,
        first_sound_s: float = FIRST_SOUND_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``address`` is ``tcp://HOST:PORT`` or ``HOST``. Raises BadSpeechInput for another."""
        self.address = address
        self._place = WyomingAddress.of(address, TTS_PORT)
        self._first_sound_s = first_sound_s
        self._clock = clock
        self._listing = threading.Lock()
        self._listed: _Listed | None = None
        self._open: set[socket.socket] = set()

    def close(self) -> None:
        """Break off what the server is asked just now: whoever waits for it is told at once."""
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices the server has; none while it cannot be reached."""
        return self._list().voices

    def usual(self, language: str) -> str | None:
        """Return the server's own choice for a language; None when it speaks no such.

        Which of its voices that is only the server knows: it was started with one.
        """
        speaks = any(
            fit(tag, language) is not None for one in self.voices() for tag in one.languages
        )
        return PREFIX if speaks else None

    def find(self, voice: str) -> VoiceInfo:
        """Return the voice ``wyoming:NAME`` means, or the server's own choice for ``wyoming``.

        Raises UnknownVoice, EngineMissing.
        """
        name, _, speaker = voice.partition("#")
        listed = self._list()
        if not listed.reachable:
            raise EngineMissing(f"The voice server {self.address} does not answer.", cure=_CURE)
        found = next((one for one in listed.voices if one.id == name), None)
        if found is None:
            near = difflib.get_close_matches(name, [one.id for one in listed.voices], n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise UnknownVoice(
                f"The voice server has no voice “{name}”.",
                cure=f"See GET /api/voices for those it has.{hint}",
            )
        return VoiceInfo(voice, found.name, found.languages, self.engine) if speaker else found

    def stamp(self, voice: str) -> str:
        """Return the voice and the server."""
        return f"{voice} {self.address}"

    def stream(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> Iterator[AudioClip]:
        """Yield ``text`` in the pieces the server sends, as they come."""
        text = checked_text(text)
        check_speed(speed)
        wanted = self.find(voice).id if voice is not None else self.usual(language)
        if wanted is None:
            raise UnknownVoice(f"The voice server does not speak “{language}”.", cure=_CURE)
        if not text.strip():
            return
        with self._connected() as line:
            line.say(_request(text, language, wanted))
            yield from _sound(line, self._first_sound_s)

    def synthesize(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> AudioClip:
        """Return ``text`` spoken, in the format the server gives."""
        return joined(self.stream(text, language, voice, speed), AudioFormat())

    def _list(self) -> _Listed:
        with self._listing:
            now = self._clock()
            known = self._listed
            if known is None or now - known.at > (KNOWN_S if known.reachable else AWAY_S):
                known = self._listed = self._asked(now)
            return known

    def _asked(self, now: float) -> _Listed:
        from wyoming.event import Event

        try:
            with self._connected() as line:
                line.say(Event("describe"))
                until = time.monotonic() + CONNECT_S
                while (event := line.hear(until)).type != "info":
                    continue
            voices = tuple(_voices(event.data))
        except EngineMissing as error:
            _LOG.warning("%s", error)
            return _Listed((), False, now)
        except (KeyError, TypeError, ValueError, AttributeError):
            _LOG.warning("The voice server %s tells nonsense of its voices.", self.address)
            return _Listed((), False, now)
        return _Listed(voices, True, now)

    @contextmanager
    def _connected(self) -> Iterator["_Line"]:
        try:
            place = (self._place.host, self._place.port)
            with socket.create_connection(place, timeout=CONNECT_S) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open.add(connection)
                try:
                    with connection.makefile("wb") as stream:
                        yield _Line(WyomingEvents(connection), stream)
                finally:
                    self._open.discard(connection)
        except TimeoutError as error:
            raise EngineMissing(
                f"The voice server {self.address} did not answer in time.", cure=_CURE
            ) from error
        except OSError as error:
            raise EngineMissing(
                f"The voice server {self.address} cannot be reached: {error.strerror or error}.",
                cure=_CURE,
            ) from error


class _Line:
    """One connection to the server."""

    def __init__(self, events: WyomingEvents, stream: BinaryIO) -> None:
        self._events = events
        self._stream = stream

    def say(self, event: Any) -> None:
        """Send an event."""
        from wyoming.event import write_event

        write_event(event, self._stream)

    def hear(self, until: float) -> Any:
        """Return the next event, which must come before a moment on the monotonic clock.

        Raises EngineMissing when the server hangs up or talks nonsense, TimeoutError.
        """
        event = self._events.next(until - time.monotonic())
        if event is None:
            raise EngineMissing("The voice server broke off.", cure=_CURE)
        return event


def _voices(info: dict[str, Any]) -> Iterator[VoiceInfo]:
    """Yield the voices an ``info`` event tells of, the server's own choice first.

    Read by hand: the library's reader is strict, and loads its sound tools.
    """
    found = [
        VoiceInfo(
            f"{PREFIX}:{voice['name']}",
            str(voice.get("description") or voice["name"]),
            tuple(str(tag).lower().replace("_", "-") for tag in voice["languages"]),
            PREFIX,
        )
        for program in info.get("tts") or ()
        for voice in program.get("voices") or ()
        if voice.get("installed", True)
    ]
    if found:
        tags = tuple(dict.fromkeys(tag for voice in found for tag in voice.languages))
        yield VoiceInfo(PREFIX, "The server's own choice", tags, PREFIX)
    yield from found


def _request(text: str, language: str, voice: str) -> Any:
    from wyoming.tts import Synthesize, SynthesizeVoice

    name, _, speaker = voice.removeprefix(PREFIX).removeprefix(":").partition("#")
    wanted = SynthesizeVoice(name=name or None, language=language, speaker=speaker or None)
    return Synthesize(text, wanted).event()


def _sound(line: _Line, first_sound_s: float) -> Iterator[AudioClip]:
    """Yield the sound that answers a request."""
    until = time.monotonic() + first_sound_s
    rest = b""
    while (event := line.hear(until)).type != "audio-stop":
        if event.type == "error":
            said = str(event.data.get("text", ""))[:200]
            raise EngineMissing(f"The voice server failed: {said}.", cure=_CURE)
        if event.type != "audio-chunk":
            continue
        try:
            rate, width, channels = (
                int(event.data[name]) for name in ("rate", "width", "channels")
            )
            fmt = AudioFormat(rate, width, channels)
        except (InvalidInput, KeyError, TypeError, ValueError) as error:
            raise EngineMissing(
                "The voice server sends sound of a form that cannot be played.",
                cure="Let it send 16-bit PCM of 8000 to 48000 Hz.",
            ) from error
        pcm = rest + (event.payload or b"")
        whole = len(pcm) - len(pcm) % fmt.frame_bytes
        rest = pcm[whole:]
        if whole:
            yield AudioClip(pcm[:whole], fmt)
            until = time.monotonic() + BETWEEN_S  # only sound earns more patience
