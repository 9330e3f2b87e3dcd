"""Every component that can be brought in."""

from .discovery import Announcement
from .kinds import (
    BinarySensor,
    Climate,
    Cover,
    Fan,
    Lock,
    Number,
    Scene,
    Select,
    Sensor,
    Switch,
    Vacuum,
)
from .lights import JsonLight, TopicLight
from .more_kinds import MORE_KINDS
from .template_light import TemplateLight
from .templates import Unreadable
from .thing import Thing
from .triggers import Trigger

_KINDS: dict[str, type[Thing]] = {
    "binary_sensor": BinarySensor,
    "climate": Climate,
    "cover": Cover,
    "fan": Fan,
    "light": TopicLight,
    "lock": Lock,
    "number": Number,
    "scene": Scene,
    "select": Select,
    "sensor": Sensor,
    "switch": Switch,
    "vacuum": Vacuum,
}
_LIGHTS: dict[str, type[Thing]] = {
    "basic": TopicLight,
    "json": JsonLight,
    "template": TemplateLight,
}
FIRST_COMPONENTS = tuple(_KINDS)
"""What could be brought in by settings of the version 1."""
_KINDS |= {**MORE_KINDS, "device_automation": Trigger}
COMPONENTS = tuple(_KINDS)
"""What can be brought in."""


def thing_of(announcement: Announcement) -> Thing:
    """Return the thing that was announced. Raises Unreadable."""
    kind = _KINDS[announcement.component]
    if kind is TopicLight:
        schema = str(announcement.options.get("schema", "basic"))
        if schema not in _LIGHTS:
            raise Unreadable(f"lights of the schema {schema!r} are not known")
        kind = _LIGHTS[schema]
    return kind(announcement)
