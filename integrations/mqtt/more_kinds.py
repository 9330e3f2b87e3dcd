"""Components that are shown as the nearest kind of thing this home knows.

The pages of the components: https://www.home-assistant.io/integrations/#search/mqtt
"""

import json
from functools import partial
from typing import Any

from .kinds import MAX_STATE, BinarySensor, Climate, Cover, Scene, Sensor, Switch, Vacuum
from .options import Options
from .refused import Refused
from .templates import Unreadable
from .thing import NONE, Change, Command, Publication, Thing, filled, number, plain


class Event(Sensor):
    """Tells what happened last, as from a doorbell."""

    def _take(self, told: str) -> Change | None:
        if told in NONE:
            return None
        happened = group(told)
        kind = happened.pop("event_type", None)
        if not isinstance(kind, str):
            raise Unreadable("an event has no event_type")
        return Change(kind[:MAX_STATE], happened)


class Tracker(Sensor):
    """Tells whether somebody is at home."""

    def set_up(self, options: Options) -> None:
        """Listen to the place."""
        self._places = {
            options.text("payload_home", "home"): "home",
            options.text("payload_not_home", "not_home"): "not_home",
            options.text("payload_reset", "None"): "unknown",
        }
        super().set_up(options)

    def _take(self, told: str) -> Change | None:
        return super()._take(self._places.get(told, told))


class Update(BinarySensor):
    """Is on while there is a newer version."""

    def set_up(self, options: Options) -> None:
        """Listen to the versions."""
        super().set_up(options)
        latest = options.template("latest_version_template")
        self.listen(options.topic("latest_version_topic"), latest, self._take_latest)

    def _take(self, told: str) -> Change | None:
        try:
            versions = group(told)
        except Unreadable:
            versions = {"installed_version": told}
        known = ("installed_version", "latest_version", "title", "in_progress")
        return self._compared({name: versions[name] for name in known if name in versions})

    def _take_latest(self, told: str) -> Change | None:
        return self._compared({"latest_version": told})

    def _compared(self, told: dict[str, Any]) -> Change:
        both = {**self.attributes, **told}
        installed, latest = both.get("installed_version"), both.get("latest_version")
        if not installed or not latest:
            return Change(None, told)
        return Change("off" if installed == latest else "on", told)


class Siren(Switch):
    """Howls or does not: a switch."""

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Switch; without a template of its own it wants JSON."""
        command = super().command(service, data)
        if self._template is not None:
            return command
        sent = [
            Publication(one.topic, json.dumps({"state": one.payload}))
            for one in command.publications
        ]
        return Command(sent, command.expected)

    def _take(self, told: str) -> Change | None:
        if told.startswith("{"):
            state = group(told).get("state")
            return super()._take(state) if isinstance(state, str) else None
        return super()._take(told)


class Humidifier(Switch):
    """Is on or off; what it aims at is shown."""

    def set_up(self, options: Options) -> None:
        """Listen to the humidity as well."""
        super().set_up(options)
        topic = options.topic("target_humidity_state_topic")
        told = options.template("target_humidity_state_template")
        self.listen(topic, told, partial(_humidity, "humidity"))
        topic, told = (
            options.topic("current_humidity_topic"),
            options.template("current_humidity_template"),
        )
        self.listen(topic, told, partial(_humidity, "current_humidity"))


class Button(Scene):
    """Is pressed, and that is all."""

    def set_up(self, options: Options) -> None:
        """Read what pressing it sends."""
        super().set_up(options)
        self._on = options.text("payload_press", "PRESS")


class Valve(Cover):
    """Opens and closes, as a cover does, with one topic for words and positions."""

    def set_up(self, options: Options) -> None:
        """Listen to the state, which is a word, a position, or JSON with both."""
        super().set_up(options)
        self._positioned = options.flag("reports_position")
        self._by_position = self._positioned
        self._told.add("current_position")

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Move or stop."""
        if not self._positioned or service == "stop_cover":
            return super().command(service, data)
        percent = {"open_cover": 100, "close_cover": 0}.get(service, data.get("position", 0))
        position = round(self._closed + (self._open - self._closed) * percent / 100)
        return Command(
            [Publication(self._topic, plain(position))],
            Change("open" if percent else "closed", {"current_position": percent}),
        )

    def _take_state(self, told: str) -> Change | None:
        if not self._positioned:
            return super()._take_state(told)
        values = group(told) if told.startswith("{") else {"position": told}
        position, state = values.get("position"), self._states.get(str(values.get("state")))
        if position in (None, *NONE):
            return Change(state) if state else None
        if str(position) in self._states:
            return Change(self._states[str(position)])
        change = self._take_position(str(position))
        moving = state if state in ("opening", "closing") else None
        return Change(moving or change.state, change.attributes) if change else None


class Mower(Vacuum):
    """Mows, pauses and goes home: a vacuum of the garden."""

    _ORDERS = (("start", "start_mowing"), ("pause", "pause"), ("return_to_base", "dock"))
    _STATES = {"mowing": "cleaning"}  # noqa: RUF012 - never changed

    def set_up(self, options: Options) -> None:
        """Listen to what it does."""
        self._topics = {
            service: (
                options.topic(f"{name}_command_topic"),
                options.template(f"{name}_command_template"),
                name,
            )
            for service, name in self._ORDERS
        }
        told = options.template("activity_value_template")
        self.listen(options.topic("activity_state_topic"), told, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Start, pause or send it home."""
        topic, template, name = self._topics[service]
        if not topic:
            raise Refused("not_that")
        states = {"start": "cleaning", "pause": "paused", "return_to_base": "returning"}
        return Command([Publication(topic, filled(template, name))], Change(states[service]))

    def _take(self, payload: str) -> Change:
        return Change(None if payload in NONE else self._STATES.get(payload, payload)[:MAX_STATE])


class WaterHeater(Climate):
    """Heats water: what it aims at is set, its mode is shown."""

    _SERVICES = (("set_temperature", "temperature", "temperature"),)

    def set_up(self, options: Options) -> None:
        """Listen to mode and temperatures."""
        super().set_up(options)
        fahrenheit = options.text("temperature_unit", "C") == "F"
        self.attributes |= {
            "min_temp": options.number("min_temp", 110 if fahrenheit else 43),
            "max_temp": options.number("max_temp", 140 if fahrenheit else 60),
            "hvac_modes": [],
        }


def group(told: str) -> dict[str, Any]:
    """Return the JSON object of a payload. Raises Unreadable."""
    try:
        values = json.loads(told)
    except (ValueError, RecursionError):
        raise Unreadable(f"{told!r:.80} is not JSON") from None
    if not isinstance(values, dict):
        raise Unreadable(f"{told!r:.80} is not a JSON object")
    return values


def _humidity(name: str, told: str) -> Change | None:
    return None if told in NONE else Change(None, {name: number(told)})


MORE_KINDS: dict[str, type[Thing]] = {
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
}
