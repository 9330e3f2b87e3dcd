"""The commands said here: the one that is under way, and what became of those before."""

from collections.abc import Mapping
from typing import Any

from ova.core import RunEventType
from ova.satellite.outcome import Outcome
from ova.satellite.ports import Report


class Commands:
    """Follows the run of one command after the other. One thread owns it."""

    def __init__(self, report: Report) -> None:
        """``report`` is told of every event, whosever it is."""
        self._report = report
        self.current = Outcome()
        """What is known of the one that is under way."""
        self.outcomes: list[Outcome] = []
        """What became of those that are over, oldest first."""

    def begin(self) -> None:
        """Take that another one is under way, or none: of the last one nothing more counts."""
        self.current = Outcome()

    def failed(self, error: str) -> None:
        """Take that one came to nothing, by the code of an error."""
        self.outcomes.append(Outcome(ended=True, error=error))

    def follow(self, event: Mapping[str, Any], *, begins: bool) -> str | None:
        """Take an event of a run; return its kind where it is of the command that is under way.

        ``begins`` tells that a run that starts now is the one of this command.
        """
        self._report.event(event)
        kind, data = event.get("type"), event.get("data")
        if begins and kind == RunEventType.RUN_START:
            self.current.run_id = str(event.get("run_id"))
        if event.get("run_id") != self.current.run_id or self.current.ended:
            return None
        known = data if isinstance(data, Mapping) else {}
        self.current.note(str(kind), known)
        if kind == RunEventType.WAKE_ELSEWHERE:
            winner = known.get("winner")
            name = winner.get("name") if isinstance(winner, Mapping) else None
            self._report.note("elsewhere", f"{name or 'Another satellite'} answers.")
        if kind == RunEventType.RUN_END:
            self.outcomes.append(self.current)
        return str(kind)
