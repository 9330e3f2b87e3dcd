"""Every component that can be brought in."""

from .discovery import Announcement
from .kinds.binary_sensor import BinarySensor, Update
from .kinds.climate import Climate, WaterHeater
from .kinds.cover import Cover, Valve
from .kinds.fan import Fan
from .kinds.json_light import JsonLight
from .kinds.lock import Lock
from .kinds.scene import Button, Scene
from .kinds.sensor import Event, Number, Select, Sensor, Tracker
from .kinds.switch import Humidifier, Siren, Switch
from .kinds.template_light import TemplateLight
from .kinds.topic_light import TopicLight
from .kinds.vacuum import Mower, Vacuum
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
_KINDS |= {
    "alarm_control_panel": Sensor,
    "button": Button,
    "device_tracker": Tracker,
    "event": Event,
    "humidifier": Humidifier,
    "lawn_mower": Mower,
    "siren": Siren,
    "text": Sensor,
    "update": Update,
    "valve": Valve,
    "water_heater": WaterHeater,
    "device_automation": Trigger,
}
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
