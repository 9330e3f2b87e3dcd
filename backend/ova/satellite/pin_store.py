"""The certificates of hubs that this machine has joined, each by its fingerprint."""

from contextlib import suppress
from pathlib import Path

from ova.satellite.kept_file import keep, kept_texts

FILE = "satellite-certificates.json"


class PinStore:
    """A file with fingerprints by the id of their hub, and by its address."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in ``folder``, which need not exist yet."""
        self._file = folder / FILE

    def get(self, hub: str) -> str:
        """Return the fingerprint for a hub, empty for none; a file that cannot be read holds none."""
        return kept_texts(self._file).get(hub, "")

    def keep(self, hub: str, fingerprint: str) -> None:
        """Remember one, or with an empty one that there is none.

        Where that is not possible the hub proves its certificate anew with every connection.
        """
        known = kept_texts(self._file)
        if known.get(hub, "") == fingerprint:
            return
        known[hub] = fingerprint
        with suppress(OSError):
            keep(self._file, {hub: pin for hub, pin in known.items() if pin})

    def forget(self) -> None:
        """Forget all of them."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
