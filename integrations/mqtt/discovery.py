"""From a discovery message to what it announces."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .abbreviations import DEVICE_OPTIONS, expanded
from .templates import Unreadable

MAX_BYTES = 64 * 1024
_BY_DEVICE = "device"
"""The component of topics that announce a whole device."""
_NOT_SHARED = frozenset({"components", "device", "origin"})


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing somebody announced."""

    component: str
    """``light``, ``sensor`` and so on."""
    key: str
    """Stays the same when the broker moves: the unique id, else the ids in the topic."""
    options: Mapping[str, Any]
    """Under their full names, with whole topics."""


def announced(prefix: str, topic: str, payload: bytes) -> list[Announcement]:
    """Return what a discovery message announces; nothing for one that takes it back.

    Raises Unreadable.
    """
    component, _, rest = topic.removeprefix(f"{prefix}/").partition("/")
    ids = rest.removesuffix("/config")
    if not payload.strip():
        return []
    if len(payload) > MAX_BYTES:
        raise Unreadable(f"the message is longer than {MAX_BYTES} bytes")
    try:
        told = json.loads(payload)
    except (ValueError, RecursionError):
        raise Unreadable("the message is not JSON") from None
    if not isinstance(told, dict):
        raise Unreadable("the message is not a JSON object")
    options = expanded(told)
    device = options.get("device")
    options["device"] = expanded(device, DEVICE_OPTIONS) if isinstance(device, dict) else {}
    if component != _BY_DEVICE:
        return [_announcement(component, ids, options)]
    parts = options.get("components")
    if not isinstance(parts, dict):
        raise Unreadable("a device is announced without its components")
    shared = {name: value for name, value in options.items() if name not in _NOT_SHARED}
    found = []
    for name, part in parts.items():
        own = expanded(part) if isinstance(part, dict) else {}
        platform = own.pop("platform", None)
        if isinstance(platform, str) and own:  # without more, the component was taken back
            whole = {**shared, **own, "device": options["device"]}
            found.append(_announcement(platform, f"{ids}/{name}", whole))
    return found


def _announcement(component: str, ids: str, options: dict[str, Any]) -> Announcement:
    rows = options.get("availability")
    if isinstance(rows, list):
        options["availability"] = [expanded(one) if isinstance(one, dict) else one for one in rows]
    base = options.pop("~", "")
    if base and isinstance(base, str):
        options = _based(base, options)
    unique = options.get("unique_id")
    named = str(unique).strip() if isinstance(unique, str | int) else ""
    return Announcement(component, f"{component}.{named or ids}"[:255], options)


def _based(base: str, options: dict[str, Any]) -> dict[str, Any]:
    """Put the base in place of a ``~`` that begins or ends a topic."""
    whole = dict(options)
    for name, value in options.items():
        if name == "availability" and isinstance(value, list):
            whole[name] = [_based(base, one) if isinstance(one, dict) else one for one in value]
        elif name.endswith("topic") and isinstance(value, str):
            if value.startswith("~"):
                whole[name] = base + value[1:]
            elif value.endswith("~"):
                whole[name] = value[:-1] + base
    return whole
