"""The history of commands, as the web room asks for it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ova.core import RunResult
from ova.web.ports.wire import Json

if TYPE_CHECKING:
    from ova.hub.history import CureKind  # the process that watches the hub loads none of it


class HistoryPort(Protocol):
    """Every run that is kept."""

    def recent(
        self,
        limit: int,
        before: str | None = None,
        *,
        before_seq: int | None = None,
        wanted: Mapping[str, Any] | None = None,
    ) -> list[Json]:
        """Return runs, newest first. Raises NotFound when there is no run ``before``."""
        ...

    def get(self, run_id: str) -> Json:
        """Return one run with its events and what tried it again. Raises NotFound."""
        ...

    def summary(self, wanted: Mapping[str, Any]) -> Json:
        """Return how many runs there are, and what there is to choose from."""
        ...

    def export(self, wanted: Mapping[str, Any]) -> Iterator[Json]:
        """Yield runs with their events, newest first."""
        ...

    def remove(self, run_id: str) -> None:
        """Delete a run and its recording. Raises NotFound, Unavailable."""
        ...

    def clear(self) -> int:
        """Delete all; return how many. Raises Unavailable."""
        ...

    def forget_sound(self, run_id: str) -> None:
        """Delete the sound of a run. Raises NotFound, Unavailable."""
        ...

    def forget_all_sound(self) -> int:
        """Delete the sound of all runs; return of how many. Raises Unavailable."""
        ...


class CuringPort(Protocol):
    """Remedies for runs that failed."""

    def find(self, run_id: str) -> Json:
        """Return the remedies for a run. Raises NotFound."""
        ...

    def apply(self, run_id: str, kind: "CureKind", /, **wanted: Any) -> Json:
        """Apply one; return what it changed. Raises NotFound, InvalidInput, ChangedMeanwhile."""
        ...

    def reports(self) -> list[Json]:
        """Return what was reported as no command."""
        ...

    def take_back(self, report_id: str) -> None:
        """Take a report back. Raises NotFound."""
        ...


class TryingAgainPort(Protocol):
    """Past commands once more."""

    def understand(self, run_id: str) -> Json:
        """Tell what a run would be today. Raises NotFound, Unavailable."""
        ...

    def do(self, run_id: str) -> RunResult:
        """Carry a run out once more. Raises NotFound, Unavailable."""
        ...
