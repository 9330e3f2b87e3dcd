"""The program: microphone, wake word, hub and loudspeaker joined in one loop."""

import io
import logging
import platform
import queue
import signal
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

from ova import __version__
from ova.satellite.address import HubAddress
from ova.satellite.errors import DeviceUnavailable, ExitCode, SatelliteError, TokenRefused
from ova.satellite.hub_log import HubLog
from ova.satellite.hublink import HubLink
from ova.satellite.identity import machine_name, satellite_id, state_folder
from ova.satellite.joining import Joining
from ova.satellite.level_meter import LevelMeter
from ova.satellite.loudness import Loudness
from ova.satellite.loudspeaker import LoudSpeaker
from ova.satellite.messages import (
    Connected,
    Disconnected,
    HubEvent,
    Message,
    Refused,
    Unreachable,
    WakeWordsFailed,
    WakeWordsReady,
)
from ova.satellite.microphone import MicrophoneSource
from ova.satellite.options import SatelliteOptions
from ova.satellite.player import Player
from ova.satellite.report import TerminalReport
from ova.satellite.session import Session
from ova.satellite.source import Source
from ova.satellite.speaker import NullSpeaker, Speaker
from ova.satellite.token_store import TokenStore
from ova.satellite.wake import WakeListener, load_wake_words, own_wake_words
from ova.satellite.wake_loader import WakeLoader
from ova.satellite.wake_store import WakeStore
from ova.satellite.wavsource import WavSource
from ova.satellite.wavspeaker import WavSpeaker

WAIT_S = 0.1
"""The longest anything is waited for before signals and the clock are looked at."""
LATE_WAKE_S = 1.5
"""How long after the end of a file its wake word may still be detected."""


def run_satellite(options: SatelliteOptions) -> int:
    """Run the satellite until its command is answered, or it is told to end; return an exit code."""
    log = HubLog()
    report = TerminalReport(sys.stdout, sys.stderr, as_json=options.json, log=log.add)
    stopping = threading.Event()
    try:
        with _signals(stopping), _logged(log):
            return _run(options, report, log, stopping)
    except SatelliteError as error:
        report.error(error)
        return error.exit_code


def _run(
    options: SatelliteOptions, report: TerminalReport, log: HubLog, stopping: threading.Event
) -> int:
    """Run with the token that was given, or with one that this machine joins the hub for."""
    hello = _hello(options)
    tokens = TokenStore(state_folder())
    token = options.token or tokens.get(options.hub_url)
    while True:
        if not token:
            address = HubAddress(options.hub_url, "", options.ca, options.insecure)
            _check(options, address, hello)
            token = Joining(
                address,
                hello,
                report,
                stopping,
                patience_s=options.timeout_s if options.one_command else None,
            ).token()
            if token is None:
                return ExitCode.NOT_UNDERSTOOD if options.one_command else ExitCode.OK
            tokens.keep(options.hub_url, token)
        address = HubAddress(options.hub_url, token, options.ca, options.insecure)
        try:
            with ExitStack() as stack:
                return _Program(options, report, log, address, hello, stopping, stack).run()
        except TokenRefused as error:
            if options.token:
                raise
            report.warn(f"{error.message} Asking to join again.")
            token = None


def _check(options: SatelliteOptions, address: HubAddress, hello: Mapping[str, Any]) -> None:
    """Refuse options that cannot be used before anybody is asked to type a code."""
    quiet = TerminalReport(io.StringIO(), io.StringIO())
    with ExitStack() as stack:
        _Program(options, quiet, HubLog(), address, hello, threading.Event(), stack)


