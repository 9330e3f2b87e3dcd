"""What is in the house. Keys never change; names are easy to tell apart by ear."""

from typing import Any

from ova.sdk import Device

from .behaviour import PLAYLIST

FLOORS = {
    "Kitchen": "Ground Floor",
    "Living Room": "Ground Floor",
    "Hallway": "Ground Floor",
    "Garage": "Ground Floor",
    "Garden": "Ground Floor",
    "Bedroom": "First Floor",
    "Kids Room": "First Floor",
    "Bathroom": "First Floor",
    "Office": "First Floor",
}


def _thing(
    domain: str,
    area: str,
    name: str,
    state: str,
    *aliases: str,
    device_class: str | None = None,
    **attributes: Any,
) -> Device:
    return Device(
        key=f"{domain}.{name.lower().replace(' ', '_')}",
        name=name,
        domain=domain,
        area=area,
        floor=FLOORS[area],
        device_class=device_class,
        state=state,
        attributes=attributes,
        aliases=aliases,
        virtual=True,
    )


def _light(area: str, name: str, *aliases: str, color: bool = False, state: str = "off") -> Device:
    modes = ["color_temp", "rgb"] if color else ["brightness"]
    attributes: dict[str, Any] = {"brightness": 255, "supported_color_modes": modes}
    if color:
        attributes |= {
            "color_temp_kelvin": 2700,
            "min_color_temp_kelvin": 2000,
            "max_color_temp_kelvin": 6500,
            "effect_list": ["candle", "rainbow"],
        }
    return _thing("light", area, name, state, *aliases, **attributes)


def _cover(area: str, name: str, kind: str, position: int = 100) -> Device:
    state = "open" if position else "closed"
    return _thing("cover", area, name, state, device_class=kind, current_position=position)


def _climate(area: str, name: str, target: float, current: float) -> Device:
    return _thing(
        "climate",
        area,
        name,
        "heat",
        temperature=target,
        current_temperature=current,
        min_temp=7,
        max_temp=35,
        hvac_modes=["off", "heat", "cool", "auto"],
        fan_modes=["auto", "low", "medium", "high"],
        fan_mode="auto",
    )


def _player(area: str, name: str, *aliases: str, device_class: str = "speaker") -> Device:
    return _thing(
        "media_player",
        area,
        name,
        "off",
        *aliases,
        device_class=device_class,
        volume_level=0.4,
        is_volume_muted=False,
        media_title=PLAYLIST[0],
    )


def _sensor(area: str, name: str, state: str, kind: str, unit: str) -> Device:
    return _thing("sensor", area, name, state, device_class=kind, unit_of_measurement=unit)


def _binary(area: str, name: str, state: str, kind: str) -> Device:
    return _thing("binary_sensor", area, name, state, device_class=kind)


HOUSE: tuple[Device, ...] = (
    _light("Kitchen", "Kitchen Light"),
    _light("Kitchen", "Counter Light"),
    _light("Living Room", "Living Room Lamp", color=True),
    _light("Living Room", "Reading Lamp"),
    _light("Hallway", "Hallway Light", state="on"),
    _light("Garage", "Garage Light"),
    _light("Garden", "Garden Light", color=True),
    _light("Bedroom", "Bedroom Lamp", color=True),
    _light("Kids Room", "Kids Room Light"),
    _light("Kids Room", "Night Light", color=True),
    _light("Bathroom", "Bathroom Light"),
    _light("Office", "Office Light"),
    _light("Office", "Desk Lamp"),
    _thing("switch", "Kitchen", "Coffee Maker", "off", "coffee machine", device_class="outlet"),
    _thing("switch", "Bathroom", "Towel Heater", "off", device_class="switch"),
    _thing("switch", "Office", "Printer", "on", device_class="outlet"),
    _thing("switch", "Garden", "Sprinkler", "off", device_class="switch"),
    _cover("Living Room", "Living Room Blinds", "blind"),
    _cover("Bedroom", "Bedroom Blinds", "blind"),
    _cover("Office", "Office Curtain", "curtain", position=60),
    _cover("Garage", "Garage Door", "garage", position=0),
    _climate("Living Room", "Living Room Thermostat", 21.0, 20.5),
    _climate("Bedroom", "Bedroom Thermostat", 18.0, 18.5),
    _thing("fan", "Living Room", "Ceiling Fan", "off", percentage=50, percentage_step=1),
    _thing("fan", "Bathroom", "Bathroom Fan", "off", percentage=50, percentage_step=1),
    _thing("lock", "Hallway", "Front Door", "locked"),
    _thing("lock", "Garden", "Garden Gate", "unlocked"),
    _player("Living Room", "Television", "TV", device_class="tv"),
    _player("Kitchen", "Kitchen Radio", "radio"),
    _player("Bedroom", "Bedroom Speaker"),
    _thing("vacuum", "Hallway", "Robot Vacuum", "docked", "vacuum", battery_level=100),
    _sensor("Living Room", "Living Room Temperature", "20.5", "temperature", "°C"),
    _sensor("Garden", "Outdoor Temperature", "12.5", "temperature", "°C"),
    _sensor("Bathroom", "Bathroom Humidity", "58", "humidity", "%"),
    _sensor("Hallway", "Power Meter", "430", "power", "W"),
    _binary("Kitchen", "Kitchen Window", "off", "window"),
    _binary("Hallway", "Motion Detector", "off", "motion"),
    _binary("Kitchen", "Smoke Detector", "off", "smoke"),
)
