"""The program: microphone, wake word, hub and loudspeaker joined in one loop."""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from ova.satellite.address import HubAddress
from ova.satellite.controls import Controls
from ova.satellite.cues import Cue
from ova.satellite.ducking import Ducking
from ova.satellite.errors import DeviceUnavailable, ExitCode
from ova.satellite.hub_log import HubLog
from ova.satellite.hublink import HubLink
from ova.satellite.identity import state_folder
from ova.satellite.level_meter import LevelMeter
from ova.satellite.loudspeaker import LoudSpeaker
from ova.satellite.messages import (
    Connected,
    Disconnected,
    HubEvent,
    Message,
    Pressed,
    Refused,
    Taken,
    Unreachable,
    WakeWordsFailed,
    WakeWordsReady,
)
from ova.satellite.microphone import MicrophoneSource
from ova.satellite.options import SatelliteOptions
from ova.satellite.peripherals import Panel, Peripheral, make_peripherals
from ova.satellite.player import Player
from ova.satellite.report import TerminalReport
from ova.satellite.sayings import HUB_AWAY, Sayings
from ova.satellite.session import Session
from ova.satellite.settings import Settings
from ova.satellite.source import Source
from ova.satellite.speaker import NullSpeaker, Speaker
from ova.satellite.upcoming import Upcoming
from ova.satellite.wake import WakeListener, load_wake_words, own_wake_words
from ova.satellite.wake_loader import WakeLoader
from ova.satellite.wake_store import WakeStore
from ova.satellite.wavsource import WavSource
from ova.satellite.wavspeaker import WavSpeaker

WAIT_S = 0.1
"""The longest anything is waited for before signals and the clock are looked at."""
LATE_WAKE_S = 1.5
"""How long after the end of a file its wake word may still be detected."""


