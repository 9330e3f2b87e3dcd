"""The hub's log: the last lines of every source, for people to read, and how much each tells."""

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from ova.core import InvalidInput
from ova.hub.care.log_line import (
    HUB,
    LEVELS,
    LIBRARIES,
    SATELLITES,
    SPEECH,
    WEB,
    HubLogLine,
    level_of,
    loggers_of,
    readable,
    source_of,
)
from ova.plugins import ALL_LOGS, blot_text

KEPT_LINES = 5000
"""Lines kept, in memory only."""
LIVE_A_SECOND = 100
"""Lines told to listeners; what comes faster than that is only kept, and read by its number."""
MOST_MINUTES = 240
MOST_SOURCES = 400
_ALWAYS = (HUB, SPEECH, SATELLITES, WEB, LIBRARIES)
_QUIET = ("ova.web.sockets.emitter", "ova.hub.bus")
"""What fails while lines are told is kept and not told: it would tell of itself for ever."""

Listener = Callable[[dict[str, Any]], None]


class HubLog(logging.Handler):
    """Collects what is logged. Thread-safe; ``start`` it, and ``stop`` it when the hub ends."""

    def __init__(
        self,
        tell: Callable[[dict[str, Any]], None],
        levels_changed: Callable[[dict[str, Any]], None],
        secrets: Callable[[str], Iterable[str]] = lambda _plugin: (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``tell`` gets the wire form of lines, ``levels_changed`` what was raised.

        ``secrets`` are those of a plugin. ``clock`` gives seconds since the epoch.
        """
        super().__init__(logging.DEBUG)
        self.addFilter(ALL_LOGS)
        self._tell = tell
        self._levels_changed = levels_changed
        self._secrets = secrets
        self._clock = clock
        self._numbers = itertools.count(1)
        self._guard = threading.Lock()
        self._lines: deque[HubLogLine] = deque(maxlen=KEPT_LINES)
        self._sources: dict[str, None] = dict.fromkeys(_ALWAYS)
        self._raised: dict[str, float] = {}
        self._usual: dict[str, int] = {}
        self._told = (0, 0)
        self._telling = threading.local()

    def start(self) -> None:
        """Hear everything that is logged from now on."""
        logging.getLogger().addHandler(self)

    def stop(self) -> None:
        """Hear nothing any more, and leave every level as it was. May be called twice."""
        logging.getLogger().removeHandler(self)
        for name, level in self._usual.items():
            logging.getLogger(name).setLevel(level)
        self._usual = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        self._end_raised(record.created)
        source = source_of(record.name, record.getMessage())
        if record.levelno < logging.INFO and not self._is_raised(source):
            return
        _, _, plugin = source.partition(":")
        text = readable(record, self._secrets(plugin) if plugin else ())
        with self._guard:
            if source not in self._sources and len(self._sources) < MOST_SOURCES:
                self._sources[source] = None
            line = HubLogLine(
                next(self._numbers),
                record.created,
                level_of(record.levelno),
                source,
                record.name,
                text,
            )
            self._lines.append(line)
            quiet = self._is_too_fast(int(record.created))
        if quiet or record.name.startswith(_QUIET) or getattr(self._telling, "now", False):
            return
        self._telling.now = True
        try:
            self._tell(line.to_json())
        finally:
            self._telling.now = False

    def read(
        self,
        *,
        level: str = "info",
        source: str | None = None,
        text: str = "",
        limit: int = 500,
        before: int | None = None,
        after: int | None = None,
    ) -> dict[str, Any]:
        """Return lines newest first: ``{lines, sources, raised, last}``.

        ``last`` is the number of the newest line there is, whatever was asked for.
        """
        self._end_raised(self._clock())
        with self._guard:
            lines, sources = list(self._lines), sorted(self._sources)
        least, wanted = LEVELS.index(level), text.casefold()
        found = [
            line
            for line in reversed(lines)
            if LEVELS.index(line.level) >= least
            and (source is None or line.source == source)
            and (before is None or line.seq < before)
            and (after is None or line.seq > after)
            and (not wanted or wanted in line.text.casefold() or wanted in line.logger)
        ]
        return {
            "lines": [self._shown(line) for line in found[:limit]],
            "sources": sources,
            "raised": self.raised(),
            "last": lines[-1].seq if lines else 0,
        }

    def raised(self) -> list[dict[str, Any]]:
        """Return the sources that tell details just now, with when that ends."""
        with self._guard:
            return [{"source": one, "until": until} for one, until in sorted(self._raised.items())]

    def tell_more(self, source: str, minutes: int) -> list[dict[str, Any]]:
        """Have a source tell details for so many minutes; 0 ends that. Raises InvalidInput."""
        if not loggers_of(source):
            raise InvalidInput(
                f"The log has no source “{source}”.",
                cure="GET /api/log names the sources.",
            )
        if not 0 <= minutes <= MOST_MINUTES:
            raise InvalidInput(
                f"A source cannot tell details for {minutes} minutes.",
                cure=f"Choose 0 to {MOST_MINUTES} minutes.",
            )
        with self._guard:
            if minutes:
                self._raised[source] = self._clock() + 60 * minutes
            else:
                self._raised.pop(source, None)
            self._set_levels()
        self._levels_changed({"raised": self.raised()})
        return self.raised()

    def _shown(self, line: HubLogLine) -> dict[str, Any]:
        """Return a line without secrets that have become known since."""
        plugin = line.source.partition(":")[2]
        known = self._secrets(plugin) if plugin else ()
        return {**line.to_json(), "text": blot_text(line.text, known)}

    def _is_raised(self, source: str) -> bool:
        return source in self._raised

    def _end_raised(self, now: float) -> None:
        if not any(until <= now for until in self._raised.values()):
            return
        with self._guard:
            self._raised = {one: until for one, until in self._raised.items() if until > now}
            self._set_levels()
        self._levels_changed({"raised": self.raised()})

    def _set_levels(self) -> None:
        """Let just the loggers of raised sources make records of details."""
        wanted = {name for source in self._raised for name in loggers_of(source)}
        for name in wanted - self._usual.keys():
            logger = logging.getLogger(name)
            self._usual[name] = logger.level
            logger.setLevel(logging.DEBUG)
        for name in self._usual.keys() - wanted:
            logging.getLogger(name).setLevel(self._usual.pop(name))

    def _is_too_fast(self, second: int) -> bool:
        since, count = self._told
        self._told = (second, count + 1 if since == second else 1)
        return self._told[1] > LIVE_A_SECOND
