"""What an integration has: which parts of its page have something to show."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what an Entry is made of tells about records, which tell this
    from ova.plugins.entry import Entry


def offers_of(entry: "Entry | None", entities: int) -> dict[str, Any]:
    """Return it in wire form; of one that is not loaded only how many ``entities`` it has is known."""
    if entry is None:
        return {"entities": entities > 0}
    declared = entry.capabilities
    return {
        "entities": entities > 0
        or entry.hook("entities") is not None
        or bool(entry.context.entities.told()),
        "actions": len(declared.actions),
        "triggers": len(declared.polls),
        "events": dict(declared.events),
        "webhook": declared.webhook is not None,
        "data": declared.data is not None,
        "manage": entry.hook("manage") is not None,
    }
