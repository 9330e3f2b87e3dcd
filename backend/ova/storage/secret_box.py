"""Secrets at rest: Fernet (AES-128-CBC with HMAC-SHA256) with keys kept outside the database."""

import logging
import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from ova.storage.errors import SecretKeyError
from ova.storage.files import write_atomically

_log = logging.getLogger(__name__)

KEY_VARIABLE = "OVA_SECRET_KEY"


class SecretBox:
    """Encrypt with the newest key, decrypt with any."""

    def __init__(self, keys: Sequence[str], *, path: Path | None = None) -> None:
        self._keys = tuple(keys)
        self._path = path
        self._fernet = _fernet(self._keys, self.origin)

    def __repr__(self) -> str:
        return f"SecretBox({len(self._keys)} keys from {self.origin})"

    @classmethod
    def open(
        cls,
        path: Path | None,
        *,
        create: bool = True,
        environ: Mapping[str, str] | None = None,
    ) -> "SecretBox":
        """Take the keys from ``OVA_SECRET_KEY``, else from the file, made when ``create``.

        Both hold one key or several, newest first, separated by spaces, commas or lines. Raises
        SecretKeyError when there is no key or it is not one.
        """
        given = (os.environ if environ is None else environ).get(KEY_VARIABLE, "")
        if given.strip():
            return cls(_split(given))
        if path is None:
            raise SecretKeyError(
                "There is no key to protect secrets with.",
                cure=f"Name a key file, or set {KEY_VARIABLE}.",
            )
        try:
            if create and not path.exists():
                write_atomically(path, Fernet.generate_key() + b"\n", replace=False)
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & 0o077:
                path.chmod(0o600)
                _log.warning("The key file %s could be read by others; it is private now", path)
            text = path.read_text("ascii", errors="replace")
        except FileNotFoundError as error:
            raise SecretKeyError(
                f"The key file {path} is missing, and the database holds secrets it protects.",
                cure=f"Put the key file back from a backup, or set {KEY_VARIABLE} to its content.",
            ) from error
        except OSError as error:
            raise SecretKeyError(
                f"The key file {path} cannot be used: {error.strerror}.",
                cure="Check that the folder exists and belongs to the user the hub runs as.",
            ) from error
        return cls(_split(text), path=path)

    @property
    def origin(self) -> str:
        """Where the keys come from, in words."""
        return KEY_VARIABLE if self._path is None else str(self._path)

    def encrypt(self, text: str) -> str:
        """Return ``text`` as a token of ASCII letters."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def decrypt(self, token: str) -> str:
        """Return the text of a token. Raises SecretKeyError when no key fits."""
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken as error:
            raise SecretKeyError(
                f"The key from {self.origin} does not fit the secrets in the database.",
                cure=f"Put back the key that belongs to this database, in the file or {KEY_VARIABLE}.",
            ) from error

    def renewed(self, token: str) -> str:
        """Return the same secret under the newest key."""
        return self.encrypt(self.decrypt(token))

    def add_key(self) -> None:
        """Make a new newest key; tokens of the older ones stay readable."""
        self._save((Fernet.generate_key().decode("ascii"), *self._keys))

    def drop_old_keys(self) -> None:
        """Forget all keys but the newest."""
        self._save(self._keys[:1])

    def _save(self, keys: tuple[str, ...]) -> None:
        if self._path is None:
            raise SecretKeyError(
                f"Keys given in {KEY_VARIABLE} cannot be changed by the hub.",
                cure=f"Put a new key before the old one in {KEY_VARIABLE} and start the hub again.",
            )
        try:
            write_atomically(self._path, ("\n".join(keys) + "\n").encode())
        except OSError as error:
            raise SecretKeyError(
                f"The key file {self._path} cannot be written: {error.strerror}.",
                cure="Check free space and permissions; the old keys are still in use.",
            ) from error
        self._keys = keys
        self._fernet = _fernet(keys, self.origin)


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[\s,]+", text) if part]


def _fernet(keys: Sequence[str], origin: str) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise SecretKeyError(
            f"{origin} does not hold a usable key: 32 bytes in URL-safe base64 are wanted.",
            cure="Put back the key file from a backup, or remove it if no secrets are stored yet.",
        ) from error
