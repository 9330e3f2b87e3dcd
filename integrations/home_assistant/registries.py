"""Where things are, and which are exposed to Assist, out of Home Assistant's registries."""

from typing import Any

from ova.sdk import ActionError

from .convert import Places
from .socket import Socket

CHANGES = (
    "area_registry_updated",
    "device_registry_updated",
    "entity_registry_updated",
    "floor_registry_updated",
)
"""Events after which to look again."""


def places(socket: Socket) -> Places:
    """Return the areas of things, their own or their device's, and the floors of areas."""
    areas = _by(socket.ask("config/area_registry/list"), "area_id")
    devices = _by(socket.ask("config/device_registry/list"), "id")
    floors = _by(_floors(socket), "floor_id")
    area_of: dict[str, str] = {}
    for row in socket.ask("config/entity_registry/list") or []:
        device = devices.get(row.get("device_id") or "", {})
        area = areas.get(row.get("area_id") or device.get("area_id") or "")
        if area and area.get("name"):
            area_of[row["entity_id"]] = area["name"]
    floor_of = {
        area["name"]: floors[area["floor_id"]]["name"]
        for area in areas.values()
        if area.get("floor_id") in floors
    }
    return Places(area_of, floor_of)


def exposed(socket: Socket) -> frozenset[str]:
    """Return the ids of what Assist may use. Raises ActionError for a token without the right."""
    told = socket.ask("homeassistant/expose_entity/list")
    rows = (told or {}).get("exposed_entities", {})
    return frozenset(name for name, assistants in rows.items() if assistants.get("conversation"))


def owner(socket: Socket) -> str:
    """Return the owner's id, the same as long as the instance lives; "" when it is not told."""
    try:
        users = socket.ask("config/auth/list")
    except ActionError:  # only administrators are told
        return ""
    return next((str(user["id"]) for user in users if user.get("is_owner")), "")


def _floors(socket: Socket) -> Any:
    try:
        return socket.ask("config/floor_registry/list")
    except ActionError:  # Home Assistant knows floors since 2024.4
        return []


def _by(rows: Any, name: str) -> dict[str, dict[str, Any]]:
    return {row[name]: row for row in rows or [] if isinstance(row, dict) and name in row}