class Program:
    """One run of the program. Everything opened is closed by the stack."""

    def __init__(
        self,
        options: SatelliteOptions,
        report: TerminalReport,
        log: HubLog,
        address: HubAddress,
        hello: Mapping[str, Any],
        stopping: threading.Event,
        stack: ExitStack,
        trail: Callable[[threading.Event], HubAddress] | None = None,
    ) -> None:
        self._options = options
        self._report = report
        self._log = log
        self._stack = stack
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._stopping = stopping
        self._source = self._make_source()
        self._wake = self._make_wake()
        self._settings = Settings(None if options.one_command else state_folder())
        self._player = Player(self._make_speaker(), self._inbox.put, self._settings.gain)
        self._link = HubLink(address, hello, self._inbox.put, trail=trail)
        self._meter = LevelMeter(self._link.level, self._link.level_closed)
        self._loader = WakeLoader(
            WakeStore(state_folder() / "wake", lambda: self._link.address),
            own_wake_words(options),
            self._inbox.put,
        )
        self._sayings = Sayings(state_folder())
        self._session = Session(
            *(self._link, self._player, self._wake, report),
            upcoming=Upcoming(None if options.one_command else state_folder()),
            words=lambda: self._sayings.get(HUB_AWAY),
            wants=self._wants,
            stops=lambda: self._settings.stop_word and options.wakes and not options.fast,
        )
        self._controls = Controls(self._session, self._settings, self._changed_here)
        self._panel = Panel([*make_peripherals(options.leds, options.buttons), *_ducking(options)])
        self._began = time.monotonic()
        self._greeted = False
        self._source_open = False
        self._heard_all_at: float | None = None

    def run(self) -> int:
        """Work until done."""
        self._stack.callback(self._source.close)
        if self._options.wav is None:
            self._session.follow_up = not self._settings.mic_muted
            self._open_source()  # a missing microphone is told at once
        self._panel.open(lambda press: self._inbox.put(Pressed(press)))
        self._stack.callback(self._panel.close)
        self._player.open()
        self._stack.callback(self._player.close)
        self._loader.open()
        self._stack.callback(self._loader.close)
        self._link.open()
        self._stack.callback(self._link.close)
        while not self._stopping.is_set():
            self._take_messages()
            self._session.tick()
            self._panel.show(self._controls.shown)
            self._log.flush_to(self._link.log)
            code = self._finished() if self._options.one_command else None
            if code is not None:
                return code
            self._listen()
        return ExitCode.NOT_UNDERSTOOD if self._options.one_command else ExitCode.OK

    def _listen(self) -> None:
        """Give the session the next block of sound, or wait for a message."""
        if self._source_open and (self._session.ready or not self._options.fast):
            block = self._source.read(WAIT_S)
            if block:
                self._meter.hear(block)
                self._session.hear(block)
            if self._source.exhausted and self._heard_all_at is None:
                self._heard_all_at = time.monotonic()
                self._session.follow_up = False  # there is nobody left to answer
            return
        try:
            self._take(self._inbox.get(timeout=WAIT_S))
        except queue.Empty:
            return

    def _take_messages(self) -> None:
        while True:
            try:
                message = self._inbox.get_nowait()
            except queue.Empty:
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        match message:
            case Refused(error):
                raise error
            case Unreachable(error, retry_s):
                if self._options.one_command and self._waited_s() > self._options.timeout_s:
                    raise error
                self._report.warn(f"{error} Trying again in {retry_s:.0f} s.")
            case Connected(satellite):
                name = satellite.get("name") or self._options.name
                self._report.note(
                    "connected", f"{self._link.address.url} as {name}", satellite=satellite
                )
            case HubEvent("preferences", (told, *_)) if isinstance(told, Mapping):
                self._set(told)
            case HubEvent("levels", (told, *_)) if isinstance(told, Mapping):
                self._meter.want(told.get("wanted") is True)
            case HubEvent("saying", (told, pcm)) if isinstance(told, Mapping):
                self._sayings.keep(told, pcm if isinstance(pcm, bytes) else b"")
            case HubEvent("wake_words", (told, *_)) if self._wake is not None:
                self._loader.load(told)
            case WakeWordsReady(words) if self._wake is not None:
                self._wake.change(words)
                self._report.note(
                    "wake-words", ", ".join(words.phrases), wake_words=list(words.names)
                )
            case WakeWordsFailed(error):
                self._report.warn(f"Listening for the same wake words as before. {error}")
            case Pressed(press):
                self._controls.press(press)
            case Taken(changed):
                self._settings.told(changed)
            case Disconnected():
                self._meter.want(False)
        self._session.handle(message)
        if isinstance(message, Connected) and (untold := self._settings.untold):
            self._link.preferences(untold)
        if isinstance(message, Connected) and not self._greeted:
            self._greeted = True
            self._open_source()
            if not self._options.wakes:
                self._session.begin()

    def _set(self, told: Mapping[str, Any]) -> None:
        """Follow what is set for this satellite on the hub."""
        self._changed(self._settings.take(told))

    def _changed_here(self, names: frozenset[str]) -> None:
        """Act on settings that were changed at the device, and tell the hub."""
        self._changed(names)
        self._link.preferences(self._settings.untold)

    def _changed(self, names: frozenset[str]) -> None:
        """Act on settings that are others now."""
        if names & {"volume", "muted"}:
            self._report.note("volume", f"Volume {self._settings.words}")
        if "volume" in names and self._wants(Cue.TICK):
            self._player.cue(Cue.TICK)
        if "mic_muted" in names and self._options.wav is None:
            self._open_or_close_microphone()

    def _open_or_close_microphone(self) -> None:
        """Close the microphone's stream for as long as it is to be off."""
        self._session.follow_up = not self._settings.mic_muted  # a question would hear nobody
        if self._settings.mic_muted:
            self._session.cancel()
            self._source.close()
            self._source_open = False
            self._meter.closed()
            self._report.note("microphone", "The microphone is off")
            return
        self._report.note("microphone", "The microphone is on")
        self._source_open = True  # it looks for a microphone that cannot be opened now
        try:
            self._source.open()
        except DeviceUnavailable as error:
            self._report.warn(str(error))

    def _finished(self) -> int | None:
        """Return the exit code when the one command is over, else None."""
        session = self._session
        if (
            session.commands.outcomes
            and session.settled
            and (self._source.exhausted or not self._options.wakes)
        ):
            understood = any(outcome.understood for outcome in session.commands.outcomes)
            return ExitCode.OK if understood else ExitCode.NOT_UNDERSTOOD
        since = self._heard_all_at
        silent_s = time.monotonic() - since if since is not None else 0.0
        if not session.commands.outcomes and session.settled and silent_s > LATE_WAKE_S:
            self._report.note("nothing", "The file ended, and the wake word was not heard.")
            return ExitCode.NOT_UNDERSTOOD
        ending = self._options.wav is None or since is not None or not self._greeted
        waited_s = silent_s if since is not None else self._waited_s()
        if ending and waited_s > self._options.timeout_s:
            self._report.note("timeout", f"No answer within {self._options.timeout_s:.0f} s.")
            return ExitCode.NOT_UNDERSTOOD if self._greeted else ExitCode.UNREACHABLE
        return None

    def _waited_s(self) -> float:
        return time.monotonic() - self._began

    def _open_source(self) -> None:
        silenced = self._settings.mic_muted and self._options.wav is None
        if not self._source_open and not silenced:
            self._source.open()
            self._source_open = True
            self._began = time.monotonic()

    def _make_source(self) -> Source:
        if self._options.wav is None:
            return MicrophoneSource(self._options.input_device)
        source = WavSource(self._options.wav, fast=self._options.fast)
        source.check()
        return source

    def _make_speaker(self) -> Speaker:
        if self._options.out is not None:
            return WavSpeaker(self._options.out, paced=not self._options.fast)
        speaker = LoudSpeaker(self._options.output_device)
        try:
            speaker.check()
        except DeviceUnavailable as error:
            if self._options.output_device is not None:
                raise
            self._report.warn(f"Replies will not be heard. {error}")
            return NullSpeaker()
        return speaker

    def _wants(self, cue: Cue) -> bool:
        """Tell whether a cue is to be heard; not for one command, whose sound may go to a file."""
        return not self._options.one_command and self._settings.wants(cue)

    def _make_wake(self) -> WakeListener | None:
        if not self._options.wakes:
            return None
        wake = WakeListener(load_wake_words(own_wake_words(self._options)))
        self._stack.callback(wake.close)
        return wake


def _ducking(options: SatelliteOptions) -> list[Peripheral]:
    return [] if options.duck is None else [Ducking(options.duck, state_folder())]
