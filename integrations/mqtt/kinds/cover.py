"""Covers and valves.

https://www.home-assistant.io/integrations/cover.mqtt/
https://www.home-assistant.io/integrations/valve.mqtt/
"""

from typing import Any

from ..options import Options
from ..payloads import NONE, filled, json_object, number, plain
from ..refused import Refused
from ..templates import Unreadable
from ..thing import Change, Command, Publication, Thing


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
        values = json_object(told) if told.startswith("{") else {"position": told}
        position, state = values.get("position"), self._states.get(str(values.get("state")))
        if position in (None, *NONE):
            return Change(state) if state else None
        if str(position) in self._states:
            return Change(self._states[str(position)])
        change = self._take_position(str(position))
        moving = state if state in ("opening", "closing") else None
        return Change(moving or change.state, change.attributes) if change else None
