"""One connection to the hub: opened with a greeting, answering its pings, and ended."""

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from ova.satellite.address import HubAddress
from ova.satellite.hub_faults import explained, not_accepted, refusal
from ova.satellite.hub_pulse import HubPulse
from ova.satellite.messages import HubEvent

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
    "upcoming",
    "saying",
    "wake_words",
    "preferences",
    "levels",
    "identify",
    "hush",
    "problem",
)
ANSWER_S = 10.0
FLUSH_S = 1.0


class HubConnection:
    """Carries messages both ways until it is over; a hub that is lost gets another connection."""

    def __init__(
        self, address: HubAddress, deliver: Callable[[HubEvent], None], lost: Callable[[], object]
    ) -> None:
        """``deliver`` takes what the hub sends and must be quick; ``lost`` is told of the end."""
        self._address = address
        self._deliver = deliver
        self._refusals: list[object] = []
        self._pulse = HubPulse()
        self._client = self._new_client(lost)

    def open(self, hello: Mapping[str, Any]) -> dict[str, Any]:
        """Connect and greet; return what the hub knows of this satellite.

        Raises HubUnreachable where trying again may help, else SatelliteError.
        """
        import socketio.exceptions

        client, url = self._client, self._address.url
        try:
            client.connect(
                url,
                auth={"token": self._address.token},
                transports=["websocket"],
                namespaces=[NAMESPACE],
                wait_timeout=ANSWER_S,
            )
            answer = client.call("hello", dict(hello), namespace=NAMESPACE, timeout=ANSWER_S)
        except (socketio.exceptions.SocketIOError, ValueError) as error:
            refused = bool(client.failed_namespaces)
            client.disconnect()
            if refused:
                raise refusal(url, self._refusals[-1] if self._refusals else None) from error
            raise explained(url, error) from error
        if not isinstance(answer, Mapping) or not answer.get("ok"):
            client.disconnect()
            raise not_accepted(answer)
        satellite = answer.get("satellite")
        return dict(satellite) if isinstance(satellite, Mapping) else {}

    def emit(self, event: str, data: object, callback: Callable[..., None] | None = None) -> bool:
        """Send one message; False when the connection is over."""
        import socketio.exceptions

        try:
            self._client.emit(event, data, namespace=NAMESPACE, callback=callback)
        except socketio.exceptions.SocketIOError:
            return False
        return True

    def dead(self) -> bool:
        """Tell whether the hub has been silent for too long."""
        return self._pulse.dead()

    def cut(self) -> None:
        """Close it below the library, whose goodbye would wait for a hub that is gone."""
        beneath = getattr(self._client.eio.ws, "sock", None)
        if beneath is not None:
            with suppress(OSError):  # it is closed already
                # This wakes whoever reads or writes, which closing does not.
                beneath.shutdown(socket.SHUT_RDWR)
        self._client.disconnect()

    def close(self) -> None:
        """Close it when what was given to it has been sent, or cannot be."""
        client, deadline = self._client, time.monotonic() + FLUSH_S
        # The library's sending thread holds it: closing at once would drop it.
        while (
            client.connected and client.eio.queue.unfinished_tasks and time.monotonic() < deadline
        ):
            time.sleep(0.01)
        client.disconnect()

    def _new_client(self, lost: Callable[[], object]) -> Any:
        from ova.satellite.transport import OrderedClient, QuickSocket

        pin = self._address.fingerprint
        options: dict[str, Any] = {"class_": partial(QuickSocket, fingerprint=pin)}
        if self._address.ca is not None:
            options["sslopt"] = {"ca_certs": str(self._address.ca)}
        elif pin:
            options["sslopt"] = {"cert_reqs": ssl.CERT_NONE, "check_hostname": False}
        client = OrderedClient(
            reconnection=False,  # the link does it, and can tell a refusal from an outage
            handle_sigint=False,
            request_timeout=ANSWER_S,
            ssl_verify=not (pin or self._address.insecure),
            websocket_extra_options=options,
        )
        client.on("connect_error", self._refused, namespace=NAMESPACE)
        client.on("disconnect", lambda *_: lost(), namespace=NAMESPACE)
        for name in EVENTS:
            client.on(name, self._receiver(name), namespace=NAMESPACE)
        client.on("ping", self._answer, namespace=NAMESPACE)
        return client

    def _refused(self, data: object = None) -> None:
        self._refusals.append(data)

    def _answer(self, told: object = None) -> None:
        """Answer a ping here and now: the rest of the program may be busy, and the hub takes the time."""
        self._pulse.pinged(told)
        number = told.get("number") if isinstance(told, Mapping) else None
        pong = {"number": number, "clock": time.monotonic()}
        self._client.emit("pong", pong, namespace=NAMESPACE)

    def _receiver(self, name: str) -> Callable[..., None]:
        def receive(*args: Any) -> None:
            self._pulse.heard()
            self._deliver(HubEvent(name, args))

        return receive
