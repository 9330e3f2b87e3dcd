"""The webhook of an integration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from requests.structures import CaseInsensitiveDict

from ova.plugins.declared.calling import CONTEXT_NAMES, adapted, parameter_names

HEADERS_NAME = "headers"
_CREDENTIALS = ("authorization", "cookie", "proxy-authorization", "x-ova-csrf")


@dataclass(frozen=True, slots=True)
class WebhookDef:
    """What a service may send, and how it proves who it is."""

    run: Callable[[Any, Mapping[str, str], Any], Any]
    """Called with the payload, the headers and ``ctx``; returns an Event, a list of them, or None."""
    verify: tuple[str, ...] = ()
    """Empty, or a method, a header, a setting, and perhaps a header with the time."""
    max_bytes: int = 262_144
    challenge: str = ""
    """The setting with the token of those who ask whether the address is meant; empty: none."""
    answer: Callable[..., Any] | None = None
    """The author's own answer to that: called with the query and ``ctx``."""
    wants_headers: bool = False

    @classmethod
    def of(
        cls,
        method: Callable[..., Any],
        answer: Callable[..., Any] | None = None,
        verify: tuple[str, ...] = (),
        max_bytes: int = 262_144,
        challenge: str = "",
    ) -> "WebhookDef":
        """Derive it from an author's methods; a parameter ``headers`` gets the headers."""
        names = parameter_names(method) or []
        wants = HEADERS_NAME in names
        answering = adapted(answer, 1) if callable(answer) else None
        return cls(
            _with_headers(method, names) if wants else _without(adapted(method, 1)),
            verify,
            max_bytes,
            challenge,
            answering,
            wants,
        )

    def shown(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        """Return the headers the author's code may see: no credentials, names in any case."""
        hidden = {*_CREDENTIALS, self.verify[1].lower() if self.verify[:1] == ("token",) else ""}
        return CaseInsensitiveDict(
            {name: value for name, value in headers.items() if name.lower() not in hidden}
        )


def _without(run: Callable[..., Any]) -> Callable[[Any, Mapping[str, str], Any], Any]:
    return lambda payload, _headers, context: run(payload, context)


def _with_headers(
    method: Callable[..., Any], names: list[str]
) -> Callable[[Any, Mapping[str, str], Any], Any]:
    def call(payload: Any, headers: Mapping[str, str], context: Any) -> Any:
        known = {HEADERS_NAME: headers, **dict.fromkeys(CONTEXT_NAMES, context)}
        return method(*(known.get(name, payload) for name in names))

    return call
