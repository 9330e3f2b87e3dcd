"""Most components that are brought in, and how each reads and is commanded.

https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery and the pages of the components.
"""

import json
from collections.abc import Callable
from math import ceil
from typing import Any

from .options import Options
from .refused import Refused
from .templates import Unreadable
from .thing import (
    NONE,
    UNAVAILABLE,
    UNKNOWN,
    Change,
    Command,
    Publication,
    Thing,
    as_number,
    filled,
    number,
    plain,
)

MAX_STATE = 255


class Sensor(Thing):
    """Tells a value."""

    domain = "sensor"

    def set_up(self, options: Options) -> None:
        """Listen to the value."""
        unit = options.text("unit_of_measurement")
        if unit:
            self.attributes["unit_of_measurement"] = unit
        self.lasts_s = options.number("expire_after", 0) or None
        topic = options.topic("state_topic", needed=self.domain == "sensor")
        self.listen(topic, options.template("value_template"), self._take, "state")

    def _take(self, told: str) -> Change | None:
        return Change(UNKNOWN if told in NONE else told[:MAX_STATE])


class Number(Sensor):
    """A number that is set elsewhere."""

    domain = "number"


class Select(Sensor):
    """One of several words that is chosen elsewhere."""

    domain = "select"

    def set_up(self, options: Options) -> None:
        """Listen to the choice."""
        super().set_up(options)
        self.attributes["options"] = options.texts("options")


class BinarySensor(Thing):
    """Tells yes or no."""

    domain = "binary_sensor"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        on, off = options.text("payload_on", "ON"), options.text("payload_off", "OFF")
        self._states = {on: "on", off: "off", "None": UNKNOWN}
        self._expires_s = options.number("expire_after", 0) or None
        self._off_s = options.number("off_delay", 0) or None
        self.lasts_s = self._expires_s
        topic = options.topic("state_topic", needed=True)
        self.listen(topic, options.template("value_template"), self._take, "state")

    def expire(self) -> None:
        """Go off again, or tell that nobody has told anything for too long."""
        self.state = "off" if self._off_s and self.state == "on" else UNAVAILABLE
        self.lasts_s = self._expires_s

    def _take(self, told: str) -> Change | None:
        state = self._states.get(told)
        if state:
            self.lasts_s = self._off_s if self._off_s and state == "on" else self._expires_s
        return Change(state) if state else None


