"""On and off, and what that means for each kind of thing."""

from dataclasses import dataclass

from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import Call, carry_out, report
from .refusal import Refusal, refusing
from .targets import Targets, find_targets
from .wording import names


@dataclass(frozen=True, slots=True)
class Switching:
    """What switching does to a kind of thing."""

    service: str
    key: str
    """Text of the reply once it is done."""
    states: frozenset[str] = frozenset()
    """States that confirm it; empty: any."""
    moving: frozenset[str] = frozenset()
    """States on the way there."""
    moving_key: str = ""


def _s(*states: str) -> frozenset[str]:
    return frozenset(states)


_ON = Switching("turn_on", "turned_on", _s("on"))
_OFF = Switching("turn_off", "turned_off", _s("off"))

TURN_ON: dict[str, Switching] = {
    "light": _ON,
    "switch": _ON,
    "fan": _ON,
    "input_boolean": _ON,
    "media_player": Switching(
        "turn_on", "turned_on", _s("on", "idle", "playing", "paused", "buffering", "standby")
    ),
    "climate": Switching(
        "set_hvac_mode",
        "turned_on",
        _s("heat", "cool", "heat_cool", "auto", "dry", "fan_only"),
    ),
    "cover": Switching("open_cover", "opened", _s("open"), _s("opening"), "opening"),
    "lock": Switching("lock", "locked", _s("locked"), _s("locking"), "locking"),
    "vacuum": Switching("start", "started", _s("cleaning", "on")),
    "scene": Switching("turn_on", "activated"),
    "script": Switching("turn_on", "started"),
}
TURN_OFF: dict[str, Switching] = {
    "light": _OFF,
    "switch": _OFF,
    "fan": _OFF,
    "input_boolean": _OFF,
    "script": Switching("turn_off", "stopped"),
    "media_player": Switching("turn_off", "turned_off", _s("off", "standby")),
    "climate": Switching("set_hvac_mode", "turned_off", _s("off")),
    "cover": Switching("close_cover", "closed", _s("closed"), _s("closing"), "closing"),
    "lock": Switching("unlock", "unlocked", _s("unlocked", "open"), _s("unlocking"), "unlocking"),
    "vacuum": Switching("return_to_base", "sent_home", _s("docked", "returning")),
}
BY_RESPONSE = {
    "cover": ("cover",),
    "valve": ("valve",),
    "lock": ("lock",),
    "scene": ("scene",),
    "script": ("script",),
    "button": ("button", "input_button"),
}
"""The replies Home Assistant names, to the domains their sentences speak of."""
SWITCHED = ("light", "switch", "fan", "media_player", "input_boolean", "climate", "vacuum")
HEATING_MODES = ("heat_cool", "auto", "heat", "cool", "fan_only", "dry")
"""Modes to switch a thermostat on with, the best first."""


class SwitchHandlers(HomeHandlers):
    """HassTurnOn, HassTurnOff and HassToggle."""

    @handles("HassTurnOn", exclusions=True)
    @refusing
    def turn_on(self, turn: Turn) -> Reply:
        """Switch on, open, lock, start or activate."""
        return self._switch(turn, TURN_ON)

    @handles("HassTurnOff", exclusions=True)
    @refusing
    def turn_off(self, turn: Turn) -> Reply:
        """Switch off, close, unlock or send home."""
        return self._switch(turn, TURN_OFF)

    @handles("HassToggle")
    @refusing
    def toggle(self, turn: Turn) -> Reply:
        """Switch to the other state."""
        home = self._look()
        targets = find_targets(turn, home, ("light", "switch", "fan", "input_boolean"))
        table = TURN_OFF if targets.entities[0].state.state == "on" else TURN_ON
        return self._apply(turn, targets, table)

    def _switch(self, turn: Turn, table: dict[str, Switching]) -> Reply:
        domains = _domains(turn)
        device_class = turn.slot("device_class")
        targets = find_targets(turn, self._look(), domains, device_class=device_class)
        unlocking = table is TURN_OFF and targets.kind == "lock"
        if unlocking and len(targets.entities) > 1 and not turn.slot("all"):
            told = names(turn, targets.entities)
            raise Refusal("duplicate_targets", text="which_one", names=told)
        return self._apply(turn, targets, table)

    def _apply(self, turn: Turn, targets: Targets, table: dict[str, Switching]) -> Reply:
        home = self._look()
        able = [entity for entity in targets.entities if entity.domain in table]
        if not able:
            told = names(turn, targets.entities, home)
            raise Refusal("feature_not_supported", text="cannot_that", names=told)

        def call(entity: Entity) -> Call:
            switching = table[entity.domain]
            if switching.service == "set_hvac_mode":
                return switching.service, {"hvac_mode": _mode(entity, on=table is TURN_ON)}
            return switching.service, {}

        def confirmed(entity: Entity) -> bool:
            switching = table[entity.domain]
            state = entity.state.state
            return not switching.states or state in switching.states | switching.moving

        outcomes = carry_out(self._home, able, call, confirmed)
        return report(turn, home, targets, outcomes, _key(table, [one.entity for one in outcomes]))


def _domains(turn: Turn) -> tuple[str, ...]:
    domain = turn.slot("domain")
    if domain:
        return (str(domain),)
    return BY_RESPONSE.get(turn.intent.response, SWITCHED)


def _key(table: dict[str, Switching], entities: list[Entity]) -> str:
    """Return the text's key; "opening" instead of "opened" while one is still on its way."""
    switching = table[entities[0].domain]
    moving = any(entity.state.state in switching.moving for entity in entities)
    return switching.moving_key if moving else switching.key


def _mode(entity: Entity, *, on: bool) -> str:
    if not on:
        return "off"
    possible = entity.state.attributes.get("hvac_modes") or HEATING_MODES
    return next((mode for mode in HEATING_MODES if mode in possible), "auto")
