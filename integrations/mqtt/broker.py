"""The connection to an MQTT broker. It comes back by itself, waiting longer each time."""

import ssl
from collections.abc import Callable, Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from ova.core import OvaError
from ova.sdk import AuthFailed, ConfigurationError, NotReady

ONLINE, OFFLINE = "online", "offline"
FIRST_WAIT_S, LONGEST_WAIT_S = 1, 30
KEEP_ALIVE_S = 30
SENT_WITHIN_S = 5.0
_REFUSALS = frozenset(
    {"Bad user name or password", "Not authorized", "Bad authentication method", "Banned"}
)

Message = Callable[[str, bytes, bool], None]
"""Takes topic, payload and whether the broker had kept it."""


class Broker:
    """One connection. Callbacks come from its network thread and must return at once."""

    def __init__(
        self,
        config: dict[str, Any],
        *,
        on_up: Callable[[], None],
        on_down: Callable[[OvaError], None],
        on_message: Message,
        say: Callable[..., str],
        status_topic: str = "",
    ) -> None:
        """``say`` gives texts in the home's language.

        Raises ConfigurationError for a certificate authority that cannot be read.
        """
        self._say = say
        self._host, self._port = config["host"].strip(), config["port"]
        self._status_topic = status_topic
        self._on_up, self._on_down, self._on_message = on_up, on_down, on_message
        self._up = False
        client = Client(CallbackAPIVersion.VERSION2, client_id=f"openvoiceassistant-{token_hex(6)}")
        client.on_connect = self._connected
        client.on_connect_fail = self._not_reached
        client.on_disconnect = self._disconnected
        client.on_message = self._received
        client.reconnect_delay_set(FIRST_WAIT_S, LONGEST_WAIT_S)
        client.connect_timeout = 5.0
        if config["username"]:
            client.username_pw_set(config["username"], config["password"] or None)
        if config["tls"]:
            client.tls_set_context(_tls(config["ca_file"].strip(), say))
        if status_topic:
            client.will_set(status_topic, OFFLINE, qos=1, retain=True)
        self._client = client

    @property
    def where(self) -> str:
        """The broker's address."""
        return f"{self._host}:{self._port}"

    @property
    def connected(self) -> bool:
        """Whether messages can be sent just now."""
        return self._client.is_connected()

    def start(self) -> None:
        """Connect in the background, and again whenever the connection is lost."""
        self._client.connect_async(self._host, self._port, KEEP_ALIVE_S)
        self._client.loop_start()

    def subscribe(self, topics: Iterable[str]) -> None:
        """Listen to topics; what is retained there comes again."""
        wanted = [(topic, 1) for topic in topics]
        if wanted:
            self._client.subscribe(wanted)

    def unsubscribe(self, topics: Iterable[str]) -> None:
        """Listen to topics no more."""
        left = list(topics)
        if left:
            self._client.unsubscribe(left)

    def tell(self, topic: str, payload: str) -> None:
        """Send without waiting, from any thread."""
        self._client.publish(topic, payload, qos=1)

    def publish(self, topic: str, payload: str, *, qos: int = 0, retain: bool = False) -> None:
        """Send and wait until it is on its way. Raises NotReady."""
        if not self.connected:
            raise NotReady(
                self._say("errors.not_connected"),
                cure=self._say("errors.check_runs", where=self.where),
            )
        sent = self._client.publish(topic, payload, qos=qos, retain=retain)
        try:
            sent.wait_for_publish(SENT_WITHIN_S)
            arrived = sent.is_published()
        except (RuntimeError, ValueError):  # the connection was lost meanwhile
            arrived = False
        if not arrived:
            raise NotReady(self._say("errors.not_taken"), cure=self._say("errors.not_taken_cure"))

    def close(self) -> None:
        """Say goodbye, disconnect and end the thread."""
        if self._status_topic and self.connected:
            self._client.publish(self._status_topic, OFFLINE, qos=1, retain=True)
        self._client.disconnect()
        self._client.loop_stop()

    # Called by paho, in its thread.

    def _connected(
        self,
        client: Client,
        userdata: Any,  # noqa: ARG002 - paho's shape
        flags: ConnectFlags,  # noqa: ARG002 - as above
        reason: ReasonCode,
        properties: Properties | None,  # noqa: ARG002 - as above
    ) -> None:
        if reason.is_failure:
            self._on_down(self._refusal(reason))
            return
        self._up = True
        if self._status_topic:
            client.publish(self._status_topic, ONLINE, qos=1, retain=True)
        self._on_up()

    def _not_reached(self, client: Client, userdata: Any) -> None:  # noqa: ARG002 - paho's shape
        self._on_down(
            NotReady(self._say("errors.away"), cure=self._say("errors.away_cure", where=self.where))
        )

    def _disconnected(
        self,
        client: Client,  # noqa: ARG002 - paho's shape
        userdata: Any,  # noqa: ARG002 - as above
        flags: DisconnectFlags,  # noqa: ARG002 - as above
        reason: ReasonCode,
        properties: Properties | None,  # noqa: ARG002 - as above
    ) -> None:
        was_up, self._up = self._up, False
        if was_up and reason.is_failure:  # after a refusal, that was told already
            self._on_down(
                NotReady(
                    self._say("errors.lost"),
                    cure=self._say("errors.check_runs", where=self.where),
                )
            )

    def _received(self, client: Client, userdata: Any, message: MQTTMessage) -> None:  # noqa: ARG002 - paho's shape
        self._on_message(message.topic, bytes(message.payload), message.retain)

    def _refusal(self, reason: ReasonCode) -> OvaError:
        if str(reason) in _REFUSALS:
            return AuthFailed(self._say("errors.password"), cure=self._say("errors.password_cure"))
        return NotReady(
            self._say("errors.refused", reason=reason),
            cure=self._say("errors.look_at", where=self.where),
        )


class _Socket(ssl.SSLSocket):
    """Closes itself when nobody else does: paho forgets a socket whose handshake failed."""

    def do_handshake(self, block: bool = False) -> None:
        """Greet the other side. Raises OSError, closed."""
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def _tls(ca_file: str, say: Callable[..., str]) -> ssl.SSLContext:
    if ca_file and not Path(ca_file).is_file():
        raise ConfigurationError(
            say("errors.no_file", file=ca_file), cure=say("errors.no_file_cure")
        )
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
        context.sslsocket_class = _Socket
        return context
    except ssl.SSLError:
        raise ConfigurationError(
            say("errors.no_certificate", file=ca_file), cure=say("errors.no_certificate_cure")
        ) from None
