"""What was compiled, kept in the hub's cache folder from one start to the next."""

import logging
import os
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)

MOST_FILES = 12
"""Sentences and word graphs of the last few homes, languages and sets of skills."""


class GrammarStore:
    """One file per key. Losing any of it only costs the time to compile it again."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when something is first kept."""
        self._folder = folder

    def load(self, key: str) -> bytes | None:
        """Return what was saved under a key, or None."""
        file = self._folder / key
        try:
            data = file.read_bytes()
            file.touch()
        except OSError:
            return None
        return data

    def save(self, key: str, data: bytes) -> None:
        """Keep data under a key, whole or not at all, and forget what was not used for longest."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(self._folder / key)
            self._forget()
        except OSError as error:
            log.warning("The compiled sentences could not be kept in %s: %s", self._folder, error)

    def _forget(self) -> None:
        files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MOST_FILES:]:
            file.unlink(missing_ok=True)
