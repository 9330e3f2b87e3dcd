"""Servers that say anything, without an end, or drop by drop."""

import json
import socket
import threading
from contextlib import contextmanager, suppress

import pytest

from ova.engines import EngineMissing, WyomingVoice
from ova.engines.wyoming_events import (
    MAX_BYTES,
    MAX_LINE_BYTES,
    MAX_PART_BYTES,
    WyomingEvents,
)

INFO = b'{"type":"info","data":{"tts":[{"voices":[{"name":"a","languages":["en"]}]}]}}\n'
ABOUT = {"rate": 48_000, "width": 2, "channels": 1}


@contextmanager
def server_that(behave):
    """Run ``behave(connection)`` for everyone who connects; gives the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, suppress(OSError):
                        behave(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(30)


@contextmanager
def said(*pieces):
    """Give the events of a connection on which the pieces are said."""
    ours, theirs = socket.socketpair()

    def say():
        with theirs, suppress(OSError):
            for piece in pieces:
                theirs.sendall(piece)

    speaking = threading.Thread(target=say)
    speaking.start()
    try:
        yield WyomingEvents(ours)
    finally:
        ours.close()
        speaking.join(30)


def chunk(size):
    head = {"type": "audio-chunk", "data": ABOUT, "payload_length": size}
    return json.dumps(head).encode() + b"\n" + bytes(size)


def test_events_come_one_by_one_and_none_is_the_end():
    with said(b'{"type":"a"}\n', chunk(4), b'{"type":"b"') as events:
        got = [events.next(5), events.next(5), events.next(5)]

    assert [got[0].type, got[1].type, got[1].payload] == ["a", "audio-chunk", bytes(4)]
    assert got[2] is None


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\xff" * (MAX_LINE_BYTES + 100),
        b'{"type":"a","data":' + b"[" * 100_000 + b"\n",
        b'{"type":"a","payload_length":%d}\n' % (MAX_PART_BYTES + 1),
        b'{"type":"a","data_length":2,"data":[]}\n{}',
        b"[1]\n",
        b"7\n",
        b"{}\n",
    ],
    ids=["endless line", "deep", "large", "no data", "list", "number", "no type"],
)
def test_what_is_no_event_ends_the_conversation(nonsense):
    with said(nonsense) as events:
        assert events.next(30) is None


def test_more_than_anybody_has_to_say_is_not_taken():
    size = 4 * 1024 * 1024
    with said(*[chunk(size)] * 20) as events:
        count = 0
        while events.next(30) is not None:
            count += 1

    assert count == MAX_BYTES // size - 1  # what stands around the sound counts too


def test_a_server_that_speaks_drop_by_drop_has_to_be_done_in_time():
    done = threading.Event()

    def drip(connection):
        while not done.wait(0.02):
            connection.sendall(b" ")

    ours, theirs = socket.socketpair()
    dripping = threading.Thread(target=lambda: drip(theirs))
    dripping.start()
    try:
        with pytest.raises(TimeoutError):
            WyomingEvents(ours).next(0.3)
    finally:
        done.set()
        dripping.join(30)
        ours.close()
        theirs.close()


def test_a_voice_server_that_never_ends_a_line_has_no_voices():
    def babble(connection):
        while True:
            connection.sendall(b"\xff" * 65_536)

    with server_that(babble) as address:
        assert WyomingVoice(address).voices() == ()


def test_a_voice_without_an_end_is_broken_off():
    def sing(connection):
        while True:
            request = connection.recv(65_536)
            if b"describe" in request:
                connection.sendall(INFO)
            elif not request:
                return
            while b"synthesize" in request:
                connection.sendall(chunk(1024 * 1024))

    with server_that(sing) as address:
        pieces = WyomingVoice(address).stream("Hello.", voice="wyoming:a")
        with pytest.raises(EngineMissing, match="broke off"):
            for _ in pieces:
                pass