class _Program:
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
    ) -> None:
        self._options = options
        self._report = report
        self._log = log
        self._stack = stack
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._stopping = stopping
        self._source = self._make_source()
        self._wake = self._make_wake()
        self._loudness = Loudness()
        self._player = Player(self._make_speaker(), self._inbox.put, self._loudness.gain)
        self._link = HubLink(address, hello, self._inbox.put)
        self._meter = LevelMeter(self._link.level)
        self._loader = WakeLoader(
            WakeStore(state_folder() / "wake", address), own_wake_words(options), self._inbox.put
        )
        self._session = Session(self._link, self._player, self._wake, report)
        self._began = time.monotonic()
        self._greeted = False
        self._source_open = False
        self._heard_all_at: float | None = None

    def run(self) -> int:
        """Work until done."""
        self._stack.callback(self._source.close)
        if self._options.wav is None:
            self._open_source()  # a missing microphone is told at once
        self._player.open()
        self._stack.callback(self._player.close)
        self._loader.open()
        self._stack.callback(self._loader.close)
        self._link.open()
        self._stack.callback(self._link.close)
        while not self._stopping.is_set():
            self._take_messages()
            self._session.tick()
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
                    "connected", f"{self._options.hub_url} as {name}", satellite=satellite
                )
            case HubEvent("preferences", (told, *_)) if isinstance(told, Mapping):
                if self._loudness.set(told):
                    self._report.note("volume", f"Volume {self._loudness.words}")
            case HubEvent("levels", (told, *_)) if isinstance(told, Mapping):
                self._meter.want(told.get("wanted") is True)
            case HubEvent("wake_words", (told, *_)) if self._wake is not None:
                self._loader.load(told)
            case WakeWordsReady(words) if self._wake is not None:
                self._wake.change(words)
                self._report.note(
                    "wake-words", ", ".join(words.phrases), wake_words=list(words.names)
                )
            case WakeWordsFailed(error):
                self._report.warn(f"Listening for the same wake words as before. {error}")
            case Disconnected():
                self._meter.want(False)
        self._session.handle(message)
        if isinstance(message, Connected) and not self._greeted:
            self._greeted = True
            self._open_source()
            if not self._options.wakes:
                self._session.begin()

    def _finished(self) -> int | None:
        """Return the exit code when the one command is over, else None."""
        session = self._session
        if (
            session.outcomes
            and session.settled
            and (self._source.exhausted or not self._options.wakes)
        ):
            understood = any(outcome.understood for outcome in session.outcomes)
            return ExitCode.OK if understood else ExitCode.NOT_UNDERSTOOD
        since = self._heard_all_at
        silent_s = time.monotonic() - since if since is not None else 0.0
        if not session.outcomes and session.settled and silent_s > LATE_WAKE_S:
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
        if not self._source_open:
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

    def _make_wake(self) -> WakeListener | None:
        if not self._options.wakes:
            return None
        wake = WakeListener(load_wake_words(own_wake_words(self._options)))
        self._stack.callback(wake.close)
        return wake


def _hello(options: SatelliteOptions) -> dict[str, Any]:
    hello: dict[str, Any] = {
        "id": options.id or satellite_id(state_folder()),
        "name": options.name or machine_name(),
        "kind": "ova",
        "version": __version__,
        "wake_words": [*options.wake_words, *options.wake_phrases],
        "features": ["preferences", "level", "log", "ping", "identify"],
        "facts": _facts(options),
        "session": uuid.uuid4().hex,
    }
    if options.area:
        hello["area"] = options.area
    return hello


def _facts(options: SatelliteOptions) -> dict[str, str]:
    microphone = options.wav.name if options.wav is not None else options.input_device
    speaker = options.out.name if options.out is not None else options.output_device
    facts = {
        "system": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "microphone": microphone or "",
        "loudspeaker": speaker or "",
    }
    return {name: "".join(text.split("\0"))[:100] for name, text in facts.items() if text}


@contextmanager
def _logged(log: HubLog) -> Iterator[None]:
    """Give the hub what this program logs."""
    ours = logging.getLogger("ova.satellite")
    handlers: list[logging.Handler] = [log]
    if not ours.hasHandlers() and logging.lastResort is not None:
        handlers.append(logging.lastResort)  # a logger with a handler would not print any more
    for handler in handlers:
        ours.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            ours.removeHandler(handler)


@contextmanager
def _signals(stopping: threading.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT end the program in order; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
