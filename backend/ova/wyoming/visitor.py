"""One connection to the hub's Wyoming service."""

import time
from collections.abc import Mapping
from typing import Any

from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled as HandledEvent
from wyoming.handle import NotHandled
from wyoming.intent import Entity, Intent, IntentsStart, IntentsStop, NotRecognized
from wyoming.ping import Pong

from ova.audio import SpeechStream
from ova.core import AudioFormat, OvaError, RateGate
from ova.engines import ListenSession, SpeechEvent
from ova.wyoming.connection import Connection
from ova.wyoming.errors import BadFrame
from ova.wyoming.info import info
from ova.wyoming.ports import Handled, Lends
from ova.wyoming.sound import format_of, stop_of
from ova.wyoming.speaking import Speaking
from ova.wyoming.telling import Telling
from ova.wyoming.texts import MAX_ID, text_of, word_of
from ova.wyoming.waking import Waking

IDLE_S = 300.0
MAX_SPEED = 20.0
BURST_S = 60.0
"""Whole recordings may come at once."""
LONGEST_S = 300.0
"""Sound between one ``audio-start`` and its ``audio-stop``."""
EVENTS_PER_S = 50.0


class Visitor:
    """Answers one client after the order of its requests. Used by one thread."""

    def __init__(self, connection: Connection, lends: Lends, address: str) -> None:
        """``address`` is where the client is: one that names no conversation has one of its own."""
        self._connection = connection
        self._lends = lends
        self._address = address
        self._events = RateGate(EVENTS_PER_S, 4 * EVENTS_PER_S, time.monotonic)
        self._sound = RateGate(0, 0, time.monotonic)
        self._format: AudioFormat | None = None
        self._stream = SpeechStream(AudioFormat())
        self._session: ListenSession | None = None
        self._seconds = 0.0
        self._language = ""
        self._speaking = Speaking(connection.send, lends)
        self._waking = Waking(connection.send, lends)
        self._heard_at = time.monotonic()
        connection.tick = self._tick

    def run(self) -> None:
        """Answer until the connection ends."""
        try:
            while (event := self._connection.read()) is not None:
                self._heard_at = time.monotonic()
                try:
                    self._take(event)
                except BadFrame:
                    raise
                except OvaError as error:
                    self._fail(error)
        except BadFrame as error:
            self._fail(error)
        finally:
            self._forget()
            self._waking.end()

    def _tick(self) -> None:
        if time.monotonic() - self._heard_at > IDLE_S:
            self._connection.cut("Nothing was said for a long time.")

    def _take(self, event: Event) -> None:
        """Answer an event. Raises BadFrame for what cannot be borne, OvaError for what cannot be done."""
        if not self._measured_elsewhere(event) and not self._events.take(1):
            raise BadFrame(
                f"More than {EVENTS_PER_S:g} events came in a second.", cure="Send fewer events."
            )
        match event.type:
            case "describe":
                self._connection.send(info(self._lends))
            case "ping":
                text = event.data.get("text")
                self._connection.send(Pong(text[:MAX_ID] if isinstance(text, str) else "").event())
            case "transcribe":
                self._forget()
                self._waking.end()
                self._language = self._lends.hears_in(word_of(event.data, "language"))
            case "detect":
                self._forget()
                self._waking.begin(event.data)
            case "audio-start":
                self._listen(format_of(event.data))
            case "audio-chunk":
                self._hear(event)
            case "audio-stop":
                self._pause()
            case "transcript":
                self._handle(event.data)
            case "recognize":
                self._recognise(event.data)
            case "synthesize":
                self._speak(event.data)
            case "synthesize-start":
                self._speaking.begin(event.data)
            case "synthesize-chunk":
                self._speaking.add(event.data)
            case "synthesize-stop":
                self._speaking.end()

    def _measured_elsewhere(self, event: Event) -> bool:
        """Tell whether an event is measured by what is in it."""
        streams = event.type == "synthesize-chunk" and self._speaking.streams
        return streams or event.type == "audio-chunk"

    def _listen(self, fmt: AudioFormat) -> None:
        self._forget()
        self._format, self._stream, self._seconds = fmt, SpeechStream(fmt), 0.0
        per_s = fmt.rate * fmt.frame_bytes
        self._sound.reset(MAX_SPEED * per_s, BURST_S * per_s)
        if self._waking.on:
            self._waking.start()
            return
        language = self._language or self._lends.language()
        telling = Telling(self._connection.send, language)

        def told(event: SpeechEvent) -> None:  # called by a thread of the recogniser's
            if event.kind == "partial":
                telling.partial(event.text)
            elif event.kind == "final":
                telling.final(event.transcript.text if event.transcript is not None else "")
            elif event.kind == "error" and event.error is not None:
                self._fail(event.error)
                telling.final("")  # many wait for it whatever they are told

        self._session = self._lends.listen(AudioFormat(), told, language)

    def _pause(self) -> None:
        """Take that no more sound comes for now."""
        if self._waking.on:
            self._waking.stop()
            self._format = None
        elif self._session is not None:
            self._session.finish()

    def _hear(self, event: Event) -> None:
        pcm, fmt = event.payload or b"", format_of(event.data)
        if self._format is None:
            self._listen(fmt)  # some begin without a word
        elif fmt != self._format:
            raise BadFrame(
                "The format changed while somebody spoke.", cure="Send one format until audio-stop."
            )
        self._seconds += len(pcm) / fmt.frame_bytes / fmt.rate
        if self._seconds > LONGEST_S and not self._waking.on:
            raise BadFrame(
                f"More than {LONGEST_S:g} seconds of sound came for one command.",
                cure="End it with audio-stop.",
            )
        if not self._sound.take(len(pcm)):
            raise BadFrame(
                f"Sound came more than {MAX_SPEED:g} times faster than it was spoken.",
                cure="Send it as it is recorded, and tell its true rate.",
            )
        speech = self._stream.feed(pcm).astype("<i2").tobytes()
        if self._waking.on:
            self._waking.feed(speech, event.data.get("timestamp"))
        elif self._session is not None:
            self._session.feed(speech)

    def _speak(self, data: Mapping[str, Any]) -> None:
        """Speak a text. Many wait for the end of its sound whatever they are told: it always ends."""
        try:
            self._speaking.whole(data)
        except OvaError as error:
            self._fail(error)
            self._connection.send(stop_of())

    def _handle(self, data: Mapping[str, Any]) -> None:
        """Carry a command out. Home Assistant waits for ``not-handled``, not for ``error``."""
        context = data.get("context")
        named = context.get("conversation_id") if isinstance(context, Mapping) else None
        told = isinstance(named, str) and 0 < len(named) <= MAX_ID
        known = str(named) if told else f"wyoming-{self._address}"  # some lose it on the way
        try:
            handled = self._lends.handle(text_of(data), known)
        except OvaError as error:
            handled = Handled(error.message, done=False)
        kind = HandledEvent if handled.done else NotHandled
        self._connection.send(kind(handled.text).event())

    def _recognise(self, data: Mapping[str, Any]) -> None:
        """Tell what a text means; nothing is done."""
        found = self._lends.recognise(text_of(data))
        told = [
            Intent(name, [Entity(slot, value) for slot, value in slots.items()]).event()
            for name, slots in found
        ]
        if len(told) > 1:
            told = [IntentsStart().event(), *told, IntentsStop().event()]
        for event in told or [NotRecognized().event()]:
            self._connection.send(event)

    def _forget(self) -> None:
        """Hear no more of what was being said."""
        session, self._session, self._format = self._session, None, None
        if session is not None:
            session.cancel()

    def _fail(self, error: OvaError) -> None:
        self._connection.send(Error(str(error), error.code).event())
