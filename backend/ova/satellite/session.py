"""What the satellite does when: idle, listening, waiting for the answer, speaking, and idle again."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from ova.core import AudioClip, RunEventType
from ova.satellite.audible import Audible
from ova.satellite.commands import Commands
from ova.satellite.cues import Cue
from ova.satellite.incoming import Incoming
from ova.satellite.messages import (
    Connected,
    Disconnected,
    HubEvent,
    Message,
    Played,
    Started,
    StopAwaited,
)
from ova.satellite.notices import show_notice
from ova.satellite.outgoing import Outgoing
from ova.satellite.phase import Phase
from ova.satellite.ports import Detector, Hub, Output, Report
from ova.satellite.stop_listening import StopListening
from ova.satellite.upcoming import Upcoming
from ova.satellite.wanted_cues import WantedCues

log = logging.getLogger(__name__)

LONGEST_COMMAND_S = 30.0
"""The hub ends a command itself, earlier; this is for a hub that does not."""
LONGEST_WAIT_S = 30.0
REPLY_S = 5.0
"""A reply that was announced begins within this time after the run."""


class Session:
    """The state machine. One thread owns it: it is given sound, messages and the time."""

    def __init__(
        self,
        hub: Hub,
        output: Output,
        detector: Detector | None,
        report: Report,
        clock: Callable[[], float] = time.monotonic,
        *,
        upcoming: Upcoming | None = None,
        words: Callable[[], AudioClip | None] = lambda: None,
        wants: Callable[[Cue], bool] = lambda _cue: False,
        stops: Callable[[], bool] = lambda: False,
    ) -> None:
        """``detector`` is None when listening only begins by ``begin``. ``clock`` is monotonic.

        ``upcoming`` knows what is to ring here; ``words`` gives what is said when the hub is away.
        ``wants`` tells which cues are to be heard, ``stops`` whether "stop" counts without the wake word.
        """
        self.phase = Phase.IDLE
        self.undecided = False
        """Whether it listens, and the hub has yet to say that no other satellite answers."""
        self.connected = False
        self.follow_up = True
        """Whether a reply may open the microphone again."""
        self.commands = Commands(report)
        """What is said to this satellite, and what became of it."""
        self.audible = Audible(hub, output, report, clock, upcoming, words)
        """What is said and what rings here."""
        self.cues = WantedCues(output, wants, clock)
        """The sounds of its own."""
        self._hub = hub
        self._output = output
        self._detector = detector
        self._report = report
        self._clock = clock
        self._outgoing = Outgoing(hub)
        self._stops = StopListening(hub, stops)
        self._since = 0.0

    @property
    def ready(self) -> bool:
        """Whether sound given now is of use at once."""
        if self.phase is Phase.LISTENING:
            return not self._outgoing.waiting
        return self.connected and self.phase is Phase.IDLE

    @property
    def settled(self) -> bool:
        """Whether nothing is going on: no command, no sound."""
        return self.phase is Phase.IDLE and not self.audible.speaks

    def begin(
        self, wake_word: Mapping[str, Any] | None = None, heard: bytes = b"", why: str = ""
    ) -> None:
        """Listen to a command; ``heard`` is what was said of it already, ``why`` is for the log."""
        if why:
            self._report.note("listening", why)
        self._enter(Phase.LISTENING)
        self.commands.begin()
        self._outgoing.begin(heard)
        self.undecided = True
        if wake_word is None:  # nobody else can have heard it
            self._chosen()
        self._stops.want(False)  # what is sent now is the command
        self._hub.start(wake_word)

    def hear(self, block: bytes) -> None:
        """Take a block of sound from the microphone."""
        if self.phase is Phase.LISTENING:
            self._outgoing.send(block)
            if self._clock() - self._since > LONGEST_COMMAND_S:
                self.complete()
            return
        self._stops.hear(block)
        found = self._detector.feed(block) if self._detector else None
        if found is not None and self._detector is not None:
            self._woken(found, self._detector.after_wake_word())
        elif self._detector is not None and (near := self._detector.near()) is not None:
            self._hub.near(near)

    def talk(self) -> None:
        """Listen without the wake word."""
        if self.connected:
            self.begin(why="Asked to listen")
        else:
            self.audible.without_hub()

    def hush(self) -> None:
        """Silence what is said and what rings."""
        self._report.note("stopped", "Silenced what was to be heard")
        if self.audible.stop_speaking() and self.phase is Phase.SPEAKING:
            self._hub.cancel()
        self.audible.rings.silence()

    def cancel(self) -> None:
        """Forget the command that is being said or answered."""
        if self.phase in (Phase.LISTENING, Phase.WAITING):
            self._hub.cancel()
            self.commands.begin()
            self._over()

    def complete(self) -> None:
        """Take the command as said: nothing more of it comes."""
        if self.phase is Phase.LISTENING:
            self._outgoing.send(b"", last=True)
            self._hub.stop()
            self._enter(Phase.WAITING)

    def handle(self, message: Message) -> None:
        """Take a message of the hub's link or the player."""
        match message:
            case Connected():
                self.connected = True
                self.audible.rings.confirm()
            case Disconnected():
                self._disconnected()
            case Started():
                self._started(message)
            case StopAwaited(listens):
                self._stops.answered(listens=listens)
            case Played():
                self._played(message)
            case HubEvent(name, args):
                self._hub_event(name, args)

    def tick(self) -> None:
        """Let time pass: end what takes too long."""
        self.audible.rings.tick()
        self._stops.want(
            bool(self.audible) and self.connected and self.phase is not Phase.LISTENING
        )
        if self.phase is not Phase.WAITING:
            return
        waited_s = self._clock() - self._since
        if self.commands.current.ended and waited_s > REPLY_S:
            self._over()
        elif waited_s > LONGEST_WAIT_S:
            self._report.note("timeout", "The hub did not answer.")
            self.cues.play(Cue.ERROR)
            self._over()

    def _woken(self, found: dict[str, Any], heard: bytes) -> None:
        self._report.note("wake", f"Heard {found.get('name')}", **found)
        if not self.connected:
            self.audible.without_hub()
            return
        if self.phase is Phase.SPEAKING:
            self._output.stop()
        ago_s = float(found.get("age_s") or 0.0)
        self.begin({**found, "clock": round(self._clock() - ago_s, 3)}, heard)

    def _started(self, answer: Started) -> None:
        if not self._outgoing.answered() or self.phase is not Phase.LISTENING:
            return
        if answer.run_id is None:
            self._report.note("refused", f"The hub cannot listen: {answer.message}")
            self.commands.failed("start-refused")
            self.cues.play(Cue.ERROR)
            self._over()
            return
        self.commands.current.run_id = answer.run_id
        if answer.chosen:
            self._chosen()
        self._outgoing.send(b"")

    def _chosen(self) -> None:
        """Show and let hear that one listens: no other satellite answers."""
        if self.undecided and self.phase is Phase.LISTENING:
            self.undecided = False
            self._outgoing.goes_on(Cue.WAKE if self.cues.play(Cue.WAKE) else None)

    def _disconnected(self) -> None:
        was_connected, self.connected = self.connected, False
        self._stops.forget()
        self._outgoing.lost()
        self._output.end_all()
        self.audible.rings.doubt()
        if was_connected:
            self._report.note("disconnected", "The connection to the hub was lost.")
        if self.phase in (Phase.LISTENING, Phase.WAITING):
            self.commands.failed("disconnected")
            self.cues.play(Cue.ERROR)
            self._over()

    def _hub_event(self, name: str, args: tuple[Any, ...]) -> None:
        first = args[0] if args else None
        if name == "play_chunk":
            self.audible.feed(args)
            return
        if not isinstance(first, Mapping):
            log.debug("Ignored %s: not an object", name)
            return
        match name:
            case "event":
                self._run_event(first)
            case "play_start":
                self._play_start(first)
            case "hush":
                self.hush()
            case _:
                if not self.audible.take(name, first):
                    show_notice(self._report, name, first)

    def _run_event(self, event: Mapping[str, Any]) -> None:
        begins = self._outgoing.waiting and self.phase is Phase.LISTENING
        kind, run = self.commands.follow(event, begins=begins), self.commands.current
        match kind:
            case RunEventType.STT_VAD_END | RunEventType.STT_END | RunEventType.ERROR:
                if self.phase is Phase.LISTENING:
                    if kind != RunEventType.ERROR:
                        self.cues.play(Cue.DONE)
                    self._enter(Phase.WAITING)
                self.audible.rings.said(run.text)
            case RunEventType.WAKE_CHOSEN:
                self._chosen()
            case RunEventType.RUN_END:
                if run.replies and self.phase in (Phase.LISTENING, Phase.WAITING):
                    self._enter(Phase.WAITING)
                elif self.phase is not Phase.SPEAKING:
                    if not run.understood and not run.elsewhere:
                        self.cues.play(Cue.ERROR)
                    self._over()

    def _play_start(self, sound: Mapping[str, Any]) -> None:
        told = Incoming.read(sound)
        if told is None or (told.kind == "reply" and self.phase is Phase.LISTENING):
            return  # the latter is the answer to a command that someone has just talked over
        self.audible.begin(told)
        if told.kind == "reply":
            self._enter(Phase.SPEAKING)

    def _played(self, sound: Played) -> None:
        reopen = self.audible.played(sound) and self.follow_up and self.connected
        if reopen and sound.kind == "announce" and self.phase is Phase.IDLE:
            self.begin(why="Listening again")  # something was asked here
            return
        if sound.kind != "reply" or self.phase is not Phase.SPEAKING or self.audible.replies:
            return
        if reopen:
            self.begin(why="Listening again")
        else:
            self._over()

    def _over(self) -> None:
        """Go back to idle."""
        self._enter(Phase.IDLE)
        self._outgoing.drop()

    def _enter(self, phase: Phase) -> None:
        was, self.phase = self.phase, phase
        self._since = self._clock()
        self._output.hold(phase is Phase.LISTENING)
        if was is Phase.LISTENING and phase is not Phase.LISTENING and self._detector is not None:
            self._detector.reset()
