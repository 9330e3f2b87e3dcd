"""The hub this machine belongs to, remembered over restarts."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ova.satellite.kept_file import keep

FILE = "satellite-hub.json"


@dataclass(frozen=True, slots=True)
class KnownHub:
    """The hub that was joined, and where it was last."""

    id: str
    name: str
    url: str


class HubMemory:
    """A file with the hub that was joined last."""

    def __init__(self, folder: Path) -> None:
        """Keep it in ``folder``, which need not exist yet."""
        self._file = folder / FILE

    def get(self) -> KnownHub | None:
        """Return the hub; a file that cannot be read holds none."""
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
            return KnownHub(*(str(told[name]) for name in ("id", "name", "url")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def forget(self) -> None:
        """Forget it."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def keep(self, hub: KnownHub) -> None:
        """Remember a hub; where that is not possible it is looked for with the next start."""
        if hub == self.get():
            return
        with suppress(OSError):
            keep(self._file, asdict(hub))
