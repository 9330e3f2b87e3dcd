"""What of ``ova`` a skill may use, as its manifest says."""

import difflib
from collections.abc import Iterable, Mapping

from ova.plugins.errors import PluginFault

PERMISSIONS: Mapping[str, str] = {
    "home": "see and control the things of the home",
    "home.read": "see the things of the home, without controlling them",
    "timers": "set and stop timers",
    "schedules": "plan alarms, reminders and commands",
    "lists": "read and change the lists",
    "people": "see who is home",
    "satellites": "see the satellites, and how loud they are",
    "actions": "order any integration to do things",
    "integrations": "use every integration, not only those it needs",
    "skills": "use other skills",
    "data": "read the data of integrations",
    "events": "hear what integrations tell",
    "converse": "give commands as if somebody said them",
    "speak": "say things aloud on its own",
}
"""Every permission, with what it allows."""

OF_ATTRIBUTE: Mapping[str, str] = {
    "home": "home",
    "timers": "timers",
    "schedules": "schedules",
    "actions": "actions",
    "integration_manager": "integrations",
    "skill_manager": "skills",
    "data": "data",
    "events": "events",
    "converse": "converse",
    "listen": "converse",
    "say_wav": "speak",
    "announce": "speak",
    "lists": "lists",
    "people": "people",
    "presence": "people",
    "satellites": "satellites",
}
"""What of ``ova`` wants which permission; what is not named here is for unrestricted skills alone."""

FREE = frozenset({"now", "language", "name", "settings", "store", "integrations", "examples"})
"""What every skill may use."""


class NotPermitted(PluginFault):
    """A skill used something its manifest does not name."""

    code = "not_permitted"


class Permissions:
    """The permissions of one skill; None for one whose manifest names none: it may use everything."""

    def __init__(self, skill_id: str, granted: Iterable[str] | None) -> None:
        self._id = skill_id
        self._granted = None if granted is None else frozenset(granted)

    @property
    def restricted(self) -> bool:
        """Whether the manifest names what it may use."""
        return self._granted is not None

    def has(self, permission: str) -> bool:
        """Tell whether something is permitted."""
        return self._granted is None or permission in self._granted

    def check(self, attribute: str) -> None:
        """Raise NotPermitted unless ``ova.<attribute>`` may be used."""
        if self._granted is None or attribute in FREE:
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
        if one in PERMISSIONS:
            continue
        near = difflib.get_close_matches(one, PERMISSIONS)
        hint = (
            f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(PERMISSIONS)}"
        )
        found.append(f"permissions names {one!r}, which there is not; {hint}")
    return found
