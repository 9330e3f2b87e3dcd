"""Clients that send too slowly lose their thread, the others do not notice."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from gunicorn.http.unreader import SocketUnreader

from ova.web import slow
from ova.web.slow import Hurry


@dataclass
class Parser:
    unreader: SocketUnreader


@dataclass
class Connection:
    """What gunicorn keeps of a connection, as far as it matters here."""

    sock: socket.socket
    cfg: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(is_ssl=False))
    initialized: bool = False
    parser: Parser = field(init=False)

    def init(self) -> None:
        self.initialized = True
        self.parser = Parser(SocketUnreader(self.sock))


@pytest.fixture
def ends() -> Iterator[tuple[Connection, socket.socket]]:
    """The hub's end of a connection and the client's."""
    mine, theirs = socket.socketpair()
    with mine, theirs:
        yield Connection(mine), theirs


def test_what_comes_in_time_is_read(ends: tuple[Connection, socket.socket]):
    connection, client = ends
    hurry = Hurry(connection)
    hurry.start()
    connection.init()
    connection.init()
    client.sendall(b"GET / HTTP/1.1")
    assert connection.parser.unreader.read() == b"GET / HTTP/1.1"
    assert connection.sock.gettimeout() is None


def test_a_client_that_does_not_go_on_is_taken_to_have_left(
    ends: tuple[Connection, socket.socket], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(slow, "REQUEST_S", 0.05)
    connection, client = ends
    hurry = Hurry(connection)
    hurry.start()
    connection.init()
    client.sendall(b"GET")
    assert connection.parser.unreader.read() == b"GET"
    assert connection.parser.unreader.read() == b""
    client.sendall(b" / HTTP/1.1")
    assert connection.parser.unreader.read() == b""  # too late

    hurry.start()
    assert connection.parser.unreader.read() == b" / HTTP/1.1"


def test_much_data_may_take_its_time(
    ends: tuple[Connection, socket.socket], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(slow, "REQUEST_S", 0.0)
    monkeypatch.setattr(slow, "MIN_BYTES_PER_S", 0.001)
    connection, client = ends
    hurry = Hurry(connection)
    hurry.start()
    connection.init()
    client.sendall(b"recording")
    assert connection.parser.unreader.read() == b""
    monkeypatch.setattr(slow, "REQUEST_S", 20.0)
    hurry.start()
    assert connection.parser.unreader.read() == b"recording"
    monkeypatch.setattr(slow, "REQUEST_S", 0.0)
    client.sendall(b"more")
    assert connection.parser.unreader.read() == b"more"
