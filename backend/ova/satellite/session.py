"""What the satellite does when: idle, listening, waiting for the answer, speaking, and idle again."""

import logging
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from ova.core import AudioFormat, InvalidInput, RunEventType
from ova.satellite.messages import Connected, Disconnected, HubEvent, Message, Played, Started
from ova.satellite.outcome import Outcome
from ova.satellite.ports import Detector, Hub, Output, Report
from ova.satellite.rings import Rings

log = logging.getLogger(__name__)

LONGEST_COMMAND_S = 30.0
"""The hub ends a command itself, earlier; this is for a hub that does not."""
LONGEST_WAIT_S = 30.0
REPLY_S = 5.0
"""A reply that was announced begins within this time after the run."""
CHUNK_BYTES = 3_200
"""100 ms: what was kept while the hub got ready is sent in pieces of this size."""


class Phase(StrEnum):
    """Where the conversation stands."""

    IDLE = "idle"
    LISTENING = "listening"
    WAITING = "waiting"
    SPEAKING = "speaking"


class Session:
    """The state machine. One thread owns it: it is given sound, messages and the time."""

    def __init__(
        self,
        hub: Hub,
        output: Output,
        detector: Detector | None,
        report: Report,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``detector`` is None when listening only begins by ``begin``. ``clock`` is monotonic."""
        self.phase = Phase.IDLE
        self.connected = False
        self.follow_up = True
        """Whether a reply may open the microphone again."""
        self.outcomes: list[Outcome] = []
        self._hub = hub
        self._output = output
        self._detector = detector
        self._report = report
        self._clock = clock
        self._rings = Rings(hub, output, report, clock)
        self._run = Outcome()
        self._acks_due = 0
        self._unsent = bytearray()
        self._since = 0.0
        self._sounds: dict[str, str] = {}
        """Kinds of the sounds the player has, by id."""
        self._reopen: set[str] = set()
        """Sounds after which the microphone opens again."""

    @property
    def ready(self) -> bool:
        """Whether sound given now is of use at once."""
        if self.phase is Phase.LISTENING:
            return self._acks_due == 0
        return self.connected and self.phase is Phase.IDLE

    @property
    def settled(self) -> bool:
        """Whether nothing is going on: no command, no sound."""
        return self.phase is Phase.IDLE and not self._sounds

    def begin(self, wake_word: Mapping[str, Any] | None = None, heard: bytes = b"") -> None:
        """Listen to a command; ``heard`` is what was said of it already."""
        self._enter(Phase.LISTENING)
        self._run = Outcome()
        self._unsent = bytearray(heard)
        self._acks_due += 1
        self._hub.start(wake_word)

    def hear(self, block: bytes) -> None:
        """Take a block of sound from the microphone."""
        if self.phase is Phase.LISTENING:
            if self._acks_due:
                self._unsent += block
            else:
                self._hub.audio(block)
            if self._clock() - self._since > LONGEST_COMMAND_S:
                self._hub.stop()
                self._enter(Phase.WAITING)
            return
        found = self._detector.feed(block) if self._detector else None
        if found is not None and self._detector is not None:
            self._woken(found, self._detector.after_wake_word())

    def handle(self, message: Message) -> None:
        """Take a message of the hub's link or the player."""
        match message:
            case Connected():
                self.connected = True
                self._rings.confirm()
            case Disconnected():
                self._disconnected()
            case Started():
                self._started(message)
            case Played():
                self._played(message)
            case HubEvent(name, args):
                self._hub_event(name, args)

    def tick(self) -> None:
        """Let time pass: end what takes too long."""
        self._rings.tick()
        if self.phase is not Phase.WAITING:
            return
        waited_s = self._clock() - self._since
        if self._run.ended and waited_s > REPLY_S:
            self._over()
        elif waited_s > LONGEST_WAIT_S:
            self._report.note("timeout", "The hub did not answer.")
            self._over()

    def _woken(self, found: dict[str, Any], heard: bytes) -> None:
        self._report.note("wake", f"Heard {found.get('name')}", **found)
        if not self.connected:
            self._report.note("offline", "The hub is not connected, so nothing can be done.")
            return
        if self.phase is Phase.SPEAKING:
            self._output.stop()
        self.begin(found, heard)

    def _started(self, answer: Started) -> None:
        self._acks_due = max(0, self._acks_due - 1)
        if self._acks_due or self.phase is not Phase.LISTENING:
            return
        if answer.run_id is None:
            self._report.note("refused", f"The hub cannot listen: {answer.message}")
            self.outcomes.append(Outcome(ended=True, error="start-refused"))
            self._over()
            return
        self._run.run_id = answer.run_id
        for offset in range(0, len(self._unsent), CHUNK_BYTES):
            self._hub.audio(bytes(self._unsent[offset : offset + CHUNK_BYTES]))
        self._unsent.clear()

    def _disconnected(self) -> None:
        was_connected, self.connected = self.connected, False
        self._acks_due = 0
        self._output.end_all()
        self._rings.doubt()
        if was_connected:
            self._report.note("disconnected", "The connection to the hub was lost.")
        if self.phase in (Phase.LISTENING, Phase.WAITING):
            self.outcomes.append(Outcome(ended=True, error="disconnected"))
            self._over()

    def _hub_event(self, name: str, args: tuple[Any, ...]) -> None:
        first = args[0] if args else None
        if name == "play_chunk":
            if len(args) == 2 and isinstance(args[1], bytes):
                self._output.feed(str(first), args[1])
            return
        if not isinstance(first, Mapping):
            log.debug("Ignored %s: not an object", name)
            return
        match name:
            case "event":
                self._run_event(first)
            case "play_start":
                self._play_start(first)
            case "play_end":
                sound_id = str(first.get("id"))
                if first.get("keep_listening") and sound_id in self._sounds:
                    self._reopen.add(sound_id)
                self._output.end(sound_id)
            case "question_over":
                self._reopen.discard(str(first.get("id")))
            case "ring":
                self._rings.start(first)
            case "ring_stop":
                self._rings.stop(str(first.get("id")))
            case "identify":
                self._report.note("identify", "The hub asks this satellite to show itself.")
            case "problem":
                self._report.note(
                    "problem", str(first.get("message") or ""), code=first.get("code")
                )
            case "timer":
                self._report.note("timer", f"Timer {first.get('state')}", timer=dict(first))

    def _run_event(self, event: Mapping[str, Any]) -> None:
        self._report.event(event)
        kind = event.get("type")
        if kind == RunEventType.RUN_START and self._acks_due and self.phase is Phase.LISTENING:
            self._run.run_id = str(event.get("run_id"))
        if event.get("run_id") != self._run.run_id or self._run.ended:
            return
        data = event.get("data")
        self._run.note(str(kind), data if isinstance(data, Mapping) else {})
        match kind:
            case RunEventType.STT_VAD_END | RunEventType.STT_END | RunEventType.ERROR:
                if self.phase is Phase.LISTENING:
                    self._enter(Phase.WAITING)
                self._rings.said(self._run.text)
            case RunEventType.RUN_END:
                self.outcomes.append(self._run)
                if self._run.replies and self.phase in (Phase.LISTENING, Phase.WAITING):
                    self._enter(Phase.WAITING)
                elif self.phase is not Phase.SPEAKING:
                    self._over()

    def _play_start(self, sound: Mapping[str, Any]) -> None:
        sound_id, kind = str(sound.get("id")), str(sound.get("kind") or "reply")
        try:
            fmt = AudioFormat(
                int(sound.get("rate", 0)), int(sound.get("width", 2)), int(sound.get("channels", 1))
            )
        except (InvalidInput, TypeError, ValueError) as error:
            log.warning("A sound of the hub cannot be played: %s", error)
            return
        if kind == "reply" and self.phase is Phase.LISTENING:
            return  # the answer to a command that someone has just talked over
        self._report.note("speaking", str(sound.get("text") or ""), id=sound_id, kind=kind)
        self._sounds[sound_id] = kind
        self._output.begin(sound_id, kind, fmt)
        if kind == "reply":
            self._enter(Phase.SPEAKING)

    def _played(self, sound: Played) -> None:
        self._hub.played(sound.id)
        self._sounds.pop(sound.id, None)
        reopen = sound.id in self._reopen and self.follow_up and self.connected
        self._reopen.discard(sound.id)
        if reopen and sound.kind == "announce" and self.phase is Phase.IDLE:
            self._listen_again()  # something was asked here
            return
        if (
            sound.kind != "reply"
            or self.phase is not Phase.SPEAKING
            or "reply" in self._sounds.values()
        ):
            return
        if reopen:
            self._listen_again()
        else:
            self._over()

    def _listen_again(self) -> None:
        self._report.note("listening", "Listening again")
        self.begin()

    def _over(self) -> None:
        """Go back to idle."""
        self._enter(Phase.IDLE)
        self._unsent.clear()

    def _enter(self, phase: Phase) -> None:
        was, self.phase = self.phase, phase
        self._since = self._clock()
        self._output.hold(phase is Phase.LISTENING)
        if was is Phase.LISTENING and phase is not Phase.LISTENING and self._detector is not None:
            self._detector.reset()
