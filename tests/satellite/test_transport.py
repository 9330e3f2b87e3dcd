"""A connection to the hub that is over, however it ended, leaves no socket behind."""

import base64
import hashlib
import re
import socket
import threading
from collections.abc import Iterator

import pytest
import websocket

from ova.satellite.transport import OrderedClient, QuickSocket

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
TIMEOUT_S = 0.05
CLOSE_FRAME = b"\x88\x00"
TEXT_FRAME = b"\x81\x02hi"


@pytest.fixture
def hub_side() -> Iterator[tuple[QuickSocket, socket.socket]]:
    """Return an open WebSocket, and the socket of its other side."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        server = threading.Thread(target=shake_hands, args=(theirs,))
        server.start()
        client = websocket.create_connection("ws://hub.test/", class_=QuickSocket, socket=ours)
        server.join()
        yield client, theirs


def shake_hands(theirs: socket.socket) -> None:
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += theirs.recv(4096)
    key = re.search(rb"Sec-WebSocket-Key: (\S+)", asked)
    assert key is not None
    accept = base64.b64encode(hashlib.sha1(key[1] + GUID, usedforsecurity=False).digest())
    theirs.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def test_a_message_is_read_and_the_connection_stays(hub_side):
    client, theirs = hub_side
    theirs.sendall(TEXT_FRAME)
    assert client.recv() == "hi"
    assert client.connected
    client.shutdown()


def test_a_goodbye_of_the_hub_closes_the_socket(hub_side):
    client, theirs = hub_side
    theirs.sendall(CLOSE_FRAME)
    assert client.recv() == ""
    assert client.sock is None


def test_a_hub_that_is_gone_closes_the_socket(hub_side):
    client, theirs = hub_side
    theirs.close()
    with pytest.raises(websocket.WebSocketConnectionClosedException):
        client.recv()
    assert client.sock is None


def test_a_hub_that_says_nothing_for_too_long_closes_the_socket(hub_side):
    client, _ = hub_side
    client.settimeout(TIMEOUT_S)
    with pytest.raises(websocket.WebSocketTimeoutException):
        client.recv()
    assert client.sock is None


def test_a_connection_that_is_over_ends_the_thread_that_writes():
    engine = OrderedClient(reconnection=False).eio
    waiting = engine.start_background_task(engine.queue.get)
    engine.write_loop_task = waiting
    engine.disconnect(abort=True)
    waiting.join(60)
    assert not waiting.is_alive()


def test_sound_that_is_read_while_another_thread_ends_the_connection_is_nobodys():
    client = OrderedClient(reconnection=False)
    client.eio.state = "disconnecting"
    client._handle_eio_message(b"\xb9\x00")
    client.eio.state = "connected"
    with pytest.raises(ValueError, match="invalid literal"):
        client._handle_eio_message(b"\xb9\x00")
