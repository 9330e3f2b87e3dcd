"""What a run in wire form tells of why it failed."""

from typing import Any


def understood_of(run: dict[str, Any]) -> dict[str, Any]:
    """Return what was understood, as ``intent-end`` told it last."""
    found = [event["data"] for event in run["events"] if event["type"] == "intent-end"]
    return found[-1] if found else {}


def said_in(run: dict[str, Any]) -> str:
    """Return what was said, or what it may have been where no words counted."""
    if run["text"]:
        return str(run["text"])
    others = run.get("alternatives") or ()
    return str(others[0]["text"]) if others else ""


def names_said_in(run: dict[str, Any], detail: dict[str, Any]) -> set[str]:
    """Return the names of devices a run is about; one hidden just before is refused by the skill."""
    said = {str(detail.get("entity") or "")}
    said |= {str(one["slots"].get("name") or "") for one in run["commands"] if one["error"]}
    return {name.casefold() for name in said if name}
