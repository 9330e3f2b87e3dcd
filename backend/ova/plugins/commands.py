"""From a command on an entity to the input of the action that carries it out, and to what comes of it."""

from collections.abc import Mapping
from typing import Any

from ova.core import Entity, EntityState

_STATES = {
    "turn_on": "on",
    "turn_off": "off",
    "lock": "locked",
    "unlock": "unlocked",
    "open_cover": "open",
    "close_cover": "closed",
    "media_play": "playing",
    "media_pause": "paused",
    "media_stop": "idle",
    "start": "cleaning",
    "pause": "paused",
    "return_to_base": "returning",
}
_ON = frozenset({"turn_on", "lock", "open_cover", "start", "media_play"})
_OFF = frozenset({"turn_off", "unlock", "close_cover", "media_stop", "return_to_base"})


def action_input(
    schema: Mapping[str, Any], key: str, entity: Entity, service: str, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the input of an action for a command on the device ``key``.

    The key goes into the first free text of the input, fields of the command into those of the same
    name. A single number, switch or "on"/"off" choice that is then left takes what the command means:
    its one number, or on and off.
    """
    fields = {name: _plain(part) for name, part in schema.get("properties", {}).items()}
    given: dict[str, Any] = {}
    for name, part in fields.items():
        if part.get("type") == "string" and "enum" not in part:
            given[name] = key
            break
    said = {"service": service, **data}
    given |= {name: value for name, value in said.items() if name in fields and name not in given}
    on = _wanted(entity, service)
    left = {name: part for name, part in fields.items() if name not in given}
    for name, part in left.items():
        choices = part.get("enum") or ()
        if on is not None and {"on", "off"} <= set(map(str, choices)):
            given[name] = "on" if on else "off"
    switches = [name for name, part in left.items() if part.get("type") == "boolean"]
    if on is not None and len(switches) == 1:
        given[switches[0]] = on
    numbers = [name for name, part in left.items() if part.get("type") in ("number", "integer")]
    if len(numbers) == 1:
        _put_number(given, numbers[0], left[numbers[0]], data, on)
    return given


def state_after(
    entity: Entity, service: str, data: Mapping[str, Any], answer: Any
) -> EntityState | None:
    """Return what an entity does after its action: what that says, else what the command asks for."""
    if isinstance(answer, EntityState):
        return answer
    if isinstance(answer, dict) and isinstance(answer.get("state"), str | int | float):
        attributes = answer.get("attributes")
        told = answer["state"]
        text = ("on" if told else "off") if isinstance(told, bool) else str(told)
        return EntityState(text, attributes if isinstance(attributes, dict) else {})
    on = _wanted(entity, service)
    state = _STATES.get(service) or entity.state.state
    if service == "toggle":
        state = "on" if on else "off"
    elif service == "set_hvac_mode":
        state = str(data.get("hvac_mode", state))
    return EntityState(state, dict(data))


def _wanted(entity: Entity, service: str) -> bool | None:
    if service == "toggle":
        return entity.state.state != "on"
    return True if service in _ON else False if service in _OFF else None


def _put_number(
    given: dict[str, Any],
    name: str,
    part: Mapping[str, Any],
    data: Mapping[str, Any],
    on: bool | None,
) -> None:
    loose = [
        value
        for field, value in data.items()
        if field not in given and isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if len(loose) == 1:
        whole = part["type"] == "integer" and float(loose[0]).is_integer()
        given[name] = int(loose[0]) if whole else loose[0]
    elif not loose and on is False:
        given[name] = part.get("minimum", 0)
    elif not loose and on and "default" not in part:
        given[name] = part.get("maximum", 100)


def _plain(part: Any) -> dict[str, Any]:
    """Return a field's schema; of several alternatives the first that is not null."""
    if not isinstance(part, dict):
        return {}
    for other in part.get("anyOf") or ():
        if isinstance(other, dict) and other.get("type") != "null":
            return {**other, **{k: v for k, v in part.items() if k != "anyOf"}}
    return part
