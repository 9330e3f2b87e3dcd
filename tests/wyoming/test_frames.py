"""What comes over a Wyoming connection is read whole, whatever its pieces, and cut where it is wrong."""

import json
from collections.abc import Iterator

import pytest
from wyoming.event import Event

from ova.wyoming.errors import BadFrame
from ova.wyoming.frames import MAX_LINE, MAX_PAYLOAD, Frames


def frames(data: bytes, step: int = 7) -> Frames:
    pieces: Iterator[bytes] = (data[at : at + step] for at in range(0, len(data), step))
    return Frames(lambda: next(pieces, b""))


def framed(head: object, data: bytes = b"", payload: bytes = b"") -> bytes:
    return json.dumps(head).encode() + b"\n" + data + payload


def test_events_come_whole_in_both_forms_the_protocol_has():
    inside = framed({"type": "a", "data": {"x": 1}, "payload_length": 3}, b"", b"\n{}")
    beside = framed({"type": "b", "data": {"x": 1}, "data_length": 7}, b'{"y":2}')
    source = frames(inside + beside)

    assert source.next() == Event("a", {"x": 1}, b"\n{}")
    assert source.next() == Event("b", {"x": 1, "y": 2})
    assert source.next() is None


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\xff\xfe\n",
        b"[1]\n",
        b"{}\n",
        b'{"type": 5}\n',
        b'{"type": ""}\n',
        b'{"type": "a", "data": []}\n'.replace(b"[]", b"[1]"),
        b'{"type": "a", "data_length": -1}\n',
        b'{"type": "a", "data_length": true}\n',
        b'{"type": "a", "data_length": 1e3}\n',
        b'{"type": "a", "data_length": 2}\n[]',
        b'{"type": "a", "data_length": 2}\n{x',
        b'{"type": "a", "payload_length": "many"}\n',
        framed({"type": "a", "payload_length": MAX_PAYLOAD + 1}),
        framed({"type": "a", "payload_length": 10**30}),
        b"[" * 100_000 + b"\n",
        b"x" * (MAX_LINE + 10),
    ],
)
def test_what_is_no_event_is_refused_with_a_reason(sent: bytes):
    with pytest.raises(BadFrame) as refused:
        frames(sent, 4096).next()

    assert refused.value.cure


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b'{"type"',
        framed({"type": "a", "data_length": 9}),
        framed({"type": "a", "payload_length": 9}, b"", b"abc"),
    ],
)
def test_what_breaks_off_is_an_end(sent: bytes):
    assert frames(sent).next() is None
