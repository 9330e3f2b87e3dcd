"""What can be done to which kind of entity: Home Assistant's services and their fields.

Names and ranges: https://www.home-assistant.io/integrations/#search/light and the pages of the
other domains.
"""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.core import Entity, InvalidInput


@dataclass(frozen=True, slots=True)
class ServiceField:
    """One field of a service's data."""

    check: Callable[[Any], Any]
    """Returns the value to use, or raises ValueError with what is wanted."""
    required: bool = False
    limits: tuple[str, str] | None = None
    """Attributes of the entity that narrow the range."""
    choices: str | None = None
    """Attribute of the entity that lists the possible values."""


def _number(low: float, high: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        wanted = f"a number from {low:g} to {high:g}"
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high  # also false for what is not finite
        ):
            raise ValueError(wanted)
        return value

    return check


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        wanted = f"a whole number from {low} to {high}"
        try:
            number = _number(low, high)(value)
        except ValueError as error:
            raise ValueError(wanted) from error
        if number != int(number):
            raise ValueError(wanted)
        return int(number)

    return check


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 100:
        raise ValueError("a text of 1 to 100 characters")
    return value.strip()


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return str(value)

    return check


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004 - one kind of error for all checks
    return value


def _color(value: Any) -> list[int]:
    wanted = "a list of three whole numbers from 0 to 255"
    if not isinstance(value, list | tuple) or len(value) != 3:
        raise ValueError(wanted)
    try:
        return [_whole(0, 255)(part) for part in value]
    except ValueError as error:
        raise ValueError(wanted) from error


_Fields = dict[str, ServiceField]
_PERCENT = _whole(0, 100)
_ON_OFF: dict[str, _Fields] = {"turn_on": {}, "turn_off": {}, "toggle": {}}

SERVICES: dict[str, dict[str, _Fields]] = {
    "light": {
        "turn_on": {
            "brightness_pct": ServiceField(_PERCENT),
            "rgb_color": ServiceField(_color),
            "color_temp_kelvin": ServiceField(
                _whole(1_000, 20_000), limits=("min_color_temp_kelvin", "max_color_temp_kelvin")
            ),
            "color_name": ServiceField(_text),
            "effect": ServiceField(_text, choices="effect_list"),
        },
        "turn_off": {},
        "toggle": {},
    },
    "switch": _ON_OFF,
    "input_boolean": _ON_OFF,
    "scene": {"turn_on": {}},
    "script": {"turn_on": {}, "turn_off": {}},
    "cover": {
        "open_cover": {},
        "close_cover": {},
        "set_cover_position": {"position": ServiceField(_PERCENT, required=True)},
        "stop_cover": {},
    },
    "climate": {
        "set_temperature": {
            "temperature": ServiceField(
                _number(-50, 150), required=True, limits=("min_temp", "max_temp")
            )
        },
        "set_hvac_mode": {
            "hvac_mode": ServiceField(
                _one_of("off", "heat", "cool", "heat_cool", "auto", "dry", "fan_only"),
                required=True,
                choices="hvac_modes",
            )
        },
        "set_fan_mode": {"fan_mode": ServiceField(_text, required=True, choices="fan_modes")},
    },
    "fan": {
        "turn_on": {},
        "turn_off": {},
        "set_percentage": {"percentage": ServiceField(_PERCENT, required=True)},
    },
    "lock": {"lock": {}, "unlock": {}},
    "media_player": {
        "media_play": {},
        "media_pause": {},
        "media_stop": {},
        "media_next_track": {},
        "media_previous_track": {},
        "play_media": {
            "media_content_id": ServiceField(_text, required=True),
            "media_content_type": ServiceField(_text, required=True),
        },
        "volume_set": {"volume_level": ServiceField(_number(0, 1), required=True)},
        "volume_mute": {"is_volume_muted": ServiceField(_truth, required=True)},
        "turn_on": {},
        "turn_off": {},
    },
    "vacuum": {"start": {}, "pause": {}, "return_to_base": {}},
}


def check_call(entity: Entity, service: str, data: Any) -> dict[str, Any]:
    """Return the data of a service call, checked and brought to its types.

    Raises InvalidInput that names the known services, or the field and what it wants.
    """
    services = SERVICES.get(entity.domain, {})
    if not services:
        raise InvalidInput(
            f"{entity.name} is a {entity.domain.replace('_', ' ')} and cannot be controlled.",
            cure="Ask for its state instead.",
            code="unknown_service",
        )
    fields = services.get(service)
    if fields is None:
        raise InvalidInput(
            f"A {entity.domain.replace('_', ' ')} has no service {service!r}.",
            cure=f"{_meant(service, services)}Known are: {', '.join(services)}.",
            code="unknown_service",
        )
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise InvalidInput(
            f"The data of {service} must be an object.", cure='Send for example {"data": {}}.'
        )
    unknown = [name for name in data if name not in fields]
    if unknown:
        known = f"Known are: {', '.join(fields)}." if fields else "It takes no data."
        raise InvalidInput(
            f"{service} has no field {unknown[0]!r}.", cure=f"{_meant(unknown[0], fields)}{known}"
        )
    checked = {}
    for name, field in fields.items():
        if data.get(name) is None:
            if field.required:
                raise InvalidInput(f"{service} needs the field {name}.", cure=f"Add {name}.")
            continue
        checked[name] = _checked(entity, name, field, data[name])
    return checked


def _checked(entity: Entity, name: str, field: ServiceField, given: Any) -> Any:
    try:
        value = field.check(given)
        attributes = entity.state.attributes
        if field.limits:
            low, high = (attributes.get(limit) for limit in field.limits)
            if (_is_number(low) and value < low) or (_is_number(high) and value > high):
                raise ValueError(_range(low, high))
        possible = attributes.get(field.choices) if field.choices else None
        if isinstance(possible, list | tuple) and possible and value not in possible:
            raise ValueError("one of " + ", ".join(map(str, possible)))
    except ValueError as error:
        raise InvalidInput(
            f"{given!r:.60} cannot be used for {name} of {entity.name}.",
            cure=f"{name} must be {error}.",
        ) from error
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _range(low: Any, high: Any) -> str:
    if not _is_number(low):
        return f"at most {high:g}"
    if not _is_number(high):
        return f"at least {low:g}"
    return f"a number from {low:g} to {high:g}"


def _meant(wrong: str, known: dict[str, Any]) -> str:
    near = difflib.get_close_matches(str(wrong), known, n=1)
    return f"Did you mean {near[0]}? " if near else ""
