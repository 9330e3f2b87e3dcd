"""The connection to the hub: made, kept, and made again."""

import random
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ova.satellite.address import HubAddress
from ova.satellite.backoff import Backoff
from ova.satellite.errors import HubUnreachable, SatelliteError
from ova.satellite.hub_connection import HubConnection
from ova.satellite.hub_faults import sentence_of
from ova.satellite.messages import (
    Connected,
    Disconnected,
    Message,
    Refused,
    Started,
    StopAwaited,
    Taken,
    Unreachable,
)

FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 8.0
LOOK_EVERY_S = 0.5
"""How often a silent connection is looked at."""
CLOSE_S = 3.0


class HubLink:
    """Keeps one authenticated connection in a thread of its own and passes messages both ways."""

    def __init__(
        self,
        address: HubAddress,
        hello: Mapping[str, Any],
        deliver: Callable[[Message], None],
        rng: random.Random | None = None,
        *,
        trail: Callable[[threading.Event], HubAddress] | None = None,
    ) -> None:
        """``hello`` says who this satellite is; ``deliver`` takes messages and must be quick.

        ``trail`` tells before each attempt where the hub is now; it raises as ``HubTrail`` does.
        """
        self.address = address
        """Where the hub is, as far as is known."""
        self._trail = trail
        self._hello = dict(hello)
        self._deliver = deliver
        self._backoff = Backoff(
            FIRST_RETRY_S,
            LONGEST_RETRY_S,
            rng or random.Random(),  # noqa: S311 - spreads retries, guards nothing
        )
        self._connection: HubConnection | None = None
        self._sending = threading.Lock()
        self._lost = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(
            target=self._keep_connected, name="ova-hub-link", daemon=True
        )

    def open(self) -> None:
        """Begin to connect; success and failure are delivered as messages."""
        self._thread.start()

    def close(self) -> None:
        """End the connection."""
        self._closed.set()
        self._lost.set()
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)

    def start(self, wake_word: Mapping[str, Any] | None) -> None:
        """Ask the hub to listen to 16 kHz mono 16-bit PCM; its answer is delivered as Started."""
        request: dict[str, Any] = {"rate": 16_000, "width": 2, "channels": 1}
        if wake_word is not None:
            request["wake_word"] = dict(wake_word)
        if not self._emit("start", request, callback=self._started):
            self._deliver(Started(None, "The hub is not connected."))

    def near(self, heard: Mapping[str, float]) -> None:
        """Say that a wake word is perhaps being said, and how loud it is."""
        self._emit("wake_near", dict(heard))

    def audio(self, pcm: bytes) -> None:
        """Send a piece of the command."""
        self._emit("audio", pcm)

    def stop(self) -> None:
        """Say that the command's audio is complete."""
        self._emit("stop", {})

    def cancel(self) -> None:
        """Say that the command is void."""
        self._emit("cancel", {})

    def ring_stop(self, timer_id: str | None) -> None:
        """Silence one ringing timer, or all of this satellite."""
        self._emit("ring_stop", {"id": timer_id} if timer_id else {})

    def wait_stop(self) -> None:
        """Ask the hub to listen for "stop"; its answer is delivered as StopAwaited."""

        def answered(answer: object = None) -> None:
            listens = isinstance(answer, Mapping) and answer.get("ok") is True
            self._deliver(StopAwaited(listens))

        self._emit("wait_stop", {}, callback=answered)

    def wait_stop_over(self) -> None:
        """Say that there is nothing left to stop."""
        self._emit("wait_stop_over", {})

    def played(self, playback_id: str) -> None:
        """Say that a sound was played."""
        self._emit("played", {"id": playback_id})

    def level(self, rms_dbfs: float, peak_dbfs: float) -> None:
        """Say how loud it is at the microphone."""
        self._emit("level", {"rms_dbfs": rms_dbfs, "peak_dbfs": peak_dbfs})

    def level_closed(self) -> None:
        """Say that the microphone is closed."""
        self._emit("level", {"open": False})

    def preferences(self, changed: Mapping[str, Any]) -> None:
        """Say what was changed at the device; what the hub took is delivered as Taken."""

        def taken(answer: object = None) -> None:
            if isinstance(answer, Mapping):  # a refusal too: then the hub's word counts
                self._deliver(Taken(dict(changed), refusal=not answer.get("ok")))

        self._emit("preferences", dict(changed), callback=taken)

    def log(self, lines: Sequence[Mapping[str, Any]]) -> bool:
        """Send lines of the log; False when there is no connection."""
        return self._emit("log", {"lines": list(lines)})

    def _emit(self, event: str, data: object, callback: Callable[..., None] | None = None) -> bool:
        """Send one message; False when there is no connection."""
        with self._sending:
            if self._connection is None:
                return False
            return self._connection.emit(event, data, callback)

    def _started(self, answer: object = None) -> None:
        if isinstance(answer, Mapping) and answer.get("ok"):
            chosen = answer.get("chosen") is not False
            self._deliver(Started(str(answer.get("run_id", "")), chosen=chosen))
        else:
            self._deliver(Started(None, sentence_of(answer) or "The hub did not say why."))

    def _keep_connected(self) -> None:
        while not self._closed.is_set():
            self._lost.clear()
            try:
                if self._trail is not None:
                    self.address = self._trail(self._closed)
                connection = HubConnection(self.address, self._deliver, self._lost.set)
                satellite = connection.open(self._hello)
            except HubUnreachable as error:
                wait_s = self._backoff.next()
                self._deliver(Unreachable(error, wait_s))
                self._closed.wait(wait_s)
                continue
            except SatelliteError as error:
                self._deliver(Refused(error))
                return
            self._backoff.reset()
            with self._sending:
                self._connection = connection
            self._deliver(Connected(satellite))
            if self._closed.is_set():  # closed between the connect and here: do not wait for a loss
                self._lost.set()
            dead = self._wait_for_the_end(connection)
            with self._sending:
                self._connection = None
            if dead:
                connection.cut()
            else:
                connection.close()
            self._deliver(Disconnected())

    def _wait_for_the_end(self, connection: HubConnection) -> bool:
        """Wait until the connection is over; True when it has to be cut: the hub fell silent."""
        while not self._lost.wait(LOOK_EVERY_S):
            if connection.dead():
                return True
        return False
