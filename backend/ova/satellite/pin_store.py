"""The certificates of hubs that this machine has joined, each by its fingerprint."""

import json
from contextlib import suppress
from pathlib import Path

from ova.satellite.kept_file import keep

FILE = "satellite-certificates.json"


class PinStore:
    """A file with fingerprints by the id of their hub, and by its address."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in ``folder``, which need not exist yet."""
        self._file = folder / FILE

    def get(self, hub: str) -> str:
        """Return the fingerprint for a hub, empty for none; a file that cannot be read holds none."""
        return self._all().get(hub, "")

    def keep(self, hub: str, fingerprint: str) -> None:
        """Remember one, or with an empty one that there is none.

        Where that is not possible the hub proves its certificate anew with every connection.
        """
        known = self._all()
        if known.get(hub, "") == fingerprint:
            return
        known[hub] = fingerprint
        with suppress(OSError):
            keep(self._file, {hub: pin for hub, pin in known.items() if pin})

    def forget(self) -> None:
        """Forget all of them."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _all(self) -> dict[str, str]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(known, dict):
            return {}
        return {str(hub): pin for hub, pin in known.items() if isinstance(pin, str)}
