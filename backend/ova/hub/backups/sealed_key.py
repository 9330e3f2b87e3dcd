"""The key of the secrets, sealed with a passphrase."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from ova.hub.backups.errors import WrongPassphrase

_SCRYPT = {"n": 2**15, "r": 8, "p": 1}
_SCRYPT_MEMORY = 128 * 1024 * 1024


def sealed(key: str, passphrase: str) -> dict[str, Any]:
    """Return a key as it is written into a backup."""
    salt = secrets.token_bytes(16)
    token = Fernet(_derived(passphrase, salt)).encrypt(key.encode())
    return {"salt": base64.b64encode(salt).decode(), "token": token.decode(), **_SCRYPT}


def unsealed(written: Mapping[str, Any], passphrase: str) -> str:
    """Return the key that was sealed. Raises WrongPassphrase; ValueError, KeyError, TypeError for no key."""
    salt = base64.b64decode(written["salt"])
    token = str(written["token"]).encode()
    try:
        return Fernet(_derived(passphrase, salt)).decrypt(token).decode()
    except InvalidToken as error:
        raise WrongPassphrase(
            "This is not the passphrase of the backup.",
            cure="Try another one, or restore without the secrets.",
        ) from error


def _derived(passphrase: str, salt: bytes) -> bytes:
    raw = hashlib.scrypt(passphrase.encode(), salt=salt, dklen=32, maxmem=_SCRYPT_MEMORY, **_SCRYPT)
    return base64.urlsafe_b64encode(raw)
