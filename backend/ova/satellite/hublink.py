"""The connection to the hub: made, kept, and made again."""

import random
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ova.satellite.address import HubAddress
from ova.satellite.backoff import Backoff
from ova.satellite.errors import HubRefused, HubUnreachable, SatelliteError, TokenRefused
from ova.satellite.messages import (
    Connected,
    Disconnected,
    HubEvent,
    Message,
    Refused,
    Started,
    Unreachable,
)

NAMESPACE = "/satellite"
EVENTS = (
    "event",
    "play_start",
    "play_chunk",
    "play_end",
    "question_over",
    "ring",
    "ring_stop",
    "timer",
    "wake_words",
    "preferences",
    "levels",
    "identify",
    "problem",
)
ANSWER_S = 10.0
FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 15.0
CLOSE_S = 3.0
FLUSH_S = 1.0
INTERNAL_ERROR = "internal_error"
"""The hub's code for a fault of its own: trying again may help."""
NOT_SIGNED_IN = "not_signed_in"
"""The hub's code for a token it does not know."""
TOKEN_CURE = (
    "Make a token on the hub with `ova token create NAME` and pass it with --token,"  # noqa: S105 - a sentence
    " or start without one to join on the hub's page."
)


class HubLink:
    """Keeps one authenticated connection in a thread of its own and passes messages both ways."""

    def __init__(
        self,
        address: HubAddress,
        hello: Mapping[str, Any],
        deliver: Callable[[Message], None],
        rng: random.Random | None = None,
    ) -> None:
        """``hello`` says who this satellite is; ``deliver`` takes messages and must be quick."""
        self._address = address
        self._hello = dict(hello)
        self._deliver = deliver
        self._backoff = Backoff(
            FIRST_RETRY_S,
            LONGEST_RETRY_S,
            rng or random.Random(),  # noqa: S311 - spreads retries, guards nothing
        )
        self._client: Any = None
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

    def played(self, playback_id: str) -> None:
        """Say that a sound was played."""
        self._emit("played", {"id": playback_id})

    def level(self, rms_dbfs: float, peak_dbfs: float) -> None:
        """Say how loud it is at the microphone."""
        self._emit("level", {"rms_dbfs": rms_dbfs, "peak_dbfs": peak_dbfs})

    def log(self, lines: Sequence[Mapping[str, Any]]) -> bool:
        """Send lines of the log; False when there is no connection."""
        return self._emit("log", {"lines": list(lines)})

    def _emit(self, event: str, data: object, callback: Callable[..., None] | None = None) -> bool:
        """Send one message; False when there is no connection."""
        import socketio.exceptions

        with self._sending:
            if self._client is None:
                return False
            try:
                self._client.emit(event, data, namespace=NAMESPACE, callback=callback)
            except socketio.exceptions.SocketIOError:
                return False
        return True

    def _started(self, answer: object = None) -> None:
        if isinstance(answer, Mapping) and answer.get("ok"):
            self._deliver(Started(str(answer.get("run_id", ""))))
        else:
            self._deliver(Started(None, _sentence(answer) or "The hub did not say why."))

    def _keep_connected(self) -> None:
        while not self._closed.is_set():
            self._lost.clear()
            try:
                client, satellite = self._connect()
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
                self._client = client
            self._deliver(Connected(satellite))
            if self._closed.is_set():  # closed between the connect and here: do not wait for a loss
                self._lost.set()
            self._lost.wait()
            with self._sending:
                self._client = None
            _flush(client)
            client.disconnect()
            self._deliver(Disconnected())

    def _connect(self) -> tuple[Any, dict[str, Any]]:
        import socketio.exceptions

        client, refusals = self._new_client()
        try:
            client.connect(
                self._address.url,
                auth={"token": self._address.token},
                transports=["websocket"],
                namespaces=[NAMESPACE],
                wait_timeout=ANSWER_S,
            )
            answer = client.call("hello", self._hello, namespace=NAMESPACE, timeout=ANSWER_S)
        except (socketio.exceptions.SocketIOError, ValueError) as error:
            refused = bool(client.failed_namespaces)
            client.disconnect()
            if refused:
                raise self._refusal(refusals[-1] if refusals else None) from error
            raise self._explain(error) from error
        if not isinstance(answer, Mapping) or not answer.get("ok"):
            client.disconnect()
            raise _not_accepted(answer)
        satellite = answer.get("satellite")
        return client, dict(satellite) if isinstance(satellite, Mapping) else {}

    def _new_client(self) -> tuple[Any, list[object]]:
        from ova.satellite.transport import OrderedClient, QuickSocket

        options: dict[str, Any] = {"class_": QuickSocket}
        if self._address.ca is not None:
            options["sslopt"] = {"ca_certs": str(self._address.ca)}
        client = OrderedClient(
            reconnection=False,  # this thread does it, and can tell a refusal from an outage
            handle_sigint=False,
            request_timeout=ANSWER_S,
            ssl_verify=not self._address.insecure,
            websocket_extra_options=options,
        )
        refusals: list[object] = []
        client.on("connect_error", lambda data=None: refusals.append(data), namespace=NAMESPACE)
        client.on("disconnect", lambda *_: self._lost.set(), namespace=NAMESPACE)
        for name in EVENTS:
            client.on(name, self._receiver(name), namespace=NAMESPACE)
        # answered here and now: the rest of the program may be busy, and the hub takes the time
        client.on(
            "ping",
            lambda told=None: client.emit("pong", told, namespace=NAMESPACE),
            namespace=NAMESPACE,
        )
        return client, refusals

    def _receiver(self, name: str) -> Callable[..., None]:
        return lambda *args: self._deliver(HubEvent(name, args))

    def _refusal(self, answer: object) -> SatelliteError:
        """Return the error for a hub that did not let this satellite in."""
        details = answer.get("data") if isinstance(answer, Mapping) else None
        reason = _sentence(answer).rstrip(".")
        if _code(details) == INTERNAL_ERROR:
            return HubUnreachable(f"The hub at {self._address.url} is in trouble: {reason}.")
        told = f": {reason}" if reason else ""
        kind = TokenRefused if _code(details) == NOT_SIGNED_IN else HubRefused
        return kind(
            f"The hub at {self._address.url} refused this satellite{told}.", cure=TOKEN_CURE
        )

    def _explain(self, error: BaseException) -> SatelliteError:
        """Turn the library's bare "Connection error" into what happened, from the chain of causes."""
        import websocket

        url = self._address.url
        causes: list[BaseException] = []
        cause: BaseException | None = error
        while cause is not None and len(causes) < 10:
            causes.append(cause)
            cause = cause.__cause__ or cause.__context__
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return HubRefused(
                    f"The certificate of {url} is not trusted: {cause.verify_message}.",
                    cure="Pass the hub's certificate with --ca FILE, or --insecure to skip the check.",
                    code="untrusted_certificate",
                )
            if isinstance(cause, websocket.WebSocketBadStatusException):
                if cause.status_code in (401, 403):
                    return HubRefused(f"The hub at {url} refused this satellite.", cure=TOKEN_CURE)
                return HubUnreachable(
                    f"{url} answers, but not as a hub (HTTP {cause.status_code}).",
                    cure="Check the address and the port; the hub's default port is 7123.",
                )
        reason = next((text for cause in reversed(causes) if (text := _plain(cause))), "no answer")
        return HubUnreachable(
            f"The hub at {url} cannot be reached: {reason}.",
            cure="Check the address, the network, and that the hub runs.",
        )


def _not_accepted(answer: object) -> SatelliteError:
    """Return the error for a hub that answered ``hello`` with no."""
    reason = _sentence(answer) or "It did not say why."
    cure = str(answer.get("cure") or "") if isinstance(answer, Mapping) else ""
    code = _code(answer)
    if code == INTERNAL_ERROR:
        return HubUnreachable(f"The hub is in trouble: {reason}", cure=cure)
    return HubRefused(f"The hub did not accept this satellite: {reason}", cure=cure, code=code)


def _code(answer: object) -> str | None:
    """Return the code in an answer of the hub."""
    return str(answer.get("code") or "") or None if isinstance(answer, Mapping) else None


def _flush(client: Any) -> None:
    """Let the library's sending thread send what it holds: closing would drop it."""
    deadline = time.monotonic() + FLUSH_S
    while client.connected and client.eio.queue.unfinished_tasks and time.monotonic() < deadline:
        time.sleep(0.01)


def _plain(cause: BaseException) -> str:
    """Return what an error of the network says, in words."""
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return ""


def _sentence(answer: object) -> str:
    """Return the sentence for people in an answer of the hub."""
    if isinstance(answer, Mapping):
        return str(answer.get("message") or "")
    return str(answer) if isinstance(answer, str) else ""
