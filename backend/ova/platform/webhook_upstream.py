"""Telling services of their webhook, and having them forget it."""

import logging
from collections.abc import Callable
from typing import Any

from ova.core import OvaError
from ova.platform.webhook_keys import WebhookKeys
from ova.plugins import Entry, redact
from ova.schedule import Jobs

_log = logging.getLogger(__name__)
_FIRST_RETRY_S = 60.0
_LONGEST_RETRY_S = 3600.0


class WebhookUpstream:
    """Calls ``webhook_exists``, ``webhook_create`` and ``webhook_delete`` of an author's object.

    All three take ``(ctx, url)`` and may be left out; without ``webhook_create`` a person copies the
    address. It is done in the background after a set-up, and again later when it fails.
    """

    def __init__(self, jobs: Jobs, keys: WebhookKeys, url: Callable[[str], str]) -> None:
        self._jobs = jobs
        self._keys = keys
        self._url = url
        self._problems: dict[str, str] = {}

    def attach(self, entry: Entry) -> None:
        """Register the address soon, unless the service has it."""
        if entry.hook("webhook_create") is not None:
            self._jobs.plan(_key(entry), 0, lambda: self._register(entry, 0))

    def detach(self, entry: Entry) -> None:
        """Stop trying. What is registered stays so."""
        self._jobs.cancel(_key(entry))
        self._problems.pop(entry.id, None)

    def retire(self, entry: Entry) -> None:
        """Have the service forget the address."""
        self._jobs.cancel(_key(entry))
        try:
            self._delete(entry)
        except OvaError as error:
            _log.warning("The webhook of %s stays at the service: %s", entry.id, error.message)

    def state(self, entry: Entry) -> dict[str, Any]:
        """Return whether the hub registers the address by itself, and how that went."""
        return {
            "managed": entry.hook("webhook_create") is not None,
            "registered": self._keys.registered(entry.id) is not None,
            "problem": self._problems.get(entry.id, ""),
        }

    def _register(self, entry: Entry, failures: int) -> None:
        try:
            url = self._url(entry.id)
            if self._keys.registered(entry.id) not in (None, url):
                self._delete(entry)
            if not self._exists(entry, url):
                entry.call(
                    "webhook_create", entry.hook("webhook_create") or _nothing, entry.context, url
                )
            self._keys.set_registered(entry.id, url)
            self._problems.pop(entry.id, None)
        except OvaError as error:
            self._problems[entry.id] = redact(error.message, entry.secrets)
            if not failures:  # once, not at every try
                _log.warning("The webhook of %s is not registered: %s", entry.id, error.message)
            delay = min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 2**failures)
            self._jobs.plan(_key(entry), delay, lambda: self._register(entry, failures + 1))

    def _exists(self, entry: Entry, url: str) -> bool:
        ask = entry.hook("webhook_exists")
        if ask is None:
            return self._keys.registered(entry.id) == url
        return bool(entry.call("webhook_exists", ask, entry.context, url))

    def _delete(self, entry: Entry) -> None:
        """Raises OvaError; what cannot be deleted is not tried again."""
        url, delete = self._keys.registered(entry.id), entry.hook("webhook_delete")
        self._keys.set_registered(entry.id, None)
        if url is not None and delete is not None:
            entry.call("webhook_delete", delete, entry.context, url)


def _nothing(_context: Any, _url: str) -> None:
    """Stand in for a hook that is gone."""


def _key(entry: Entry) -> str:
    return f"webhook:{entry.id}"
