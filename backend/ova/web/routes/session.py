"""What somebody who signed in is told."""

from typing import Any

from ova.web.ports import HubPort, UserView


def session_answer(hub: HubPort, user: UserView, csrf: str | None) -> dict[str, Any]:
    """Return who is signed in, with what every page needs."""
    return {
        "user": {"id": user.id, "name": user.name, "role": user.role},
        "csrf": csrf,
        "time_zone": hub.settings.values()["time_zone"],
    }
