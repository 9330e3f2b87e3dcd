"""Webhooks: what services send to loaded integrations becomes events."""

import hmac
import secrets as randomness
from collections.abc import Callable, Mapping
from typing import Any

from ova.core import NotFound, OvaError
from ova.platform.events import EventLog
from ova.platform.webhook_errors import WebhookUnknown
from ova.platform.webhook_keys import WebhookKeys
from ova.platform.webhook_proof import Proof
from ova.platform.webhook_receiver import Receiver
from ova.platform.webhook_upstream import WebhookUpstream
from ova.plugins import Entry, IntegrationManager, IntegrationNotLoaded, WebhookDef
from ova.schedule import Jobs
from ova.storage import Database


class Webhooks:
    """Every webhook of the hub. A part; thread-safe."""

    def __init__(
        self,
        database: Database,
        manager: IntegrationManager,
        events: EventLog,
        jobs: Jobs,
        *,
        base: Callable[[], str],
        now: Callable[[], float],
    ) -> None:
        """``base`` is the hub's address for others. Raises Unavailable when it has none."""
        self._keys = WebhookKeys(database)
        self._manager = manager
        self._events = events
        self._base = base
        self._now = now
        self._receivers: dict[str, Receiver] = {}
        self._upstream = WebhookUpstream(jobs, self._keys, self.url)

    def attach(self, entry: Entry) -> None:
        """Open an integration's webhook, and see to it that the service knows of it."""
        webhook = entry.capabilities.webhook
        if webhook is None:
            return
        entry.hide(self._keys.token(entry.id))
        secret = self._secret(entry, webhook) if webhook.verify else ""
        self._receivers[entry.id] = Receiver(entry, webhook, secret, self._events, self._now)
        self._upstream.attach(entry)

    def detach(self, entry: Entry) -> None:
        """Close an integration's webhook; its address stays the same for the next time."""
        receiver = self._receivers.pop(entry.id, None)
        if receiver is not None:
            receiver.closed = True
        self._upstream.detach(entry)

    def retire(self, entry: Entry) -> None:
        """Have the service forget the webhook: a person switches the integration off."""
        if entry.capabilities.webhook is not None:
            self._upstream.retire(entry)

    def forget(self, entry_id: str) -> None:
        """Delete an account's address and secret."""
        self._keys.forget(entry_id)

    def path(self, entry_id: str) -> str:
        """Return where deliveries go on this hub."""
        return f"/webhooks/{entry_id}/{self._keys.token(entry_id)}"

    def url(self, entry_id: str) -> str:
        """Return where services send deliveries. Raises Unavailable without external_url."""
        return self._base() + self.path(entry_id)

    def receiver(self, entry_id: str, token: str) -> Receiver:
        """Return the webhook at an address.

        Raises WebhookUnknown unless the token is the right one, and IntegrationNotLoaded, after
        which a service tries again, while the integration is enabled and not loaded.
        """
        wanted = self._keys.known_token(entry_id) if self._is_known(entry_id) else None
        given = token.encode("utf-8", "replace")
        if not hmac.compare_digest(given, (wanted or randomness.token_hex()).encode()):
            raise _unknown()
        receiver = self._receivers.get(entry_id)
        if receiver is not None:
            return receiver
        info = self._manager.info(entry_id)
        if not info.enabled:
            raise _unknown()
        raise IntegrationNotLoaded(
            f"{info.name} is not loaded just now.", cure="Send it again later."
        )

    def describe(self, entry_id: str) -> dict[str, Any]:
        """Return everything a person needs to set the service up.

        Raises NotFound when it takes no webhooks, IntegrationNotLoaded.
        """
        entry = self._manager.entry(entry_id)
        receiver = self._receivers.get(entry_id)
        if receiver is None:
            raise NotFound(
                f"{entry.name} takes no webhooks.",
                cure="It is one for which 'webhook' is listed in its documentation.",
            )
        try:
            url = self.url(entry_id)
        except OvaError:
            url = None
        return {
            "url": url,
            "path": self.path(entry_id),
            "verify": _wire(receiver.proof),
            "secret": self._keys.secret(entry_id) if self._is_generated(receiver) else None,
            "challenge": receiver.webhook.challenge or None,
            "max_bytes": receiver.webhook.max_bytes,
            "last_at": receiver.last_at,
            "last_problem": receiver.last_problem,
            "upstream": self._upstream.state(entry),
        }

    def renew(self, entry_id: str) -> dict[str, Any]:
        """Make a new address; the old one is unknown from now on. Raises as ``describe`` does."""
        self.describe(entry_id)
        entry = self._manager.entry(entry_id)
        entry.hide(self._keys.renew(entry_id))
        self._upstream.attach(entry)
        return self.describe(entry_id)

    def _is_known(self, entry_id: str) -> bool:
        """Tell whether there is such an integration, so that strangers ask no database."""
        if entry_id in self._receivers:
            return True
        try:
            self._manager.info(entry_id)
        except NotFound:
            return False
        return True

    def _secret(self, entry: Entry, webhook: WebhookDef) -> str:
        """Return the secret of the named setting; a blank one is filled with one of the hub's own."""
        setting, config = webhook.verify[2], entry.context.config
        given = config.get(setting)
        if isinstance(given, str) and given:
            self._keys.drop_secret(entry.id)
            return given
        made = self._keys.made_secret(entry.id)
        entry.hide(made)
        for settings in (config, entry.context.auth):
            if isinstance(settings, dict) and (settings is config or setting in settings):
                settings[setting] = made
        return made

    def _is_generated(self, receiver: Receiver) -> bool:
        return receiver.proof is not None and self._keys.secret(receiver.entry.id) is not None


def _unknown() -> WebhookUnknown:
    """Return the one answer to every wrong address: it tells nothing of what there is."""
    return WebhookUnknown(
        "There is no webhook at this address.",
        cure="Copy the address from the integration's page; it may have been renewed.",
    )


def _wire(proof: Proof | None) -> Mapping[str, str] | None:
    if proof is None:
        return None
    return {
        "method": proof.method,
        "header": proof.header,
        "setting": proof.setting,
        "time_header": proof.time_header,
    }
