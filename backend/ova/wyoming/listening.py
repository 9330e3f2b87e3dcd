"""When a Wyoming satellite is listened to: after a wake word, when it asks for it, or to an answer."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from wyoming.asr import Transcribe, Transcript
from wyoming.error import Error
from wyoming.event import Event
from wyoming.satellite import RunSatellite
from wyoming.tts import Synthesize
from wyoming.vad import VoiceStarted, VoiceStopped

from ova.audio import SpeechStream
from ova.core import SPEECH_RATE_HZ, AudioFormat, OvaError, RateGate, RunEventType
from ova.satellites import HearsWakeWords, SatelliteLink, WakeWaiter
from ova.wyoming.breaks import MOST_S, Break
from ova.wyoming.errors import BadFrame
from ova.wyoming.sound import format_of
from ova.wyoming.sounds import RING, Sounds

log = logging.getLogger(__name__)

MAX_SPEED = 10.0
"""Sound may come this many times faster than it was spoken."""
BURST_S = 10.0
PIECE_BYTES = 64_000
FOLLOW_UP_S = 5.0
"""An answer is listened for when sound comes within this time after the question, and a command when
it comes so soon after the wake word."""


class Listening:
    """Opens the runs of one satellite. ``audio`` is for one thread; the rest is safe from any."""

    def __init__(
        self,
        link: SatelliteLink,
        send: Callable[[Event], None],
        sounds: Sounds,
        load_wake_words: Callable[[], HearsWakeWords],
    ) -> None:
        """``load_wake_words`` loads what finds the wake words the satellite leaves to the hub."""
        self._link = link
        self._send = send
        self._sounds = sounds
        self._lock = threading.RLock()
        self._format: AudioFormat | None = None
        self._stream = SpeechStream(AudioFormat())
        self._gate = RateGate(0, 0, time.monotonic)
        self._run_id: str | None = None
        self._opening = False
        self._hears = False
        self._begun = False
        """Somebody speaks, or has spoken, in the command that is heard."""
        self._speaks = False
        self._text: str | None = None
        """What was heard and the satellite is not told yet: it streams as long as it is not."""
        self._wanted = False
        """The next sound begins a command."""
        self._again = False
        self._wake: dict[str, Any] | None = None
        self._follow_up_until = 0.0
        self._waits = False
        """The wake word is waited for here."""
        self._waiter = WakeWaiter(load_wake_words)
        self._break = Break()
        self._detected: str | None = None
        """The wake word that was heard here, as long as the satellite is not told."""
        self._elsewhere = False
        """Another satellite heard it better."""

    @property
    def active(self) -> bool:
        """Whether a command is being listened to."""
        return self._hears

    def audio(self, event: Event) -> None:
        """Take a piece of sound. Raises BadFrame for what is none, or too much."""
        speech = self._break.mended(self._speech(event))
        with self._lock:
            begin = self._wanted or self._wake is not None
            begin = begin or time.monotonic() < self._follow_up_until
            hears = self._hears
        if hears:
            self._pass_on(speech)
        elif begin:
            self._begin(self._wake, speech)
        elif self._waits and speech:
            self._wait_for_wake_word(speech)

    def pipeline(self, asked: Mapping[str, Any]) -> None:
        """Take what a satellite wants of its sound."""
        stage = asked.get("start_stage")
        with self._lock:
            self._again = asked.get("restart_on_end") is True
            self._waits = stage == "wake"
            self._wanted = stage == "asr"
            self._hears = self._hears and not self._wanted
            if self._wanted and self._wake is None and not self._again:
                self.detected(asked.get("wake_word_name"))
        if self._waits and not self._hears:
            self._send(Event("detect"))
        elif not self._waits and not self._wanted:
            self._send(Error("Only commands that are spoken are taken here.", "stage").event())

    def detected(self, name: object) -> None:
        """Take that the satellite has heard its wake word: what comes next is a command.

        Not every satellite can tell which word it was; others may have heard it all the same.
        """
        with self._lock:
            self._wake = {"name": name[:100]} if isinstance(name, str) and name else {}

    def stop(self) -> None:
        """Take that the satellite sends no more sound for now."""
        if self._waits:
            self._break.begin()
        elif self._hears:
            self._link.stop()

    def speaks(self, run_id: str | None) -> None:
        """Take note that the reply of a run is spoken."""
        with self._lock:
            self._speaks = self._speaks or (run_id is not None and run_id == self._run_id)

    def follow_up(self) -> None:
        """Listen without a wake word: a question was asked."""
        with self._lock:
            self._follow_up_until = time.monotonic() + FOLLOW_UP_S

    def over(self) -> None:
        """Listen for no answer any more."""
        with self._lock:
            self._follow_up_until = 0.0
        self._rest()

    def wake_words_changed(self) -> None:
        """Wait for other wake words from now on, where they are waited for here."""
        self._waiter.changed()

    def tick(self) -> None:
        """Look after what time brings. For the thread of ``audio``."""
        silent = self._hears and not self._begun
        if self._break.over(FOLLOW_UP_S if silent else MOST_S):
            self._broken_off()
        self._rest()

    def _rest(self) -> None:
        """Let the satellite rest when no answer came."""
        with self._lock:
            asked = self._hears or self._sounds.busy or self._opening
            if asked or self._text is None or time.monotonic() < self._follow_up_until:
                return
            if self._run_id is None:
                self._tell_text()

    def _broken_off(self) -> None:
        """Take that the sound does not go on."""
        self._break.end()
        if self._hears:
            self._link.stop()
        else:
            self._waiter.reset()

    def close(self) -> None:
        """Free what waits for wake words. May be called twice, not beside ``audio``."""
        self._waiter.close()

    def run_event(self, event: Mapping[str, Any]) -> None:
        """Take an event of a run."""
        with self._lock:
            kind, data = event["type"], event["data"]
            if kind == RunEventType.RUN_START and self._opening:
                self._run_id, self._hears, self._speaks = event["run_id"], True, False
                self._text, self._opening, self._begun = "", False, False
            if event["run_id"] == self._run_id:
                self._own_event(kind, data)

    def _own_event(self, kind: str, data: Mapping[str, Any]) -> None:
        match kind:
            case RunEventType.WAKE_ELSEWHERE:
                self._elsewhere, self._detected = True, None
            case RunEventType.STT_START:
                if self._detected is not None:
                    self._send(Event("detection", {"name": self._detected, "timestamp": 0}))
                    self._detected = None
                self._send(Transcribe().event())
            case RunEventType.STT_VAD_START:
                self._begun = True
                self._send(VoiceStarted(_ms(data)).event())
            case RunEventType.STT_VAD_END:
                self._hears = False
                self._send(VoiceStopped(_ms(data)).event())
            case RunEventType.STT_END:
                self._hears = False
                self._text = str(data["stt_output"]["text"])
            case RunEventType.INTENT_END:
                if not data.get("question"):
                    self._tell_text()
            case RunEventType.TTS_START:
                self._send(Synthesize(str(data["text"])).event())
            case RunEventType.ERROR:
                self._send(Error(str(data["message"]), str(data["code"])).event())
            case RunEventType.RUN_END:
                if self._elsewhere:
                    self._left_to_another()
                else:
                    self._ended(bool(data.get("keep_listening")))

    def _ended(self, keep_listening: bool) -> None:
        self._hears, self._run_id = False, None
        self._wanted = self._again and not self._waits
        if not keep_listening:
            self._tell_text()
            if self._waits:
                self._send(Event("detect"))
        elif not self._speaks:
            self.follow_up()

    def _left_to_another(self) -> None:
        """Have the satellite wait for its wake word again, without the sounds that end a command."""
        self._elsewhere, self._hears, self._run_id, self._text = False, False, None, None
        if not self._waits:
            self._send(RunSatellite().event())

    def _tell_text(self) -> None:
        """Tell what was heard, once: this also ends the streaming of those that stream on demand."""
        if self._text is not None:
            self._send(Transcript(self._text).event())
            self._text = None

    def _begin(self, wake: dict[str, Any] | None, speech: bytes) -> None:
        with self._lock:
            self._wanted, self._wake, self._follow_up_until = False, None, 0.0
            self._run_id, self._opening = None, True
        self._sounds.hush("reply", RING)
        answer = self._link.start({"rate": SPEECH_RATE_HZ, "wake_word": wake})
        if answer["ok"]:
            self._pass_on(speech)
            return
        with self._lock:
            self._opening = False
            self._send(Error(answer["message"], answer["code"]).event())
            self._text = self._text or ""
            self._tell_text()

    def _pass_on(self, speech: bytes) -> None:
        for start in range(0, len(speech), PIECE_BYTES):
            self._link.audio(speech[start : start + PIECE_BYTES])

    def _wait_for_wake_word(self, speech: bytes) -> None:
        if self._waiter.stale:
            self._listen_anew()
        found = self._waiter.feed(speech)
        if found is None:
            return
        wake, after = found
        self._detected = str(wake["name"])
        self._begin(wake, after)

    def _listen_anew(self) -> None:
        """Load the wake words that are chosen; those until now are kept when that fails."""
        try:
            self._waiter.load()
        except OvaError as error:
            log.warning("Wake words for a Wyoming satellite could not be loaded: %s", error)
            self._send(Error(error.message, error.code).event())
            self._waits = self._waiter.ready

    def _speech(self, event: Event) -> bytes:
        """Return the sound of an event as 16 kHz mono. Raises BadFrame."""
        pcm, fmt = event.payload or b"", format_of(event.data)
        if fmt != self._format:
            self._format, self._stream = fmt, SpeechStream(fmt)
            per_s = fmt.rate * fmt.frame_bytes
            self._gate.reset(MAX_SPEED * per_s, BURST_S * per_s)
        if not self._gate.take(len(pcm)):
            raise BadFrame(
                f"Sound came more than {MAX_SPEED:g} times faster than it was spoken.",
                cure="Send sound as it is recorded, and tell its true rate.",
            )
        return self._stream.feed(pcm).astype("<i2").tobytes()


def _ms(data: Mapping[str, Any]) -> int:
    return round(float(data.get("timestamp") or 0.0) * 1000)
