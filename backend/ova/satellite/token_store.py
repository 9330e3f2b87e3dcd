"""The tokens this machine was given, one per hub, for its own user only."""

from contextlib import suppress
from pathlib import Path

from ova.satellite.errors import SatelliteError
from ova.satellite.kept_file import keep, kept_texts

FILE = "satellite-tokens.json"


class TokenStore:
    """A file (mode 0600) with tokens by the address of their hub."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in ``folder``, which need not exist yet."""
        self._file = folder / FILE

    def get(self, hub_url: str) -> str | None:
        """Return the token for a hub; a file that cannot be read holds none."""
        return kept_texts(self._file).get(hub_url)

    def keep(self, hub_url: str, token: str) -> None:
        """Remember a token. Raises SatelliteError when it cannot be written."""
        try:
            keep(self._file, {**kept_texts(self._file), hub_url: token})
        except OSError as error:
            raise SatelliteError(
                f"The hub's token cannot be kept in {self._file}: {error.strerror or error}.",
                cure="Make the folder writable and check the free space, then start again.",
                code="token_not_kept",
            ) from error

    def forget(self) -> None:
        """Forget all of them."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
