"""The log of each integration and skill: the last lines it wrote and the hub wrote about it, for people to read."""

import itertools
import logging
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from ova.plugins import ALL_LOGS, MODULE_PREFIX, Entry, IntegrationManager, blot_document, blot_text

KEPT_LINES = 500
"""Lines kept of one integration, in memory only."""
LONGEST_TEXT = 4000
MOST_INTEGRATIONS = 300
MOST_SECRETS = 64
LIVE_A_SECOND = 50
"""Lines told to listeners; what comes faster than that is only kept."""
CUT = "…"
LEVELS = ("debug", "info", "warning", "error")

_OWN = "ova.integrations"
"""What ``ctx.logger`` is called, before the account's id."""
_HUBS = ("ova.plugins", "ova.platform")
_ABOUT = re.compile(r"(integration|skill) ([a-z][a-z0-9_]*)[: ]")
_MODULE = re.compile(
    rf"{re.escape(MODULE_PREFIX)}(integration|skill)_([a-z][a-z0-9_]*)_\d+(?:\.|$)"
)
SKILL = "skill:"
"""Begins what lines of skills are kept under: a skill may have the id of an integration."""

Listener = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line, without secrets."""

    seq: int
    """Counts the lines of all integrations since the hub started."""
    integration: str
    at: float
    level: str
    """One of ``LEVELS``."""
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return asdict(self)


class Journal(logging.Handler):
    """Collects the lines. A part; thread-safe.

    ``start`` it to hear what is logged from then on; ``stop`` it when the hub ends.
    """

    def __init__(self, manager: IntegrationManager) -> None:
        super().__init__(logging.DEBUG)
        self.addFilter(ALL_LOGS)
        self._manager = manager
        self._numbers = itertools.count(1)
        self._guard = threading.Lock()
        self._lines: dict[str, deque[LogLine]] = {}
        self._secrets: dict[str, tuple[str, ...]] = {}
        self._live: dict[str, list[str]] = {}
        self._listeners: tuple[Listener, ...] = ()
        self._told = (0, 0)

    def start(self) -> None:
        """Hear everything that is logged, and what integrations log for their authors alone."""
        logging.getLogger().addHandler(self)
        logging.getLogger(_OWN).setLevel(logging.DEBUG)

    def stop(self) -> None:
        """Hear nothing any more. May be called twice."""
        logging.getLogger().removeHandler(self)

    def read(
        self, entry_id: str, *, level: str = "debug", limit: int = 200, before: int | None = None
    ) -> list[dict[str, Any]]:
        """Return lines of at least a level, newest first. Raises PluginNotFound."""
        self._manager.info(entry_id)
        secrets = self._manager.secret_values(entry_id)
        return self._of(entry_id, secrets, level, limit, before)

    def read_skill(
        self,
        skill_id: str,
        secrets: Iterable[str],
        *,
        level: str = "debug",
        limit: int = 200,
        before: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return lines about a skill likewise, without ``secrets``."""
        return self._of(SKILL + skill_id, secrets, level, limit, before)

    def _of(
        self, key: str, secrets: Iterable[str], level: str, limit: int, before: int | None
    ) -> list[dict[str, Any]]:
        with self._guard:
            lines = list(self._lines.get(key, ()))
        least = LEVELS.index(level)
        found = [
            line
            for line in reversed(lines)
            if LEVELS.index(line.level) >= least and (before is None or line.seq < before)
        ]
        return [{**line.to_json(), "text": blot_text(line.text, secrets)} for line in found[:limit]]

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the wire form of lines; it must not block, nor log.

        Of more than ``LIVE_A_SECOND`` it hears the first ones alone.
        """
        self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe

    def attach(self, entry: Entry) -> None:
        """Keep an integration's secrets out of its log, those that come later too."""
        with self._guard:
            self._live[entry.id] = entry.secrets

    def detach(self, entry: Entry) -> None:
        """Remember its secrets: late lines may tell them still."""
        with self._guard:
            if self._live.get(entry.id) is entry.secrets:
                del self._live[entry.id]
            known = dict.fromkeys((*entry.secrets, *self._secrets.get(entry.id, ())))
            self._secrets[entry.id] = tuple(known)[:MOST_SECRETS]

    def forget(self, entry_id: str) -> None:
        """Drop the lines of an account that is removed for good."""
        with self._guard:
            self._lines.pop(entry_id, None)

    def secrets_of(self, entry_id: str) -> tuple[str, ...]:
        """Return the secrets that are kept out of an integration's lines."""
        with self._guard:
            return (*self._live.get(entry_id, ()), *self._secrets.get(entry_id, ()))

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record that is about an integration."""
        text = record.getMessage()
        entry_id = _whose(record.name, text)
        if entry_id is None:
            return
        if record.exc_text:
            text = f"{text}\n{record.exc_text}"
        with self._guard:
            secrets = (*self._live.get(entry_id, ()), *self._secrets.get(entry_id, ()))
            clean = str(blot_document(text, secrets))
            if len(clean) > LONGEST_TEXT:
                clean = clean[:LONGEST_TEXT] + CUT
            line = LogLine(
                next(self._numbers), entry_id, record.created, _level(record.levelno), clean
            )
            kept = self._lines.get(entry_id)
            if kept is None:
                if len(self._lines) >= MOST_INTEGRATIONS:
                    return
                kept = self._lines[entry_id] = deque(maxlen=KEPT_LINES)
            kept.append(line)
            quiet = self._is_too_fast(int(record.created))
        for listener in () if quiet else self._listeners:
            listener(line.to_json())

    def _is_too_fast(self, second: int) -> bool:
        since, count = self._told
        self._told = (second, count + 1 if since == second else 1)
        return self._told[1] > LIVE_A_SECOND


def _whose(name: str, text: str) -> str | None:
    """Return the account, or skill, a record is about: by its logger, its module, or the hub's own words."""
    if name.startswith(f"{_OWN}."):
        return name.removeprefix(f"{_OWN}.").split(".")[0]
    found = _MODULE.match(name) or (_ABOUT.match(text) if name.startswith(_HUBS) else None)
    if found is None:
        return None
    return found[2] if found[1] == "integration" else SKILL + found[2]


def _level(number: int) -> str:
    if number >= logging.ERROR:
        return "error"
    if number >= logging.WARNING:
        return "warning"
    return "info" if number >= logging.INFO else "debug"
