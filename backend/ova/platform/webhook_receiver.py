"""The webhook of one loaded integration: from a delivery to stored events."""

import hmac
import inspect
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ova.core import InvalidInput, OvaError
from ova.platform.events import EventLog
from ova.platform.seen import SeenLately
from ova.platform.webhook_body import payload_of
from ova.platform.webhook_errors import (
    ChallengeRefused,
    ChallengeUnknown,
    DeliveryFailed,
    DeliveryRefused,
    DeliveryTooLarge,
)
from ova.platform.webhook_proof import REPLAY_WINDOW_S, Header, Proof
from ova.plugins import (
    Entry,
    IntegrationNotLoaded,
    PluginFault,
    UndeclaredKey,
    WebhookDef,
    redact,
)
from ova.sdk import Event

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

    def take(
        self,
        header: Header,
        content_type: str,
        body: bytes,
        headers: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """Take a delivery: its events are on disk when this returns.

        ``headers`` gives all headers, should the author's code ask for them.

        The same delivery sent again is taken and tells nothing. Raises WebhookError; then nothing
        was stored.
        """
        try:
            self._take(header, content_type, body, headers)
        except OvaError as error:
            problem = redact(error.message, self.entry.secrets)
            if problem != self.last_problem:  # once, however often a service tries again
                _log.warning("The webhook of %s refused: %s", self.entry.id, problem)
            self.last_problem = problem
            raise
        self.last_at, self.last_problem = self._now(), ""

    def challenged(self, query: Mapping[str, str]) -> str:
        """Return the answer to a service that asks whether this address is meant.

        Raises ChallengeUnknown when this webhook is not asked so, ChallengeRefused.
        """
        webhook, entry = self.webhook, self.entry
        if webhook.answer is not None:
            told = entry.call("webhook_challenge", webhook.answer, dict(query), entry.context)
            if isinstance(told, str) and told:
                return told
            raise _refused_challenge(entry)
        if not webhook.challenge:
            raise ChallengeUnknown(
                f"{entry.name} takes what is sent with POST.", cure="Send it with POST."
            )
        wanted = entry.context.config.get(webhook.challenge)
        given = query.get("hub.verify_token", "")
        fits = isinstance(wanted, str) and hmac.compare_digest(given.encode(), wanted.encode())
        answer = query.get("hub.challenge", "")
        if not wanted or not fits or query.get("hub.mode") != "subscribe" or not answer:
            raise _refused_challenge(entry)
        return answer

    def _take(
        self,
        header: Header,
        content_type: str,
        body: bytes,
        headers: Callable[[], Mapping[str, str]],
    ) -> None:
        self.check_size(len(body))
        proof = self.proof.check(body, header) if self.proof is not None else None
        if proof is not None and proof in self._seen:
            return
        shown = self.webhook.shown(headers()) if self.webhook.wants_headers else {}
        events = self._told(payload_of(body, content_type), shown)
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

    def _told(self, payload: Any, headers: Mapping[str, str]) -> list[Event]:
        """Have the author's code read a payload. Raises WebhookError."""
        entry = self.entry
        try:
            told = entry.call(
                "handle_webhook", _run, self.webhook.run, payload, headers, entry.context
            )
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
        kind: Any = event.type
        if not isinstance(kind, str) or kind not in self.entry.capabilities.events:
            known = ", ".join(self.entry.capabilities.events) or "none"
            raise DeliveryRefused(
                f"The event {str(kind)[:100]!r} is not declared by {self.entry.name}.",
                cure=f"Its author should declare it in the manifest; declared are: {known}.",
                code="event_undeclared",
            )
        payload: Any = event.payload
        if not isinstance(payload, Mapping):
            return event  # refused when it is to be stored, like one that code tells
        try:
            return replace(event, payload=self.entry.clean_data(dict(payload)))
        except RecursionError as error:
            raise DeliveryRefused(
                "What was sent is nested too deeply.", cure="Send flatter documents."
            ) from error

    def _store(self, events: list[Event]) -> None:
        try:
            self._events.tell_together(self.entry, events, "webhook")
        except InvalidInput as error:
            raise DeliveryRefused(error.message, cure=error.cure) from error


def _run(run: Callable[..., Any], payload: Any, headers: Mapping[str, str], context: Any) -> Any:
    """Call the author's function; what it yields is gathered here, inside the fence."""
    told = run(payload, headers, context)
    return list(told) if inspect.isgenerator(told) else told


def _refused_challenge(entry: Entry) -> ChallengeRefused:
    return ChallengeRefused(
        f"{entry.name} was not asked as its settings say.",
        cure="Give the service the same verify token as the integration's settings.",
    )


def _named(event: Event, proof: bytes, number: int) -> Event:
    """Give an event without an id of its own that of its delivery."""
    if event.external_id is not None:
        return event
    return Event(event.type, f"delivery:{proof.hex()}:{number}", event.payload)
