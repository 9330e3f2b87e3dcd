"""A command that is to be carried out after a while: "turn off the heater in an hour"."""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from ova.core import InvalidInput, PlanKind, Wish
from ova.sdk import Ova, Reply, Turn

from .durations import length_words

MOST_ON_ONE = 100
"""Plans the hub takes for one satellite."""


def later(turn: Turn, ova: Ova, command: str, length: float) -> Generator[Any, Any, Reply]:
    """Plan a command the hub understands; one that needs a yes asks for it now."""
    words = length_words(turn, length)
    area = turn.area.id if turn.area else None
    asked = ova.understand(command, area).get("question") or {}
    text = command
    if asked.get("kind") == "confirm":
        if not (yield turn.confirm("late_really", command=command)):
            return turn.reply("late_left")
        text = turn.text("late_yes", command=command)
    try:
        plan = ova.schedules.add(
            Wish(
                kind=PlanKind.COMMAND,
                in_s=length,
                text=text,
                satellite_id=turn.satellite.id if turn.satellite else None,
                area_id=turn.area.id if turn.area else None,
                language=turn.language,
            )
        )
    except InvalidInput as error:
        full = error.code == "too_many_schedules"
        key = "too_many" if full else "too_long"
        return Reply(turn.text(key, length=words, most=MOST_ON_ONE), error=error.code)
    due = datetime.fromtimestamp(plan.due_at, ova.now().tzinfo)
    return turn.reply("late_set", length=words, time=f"{due:%H:%M}", command=command)
