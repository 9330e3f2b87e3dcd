"""Home Assistant's states as devices of this home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.sdk import Device

DOMAINS = (
    "light",
    "switch",
    "input_boolean",
    "cover",
    "climate",
    "fan",
    "lock",
    "media_player",
    "vacuum",
    "person",
    "device_tracker",
    "scene",
    "script",
    "sensor",
    "binary_sensor",
)
"""What this home can show or control."""
NOT_KEPT = frozenset(
    {"friendly_name", "icon", "entity_picture", "attribution", "device_class", "editable"}
)
AREAS = (
    "{% for state in states %}{{ state.entity_id }}\t{{ area_name(state.entity_id) or '' }}\n"
    "{% endfor %}"
)
"""Template: a line per entity with its area."""
FLOORS = (
    "{% for area in areas() %}{{ area_name(area) }}\t{{ floor_name(area) or '' }}\n{% endfor %}"
)
"""Template: a line per area with its floor. Home Assistant knows floors since 2024.4."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are in Home Assistant."""

    areas: Mapping[str, str] = field(default_factory=dict)
    """Area names by entity id."""
    floors: Mapping[str, str] = field(default_factory=dict)
    """Floor names by area name."""


@dataclass(frozen=True, slots=True)
class State:
    """One state as Home Assistant tells it."""

    entity_id: str
    name: str
    state: str
    device_class: str | None
    attributes: dict[str, Any]

    @property
    def domain(self) -> str:
        """The part before the dot."""
        return self.entity_id.partition(".")[0]


def parse_state(told: Any) -> State | None:
    """Return a state, or None for what is not one."""
    if not isinstance(told, dict) or not isinstance(told.get("attributes"), dict):
        return None
    entity_id, state, attributes = told.get("entity_id"), told.get("state"), told["attributes"]
    if not isinstance(entity_id, str) or not isinstance(state, str) or "." not in entity_id:
        return None
    kind = attributes.get("device_class")
    name = str(attributes.get("friendly_name") or "").strip()
    return State(
        entity_id=entity_id,
        name=(name or entity_id.partition(".")[2].replace("_", " "))[:255],
        state=state,
        device_class=kind if isinstance(kind, str) else None,
        attributes={k: v for k, v in attributes.items() if k not in NOT_KEPT},
    )


class Mirror:
    """Home Assistant's states as ``subscribe_entities`` tells them: whole first, then what changes."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Any]] = {}

    def take(self, event: Any) -> set[str]:
        """Take an event; return the ids of what it is about."""
        added = event.get("a") or {}
        changed = event.get("c") or {}
        removed = event.get("r") or []
        for entity_id, told in added.items():
            self._told[entity_id] = {"s": told.get("s"), "a": dict(told.get("a") or {})}
        for entity_id, difference in changed.items():
            row = self._told.setdefault(entity_id, {"s": "unknown", "a": {}})
            more = difference.get("+") or {}
            row["s"] = more.get("s", row["s"])
            row["a"] = {**row["a"], **(more.get("a") or {})}
            for name in (difference.get("-") or {}).get("a") or []:
                row["a"].pop(name, None)
        for entity_id in removed:
            self._told.pop(entity_id, None)
        return {*added, *changed, *removed}

    @property
    def names(self) -> set[str]:
        """The ids of everything there is."""
        return set(self._told)

    def state(self, entity_id: str) -> State | None:
        """Return a state as it is now, or None for what is gone."""
        row = self._told.get(entity_id)
        if row is None:
            return None
        return parse_state({"entity_id": entity_id, "state": row["s"], "attributes": row["a"]})


def device(state: State, places: Places) -> Device:
    """Return the device that stands for a state."""
    area = places.areas.get(state.entity_id)
    return Device(
        key=state.entity_id,
        name=state.name,
        domain=state.domain,
        area=area,
        floor=places.floors.get(area) if area else None,
        device_class=state.device_class,
        state=state.state,
        attributes=state.attributes,
    )


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes to merge so that ``old`` becomes ``new``; None takes one away."""
    return {**dict.fromkeys(set(old) - set(new)), **new}


def pairs(lines: str) -> dict[str, str]:
    """Parse lines of two columns, leaving out rows without a second one."""
    rows = (line.partition("\t") for line in lines.splitlines())
    return {left.strip(): right.strip() for left, _, right in rows if left and right.strip()}
