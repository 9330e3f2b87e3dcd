"""Sending on a websocket what waits for it in one go: events of a run come several at once."""

from collections.abc import Sequence
from typing import Any

from wsproto.events import BytesMessage, TextMessage


class Gathered:
    """Packets that travel together; stands where Engine.IO's writer expects a packet."""

    def __init__(self, packets: Sequence[Any]) -> None:
        self._packets = packets

    def encode(self) -> "Gathered":
        """Return itself: ``messages`` is what it holds."""
        return self

    @property
    def messages(self) -> list[str | bytes]:
        """The messages, in order."""
        return [packet.encode() for packet in self._packets]


def send_gathered(connection: Any, opened: Any) -> None:
    """Have all packets that wait for an Engine.IO connection sent with one call of the system.

    The library makes a call for each, and after every one waits for its turn to run again. Frames are
    made as before, so that compression and whatever else was agreed on still holds.
    """
    poll, send_one = connection.poll, opened.send

    def gathered() -> list[Any]:
        on_websocket = connection.upgraded  # before, a request may be waiting for packets
        packets = poll()
        return [Gathered(packets)] if on_websocket and packets else packets

    def send(message: Any) -> None:
        if not isinstance(message, Gathered):
            send_one(message)
            return
        websocket = opened.ws
        if not websocket.connected:
            raise ConnectionError("the websocket is closed")
        websocket.sock.sendall(b"".join(websocket.ws.send(_event(one)) for one in message.messages))

    connection.poll, opened.send = gathered, send


def _event(message: str | bytes) -> TextMessage | BytesMessage:
    if isinstance(message, str):
        return TextMessage(data=message)
    return BytesMessage(data=bytes(message))
