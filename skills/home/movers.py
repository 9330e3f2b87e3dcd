"""Positions of covers, speeds of fans, vacuums."""

from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import carry_out, report
from .refusal import Refusal, refusing
from .targets import Targets, find_targets
from .wording import names, the

OPEN = frozenset({"open", "opening", "closing"})


class MoverHandlers(HomeHandlers):
    """HassSetPosition, HassFanSetSpeed, the vacuum's intents and HomeStopMoving."""

    @handles("HassSetPosition", exclusions=True)
    @refusing
    def set_position(self, turn: Turn) -> Reply:
        """Move covers to a position in percent, 100 being open."""
        position = _percent(turn, "position")
        device_class = turn.slot("device_class")
        home = self._look()
        targets = find_targets(turn, home, ("cover",), device_class=device_class)
        outcomes = carry_out(
            self._home,
            targets.entities,
            lambda _: ("set_cover_position", {"position": position}),
            lambda cover: cover.state.state in OPEN or position == 0,
        )
        return report(turn, home, targets, outcomes, "position_set", position=position)

    @handles("HomeStopMoving", exclusions=True)
    @refusing
    def stop_moving(self, turn: Turn) -> Reply:
        """Stop covers where they are, and vacuums."""
        home = self._look()
        domain = turn.slot("domain")
        domains = (str(domain),) if domain else ("cover", "vacuum")
        device_class = turn.slot("device_class")
        targets = find_targets(turn, home, domains, device_class=device_class, near=True)
        outcomes = carry_out(
            self._home,
            targets.entities,
            lambda mover: ("pause" if mover.domain == "vacuum" else "stop_cover", {}),
            lambda mover: mover.state.state not in ("opening", "closing", "cleaning"),
        )
        return report(turn, home, targets, outcomes, "stopped")

    @handles("HassFanSetSpeed", exclusions=True)
    @refusing
    def set_speed(self, turn: Turn) -> Reply:
        """Set the speed of fans in percent."""
        percentage = _percent(turn, "percentage")
        home = self._look()
        targets = find_targets(turn, home, ("fan",), near=True)
        outcomes = carry_out(
            self._home,
            targets.entities,
            lambda _: ("set_percentage", {"percentage": percentage}),
            lambda fan: (fan.state.state == "on") is (percentage > 0),
        )
        return report(turn, home, targets, outcomes, "speed_set", percentage=percentage)

    @handles("HassVacuumStart")
    @refusing
    def start_vacuum(self, turn: Turn) -> Reply:
        """Start cleaning."""
        return self._vacuum(turn, "start", "started", frozenset({"cleaning"}))

    @handles("HassVacuumReturnToBase")
    @refusing
    def send_vacuum_home(self, turn: Turn) -> Reply:
        """Send the vacuum to its base."""
        return self._vacuum(turn, "return_to_base", "sent_home", frozenset({"returning", "docked"}))

    @handles("HassVacuumCleanArea")
    @refusing
    def clean_area(self, turn: Turn) -> Reply:
        """Explain that no vacuum of the home can be sent to a single room: the home has no such service."""
        home = self._look()
        name = turn.slot("name")
        vacuums = [entity for entity in home.exposed() if entity.domain == "vacuum"]
        if name:
            vacuums = [entity for entity in vacuums if entity.name == name] or vacuums
        if not vacuums:
            raise Refusal("no_domain", kind=turn.text("noun_vacuum_other"))
        area = home.area(str(turn.slot("area") or turn.intent.metadata.get("context_area") or ""))
        where = the(turn, area.name) if area else turn.text("this_room")
        told = names(turn, vacuums, home)
        raise Refusal("feature_not_supported", text="cannot_clean_area", names=told, area=where)

    def _vacuum(self, turn: Turn, service: str, key: str, states: frozenset[str]) -> Reply:
        home = self._look()
        targets: Targets = find_targets(turn, home, ("vacuum",))

        def confirmed(vacuum: Entity) -> bool:
            return vacuum.state.state in states

        outcomes = carry_out(self._home, targets.entities, lambda _: (service, {}), confirmed)
        return report(turn, home, targets, outcomes, key)


def _percent(turn: Turn, slot: str) -> int:
    value = int(turn.slot(slot))
    if not 0 <= value <= 100:
        raise Refusal("invalid_input", text="percent_range")
    return value
