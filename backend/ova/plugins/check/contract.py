"""What an integration promises those who use it: settings, actions, triggers and events."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from ova.core import InvalidInput
from ova.plugins.check.facts import Facts
from ova.plugins.form import BLANK

RECORD = "contract.json"
"""The file in an integration's folder that keeps the contract of its last release."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The declarations of one version."""

    version: str
    config_version: str
    settings: Mapping[str, str] = field(default_factory=dict)
    """Name to JSON type; ``secret`` for one that is kept encrypted."""
    required: frozenset[str] = frozenset()
    """Settings that must be given: they have no default of their own."""
    actions: Mapping[str, list[str]] = field(default_factory=dict)
    """Name to inputs, where those are told."""
    triggers: Mapping[str, list[str]] = field(default_factory=dict)
    events: frozenset[str] = frozenset()

    @classmethod
    def of(cls, facts: Facts) -> Self:
        """Return the contract of an integration as its files are now."""
        manifest, form = facts.code.manifest, facts.code.form
        handlers = facts.handlers
        return cls(
            manifest.version,
            manifest.config_version,
            {name: _kind(part) for name, part in form.schema["properties"].items()},
            frozenset(one for one in form.schema["required"] if form.defaults.get(one) in BLANK),
            {one.name: sorted(one.inputs or ()) for one in handlers.of("action")},
            {one.name: sorted(one.inputs or ()) for one in handlers.of("poll")},
            frozenset(manifest.events),
        )

    @classmethod
    def read(cls, file: Path) -> Self:
        """Return what ``write`` kept. Raises InvalidInput."""
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            return cls(
                str(told["version"]),
                str(told["config_version"]),
                {str(name): str(kind) for name, kind in told["settings"].items()},
                frozenset(told["required"]),
                {str(name): sorted(inputs) for name, inputs in told["actions"].items()},
                {str(name): sorted(inputs) for name, inputs in told["triggers"].items()},
                frozenset(told["events"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidInput(
                f"{file.name} cannot be read: {type(error).__name__}.",
                cure="Write it anew with ova integration check --record.",
            ) from None

    def write(self, file: Path) -> None:
        """Keep this contract beside the code. Raises OSError."""
        file.write_text(json.dumps(self.to_json(), indent=2) + "\n", encoding="utf-8")

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "version": self.version,
            "config_version": self.config_version,
            "settings": dict(sorted(self.settings.items())),
            "required": sorted(self.required),
            "actions": dict(sorted(self.actions.items())),
            "triggers": dict(sorted(self.triggers.items())),
            "events": sorted(self.events),
        }

    def changes_since(self, old: "Contract") -> list[str]:
        """Return in words what is promised now and was not before, and the other way round."""
        return [
            *_changed("setting", self.settings, old.settings),
            *_changed("needed setting", self.required, old.required),
            *_changed("action", self.actions, old.actions),
            *_changed("trigger", self.triggers, old.triggers),
            *_changed("event", self.events, old.events),
        ]

    def breaks(self, old: "Contract", *, migrates: bool) -> list[str]:
        """Return what makes settings of the ``old`` version useless; nothing when they are migrated.

        They are when ``config_version`` says that they are older ones, and ``migrate`` takes them.
        """
        if migrates and self.config_version != old.config_version:
            return []
        said = [
            f"the setting {name} is needed now, and nobody has given it"
            for name in sorted(self.required - old.required)
        ]
        for name, kind in sorted(old.settings.items()):
            if name not in self.settings:
                said.append(f"the setting {name} is gone, and with it what people gave")
            elif self.settings[name] != kind:
                said.append(f"the setting {name} was {kind} and is {self.settings[name]} now")
        return said


def _changed(what: str, now: Any, before: Any) -> Iterator[str]:
    for name in sorted(set(now) | set(before)):
        if name not in before:
            yield f"{what} {name} is new"
        elif name not in now:
            yield f"{what} {name} is gone"
        elif isinstance(now, Mapping) and now[name] != before[name]:
            yield f"{what} {name} is another"


def _kind(part: Mapping[str, Any]) -> str:
    if part.get("format") == "password":
        return "secret"
    kind = part.get("type", "any")
    return kind if isinstance(kind, str) else " or ".join(map(str, kind))
