"""From whatever a service sends to one event."""

from collections.abc import Mapping
from typing import Any

from ova.core import Unavailable
from ova.sdk import ConfigurationError, Context, Event, InputInvalid, webhook

EVENT = "webhook_generic.received"
RECEIVED = "received"
NONE, HMAC, TOKEN = "none", "hmac-sha256", "token"
_ABSENT = object()


class GenericWebhook:
    """Tells every delivery as ``{"type", "id", "data"}``."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Read the settings. Raises ConfigurationError for a proof without a header."""
        self._config = config
        self._id_field = config["id_field"].strip()
        self._type_field = config["type_field"].strip()

        def handle(payload: Any, ctx: Context) -> Event:
            event = self.read(payload)
            ctx.state.set(RECEIVED, ctx.state.get(RECEIVED, 0) + 1)
            return event

        # the settings choose the proof, so the mark cannot stand on the class
        self.handle_webhook = webhook(verify=_verify(config))(handle)

    def test_connection(self, ctx: Context) -> str:
        """Say what is taken from whom, and whether services outside the home reach it."""
        method, header = self._config["verification"], self._config["signature_header"].strip()
        if method == NONE:
            told = "Takes JSON from whoever knows the secret address."
        else:
            proof = "a signature" if method == HMAC else "the secret"
            whose = "the one you entered" if self._config["hook_secret"] else "made by the hub"
            told = f"Takes JSON with {proof} in {header}; the secret is {whose}."
        try:
            ctx.url("webhook")
        except Unavailable as error:
            return f"{told} From outside it cannot be reached: {error}"
        return told

    def diagnostics(self, ctx: Context) -> dict[str, Any]:
        """Return how deliveries are read; nothing of what was in them."""
        return {
            "verification": self._config["verification"],
            "signature_header": self._config["signature_header"],
            "time_header": self._config["time_header"],
            "id_field": self._id_field,
            "type_field": self._type_field,
            "received": ctx.state.get(RECEIVED, 0),
        }

    def read(self, payload: Any) -> Event:
        """Return the event of a payload. Raises InputInvalid when it has no id where one is said to be."""
        name = _value_at(payload, self._id_field) if self._id_field else None
        kind = _value_at(payload, self._type_field) if self._type_field else None
        if name is _ABSENT or isinstance(name, bool | Mapping | list | float):
            raise InputInvalid(
                f"What was sent has no id at {self._id_field!r}.",
                cure="Correct the field with the id in the settings, or leave it blank.",
            )
        external_id = None if name is None else str(name)
        shown = None if kind is _ABSENT else kind
        return Event(EVENT, external_id, {"type": shown, "id": external_id, "data": payload})


def _verify(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what ``@webhook`` is to ask for."""
    method, header = config["verification"], config["signature_header"].strip()
    if method == NONE:
        return ()
    if not header:
        raise ConfigurationError(
            "The header with the proof is not named.",
            cure="Enter what the service calls it, such as X-Hub-Signature-256.",
        )
    time_header = config["time_header"].strip()
    return (method, header, "hook_secret", *([time_header] if time_header else []))


def _value_at(payload: Any, path: str) -> Any:
    """Return what is at a dotted path: keys of objects, numbers of places in lists."""
    found = payload
    for step in path.split("."):
        if isinstance(found, Mapping) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return _ABSENT
    return found
