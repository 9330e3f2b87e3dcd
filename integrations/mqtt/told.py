"""What the home is told of a broker's things, and what the log is told of what cannot be read."""

import threading
from contextlib import suppress
from typing import Any

from ova.core import NotFound, OvaError
from ova.sdk import Context, Event

from .thing import Thing

MOST_THINGS = 5_000


class Told:
    """The things of one broker, as the home knows them. ``lock`` guards them."""

    def __init__(self) -> None:
        self.ctx: Context | None = None
        self.lock = threading.Lock()
        self.things: dict[str, Thing] = {}
        self.problems: dict[str, str] = {}
        """What could not be read, by where it came from."""
        self.trouble: OvaError | None = None
        """Why the broker is away."""
        self._declared = False
        self._changed_at: float | None = None
        """Since when the home does not know of a change of the things; None while it knows."""

    def _tell(self, key: str, state: str | None, attributes: dict[str, Any]) -> None:
        if self._declared and self.trouble is None and self.ctx is not None:
            with suppress(NotFound):  # it is declared in a moment, with this state
                self.ctx.entities.update(key, state, attributes)

    def _emit(self, event: Event) -> None:
        if self.ctx is not None and self.trouble is None:
            self.ctx.emit(event)

    def _note(self, what: str, problem: str) -> None:
        if self.problems.get(what) != problem and self.ctx is not None:
            self.ctx.logger.warning("%s: %s", what, problem)
        if len(self.problems) < MOST_THINGS:
            self.problems[what] = problem

    def _declare(self) -> None:
        if self.ctx is None or self.trouble is not None:
            return
        self._changed_at = None
        self._declared = True
        self.ctx.entities.declare(
            [thing.declared() for thing in self.things.values() if thing.is_entity]
        )
