"""Says how to set up a calendar, as long as there is none to be asked."""

from typing import Any

from ova.sdk import Ova, Reply, Turn, handles

manifest = {
    "name": "Calendar",
    "description": "Answers questions about your calendar until one is set up, which then answers itself.",
    "version": "1.0.0",
    "category": "everyday",
    "permissions": [],
}


def default_config() -> dict[str, Any]:
    """Return the settings of a new home: there are none."""
    return {}


def build_skill(config: dict[str, Any], ova: Ova) -> "CalendarSkill":  # noqa: ARG001 - every skill is given both
    """Make the skill."""
    return CalendarSkill()


class CalendarSkill:
    """Its sentences hold only while no calendar is loaded: a calendar has the same, and answers them."""

    def is_ready(self) -> bool:
        """Tell that nothing can be asked here: what can, a calendar answers."""
        return False

    @handles("CalendarAsk")
    def tell(self, turn: Turn) -> Reply:
        """Answer "what is on my calendar" where nobody knows."""
        return Reply(turn.text("not_set_up"), error="not_set_up")
