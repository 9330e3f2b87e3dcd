"""One TLS connection, read by one thread while another writes, over real sockets."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ova.tls import SharedTls
from ova.web.certificates import self_signed_certificate

WAIT_S = 60.0
MESSAGE = bytes(range(256)) * 256
MANY = 300


class Pair:
    """Both ends of a connection."""

    def __init__(self, folder: Path, timeout_s: float | None = WAIT_S) -> None:
        files = self_signed_certificate(folder)
        here, there = socket.socketpair()
        for end in (here, there):
            end.settimeout(timeout_s)
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        serving.load_cert_chain(files.certificate, files.key)
        trusting = ssl.create_default_context(cafile=str(files.certificate))
        made: list[ssl.SSLSocket] = []
        server = threading.Thread(
            target=lambda: made.append(serving.wrap_socket(there, server_side=True))
        )
        server.start()
        client = trusting.wrap_socket(here, server_hostname="localhost")
        server.join(WAIT_S)
        self.client = SharedTls(client)
        self.server = SharedTls(made[0])


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """An open connection."""
    ends = Pair(tmp_path)
    yield ends
    ends.client.close()
    ends.server.close()


def read(end: SharedTls, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (piece := end.recv(size - len(data))):
        data += piece
    return bytes(data)


def together(*works: Callable[[], object]) -> list[object]:
    """Do all at the same time; return what came of them, an error for what failed."""
    out: list[object] = [None] * len(works)

    def do(place: int, work: Callable[[], object]) -> None:
        try:
            out[place] = work()
        except OSError as error:
            out[place] = error

    threads = [threading.Thread(target=do, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S)
    return out


def test_both_ends_read_and_write_at_the_same_time_and_nothing_is_lost(pair: Pair):
    def write(end: SharedTls) -> int:
        return sum(end.send(MESSAGE) for _ in range(MANY))

    size = len(MESSAGE) * MANY
    sent_by_client, sent_by_server, at_client, at_server = together(
        lambda: write(pair.client),
        lambda: write(pair.server),
        lambda: read(pair.client, size),
        lambda: read(pair.server, size),
    )
    assert (sent_by_client, sent_by_server) == (size, size)
    assert at_client == MESSAGE * MANY
    assert at_server == MESSAGE * MANY


def test_messages_of_several_threads_do_not_mix(pair: Pair):
    size = 200_000
    letters = (b"a", b"b", b"c")
    *_, got = together(
        *[lambda letter=letter: pair.client.sendall(letter * size) for letter in letters],
        lambda: read(pair.server, size * len(letters)),
    )
    assert isinstance(got, bytes)
    pieces = [got[at : at + size] for at in range(0, len(got), size)]
    assert sorted(pieces) == [letter * size for letter in letters]


def test_who_waits_too_long_is_told(pair: Pair):
    pair.client.settimeout(0.01)
    assert pair.client.gettimeout() == 0.01
    with pytest.raises(TimeoutError):
        pair.client.recv(1)


def test_the_end_of_the_other_side_is_the_end_of_what_is_read(pair: Pair):
    pair.server.sendall(b"the last")
    pair.server.close()
    assert read(pair.client, 100) == b"the last"
    with pytest.raises(OSError, match=r".+"):
        pair.client.sendall(MESSAGE * MANY)


@pytest.mark.parametrize("how", ["close", "shutdown"])
def test_who_waits_is_woken_when_the_connection_is_ended(how: str, pair: Pair):
    waits = threading.Event()
    inner = pair.client._connection.recv  # the one place to see that somebody is inside

    def recv(size: int) -> bytes:
        waits.set()
        return inner(size)

    pair.client._connection.recv = recv

    def end() -> None:
        assert waits.wait(WAIT_S)
        if how == "close":
            pair.client.close()
        else:
            pair.client.shutdown(socket.SHUT_RDWR)

    got, _ = together(lambda: pair.client.recv(1), end)
    assert got == b"" or isinstance(got, OSError)
    pair.client.close()
    assert pair.client.fileno() == -1
