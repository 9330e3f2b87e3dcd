"""Messages of Socket.IO are written as the standard library would write them, only sooner."""

import json
from typing import Any

import pytest

from ova.web.sockets.message import Message


@pytest.mark.parametrize(
    "told",
    [
        {
            "text": "küche \u2713 \U0001f600",
            "at": 1.5,
            "none": None,
            "yes": True,
            "nested": [[1], {}],
        },
        {"beyond 64 bits": 2**70},
        {"half a character": "\ud83d"},
        {1: "a number as a key"},
    ],
)
def test_whatever_is_told_arrives(told: dict[Any, Any]):
    encoded = Message(2, ["event", told], namespace="/satellite").encode()

    assert encoded.startswith('2/satellite,["event",')
    assert json.loads(encoded.partition(",")[2]) == ["event", json.loads(json.dumps(told))]


def test_sound_travels_beside_the_words():
    head, sound = Message(2, ["play", {"id": "1"}, b"\x00\x01"], namespace="/satellite").encode()

    assert head.startswith("51-/satellite,")
    assert sound == b"\x00\x01"
