"""The tokens this machine was given, one per hub, for its own user only."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from ova.satellite.errors import SatelliteError

FILE = "satellite-tokens.json"


class TokenStore:
    """A file (mode 0600) with tokens by the address of their hub."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in ``folder``, which need not exist yet."""
        self._file = folder / FILE

    def get(self, hub_url: str) -> str | None:
        """Return the token for a hub; a file that cannot be read holds none."""
        return self._all().get(hub_url)

    def keep(self, hub_url: str, token: str) -> None:
        """Remember a token. Raises SatelliteError when it cannot be written."""
        new = self._file.with_name(f".{FILE}-{secrets.token_hex(6)}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({**self._all(), hub_url: token}, file)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._file)
        except OSError as error:
            with suppress(OSError):
                new.unlink()
            raise SatelliteError(
                f"The hub's token cannot be kept in {self._file}: {error.strerror or error}.",
                cure="Make the folder writable and check the free space, then start again.",
                code="token_not_kept",
            ) from error

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
        return {str(url): token for url, token in known.items() if isinstance(token, str)}
