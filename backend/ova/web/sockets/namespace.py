"""What both namespaces share: sign-in at the door, and an answer to whatever is sent."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace

from ova.core import OvaError
from ova.web.bodies import is_sound
from ova.web.identity import Identities, Identity

log = logging.getLogger(__name__)

Proof = Callable[[], bool]
"""Tells whether what a client signed in with still counts."""
Handler = Callable[[str, Any], dict[str, Any] | None]
"""Takes the client's id and the first value it sent; returns more for the acknowledgement."""


def refusal(code: str, message: str, cure: str) -> dict[str, Any]:
    """Build the acknowledgement of something that was not done."""
    return {"ok": False, "code": code, "message": message, "cure": cure}


class HubNamespace(Namespace):  # type: ignore[misc]  # flask-socketio ships no types
    """A namespace for people and devices that are signed in."""

    takes_satellites = False
    """Whether a satellite may come in with a token of its own."""

    def __init__(
        self, name: str, app: Flask, identities: Identities, dismiss: Callable[[str, str], None]
    ) -> None:
        """Serve ``name`` with the sign-in of ``app``; ``dismiss(name, client)`` ends a connection."""
        super().__init__(name)
        self._app = app
        self._identities = identities
        self._dismiss = dismiss
        self._present: dict[str, Proof] = {}
        self.handlers: dict[str, Handler] = {}

    def joined(self, client: str, identity: Identity, address: str) -> None:
        """Take note of a client that has just signed in, and where it connects from."""

    def left(self, client: str, reason: str) -> None:
        """Take note of a client that is gone. Must not block: it may run in a sender's thread."""

    def review(self) -> None:
        """Dismiss everyone whose token was deleted, or whose password or role changed since."""
        for client, proof in list(self._present.items()):
            if not proof():
                self._dismiss(self.namespace, client)

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Answer whatever a client sends, also garbage; never raise, except to refuse a sign-in.

        python-socketio calls this for everything that happens in the namespace, with the client's
        id first. A client can send events called ``connect`` and ``disconnect`` as well.
        """
        client = args[0]
        if event == "connect" and client not in self._present:
            return self._connect(*args)
        if event == "disconnect":
            if client in self._present:
                del self._present[client]
                self.left(client, str(args[1]) if len(args) > 1 else "")
            return None
        if client not in self._present:
            return refusal("not_connected", "The connection has ended.", "Connect again.")
        handler = self.handlers.get(event) if isinstance(event, str) else None
        if handler is None:
            known = ", ".join(self.handlers) or "none"
            return refusal(
                "unknown_event",
                f"{str(event)[:50]!r} is not an event that {self.namespace} takes.",
                f"Events it takes: {known}.",
            )
        data = args[1] if len(args) > 1 else None
        if not is_sound(data):
            return refusal(
                "malformed_message",
                "The message holds broken characters, or a number that is none.",
                "Send whole characters and finite numbers.",
            )
        return self._handle(handler, event, client, data)

    def _handle(self, handler: Handler, event: str, client: str, data: Any) -> dict[str, Any]:
        try:
            return {"ok": True, **(handler(client, data) or {})}
        except OvaError as error:
            return refusal(error.code, error.message, error.cure)
        except Exception:
            error_id = secrets.token_hex(6)
            log.exception("Error %s in %s %s", error_id, self.namespace, event)
            return refusal(
                "internal_error",
                "Something went wrong inside the hub.",
                f"Try again. The hub's log tells more under {error_id}.",
            )

    def _connect(self, client: str, environ: Any = None, auth: Any = None) -> None:
        identity, proof = self._identify(environ, auth)
        if identity is None:
            raise Refused(
                "This needs you to be signed in.",
                {
                    "code": "not_signed_in",
                    "cure": "Sign in first, or connect with auth {'token': TOKEN}.",
                },
            )
        if identity.satellite_id is not None and not self.takes_satellites:
            raise Refused(
                "A satellite's token is no key to this.",
                {"code": "satellite_token", "cure": "Make one with 'ova token create NAME'."},
            )
        self._present[client] = proof
        address = str(environ.get("REMOTE_ADDR") or "") if isinstance(environ, dict) else ""
        try:
            self.joined(client, identity, address)
        except Exception as error:
            self._present.pop(client, None)
            log.exception("A client of %s could not be let in", self.namespace)
            raise Refused(
                "Something went wrong inside the hub.", {"code": "internal_error", "cure": ""}
            ) from error

    def _identify(self, environ: Any, auth: Any) -> tuple[Identity | None, Proof]:
        """Return who connects, and how to ask later whether that still holds."""
        if isinstance(auth, dict) and auth.get("token") is not None:
            token = auth["token"]
            known = self._identities.by_token(token)
            return (
                known,
                lambda: known is not None and self._identities.still_token(token, known.role),
            )
        if not isinstance(environ, dict):
            return None, lambda: False
        with self._app.request_context(environ):
            found = self._identities.current()
            sent = request.headers.get("Authorization", "").partition(" ")[2].strip()
        if found is not None and found.via == "token":
            return found, lambda: self._identities.still_token(sent, found.role)
        return found, lambda: found is not None and self._identities.still(found.user)
