"""The small values of one skill, kept within bounds."""

import json
import threading
from collections.abc import Callable
from typing import Any

from ova.core import PluginKind
from ova.plugins.errors import PluginFault
from ova.plugins.flood import Bucket
from ova.plugins.store import PluginStorage

MOST_VALUES = 1_000
LONGEST_NAME = 200
MOST_CHARACTERS = 100_000
"""Of one value, as JSON."""
AT_ONCE = 1_000
A_SECOND = 50.0
"""Writes."""


class SkillStore:
    """``ova.store`` of one skill: values by name that outlive a restart. Thread-safe."""

    def __init__(self, storage: PluginStorage, skill_id: str, bucket: Bucket | None = None) -> None:
        self._storage = storage
        self._id = skill_id
        self._bucket = bucket or Bucket(AT_ONCE, A_SECOND)
        self._lock = threading.Lock()

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was kept under ``name``, or ``default``."""
        return self._storage.value(PluginKind.SKILL, self._id, _checked(name), default)

    def set(self, name: str, value: Any) -> None:
        """Keep ``value``; it is on disk when this returns. Raises PluginFault for what cannot be kept."""
        with self._lock:
            self._set(name, value)

    def update(self, name: str, change: Callable[[Any], Any], default: Any = None) -> Any:
        """Keep what ``change`` makes of the value, and return it; nobody else writes in between."""
        with self._lock:
            value = change(self.get(name, default))
            self._set(name, value)
            return value

    def delete(self, name: str) -> bool:
        """Forget a value; False when there was none."""
        with self._lock:
            self._count()
            return self._storage.forget_value(PluginKind.SKILL, self._id, _checked(name))

    def all(self) -> dict[str, Any]:
        """Return every value by name."""
        return self._storage.values(PluginKind.SKILL, self._id)

    def _set(self, name: str, value: Any) -> None:
        _checked(name)
        try:
            size = len(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError, RecursionError) as error:
            raise _fault(
                f"the value of {name!r} is not JSON: {error}", "Keep plain values."
            ) from None
        if size > MOST_CHARACTERS:
            reason = (
                f"the value of {name!r} has {size:,} characters, of {MOST_CHARACTERS:,} at most"
            )
            raise _fault(reason, "Keep large things in files of its own.")
        self._count()
        if self._storage.value(PluginKind.SKILL, self._id, name, _NONE) is _NONE:
            kept = len(self._storage.values(PluginKind.SKILL, self._id))
            if kept >= MOST_VALUES:
                raise _fault(
                    f"{kept:,} values are kept already", "Delete some, or keep a list in one value."
                )
        self._storage.set_value(PluginKind.SKILL, self._id, name, value)

    def _count(self) -> None:
        if not self._bucket.take():
            raise _fault(
                f"it writes more than {A_SECOND:g} values a second",
                "Write what changed, and less often.",
            )


_NONE = object()


def _checked(name: Any) -> str:
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise _fault(
            f"{str(name)[:50]!r} cannot be the name of a value",
            f"Name it with a text of 1 to {LONGEST_NAME} characters.",
        )
    return name


def _fault(reason: str, cure: str) -> PluginFault:
    return PluginFault("The store refused it.", reason=f"ova.store: {reason}", cure=cure)
