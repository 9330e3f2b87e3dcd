"""What an integration says about one thing it brings into the home."""

from dataclasses import dataclass, field, replace
from typing import Any

from ova.sdk.errors import InputInvalid


@dataclass(frozen=True, slots=True)
class Device:
    """One thing that can be asked about or controlled.

    The hub makes an entity of it under the key ``<integration id>.<key>``. Name, area and aliases are
    suggestions for the first time it is seen: what a person changes later is kept. Raises InputInvalid
    when the key, the name or the domain is blank.
    """

    key: str
    """The author's own name for it: a serial number, a Home Assistant entity id. Never changes."""
    name: str
    """What people say: ``Kitchen Light``."""
    domain: str
    """Home Assistant's word: ``light``, ``switch``, ``cover``, ``sensor`` and so on."""
    area: str | None = None
    """Name of the room; created when there is none of that name."""
    floor: str | None = None
    """Name of the floor the room is on."""
    device_class: str | None = None
    """Home Assistant's word: ``temperature``, ``blind``, ``garage`` and so on."""
    state: str | None = None
    """What it is doing now; None leaves what the hub already knows (``unknown`` for a new one)."""
    attributes: dict[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    virtual: bool = False
    """True for a thing that exists only in the hub: what the hub remembers wins over ``state``."""
    control: str = ""
    """Name of the action that carries out commands on it; empty when a ``control`` method does."""

    def __post_init__(self) -> None:
        for name in ("key", "name", "domain"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.strip():
                raise InputInvalid(
                    f"A device was declared with {name}={value!r}.",
                    cure=f"Give every device a {name} that is a text and not blank.",
                )


def Sensor(  # noqa: N802 - reads as the noun it makes
    key: str, name: str, value: object = None, unit: str = "", **more: Any
) -> Device:
    """Return a Device that only tells a value. ``more`` are fields of Device."""
    return _measured("sensor", key, name, value, unit, more)


def Controller(  # noqa: N802 - reads as the noun it makes
    key: str,
    name: str,
    value: object = None,
    unit: str = "",
    *,
    control: str = "",
    as_: str = "switch",
    **more: Any,
) -> Device:
    """Return a Device that can be controlled: ``as_`` is its domain, ``control`` an action's name.

    With ``control`` a command on it runs that action, with the keys of its input that the command
    and the device know: the device's ``key`` under the input's first text field. The ``value`` of a
    light, fan or switch may be a number: more than 0 is on, and percents are kept beside it.
    """
    made = _measured(as_, key, name, value, unit, more)
    return replace(made, control=control, **_switched(made, value, unit))


_PERCENT = {"light": "brightness_pct", "fan": "percentage"}


def _switched(made: Device, value: object, unit: str) -> dict[str, Any]:
    """Return the fields of a Device that is on or off rather than a number."""
    if made.domain not in ("light", "fan", "switch") or not isinstance(value, bool | int | float):
        return {}
    attributes = dict(made.attributes)
    name = _PERCENT.get(made.domain) if unit == "%" else None
    if name is not None:
        attributes.pop("unit_of_measurement")
        attributes[name] = value
    return {"state": "on" if value else "off", "attributes": attributes}


def _measured(
    domain: str, key: str, name: str, value: object, unit: str, more: dict[str, Any]
) -> Device:
    attributes = dict(more.pop("attributes", {}))
    if unit:
        attributes["unit_of_measurement"] = unit
    state = None if value is None else str(value)
    return Device(str(key), name, domain, state=state, attributes=attributes, **more)
