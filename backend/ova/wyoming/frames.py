"""Reading Wyoming events from what may be anything, and without an end."""

import json
from collections.abc import Callable
from typing import Any

from wyoming.event import Event

from ova.wyoming.errors import BadFrame

MAX_LINE = 1024 * 1024
"""Bytes of a header: a description of many voices may stand in it."""
MAX_DATA = 1024 * 1024
MAX_PAYLOAD = 1024 * 1024
"""Bytes of sound in one event: half a minute of speech."""
MAX_TYPE = 100
_SPEAK = "Speak the Wyoming protocol: a line of JSON, then its data and its payload."


class Frames:
    """Takes bytes as they come and gives whole events. Keeps one event's bytes at most, and no more."""

    def __init__(self, more: Callable[[], bytes]) -> None:
        """``more()`` waits for bytes and returns some; none when the other end has hung up."""
        self._more = more
        self._held = bytearray()

    def next(self) -> Event | None:
        """Return the next event; None at the end. Raises BadFrame, and what ``more`` raises."""
        line = self._line()
        if line is None:
            return None
        head = _object(line, "The header")
        kind = head.get("type")
        if not isinstance(kind, str) or not 0 < len(kind) <= MAX_TYPE:
            raise BadFrame("An event came without a type.", cure=_SPEAK)
        data = head.get("data") or {}
        if not isinstance(data, dict):
            raise BadFrame("The data of an event is no object.", cure=_SPEAK)
        size = _size(head, "data_length", MAX_DATA)
        payload_size = _size(head, "payload_length", MAX_PAYLOAD)
        if size:
            part = self._exactly(size)
            if part is None:
                return None
            data = {**data, **_object(part, "The data")}
        payload = self._exactly(payload_size) if payload_size else b""
        return None if payload is None else Event(kind, data, payload or None)

    def _line(self) -> bytes | None:
        searched = 0
        while (end := self._held.find(b"\n", searched)) < 0:
            searched = len(self._held)
            if searched > MAX_LINE:
                raise BadFrame(f"A header of more than {MAX_LINE} bytes came.", cure=_SPEAK)
            if not self._fill():
                return None
        if end > MAX_LINE:
            raise BadFrame(f"A header of more than {MAX_LINE} bytes came.", cure=_SPEAK)
        return self._cut(end + 1)

    def _exactly(self, count: int) -> bytes | None:
        while len(self._held) < count:
            if not self._fill():
                return None
        return self._cut(count)

    def _cut(self, count: int) -> bytes:
        part = bytes(self._held[:count])
        del self._held[:count]
        return part

    def _fill(self) -> bool:
        came = self._more()
        self._held += came
        return bool(came)


def _object(part: bytes, what: str) -> dict[str, Any]:
    try:
        found = json.loads(part)
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"{what} of an event is no JSON.", cure=_SPEAK) from error
    if not isinstance(found, dict):
        raise BadFrame(f"{what} of an event is no object.", cure=_SPEAK)
    return found


def _size(head: dict[str, Any], name: str, most: int) -> int:
    size = head.get(name)
    if size is None:
        return 0
    if isinstance(size, bool) or not isinstance(size, int) or size < 0:
        raise BadFrame(f"“{name}” is no size.", cure=_SPEAK)
    if size > most:
        raise BadFrame(f"“{name}” is {size}, more than {most}.", cure="Send smaller events.")
    return size
