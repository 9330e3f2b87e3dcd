"""States of things in words."""

from typing import Any

from ova.sdk import Entity, Turn

from .climate import temperature_of
from .lights import brightness
from .wording import number

UNREACHABLE = frozenset({"unavailable", "unknown"})
KNOWN = frozenset(
    {
        *("on", "off", "open", "closed", "opening", "closing", "locked", "unlocked", "locking"),
        *("unlocking", "jammed", "playing", "paused", "idle", "standby", "buffering", "cleaning"),
        *("docked", "returning", "error", "heat", "cool", "heat_cool", "auto", "dry", "fan_only"),
        *("home", "not_home", "unavailable", "unknown", "mowing", "stopped"),
    }
)
"""States there are words for."""
SENSES = {
    **dict.fromkeys(("door", "window", "garage_door", "opening"), ("open", "closed")),
    **dict.fromkeys(
        ("motion", "occupancy", "presence", "sound", "vibration"), ("detected", "clear")
    ),
    **dict.fromkeys(("smoke", "gas", "carbon_monoxide"), ("detected", "clear")),
    "moisture": ("wet", "dry_now"),
    "battery": ("low", "normal"),
    "lock": ("unlocked", "locked"),
    "plug": ("plugged_in", "unplugged"),
    "connectivity": ("connected", "disconnected"),
    "problem": ("problem", "fine"),
}
"""What "on" and "off" of a binary sensor mean, by its device class."""
UNITS = {
    "°C": "degrees",
    "°F": "degrees",
    "°": "degrees",
    "%": "percent",
    "W": "watts",
    "kW": "kilowatts",
    "Wh": "watt_hours",
    "kWh": "kilowatt_hours",
    "V": "volts",
    "A": "amperes",
    "lx": "lux",
    "hPa": "hectopascals",
    "ppm": "ppm",
    "km/h": "kmh",
    "m/s": "ms",
    "mm": "millimetres",
    "dB": "decibels",
}
"""Units to the keys of their spoken words."""


def state_words(turn: Turn, entity: Entity, *, spoken: bool = False) -> str:
    """Return what an entity is doing: "on at 40 percent", "18.5 °C", for the ear "18.5 degrees"."""
    state = entity.state.state
    if state in UNREACHABLE:
        return word(turn, state)
    if entity.domain == "sensor":
        return _measured(turn, entity, spoken=spoken)
    if entity.domain == "climate":
        return _climate(turn, entity)
    if entity.domain == "binary_sensor":
        return word(turn, meaning(entity))
    percent = _percent(entity)
    if percent is not None:
        return turn.text("state_at", state=word(turn, state), percent=percent)
    title = entity.state.attributes.get("media_title")
    if state == "playing" and isinstance(title, str) and title:
        return turn.text("state_playing_title", title=title)
    return word(turn, state)


def word(turn: Turn, state: str) -> str:
    """Return the words for one state."""
    senses = {sense for pair in SENSES.values() for sense in pair}
    if state in KNOWN or state in senses:
        return turn.text(f"state_{state}")
    return state.replace("_", " ")


def meaning(entity: Entity) -> str:
    """Return what a binary sensor says: "open" for a window whose state is "on"."""
    state = entity.state.state
    if entity.domain == "binary_sensor" and state in ("on", "off"):
        return SENSES.get(entity.device_class or "", ("on", "off"))[state == "off"]
    return state


def _percent(entity: Entity) -> int | None:
    attributes: dict[str, Any] = entity.state.attributes
    state = entity.state.state
    value: Any = None
    if entity.domain == "light" and state == "on" and "brightness" in attributes:
        value = brightness(entity)
    elif entity.domain == "cover" and state == "open":
        value = attributes.get("current_position")
    elif entity.domain == "fan" and state == "on":
        value = attributes.get("percentage")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 100:
        return None
    return round(value)


def _measured(turn: Turn, entity: Entity, *, spoken: bool) -> str:
    unit = str(entity.state.attributes.get("unit_of_measurement") or "")
    try:
        value = number(float(entity.state.state))
    except ValueError:
        return word(turn, entity.state.state)
    if not unit:
        return value
    if spoken and unit in UNITS:
        unit = turn.text(f"unit_{UNITS[unit]}")
    return turn.text("value_percent" if unit == "%" else "value_unit", value=value, unit=unit)


def _climate(turn: Turn, entity: Entity) -> str:
    told = word(turn, entity.state.state)
    wanted = entity.state.attributes.get("temperature")
    now = temperature_of(entity)
    if entity.state.state != "off" and isinstance(wanted, int | float):
        told = turn.text("climate_set", state=told, degrees=number(wanted))
    if now is None:
        return told
    return turn.text("climate_now", state=told, degrees=number(now))
