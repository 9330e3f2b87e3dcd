"""The runs of one device: what it hears becomes a command, a command's events what it shows."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from aioesphomeapi import VoiceAssistantAudioSettings, VoiceAssistantCommandFlag
from aioesphomeapi import VoiceAssistantEventType as Event

from ova.core import SPEECH_RATE_HZ, OvaError, RunEventType
from ova.engines.wake import WakeListener
from ova.esphome.about import Abilities, one_line
from ova.esphome.allowance import Allowance
from ova.esphome.errors import too_fast, too_many
from ova.esphome.outbox import Outbox
from ova.esphome.replies import Replies
from ova.esphome.udp import Datagrams
from ova.esphome.waiting import WakeWaiter
from ova.esphome.worker import Worker
from ova.satellites import SatelliteLink

log = logging.getLogger(__name__)

MICROPHONE_S = 0.1
"""A device stops its microphone before it can be told to play something."""
ANSWER_S = 30.0
"""What is said so soon after a question needs no wake word."""
NO_FAULTS = {"wake-elsewhere": "duplicate_wake_up_detected"}
"""Codes as devices know them that show no error for them."""
SETTLE_S = 0.3
"""After a command a device is left alone for so long."""


class Listening:
    """Opens the runs of one device. For the loop's thread, ``worker`` does what may take its time."""

    def __init__(
        self,
        link: SatelliteLink,
        can: Abilities,
        outbox: Outbox,
        replies: Replies,
        worker: Worker,
        make_listener: Callable[[], WakeListener],
        places: tuple[str, str],
        allowance: Allowance,
        begins: Callable[[], None],
        fault: Callable[[OvaError], None],
    ) -> None:
        """``make_listener`` makes what waits for the wake words a device leaves to the hub; ``places``
        are the hub's and the device's addresses; ``begins`` is called when a command begins, ``fault``
        with what cannot be borne."""
        self._link = link
        self._can = can
        self._outbox = outbox
        self._replies = replies
        self._worker = worker
        self._waiter = WakeWaiter(make_listener)
        self._places = places
        self._begins = begins
        self._fault = fault
        self._allowance = allowance
        self._loop = replies.loop
        self._hears = self._opening = self._waits = False
        self._run_id: str | None = None
        self._quiet = False
        """The device was told that the person has stopped speaking."""
        self._quiet_at = 0.0
        self._told_start = False
        self._spoken = False
        self._problem: tuple[str, str] | None = None
        self._answer_until = 0.0
        self._free_at = 0.0

    @property
    def active(self) -> bool:
        """Whether a command is being heard or carried out, or has only just ended."""
        return self._opening or self._run_id is not None or time.monotonic() < self._free_at

    async def start(
        self,
        conversation_id: str,
        flags: int,
        settings: VoiceAssistantAudioSettings,
        phrase: str | None,
    ) -> int | None:
        """Begin to listen, as the device wishes; return the port for its sound, 0 for none."""
        del conversation_id, settings
        if not self._allowance.order():
            self._fault(too_many())
            return 0
        self._begins()
        self._replies.stop()
        self._told_start, self._waits = False, bool(flags & VoiceAssistantCommandFlag.USE_WAKE_WORD)
        answers = time.monotonic() < self._answer_until
        self._answer_until = 0.0
        if self._waits:
            self._tell_start()
            self._outbox.event(Event.VOICE_ASSISTANT_WAKE_WORD_START)
            self._worker.put(self._waiter.begin)
        else:
            said = one_line(phrase)
            self._open({"phrase": said, "name": said} if said and not answers else None)
        if self._can.api_audio:
            return 0
        return await self._open_datagrams()

    async def audio(self, data: bytes, other: bytes | None = None) -> None:
        """Take a piece of sound; ``other`` is what the device's second microphone hears."""
        del other
        self.heard(data)

    def heard(self, data: bytes) -> None:
        """Take a piece of sound."""
        if not self._allowance.sound(len(data)) or self._worker.late:
            self._fault(too_fast())
            return
        samples = data[: len(data) - len(data) % 2]
        self._worker.put(self._wait_for_wake_word if self._waits else self._link.audio, samples)

    async def stop(self, aborted: bool) -> None:
        """Take that the device sends no more sound, or wants nothing more of the run."""
        self._waits = False
        if aborted and (self._run_id is not None or self._opening):
            self._worker.put(self._link.cancel)
        elif aborted and self._replies.busy:
            self._worker.put(self._link.cancel)
            self._replies.stop()
        elif not aborted and self._hears:
            self._worker.put(self._link.stop)

    def expects_answer(self) -> None:
        """Take note that a question was asked: what comes is an answer."""
        self._answer_until = time.monotonic() + ANSWER_S

    def wake_words_changed(self) -> None:
        """Wait for other wake words from now on, where they are waited for here."""
        self._waiter.choose_anew()

    def is_own(self, run_id: object) -> bool:
        """Tell whether a reply is of the run that was asked for last."""
        return run_id is not None and run_id == self._run_id

    @property
    def play_from(self) -> float:
        """The moment of the monotonic clock from which on the device can play."""
        return self._quiet_at + MICROPHONE_S

    def speaks(self) -> None:
        """Take note that the reply is heard."""
        self._spoken = True

    def close(self) -> None:
        """Free what waits for wake words; for the worker's thread."""
        self._waiter.close()

    def run_event(self, event: Mapping[str, Any]) -> None:
        """Take an event of a run."""
        kind, data = event["type"], event["data"]
        if kind == RunEventType.RUN_START and self._opening:
            self._run_id, self._opening, self._hears = str(event["run_id"]), False, True
            self._quiet = self._spoken = False
            self._problem = None
            self._tell_start()
        elif event["run_id"] == self._run_id:
            self._own_event(kind, data)

    def _own_event(self, kind: str, data: Mapping[str, Any]) -> None:
        match kind:
            case RunEventType.STT_START:
                self._outbox.event(Event.VOICE_ASSISTANT_STT_START)
            case RunEventType.STT_VAD_START:
                self._outbox.event(Event.VOICE_ASSISTANT_STT_VAD_START)
            case RunEventType.STT_VAD_END:
                self._end_of_speech()
            case RunEventType.STT_END:
                self._end_of_speech()
                self._outbox.event(
                    Event.VOICE_ASSISTANT_STT_END, {"text": str(data["stt_output"]["text"])}
                )
            case RunEventType.INTENT_START:
                self._outbox.event(Event.VOICE_ASSISTANT_INTENT_START)
            case RunEventType.INTENT_END:
                self._understood(bool(data.get("keep_listening")))
            case RunEventType.TTS_START:
                self._outbox.event(Event.VOICE_ASSISTANT_TTS_START, {"text": str(data["text"])})
            case RunEventType.ERROR:
                self._problem = self._problem or (str(data["code"]), str(data["message"]))
            case RunEventType.RUN_END:
                self._ended()

    def _understood(self, keep_listening: bool) -> None:
        self._outbox.event(
            Event.VOICE_ASSISTANT_INTENT_END,
            {
                "conversation_id": self._run_id or "",
                "continue_conversation": "1" if keep_listening else "0",
            },
        )
        if keep_listening:
            self.expects_answer()

    def _tell_start(self) -> None:
        if not self._told_start:
            self._told_start = True
            self._outbox.event(Event.VOICE_ASSISTANT_RUN_START)

    def _end_of_speech(self) -> None:
        """Tell it once: the device stops its microphone."""
        self._hears = False
        if not self._quiet:
            self._quiet, self._quiet_at = True, time.monotonic()
            self._outbox.event(Event.VOICE_ASSISTANT_STT_VAD_END)

    def _ended(self) -> None:
        """Tell that the run is over; an error only where no words tell of it: it ends a device's reply."""
        self._hears, self._run_id = False, None
        self._free_at = time.monotonic() + SETTLE_S
        if self._problem is not None and not self._spoken:
            self._tell_error(*self._problem)
        self._outbox.event(Event.VOICE_ASSISTANT_RUN_END)
        if self._replies.datagrams is not None and not self._spoken:
            self._close_datagrams()

    def _tell_error(self, code: str, message: str) -> None:
        code = NO_FAULTS.get(code, code)
        self._outbox.event(Event.VOICE_ASSISTANT_ERROR, {"code": code, "message": message})

    def _open(self, wake: dict[str, Any] | None) -> None:
        """Open a run, on the worker's thread."""
        self._run_id, self._opening, self._hears = None, True, False
        self._worker.put(self._start_run, wake)

    def _start_run(self, wake: dict[str, Any] | None) -> None:
        answer = self._link.start({"rate": SPEECH_RATE_HZ, "wake_word": wake})
        if not answer["ok"]:
            self._loop.call_soon_threadsafe(self._refused, answer)

    def _refused(self, answer: Mapping[str, Any]) -> None:
        self._opening = False
        self._tell_start()
        self._tell_error(str(answer["code"]), str(answer["message"]))
        self._outbox.event(Event.VOICE_ASSISTANT_RUN_END)

    def _wait_for_wake_word(self, speech: bytes) -> None:
        """Look for the wake word, on the worker's thread."""
        if not self._waits:  # the sound of a command that has begun meanwhile
            self._link.audio(speech)
            return
        woken = self._waiter.feed(speech)
        if woken is None:
            return
        self._waits = False
        self._loop.call_soon_threadsafe(self._woken)
        self._opening = True
        self._start_run(woken.wake_word)
        self._link.audio(woken.after)

    def _woken(self) -> None:
        self._outbox.event(Event.VOICE_ASSISTANT_WAKE_WORD_END)

    async def _open_datagrams(self) -> int | None:
        self._close_datagrams()
        own, host = self._places
        try:
            self._replies.datagrams, port = await Datagrams.listen(own, host, self.heard)
        except OSError as error:
            log.warning("No port for the sound of an ESPHome device: %s", error)
            return None
        return port

    def _close_datagrams(self) -> None:
        datagrams, self._replies.datagrams = self._replies.datagrams, None
        if datagrams is not None:
            datagrams.close()
