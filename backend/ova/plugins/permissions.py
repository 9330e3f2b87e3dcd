"""What of ``ova`` a skill may use, as its manifest says."""

import difflib
import re
from collections.abc import Iterable, Mapping

from ova.plugins.errors import PluginFault

PERMISSIONS: Mapping[str, str] = {
    "home": "see and control the things of the home",
    "home.read": "see the things of the home, without controlling them",
    "timers": "set and stop timers",
    "schedules": "plan alarms, reminders and commands",
    "lists": "read and change the lists",
    "people": "see who is home",
    "satellites": "see the satellites, ask on them, and set how loud they are",
    "actions": "order any integration to do things",
    "integrations": "use every integration, not only those it names",
    "skills": "use other skills",
    "data": "read the data of integrations",
    "events": "hear what integrations tell",
    "converse": "give commands as if somebody said them",
    "understand": "find out what a command would do, without doing it",
    "speak": "say things aloud on its own",
    "intercom": "play what somebody says to it on other satellites, in their own voice",
}
"""Every permission, with what it allows; beside them ``integration:<id>``, one for each integration."""

ONE_INTEGRATION = "integration:"
ONE_ALLOWS = "use one integration: what it knows, and what it can be ordered to do"

OF_ATTRIBUTE: Mapping[str, str] = {
    "home": "home",
    "timers": "timers",
    "schedules": "schedules",
    "actions": "actions",
    "skill_manager": "skills",
    "data": "data",
    "events": "events",
    "converse": "converse",
    "listen": "converse",
    "say_wav": "speak",
    "announce": "speak",
    "announcements": "speak",
    "understand": "understand",
    "lists": "lists",
    "people": "people",
    "presence": "people",
    "satellites": "satellites",
}
"""What of ``ova`` wants which permission; what is not named here is for unrestricted skills alone."""

OF_PART: Mapping[tuple[str, str], str] = {("announcements", "relay"): "intercom"}
"""What of a part of ``ova`` wants a permission of its own, beside that for the part."""

FREE = frozenset(
    {
        *("now", "language", "name", "settings", "store", "examples"),
        *("integrations", "integration_manager"),
    }
)
"""What every skill may use; of integrations, those it names."""


class NotPermitted(PluginFault):
    """A skill used something its manifest does not name."""

    code = "not_permitted"


class Permissions:
    """The permissions of one skill; None for one whose manifest names none: it may use everything."""

    def __init__(
        self, skill_id: str, granted: Iterable[str] | None, required: Iterable[str] = ()
    ) -> None:
        """``required`` are integrations it cannot work without: it may use them, too."""
        self._id = skill_id
        self._granted = None if granted is None else frozenset(granted)
        named = (one.partition(ONE_INTEGRATION)[2] for one in self._granted or ())
        self.integrations = frozenset(required).union(one for one in named if one)
        """Integrations it names."""

    @property
    def restricted(self) -> bool:
        """Whether the manifest names what it may use."""
        return self._granted is not None

    def has(self, permission: str) -> bool:
        """Tell whether something is permitted."""
        return self._granted is None or permission in self._granted

    def has_integration(self, integration_id: str) -> bool:
        """Tell whether it may use an integration, and order it to do things."""
        return integration_id in self.integrations or self.has("integrations")

    def covers(self, permission: str) -> bool:
        """Tell whether what is granted is enough for what needs a permission."""
        wider = {permission, permission.removesuffix(".read")}
        if permission.startswith(ONE_INTEGRATION):
            wider.add("integrations")
            if permission.removeprefix(ONE_INTEGRATION) in self.integrations:
                return True
        return any(self.has(one) for one in wider)

    def check(self, attribute: str) -> None:
        """Raise NotPermitted unless ``ova.<attribute>`` may be used, as a whole or in part."""
        if self._granted is None or attribute in FREE:
            return
        if attribute == "actions" and self.integrations:
            return
        wanted = OF_ATTRIBUTE.get(attribute, "")
        if wanted in self._granted or f"{wanted}.read" in self._granted:
            return
        if not wanted:
            raise NotPermitted(
                f"{self._id} used something it may not.",
                reason=f"ova.{attribute} is not for skills that name their permissions",
                cure="Use what docs/write-a-skill.md names.",
            )
        raise self.refused(f"ova.{attribute}", wanted)

    def refused(self, what: str, permission: str) -> NotPermitted:
        """Return the error of something that is not permitted."""
        return NotPermitted(
            f"{self._id} used something it may not.",
            reason=f"{what} needs the permission {permission!r}",
            cure=f'Add "{permission}" to permissions in its manifest, then reload it.',
        )


def unknown_permissions(named: Iterable[str]) -> list[str]:
    """Return what is wrong with names of permissions, in words."""
    found = []
    for one in named:
        if one in PERMISSIONS or re.fullmatch(rf"{ONE_INTEGRATION}[a-z][a-z0-9_]*", one):
            continue
        near = difflib.get_close_matches(one, PERMISSIONS)
        hint = (
            f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(PERMISSIONS)}"
        )
        found.append(f"permissions names {one!r}, which there is not; {hint}")
    return found
