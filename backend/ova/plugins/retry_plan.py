"""When integrations whose other side was away are set up again."""

from collections.abc import Callable

from ova.plugins.record import PluginRecord
from ova.plugins.retries import retry_delay_s
from ova.schedule import Jobs


class RetryPlan:
    """Plans the next try of each, with growing pauses. Without ``jobs`` nothing is tried again."""

    def __init__(self, jobs: Jobs | None, now: Callable[[], float]) -> None:
        self._jobs = jobs
        self._now = now

    def plan(self, record: PluginRecord, error: object, again: Callable[[], None]) -> None:
        """Call ``again`` after a pause that ``error`` may lengthen."""
        if self._jobs is None:
            return
        record.attempts += 1
        local = record.code.manifest.local if record.code else True
        delay_s = retry_delay_s(record.attempts, local=local, error=error)
        record.retry_at = self._now() + delay_s
        self._jobs.plan(_key(record), delay_s, again)

    def drop(self, record: PluginRecord) -> None:
        """Plan no more for one."""
        if self._jobs is not None:
            self._jobs.forget(_key(record))


def _key(record: PluginRecord) -> str:
    return f"set-up:{record.id}"
