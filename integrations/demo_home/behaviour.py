"""How virtual things behave: the state after a service, by domain.

States and attributes are Home Assistant's. An attribute of None is taken away.
"""

from collections.abc import Callable
from typing import Any

from ova.sdk import Entity, EntityState

COLORS = {
    "red": [255, 0, 0],
    "green": [0, 128, 0],
    "blue": [0, 0, 255],
    "yellow": [255, 255, 0],
    "orange": [255, 165, 0],
    "purple": [128, 0, 128],
    "violet": [238, 130, 238],
    "pink": [255, 192, 203],
    "turquoise": [64, 224, 208],
    "brown": [165, 42, 42],
    "white": [255, 255, 255],
    "gold": [255, 215, 0],
    "cyan": [0, 255, 255],
    "magenta": [255, 0, 255],
    "lime": [0, 255, 0],
}
"""CSS colours people name for lamps; black is no light."""
PLAYLIST = ("Morning Coffee", "Rainy Windows", "Blue Bicycle", "Slow Train Home", "Lanterns")
DEFAULT_FAN_PERCENT = 50


class Refused(Exception):
    """A thing cannot do that. The key of the text that says why, and what fills its places."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields


def light(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:
    """Switch, dim and colour."""
    on = service == "turn_on" or (service == "toggle" and entity.state.state != "on")
    if not on or data.get("brightness_pct") == 0:
        return EntityState("off")
    attributes: dict[str, Any] = {}
    if "brightness_pct" in data:
        attributes["brightness"] = max(1, round(data["brightness_pct"] * 255 / 100))
    if "effect" in data:
        if not entity.state.attributes.get("effect_list"):
            raise Refused("no_effects")
        attributes["effect"] = data["effect"]
    if "color_temp_kelvin" in data:
        attributes |= {"color_temp_kelvin": data["color_temp_kelvin"], "rgb_color": None}
    color = data.get("rgb_color")
    if "color_name" in data:
        color = COLORS.get(data["color_name"].casefold().replace(" ", ""))
        if color is None:
            raise Refused("no_color", color=data["color_name"], known=", ".join(COLORS))
    if color is not None:
        attributes |= {"rgb_color": list(color), "color_temp_kelvin": None}
    return EntityState("on", attributes)


def switch(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:  # noqa: ARG001 - all share one shape
    """Switch."""
    if service == "toggle":
        return EntityState("off" if entity.state.state == "on" else "on")
    return EntityState("on" if service == "turn_on" else "off")


def cover(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:
    """Move at once to where it should be; 100 is open."""
    now = int(entity.state.attributes.get("current_position", 0))
    targets = {"open_cover": 100, "close_cover": 0, "stop_cover": now}
    position = int(data["position"]) if service == "set_cover_position" else targets[service]
    return EntityState("open" if position else "closed", {"current_position": position})


def climate(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:
    """Take a target, a mode or a fan speed; the state is the mode."""
    if service == "set_hvac_mode":
        return EntityState(data["hvac_mode"])
    return EntityState(entity.state.state, dict(data))


def fan(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:
    """Blow at a speed; it remembers the last one."""
    if service == "turn_off" or data.get("percentage") == 0:
        return EntityState("off")
    speed = data.get("percentage") or entity.state.attributes.get("percentage")
    return EntityState("on", {"percentage": speed or DEFAULT_FAN_PERCENT})


def lock(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:  # noqa: ARG001 - all share one shape
    """Lock and unlock."""
    return EntityState("locked" if service == "lock" else "unlocked")


def media_player(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:
    """Play a short list of titles, and keep the volume."""
    state = entity.state.state
    if service in ("volume_set", "volume_mute"):
        return EntityState(state, dict(data))
    if service == "turn_off":
        return EntityState("off")
    if service == "turn_on":
        return EntityState("idle" if state == "off" else state)
    if service == "play_media":
        return EntityState("playing", {"media_title": data["media_content_id"]})
    if service == "media_play":
        return EntityState("playing")
    if state == "off":
        raise Refused("is_off")
    if service in ("media_pause", "media_stop"):
        return EntityState("paused" if service == "media_pause" else "idle")
    step = 1 if service == "media_next_track" else -1
    title = entity.state.attributes.get("media_title")
    place = PLAYLIST.index(title) if title in PLAYLIST else 0
    return EntityState("playing", {"media_title": PLAYLIST[(place + step) % len(PLAYLIST)]})


def vacuum(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:  # noqa: ARG001 - all share one shape
    """Clean, wait, and be home at once."""
    return EntityState(
        {"start": "cleaning", "pause": "paused", "return_to_base": "docked"}[service]
    )


BEHAVIOURS: dict[str, Callable[[Entity, str, dict[str, Any]], EntityState]] = {
    "light": light,
    "switch": switch,
    "cover": cover,
    "climate": climate,
    "fan": fan,
    "lock": lock,
    "media_player": media_player,
    "vacuum": vacuum,
}
