"""One backup or restore under way."""

import logging
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from ova.core import OvaError
from ova.hub.backups.shelf import disk_refused

log = logging.getLogger(__name__)


class BackupJob:
    """An order under way or over. States: running, done, failed, restarting."""

    def __init__(self, kind: str, publish: Callable[[dict[str, Any]], None]) -> None:
        """``kind`` is ``create`` or ``restore``; ``publish`` takes the wire form as it gets on."""
        self.id = uuid4().hex
        self.kind = kind
        self.backup: str | None = None
        self._publish = publish
        self._state = "running"
        self._step = ""
        self._done = 0
        self._total = 0
        self._error: OvaError | None = None
        self._ended = threading.Event()

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self._state in ("done", "failed")

    def run(self, work: Callable[[], None]) -> None:
        """Do the work in a thread of its own."""
        thread = threading.Thread(target=self._run, args=(work,), name="ova-backup", daemon=True)
        self._publish(self.to_json())
        thread.start()

    def report(self, step: str, done: int, total: int) -> None:
        """Tell how far it is; whoever watches is told of every percent."""
        before = (self._step, _percent(self._done, self._total))
        self._step, self._done, self._total = step, done, total
        if before != (step, _percent(done, total)):
            self._publish(self.to_json())

    def restarts(self) -> None:
        """Tell that the hub starts anew now."""
        self._state = "restarting"
        self._publish(self.to_json())

    def wait(self, timeout_s: float | None) -> None:
        """Wait until it is over, or the time is."""
        self._ended.wait(timeout_s)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        error = self._error
        return {
            "id": self.id,
            "kind": self.kind,
            "state": self._state,
            "step": self._step,
            "bytes": self._done,
            "total_bytes": self._total,
            "backup": self.backup,
            "error": {"code": error.code, "message": error.message, "cure": error.cure}
            if error
            else None,
        }

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OvaError as error:
            self._end(error)
        except OSError as error:
            self._end(disk_refused(error))
        except Exception as error:
            log.exception("A backup or restore failed")
            self._end(
                OvaError(
                    f"It failed: {type(error).__name__}.",
                    cure="Nothing was changed. The hub's log tells more.",
                    code="internal_error",
                )
            )
        else:
            if self._state != "restarting":
                self._state = "done"
                self._publish(self.to_json())
            self._ended.set()

    def _end(self, error: OvaError) -> None:
        log.warning("A %s failed: %s", "backup" if self.kind == "create" else "restore", error)
        self._error, self._state = error, "failed"
        self._publish(self.to_json())
        self._ended.set()


def _percent(done: int, total: int) -> int:
    return 100 * done // total if total else 0
