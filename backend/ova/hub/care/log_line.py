"""One line of the hub's log: where it comes from, and what of it people may read."""

import logging
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from ova.plugins import HIDDEN, blot_document

LEVELS = ("debug", "info", "warning", "error")
LONGEST_TEXT = 4000
CUT = "…"
HUB = "hub"
SATELLITES = "satellites"
SPEECH = "speech"
WEB = "web"
LIBRARIES = "libraries"

_INTEGRATION_LOGGER = re.compile(r"ova\.integrations\.([a-z][\w#:-]*)")
_PLUGIN_MODULE = re.compile(r"ova_plugin_(integration|skill)_([a-z][a-z0-9_]*)_\d+(?:\.|$)")
_ABOUT = re.compile(r"(integration|skill) ([a-z][a-z0-9_]*)[: ]", re.IGNORECASE)
_TOKEN = re.compile(r"\bova_[\w-]{12,}")
_PARTS = (
    ("ova.satellites", SATELLITES),
    ("ova.web.sockets.satellite", SATELLITES),
    ("ova.engines", SPEECH),
    ("ova.audio", SPEECH),
    ("ova.pipeline", SPEECH),
    ("ova.web", WEB),
    ("ova", HUB),
)


@dataclass(frozen=True, slots=True)
class HubLogLine:
    """One line, without secrets."""

    seq: int
    """Counts all lines since the hub started, without gaps."""
    at: float
    """Seconds since the epoch."""
    level: str
    """One of ``LEVELS``."""
    source: str
    """``hub``, ``speech``, ``satellites``, ``web``, ``libraries``, ``integration:<id>`` or ``skill:<id>``."""
    logger: str
    """Which part of it wrote the line."""
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return asdict(self)


def source_of(logger: str, text: str) -> str:
    """Return where a record comes from, by its logger and the hub's own words about plugins."""
    own = _INTEGRATION_LOGGER.match(logger)
    if own:
        return f"integration:{own[1].split('.')[0]}"
    module = _PLUGIN_MODULE.match(logger)
    if module:
        return f"{module[1]}:{module[2]}"
    if logger.startswith(("ova.plugins", "ova.platform")):
        about = _ABOUT.match(text)
        if about:
            return f"{about[1].lower()}:{about[2]}"
    for prefix, source in _PARTS:
        if logger == prefix or logger.startswith(f"{prefix}."):
            return source
    return LIBRARIES


def loggers_of(source: str) -> tuple[str, ...]:
    """Return the loggers whose level decides what a source tells; empty for an unknown one."""
    if source == LIBRARIES:
        return ("",)
    if source == HUB:
        return ("ova",)
    kind, _, plugin = source.partition(":")
    if kind == "integration" and plugin:
        return (f"ova.integrations.{plugin}", "ova.plugins", "ova.platform")
    if kind == "skill" and plugin:
        return ("ova.plugins",)
    return tuple(prefix for prefix, named in _PARTS if named == source)


def readable(record: logging.LogRecord, secrets: Iterable[str] = ()) -> str:
    """Return what a record says, with its traceback and without secrets and tokens."""
    text = record.getMessage()
    if record.exc_text:
        text = f"{text}\n{record.exc_text}"
    clean = _TOKEN.sub(HIDDEN, str(blot_document(text, tuple(secrets))))
    return clean if len(clean) <= LONGEST_TEXT else clean[:LONGEST_TEXT] + CUT


def level_of(number: int) -> str:
    """Return the level of a record in our four words."""
    if number >= logging.ERROR:
        return "error"
    if number >= logging.WARNING:
        return "warning"
    return "info" if number >= logging.INFO else "debug"
