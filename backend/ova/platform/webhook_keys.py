"""The tokens of webhook addresses and the secrets the hub made, encrypted in the database."""

import secrets as randomness
import threading

from ova.storage import Database

_TOKEN, _SECRET, _REGISTERED = "token", "secret", "registered"
_BYTES = 32


class WebhookKeys:
    """Values by account; tokens are also kept in memory, since every delivery needs one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tokens: dict[str, str] = {}
        self._lock = threading.Lock()

    def token(self, entry_id: str) -> str:
        """Return an account's token, made when it has none."""
        with self._lock:
            return self._tokens.get(entry_id) or self._known(entry_id) or self._new(entry_id)

    def known_token(self, entry_id: str) -> str | None:
        """Return an account's token, or None."""
        token = self._tokens.get(entry_id)
        if token is not None:
            return token
        with self._lock:
            return self._known(entry_id)

    def renew(self, entry_id: str) -> str:
        """Make a new token in place of the old one."""
        with self._lock:
            return self._new(entry_id)

    def secret(self, entry_id: str) -> str | None:
        """Return the secret the hub made, or None."""
        return self._database.secrets.get(_owner(entry_id), _SECRET)

    def made_secret(self, entry_id: str) -> str:
        """Return the secret the hub made, and make it when there is none."""
        with self._lock:
            made = self.secret(entry_id)
            if made is None:
                made = randomness.token_urlsafe(_BYTES)
                self._database.secrets.set(_owner(entry_id), _SECRET, made)
            return made

    def drop_secret(self, entry_id: str) -> None:
        """Forget the secret the hub made: the settings have one."""
        if self.secret(entry_id) is not None:
            self._database.secrets.delete(_owner(entry_id), _SECRET)

    def registered(self, entry_id: str) -> str | None:
        """Return the address the service was last told, or None."""
        return self._database.secrets.get(_owner(entry_id), _REGISTERED)

    def set_registered(self, entry_id: str, url: str | None) -> None:
        """Note the address the service knows."""
        if url is None:
            self._database.secrets.delete(_owner(entry_id), _REGISTERED)
        else:
            self._database.secrets.set(_owner(entry_id), _REGISTERED, url)

    def forget(self, entry_id: str) -> None:
        """Delete everything of an account."""
        with self._lock:
            self._tokens.pop(entry_id, None)
            self._database.secrets.delete(_owner(entry_id))

    def _known(self, entry_id: str) -> str | None:
        token = self._database.secrets.get(_owner(entry_id), _TOKEN)
        if token is not None:
            self._tokens[entry_id] = token
        return token

    def _new(self, entry_id: str) -> str:
        token = randomness.token_urlsafe(_BYTES)
        self._database.secrets.set(_owner(entry_id), _TOKEN, token)
        self._tokens[entry_id] = token
        return token


def _owner(entry_id: str) -> str:
    return f"webhook:{entry_id}"
