"""Webhooks: what services send to loaded integrations becomes events."""

import hmac
import inspect
import logging
import secrets as randomness
from collections.abc import Callable, Mapping
from typing import Any

from ova.core import InvalidInput, NotFound, OvaError
from ova.platform.events import EventLog
from ova.platform.seen import SeenLately
from ova.platform.webhook_body import payload_of
from ova.platform.webhook_errors import (
    DeliveryFailed,
    DeliveryRefused,
    DeliveryTooLarge,
    WebhookUnknown,
)
from ova.platform.webhook_keys import WebhookKeys
from ova.platform.webhook_proof import REPLAY_WINDOW_S, Header, Proof
from ova.platform.webhook_upstream import WebhookUpstream
from ova.plugins import (
    Entry,
    IntegrationManager,
    IntegrationNotLoaded,
    PluginFault,
    UndeclaredKey,
    WebhookDef,
    redact,
)
from ova.schedule import Jobs
from ova.sdk import Event
from ova.storage import Database

_log = logging.getLogger(__name__)
_PAYLOAD_FAULTS = (LookupError, TypeError, ValueError, AttributeError)
"""What code raises that expects another payload; pydantic's ValidationError is a ValueError."""


class Receiver:
    """The webhook of one loaded integration."""

    def __init__(
        self,
        entry: Entry,
        webhook: WebhookDef,
        secret: str,
        events: EventLog,
        now: Callable[[], float],
    ) -> None:
        self.entry = entry
        self.webhook = webhook
        self.proof = Proof(webhook.verify, secret, now) if webhook.verify else None
        self.last_at: float | None = None
        """When something was accepted last."""
        self.last_problem = ""
        """Why the last delivery was refused; empty when it was accepted."""
        self.closed = False
        self._seen = SeenLately(2 * REPLAY_WINDOW_S, now)
        self._events = events
        self._now = now

    def check_size(self, size: int) -> None:
        """Raise DeliveryTooLarge for more bytes than this webhook takes."""
        most = self.webhook.max_bytes
        if size > most:
            self.last_problem = f"A delivery was larger than {most} bytes."
            raise DeliveryTooLarge(
                f"This webhook takes {most} bytes at most.", cure="Send less in one delivery."
            )

    def take(self, header: Header, content_type: str, body: bytes) -> None:
        """Take a delivery: its events are on disk when this returns.

        The same delivery sent again is taken and tells nothing. Raises WebhookError; then nothing
        was stored.
        """
        try:
            self._take(header, content_type, body)
        except OvaError as error:
            problem = redact(error.message, self.entry.secrets)
            if problem != self.last_problem:  # once, however often a service tries again
                _log.warning("The webhook of %s refused: %s", self.entry.id, problem)
            self.last_problem = problem
            raise
        self.last_at, self.last_problem = self._now(), ""

    def _take(self, header: Header, content_type: str, body: bytes) -> None:
        self.check_size(len(body))
        proof = self.proof.check(body, header) if self.proof is not None else None
        if proof is not None and proof in self._seen:
            return
        events = self._told(payload_of(body, content_type))
        if proof is not None:  # survives a restart, which the memory of what was seen does not
            events = [_named(event, proof, number) for number, event in enumerate(events)]
        if self.closed:
            raise IntegrationNotLoaded(
                f"{self.entry.name} was unloaded meanwhile.", cure="Send it again in a moment."
            )
        if events:
            self._store(events)
        if proof is not None:
            self._seen.add(proof)

    def _told(self, payload: Any) -> list[Event]:
        """Have the author's code read a payload. Raises WebhookError."""
        entry = self.entry
        try:
            told = entry.call("handle_webhook", _run, self.webhook.run, payload, entry.context)
        except PluginFault as error:
            cause = error.__cause__
            if isinstance(cause, _PAYLOAD_FAULTS) and not isinstance(cause, UndeclaredKey):
                _log.info("The webhook of %s: %s", entry.id, error.reason)
                raise DeliveryRefused(
                    f"{entry.name} can make nothing of what was sent ({type(cause).__name__}).",
                    cure="Send what the integration's documentation describes.",
                ) from error
            _log.warning("The webhook of %s: %s", entry.id, error.reason)
            raise DeliveryFailed(
                f"{entry.name} could not take it.", cure="Send it again later."
            ) from error
        except OvaError as error:  # said on purpose
            if error.status in (502, 503):
                raise
            kind = DeliveryFailed if error.status >= 500 else DeliveryRefused
            raise kind(error.message, cure=error.cure) from error
        events = [] if told is None else told if isinstance(told, list | tuple) else [told]
        return [self._checked(event) for event in events]

    def _checked(self, event: Any) -> Event:
        if not isinstance(event, Event):
            raise DeliveryFailed(
                f"{self.entry.name} could not take it: its handle_webhook returned a "
                f"{type(event).__name__}.",
                cure="Its author should return an Event, a list of them, or None.",
            )
        if event.type not in self.entry.capabilities.events:
            known = ", ".join(self.entry.capabilities.events) or "none"
            raise DeliveryRefused(
                f"The event {event.type!r} is not declared by {self.entry.name}.",
                cure=f"Its author should declare it in the manifest; declared are: {known}.",
                code="event_undeclared",
            )
        return event

    def _store(self, events: list[Event]) -> None:
        try:
            self._events.tell_together(self.entry, events, "webhook")
        except InvalidInput as error:
            raise DeliveryRefused(error.message, cure=error.cure) from error


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
            raise unknown()
        receiver = self._receivers.get(entry_id)
        if receiver is not None:
            return receiver
        info = self._manager.info(entry_id)
        if not info.enabled:
            raise unknown()
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


def unknown() -> WebhookUnknown:
    """Return the one answer to every wrong address: it tells nothing of what there is."""
    return WebhookUnknown(
        "There is no webhook at this address.",
        cure="Copy the address from the integration's page; it may have been renewed.",
    )


def _run(run: Callable[..., Any], payload: Any, context: Any) -> Any:
    """Call the author's function; what it yields is gathered here, inside the fence."""
    told = run(payload, context)
    return list(told) if inspect.isgenerator(told) else told


def _named(event: Event, proof: bytes, number: int) -> Event:
    """Give an event without an id of its own that of its delivery."""
    if event.external_id is not None:
        return event
    return Event(event.type, f"delivery:{proof.hex()}:{number}", event.payload)


def _wire(proof: Proof | None) -> Mapping[str, str] | None:
    if proof is None:
        return None
    return {
        "method": proof.method,
        "header": proof.header,
        "setting": proof.setting,
        "time_header": proof.time_header,
    }
