"""Keeps the home's settings: every change is checked and written before it counts."""

import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ova.core import ChangedMeanwhile, InvalidInput, Wanted, fault_json
from ova.hub.settings import HomeSettings
from ova.satellites import QuietRules
from ova.storage import Settings

log = logging.getLogger(__name__)

KEY = "home"


class SettingsKeeper:
    """Reads the settings once and writes every change before it counts."""

    def __init__(self, table: Settings) -> None:
        """Load what is stored; fields of the past are ignored."""
        self._table = table
        self._changing = threading.Lock()
        stored = table.get(KEY) or {}
        known = {name: value for name, value in stored.items() if name in HomeSettings.model_fields}
        try:
            self.current = _parse(known)
        except SettingsInvalid as error:  # earlier hubs took more than this one does
            wrong = {str(one["pointer"]).split("/")[1] for one in error.errors}
            self.current = _parse({one: known[one] for one in known.keys() - wrong})
            log.warning("Settings went back to what they are at first. %s", error)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting, or ``default`` when there is none of that name."""
        return getattr(self.current, name, default)

    def quiet_rules(self) -> QuietRules:
        """Return how the home is quiet."""
        now = self.current
        return QuietRules(now.quiet_hours, now.quiet_volume, now.quiet_announcements)

    def values(self) -> dict[str, Any]:
        """Return every setting, in wire form."""
        return self.current.model_dump(mode="json")

    def check(self, changes: dict[str, Any]) -> HomeSettings:
        """Return what the settings would be. Raises InvalidInput naming each wrong field."""
        unknown = sorted(set(changes) - set(HomeSettings.model_fields))
        if unknown:
            raise SettingsInvalid(
                [(name, "there is no such setting") for name in unknown],
                cure=f"Known settings: {', '.join(HomeSettings.model_fields)}.",
                code="unknown_setting",
            )
        return _parse({**self.current.model_dump(), **changes})

    def update(self, changes: dict[str, Any], was: Mapping[str, Any] | None = None) -> HomeSettings:
        """Change some settings that are still as they ``was``.

        Raises InvalidInput naming each wrong field, ChangedMeanwhile.
        """
        with self._changing:
            differ = self.current.changed_from(was or {})
            if differ:
                raise ChangedMeanwhile(
                    f"The settings were changed by somebody else meanwhile: {', '.join(differ)}.",
                    cure="Look at them again, then decide whose change is kept.",
                )
            updated = self.check(changes)
            self._table.set(KEY, updated.model_dump(mode="json"))
            self.current = updated
        return updated


class SettingsInvalid(InvalidInput):
    """Settings that do not fit; ``errors`` points at each: ``[{"pointer": "/voice", "detail": ...}]``."""

    def __init__(self, faults: Sequence[tuple[str, str]], *, cure: str, code: str = "") -> None:
        """``faults`` are pairs of a dotted name and what is wrong with it."""
        listed = "; ".join(f"{name}: {what}" for name, what in faults)
        super().__init__(
            f"The settings cannot be used: {listed}.", cure=cure, code=code or self.code
        )
        self.errors = [
            fault_json(what, pointer="/" + name.replace(".", "/")) for name, what in faults
        ]


def _parse(fields: dict[str, Any]) -> HomeSettings:
    try:
        return HomeSettings(**fields)
    except ValidationError as error:
        faults = [
            (".".join(str(part) for part in fault["loc"]), Wanted.of_model(fault))
            for fault in error.errors()
        ]
        raise SettingsInvalid(faults, cure="Correct these fields.") from error
