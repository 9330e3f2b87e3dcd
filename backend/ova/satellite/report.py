"""Tells on the terminal what happens: lines for people, or JSON lines for programs."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from ova.core import OvaError

UNLOGGED = frozenset({"join", "timer"})
"""Notes that are not for the log: a code to join is nobody else's, and the hub knows its timers."""


class TerminalReport:
    """Writes what happens to one stream, and errors to another."""

    def __init__(
        self,
        out: TextIO,
        err: TextIO,
        *,
        as_json: bool = False,
        clock: Callable[[], float] = time.time,
        log: Callable[[str, str], None] = lambda _level, _text: None,
    ) -> None:
        """``clock`` gives seconds since the epoch; ``log(level, text)`` is told as well."""
        self._log = log
        self._out = out
        self._err = err
        self._as_json = as_json
        self._clock = clock

    def event(self, event: Mapping[str, Any]) -> None:
        """Tell of an event of a run."""
        if self._as_json:
            self._line(self._out, json.dumps(event, ensure_ascii=False))
        else:
            data = event.get("data")
            detail = _detail(data) if isinstance(data, Mapping) else ""
            self._line(self._out, f"{event.get('type', ''):<16} {detail}".rstrip())

    def note(self, kind: str, text: str, /, **data: Any) -> None:
        """Tell of something the satellite itself did or saw."""
        if kind not in UNLOGGED:
            self._log("info", text)
        if self._as_json:
            record = {
                "type": f"satellite-{kind}",
                "timestamp": self._clock(),
                "data": {"text": text, **data},
            }
            self._line(self._out, json.dumps(record, ensure_ascii=False))
        else:
            self._line(self._out, f"{kind:<16} {text}".rstrip())

    def error(self, error: OvaError) -> None:
        """Tell why the program cannot go on."""
        self._log("error", str(error))
        if self._as_json:
            self.note("error", error.message, code=error.code, cure=error.cure)
        self._line(self._err, f"ova satellite: {error}")

    def warn(self, text: str) -> None:
        """Tell of something that is wrong but does not stop the program."""
        self._log("warning", text)
        self._line(self._err, f"ova satellite: {text}")

    def _line(self, stream: TextIO, text: str) -> None:
        stream.write(text + "\n")
        stream.flush()


def _detail(data: Mapping[str, Any]) -> str:
    """Return the part of an event's data that people want to read."""
    heard = data.get("stt_output")
    if isinstance(heard, Mapping):
        return str(heard.get("text", ""))
    if "intent" in data:
        slots = data.get("slots")
        said = " ".join(f"{k}={v}" for k, v in slots.items()) if isinstance(slots, Mapping) else ""
        return f"{data['intent'] or data.get('reason') or 'not understood'} {said}".strip()
    for name in ("text", "tts_input", "message", "intent_input"):
        if data.get(name):
            return str(data[name])
    return ""