class Switch(Thing):
    """Is on or off."""

    domain = "switch"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        self._on, self._off = options.text("payload_on", "ON"), options.text("payload_off", "OFF")
        self._states = {
            options.text("state_on", self._on): "on",
            options.text("state_off", self._off): "off",
            "None": UNKNOWN,
        }
        self._topic = options.topic("command_topic", needed=True)
        self._template = options.template("command_template")
        value = options.template("state_value_template", "value_template")
        self.listen(options.topic("state_topic"), value, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Switch."""
        on = service == "turn_on" or (service == "toggle" and self.state != "on")
        told = filled(self._template, self._on if on else self._off)
        return Command([Publication(self._topic, told)], Change("on" if on else "off"))

    def _take(self, told: str) -> Change | None:
        state = self._states.get(told)
        return Change(state) if state else None


class Fan(Switch):
    """Blows, at a speed when it has some."""

    domain = "fan"

    def set_up(self, options: Options) -> None:
        """Listen to the speed as well."""
        super().set_up(options)
        self._low = options.number("speed_range_min", 1)
        self._high = options.number("speed_range_max", 100)
        if self._high <= self._low:
            raise Unreadable("speed_range_max must be above speed_range_min")
        self._speed_topic = options.topic("percentage_command_topic")
        self._speed_template = options.template("percentage_command_template")
        self.listen(
            options.topic("percentage_state_topic"),
            options.template("percentage_value_template"),
            self._take_speed,
            "percentage",
        )
        modes = options.texts("preset_modes")
        if modes:
            self.attributes["preset_modes"] = modes
        for name in ("preset_mode", "oscillation", "direction"):
            topic = options.topic(f"{name}_state_topic")
            self.listen(topic, options.template(f"{name}_value_template"), self._taking(name))
        self._turning = options.text("payload_oscillation_on", "oscillate_on")

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Switch, or set the speed."""
        if service != "set_percentage":
            return super().command(service, data)
        percent = data["percentage"]
        if percent == 0:
            return super().command("turn_off", {})
        if not self._speed_topic:
            raise Refused("no_speeds")
        steps = self._high - self._low + 1
        speed = ceil(self._low - 1 + percent * steps / 100)
        told = filled(self._speed_template, plain(speed))
        sent = [Publication(self._speed_topic, told)]
        if self.state != "on":
            sent += super().command("turn_on", {}).publications
        return Command(sent, Change("on", {"percentage": percent}))

    def _taking(self, name: str) -> Callable[[str], Change | None]:
        def take(told: str) -> Change | None:
            if told in NONE:
                return None
            if name == "oscillation":
                return Change(None, {"oscillating": told == self._turning})
            return Change(None, {name: told[:MAX_STATE]})

        return take

    def _take_speed(self, told: str) -> Change | None:
        if told in NONE:
            return None
        steps = self._high - self._low + 1
        percent = round((number(told) - self._low + 1) * 100 / steps)
        return Change(None, {"percentage": min(100, max(0, percent))})


class Lock(Thing):
    """Is locked or not."""

    domain = "lock"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        self._payloads = {
            "lock": options.text("payload_lock", "LOCK"),
            "unlock": options.text("payload_unlock", "UNLOCK"),
        }
        self._states = {
            options.text(f"state_{state}", state.upper()): state
            for state in ("locked", "unlocked", "locking", "unlocking", "jammed")
        }
        self._topic = options.topic("command_topic", needed=True)
        self._template = options.template("command_template")
        value = options.template("value_template")
        self.listen(options.topic("state_topic"), value, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Lock or unlock."""
        told = filled(self._template, self._payloads[service])
        return Command([Publication(self._topic, told)], Change(f"{service}ed"))

    def _take(self, told: str) -> Change | None:
        state = self._states.get(told)
        return Change(state) if state else None


class Cover(Thing):
    """Opens and closes, to a position when it knows some."""

    domain = "cover"

    def set_up(self, options: Options) -> None:
        """Listen to the state and the position."""
        self._payloads = {
            "open_cover": options.text("payload_open", "OPEN"),
            "close_cover": options.text("payload_close", "CLOSE"),
            "stop_cover": options.text("payload_stop", "STOP"),
        }
        self._states = {
            options.text(f"state_{state}", state): state
            for state in ("open", "opening", "closed", "closing", "stopped")
        }
        self._open = options.number("position_open", 100)
        self._closed = options.number("position_closed", 0)
        if self._open == self._closed:
            raise Unreadable("position_open and position_closed must differ")
        self._topic = options.topic("command_topic")
        self._position_topic = options.topic("set_position_topic")
        self._position_template = options.template("set_position_template")
        if not self._topic and not self._position_topic:
            raise Unreadable("command_topic is needed")
        value = options.template("value_template")
        self.listen(options.topic("state_topic"), value, self._take_state, "state")
        self._by_position = not options.topic("state_topic")
        told = ("current_position", *(["state"] if self._by_position else []))
        where = options.template("position_template")
        self.listen(options.topic("position_topic"), where, self._take_position, *told)

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Move or stop."""
        if service == "set_cover_position":
            return self._moved(data["position"])
        if self._topic:
            expected = {"open_cover": "open", "close_cover": "closed"}.get(service)
            return Command([Publication(self._topic, self._payloads[service])], Change(expected))
        if service == "stop_cover":
            raise Refused("no_stop")
        return self._moved(100 if service == "open_cover" else 0)

    def _moved(self, percent: int) -> Command:
        if not self._position_topic:
            raise Refused("no_positions")
        position = round(self._closed + (self._open - self._closed) * percent / 100)
        told = filled(self._position_template, plain(position), position=position)
        state = "open" if percent else "closed"
        return Command(
            [Publication(self._position_topic, told)], Change(state, {"current_position": percent})
        )

    def _take_state(self, told: str) -> Change | None:
        state = self._states.get(told)
        if state == "stopped":
            state = "closed" if self.attributes.get("current_position") == 0 else "open"
        return Change(state) if state else None

    def _take_position(self, told: str) -> Change | None:
        if told in NONE:
            return None
        whole = self._open - self._closed
        percent = min(100, max(0, round((number(told) - self._closed) * 100 / whole)))
        state = ("open" if percent else "closed") if self._by_position else None
        return Change(state, {"current_position": percent})


class Climate(Thing):
    """Heats and cools."""

    domain = "climate"
    _VALUES = (
        ("mode", "state"),
        ("temperature", "temperature"),
        ("fan_mode", "fan_mode"),
        ("swing_mode", "swing_mode"),
    )
    _WORDS = frozenset({"fan_mode", "swing_mode", "preset_mode", "hvac_action"})
    _SERVICES: tuple[tuple[str, str, str], ...] = (
        ("set_temperature", "temperature", "temperature"),
        ("set_hvac_mode", "mode", "hvac_mode"),
        ("set_fan_mode", "fan_mode", "fan_mode"),
    )

    def set_up(self, options: Options) -> None:
        """Listen to the mode and the temperatures."""
        fahrenheit = options.text("temperature_unit", "C") == "F"
        self.attributes |= {
            "min_temp": options.number("min_temp", 44.6 if fahrenheit else 7),
            "max_temp": options.number("max_temp", 95 if fahrenheit else 35),
            "hvac_modes": options.texts("modes")
            or ["auto", "off", "cool", "heat", "dry", "fan_only"],
        }
        if options.topic("fan_mode_command_topic"):
            self.attributes["fan_modes"] = options.texts("fan_modes") or [
                "auto",
                "low",
                "medium",
                "high",
            ]
        whole = options.template("value_template")
        for name, attribute in self._VALUES:
            template = options.template(f"{name}_state_template") or whole
            topic = options.topic(f"{name}_state_topic")
            self.listen(topic, template, self._taking(attribute), attribute)
        self.listen(
            options.topic("current_temperature_topic"),
            options.template("current_temperature_template") or whole,
            self._taking("current_temperature"),
        )
        for where, how, attribute in (
            ("current_humidity_topic", "current_humidity_template", "current_humidity"),
            ("preset_mode_state_topic", "preset_mode_value_template", "preset_mode"),
            ("action_topic", "action_template", "hvac_action"),
        ):
            told = options.template(how) or whole
            self.listen(options.topic(where), told, self._taking(attribute))
        self._commands = {
            service: (
                options.topic(f"{name}_command_topic"),
                options.template(f"{name}_command_template"),
                field,
            )
            for service, name, field in self._SERVICES
        }

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Set the temperature, the mode or the fan."""
        topic, template, field = self._commands.get(service, ("", None, service))
        if not topic:
            raise Refused(f"no_{field}")
        value = data[field]
        text = value if isinstance(value, str) else plain(value)
        payload = template.render(value=as_number(text)) if template else text
        change = Change(value) if service == "set_hvac_mode" else Change(None, {field: value})
        return Command([Publication(topic, payload)], change)

    def _taking(self, attribute: str) -> Callable[[str], Change | None]:
        def take(told: str) -> Change | None:
            if told in NONE:
                return None
            if attribute == "state":
                return Change(told[:MAX_STATE])
            value = told[:MAX_STATE] if attribute in self._WORDS else number(told)
            return Change(None, {attribute: value})

        return take


class Scene(Thing):
    """Is switched on, and that is all."""

    domain = "scene"

    def set_up(self, options: Options) -> None:
        """Read where it is switched on."""
        self._topic = options.topic("command_topic", needed=True)
        self._on = options.text("payload_on", "ON")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Switch it on."""
        return Command([Publication(self._topic, self._on)])


class Vacuum(Thing):
    """Cleans, pauses and goes home."""

    domain = "vacuum"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        self._topic = options.topic("command_topic", needed=True)
        self._payloads = {
            "start": options.text("payload_start", "start"),
            "pause": options.text("payload_pause", "pause"),
            "return_to_base": options.text("payload_return_to_base", "return_to_base"),
        }
        self.listen(options.topic("state_topic"), None, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Start, pause or send it home."""
        states = {"start": "cleaning", "pause": "paused", "return_to_base": "returning"}
        return Command([Publication(self._topic, self._payloads[service])], Change(states[service]))

    def _take(self, payload: str) -> Change:
        try:
            told = json.loads(payload)
        except ValueError:
            raise Unreadable(f"{payload!r:.80} is not JSON") from None
        if not isinstance(told, dict):
            raise Unreadable(f"{payload!r:.80} is not a JSON object")
        state = told.get("state")
        known = {name: told[name] for name in ("battery_level", "fan_speed") if name in told}
        return Change(state[:MAX_STATE] if isinstance(state, str) else None, known)
