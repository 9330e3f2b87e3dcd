"""Backups that are made by themselves, once a day."""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ova.core import InvalidInput, OvaError, check_was
from ova.hub.backups.backups import Backups
from ova.storage import Secrets, Settings

log = logging.getLogger(__name__)

KEY = "backups"
_OWNER, _PASSPHRASE = "hub", "backup_passphrase"
_LOOK_EVERY_S = 30.0
_USUAL: dict[str, Any] = {"daily": False, "at": "03:30", "keep": 7, "models": False, "done_at": 0.0}
_AT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class BackupSchedule:
    """Makes a backup a day when people want it. One that was missed is made when the hub is back."""

    def __init__(
        self,
        backups: Backups,
        settings: Settings,
        secrets: Callable[[], Secrets],
        now: Callable[[], datetime],
    ) -> None:
        """``now`` is in the home's time zone. ``secrets`` keeps the passphrase."""
        self._backups = backups
        self._settings = settings
        self._secrets = secrets
        self._now = now
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def to_json(self) -> dict[str, Any]:
        """Return the plan in wire form, without the passphrase."""
        plan = self._plan()
        due = self._due(plan)
        return {
            "daily": plan["daily"],
            "at": plan["at"],
            "keep": plan["keep"],
            "models": plan["models"],
            "has_passphrase": self._passphrase() is not None,
            "next_at": (due + timedelta(days=1)).timestamp() if plan["daily"] else None,
        }

    def change(
        self, changes: Mapping[str, Any], was: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        """Change the plan; ``passphrase`` is text, or None to go without.

        Raises InvalidInput, ChangedMeanwhile.
        """
        with self._lock:
            plan = self._plan()
            check_was("The plan", self.to_json(), was)
            given = {name: value for name, value in changes.items() if name in plan}
            plan.update(given)
            if not _AT.fullmatch(str(plan["at"])):
                raise InvalidInput("This is no time of the day.", cure="Write it like 03:30.")
            if not 1 <= int(plan["keep"]) <= 365:
                raise InvalidInput("So many cannot be kept.", cure="Keep 1 to 365 backups.")
            if "passphrase" in changes:
                self._keep_passphrase(changes["passphrase"])
            if changes.get("daily"):
                plan["done_at"] = self._now().timestamp()  # the first one is made when it is time
            self._settings.set(KEY, plan)
        return self.to_json()

    def start(self) -> None:
        """Look from now on whether a backup is due."""
        self._thread = threading.Thread(target=self._watch, name="ova-backups", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Make no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(5.0)

    def look(self) -> bool:
        """Begin a backup if one is due; tell whether that was so."""
        with self._lock:
            plan = self._plan()
            due = self._due(plan).timestamp()
            if not plan["daily"] or plan["done_at"] >= due:
                return False
            self._settings.set(KEY, {**plan, "done_at": due})
        self._backups.create(self._passphrase(), models=plan["models"], reason="daily")
        self._backups.wait()
        self._backups.prune_daily(plan["keep"])
        return True

    def _watch(self) -> None:
        while not self._stop.wait(_LOOK_EVERY_S):
            try:
                self.look()
            except OvaError as error:
                log.warning("The daily backup could not be made: %s", error)
            except Exception:
                log.exception("The daily backup could not be made")

    def _due(self, plan: dict[str, Any]) -> datetime:
        """Return the last moment at which a backup was to be made."""
        now = self._now()
        hour, minute = (int(part) for part in str(plan["at"]).split(":"))
        today = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return today if today <= now else today - timedelta(days=1)

    def _plan(self) -> dict[str, Any]:
        stored = self._settings.get(KEY) or {}
        return {**_USUAL, **{name: stored[name] for name in _USUAL if name in stored}}

    def _passphrase(self) -> str | None:
        return self._secrets().get(_OWNER, _PASSPHRASE)

    def _keep_passphrase(self, passphrase: object) -> None:
        if passphrase is None or passphrase == "":
            self._secrets().delete(_OWNER, _PASSPHRASE)
        elif isinstance(passphrase, str) and 8 <= len(passphrase) <= 256:
            self._secrets().set(_OWNER, _PASSPHRASE, passphrase)
        else:
            raise InvalidInput("This passphrase cannot be used.", cure="Use 8 to 256 characters.")
