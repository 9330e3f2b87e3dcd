"""What the hub sends that is only to be shown."""

from collections.abc import Mapping
from typing import Any

from ova.satellite.ports import Report


def show_notice(report: Report, name: str, told: Mapping[str, Any]) -> None:
    """Tell of a message of the hub; one that says nothing to people is left out."""
    match name:
        case "identify":
            report.note("identify", "The hub asks this satellite to show itself.")
        case "problem":
            report.note("problem", str(told.get("message") or ""), code=told.get("code"))
        case "timer":
            report.note("timer", f"Timer {told.get('state')}", timer=dict(told))
