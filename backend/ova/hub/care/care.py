"""What people need to look after a hub: what it is, whether it is well, what to send to a helper."""

from typing import TYPE_CHECKING, Any

from ova.folder import HomeFolder
from ova.hub.care.about import about
from ova.hub.care.checkup import check_up

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


class Care:
    """Tells about one hub."""

    def __init__(self, hub: "OpenVoiceAssistant", folder: HomeFolder) -> None:
        """Tell about ``hub``, which keeps everything in ``folder``."""
        self._hub = hub
        self._folder = folder

    def about(self) -> dict[str, Any]:
        """Return what this program is, in wire form."""
        return about(self._folder)

    def findings(self) -> list[dict[str, Any]]:
        """Look at everything ``ova doctor`` looks at; takes some seconds."""
        return [finding.to_json() for finding in check_up(self._folder)]

    def diagnostics(self) -> dict[str, Any]:
        """Return what helps to find a fault. Secrets, names of people and what was said stay here."""
        told = self.about()
        plugins = [
            *self._hub.integration_manager.infos(),
            *self._hub.skill_manager.infos(),
        ]
        wanted = ("id", "kind", "state", "reason", "version", "origin", "enabled")
        return {
            "about": {
                key: value for key, value in told.items() if key not in ("changes", "folder")
            },
            "findings": self.findings(),
            "status": self._hub.status(),
            "settings": self._hub.settings.values(),
            "plugins": [
                {key: one.get(key) for key in wanted}
                for one in (info.to_json() for info in plugins)
            ],
        }
