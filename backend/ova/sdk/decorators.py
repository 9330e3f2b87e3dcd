"""Marks on an author's methods. They return the method unchanged; the hub finds the mark."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from ova.sdk.errors import InputInvalid
from ova.sdk.phrases import Phrases, phrases_by_language

Method = TypeVar("Method", bound=Callable[..., Any])

INTENTS_MARK = "__ova_intents__"
EXCLUSIONS_MARK = "__ova_exclusions__"
CONTROL_MARK = "__ova_control__"
ACTION_MARK = "__ova_action__"
POLL_MARK = "__ova_poll__"
WEBHOOK_MARK = "__ova_webhook__"
DATA_MARK = "__ova_data__"

SPAN = re.compile(r"([1-9][0-9]{0,7})([smhd])")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def handles(*intent_names: str, exclusions: bool = False) -> Callable[[Method], Method]:
    """Mark a skill's method as the handler of these intents.

    The method is called with a Turn and returns a Reply, a text, or None to stay silent.
    ``exclusions`` says that it leaves alone what ``turn.excluded`` names, after "all the lights
    except the kitchen"; without it such a command is refused before the method is called. Raises
    InputInvalid when no name is given or one is not a text.
    """
    if not intent_names or not all(isinstance(name, str) and name for name in intent_names):
        raise InputInvalid(
            f"handles() was given {list(intent_names)!r}.",
            cure='Name at least one intent: @handles("HassTurnOn").',
        )

    def mark(method: Method) -> Method:
        earlier: tuple[str, ...] = getattr(method, INTENTS_MARK, ())
        setattr(method, INTENTS_MARK, (*intent_names, *earlier))
        if exclusions:
            able: tuple[str, ...] = getattr(method, EXCLUSIONS_MARK, ())
            setattr(method, EXCLUSIONS_MARK, (*intent_names, *able))
        return method

    return mark


@overload
def control(method: Method, /) -> Method: ...
@overload
def control(*domains: str) -> Callable[[Method], Method]: ...
def control(*given: Any) -> Any:
    """Mark an integration's method as the one that carries out commands on its entities.

    Bare (``@control``) it takes every domain, with names (``@control("light", "fan")``) only those.
    The method is called as ``(entity, service, data, ctx)`` with Home Assistant's service names
    without the domain and their fields; it returns the new EntityState, or None when the state will
    be told later with ``ctx.entities.update``.
    """
    if len(given) == 1 and callable(given[0]):
        setattr(given[0], CONTROL_MARK, ())
        return given[0]
    if not all(isinstance(domain, str) and domain for domain in given):
        raise InputInvalid(
            f"control() was given {list(given)!r}.",
            cure='Name domains, as in @control("light"), or none at all.',
        )

    def mark(method: Method) -> Method:
        setattr(method, CONTROL_MARK, tuple(given))
        return method

    return mark


@dataclass(frozen=True, slots=True)
class ActionMark:
    """What ``@action`` was given."""

    name: str
    description: str
    input: Any
    output: Any
    phrases: Phrases
    risky: bool
    together: bool = False
    changes: str = ""
    affects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PollMark:
    """What ``@poll`` was given."""

    name: str
    description: str
    every_s: float
    input: Any
    output: Any


@dataclass(frozen=True, slots=True)
class WebhookMark:
    """What ``@webhook`` was given."""

    verify: tuple[str, ...]
    max_bytes: int
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class DataMark:
    """What ``@data`` was given."""

    cache_s: float


def action(
    name: str = "",
    *,
    description: str = "",
    input: Mapping[str, Any] | type[Any] | None = None,  # noqa: A002 - the word authors know
    output: Mapping[str, Any] | type[Any] | None = None,
    phrases: str | Sequence[str] | Mapping[str, str | Sequence[str]] = (),
    risky: bool = False,
    together: bool = False,
    changes: str = "",
    affects: Sequence[str] = (),
) -> Callable[[Method], Method]:
    """Mark a method as an action: from REST, skills, routines, and by voice when it has ``phrases``.

    The method takes its input and, if it wants, ``ctx``; plain or ``async``. The input is a pydantic
    model when the first parameter is annotated with one, else a dict checked against ``input`` (a JSON
    Schema). ``phrases`` are English, or by language: ``{"en": [...], "de": [...]}``. ``output`` checks
    what comes back. ``name`` is the method's own unless given. A ``risky`` one is confirmed when it is
    asked for by voice. One that is answered ``together`` is a question other integrations and accounts
    may have the same phrase for: all of them are asked. It ``changes`` ``nothing`` when it only tells,
    the ``things`` of its integration unless told otherwise, or ``anything`` when it hands on orders of
    any kind: satellites that may not control everything order less. One that ``affects`` some areas or
    things alone, by name, is ordered wherever all of those may be controlled.
    """
    _check_name("action", name)
    if changes not in ("", "nothing", "things", "anything"):
        raise InputInvalid(
            f"An action cannot change {changes!r}.", cure="Use nothing, things or anything."
        )
    said = phrases_by_language(phrases)
    return _marking(
        ACTION_MARK,
        ActionMark(
            name, description, input, output, said, risky, together, changes, tuple(affects)
        ),
    )


def poll(
    every: str,
    name: str = "",
    *,
    description: str = "",
    input: Mapping[str, Any] | type[Any] | None = None,  # noqa: A002 - the word authors know
    output: Mapping[str, Any] | type[Any] | None = None,
) -> Callable[[Method], Method]:
    """Mark a method ``(inputs, last_poll_ts, ctx)`` that returns news as ``{"id", "data"}`` records.

    ``every`` is how often at most: ``30s``, ``5m``, ``1h`` or ``1d``; a person may lengthen it.
    """
    _check_name("poll", name)
    return _marking(POLL_MARK, PollMark(name, description, span_s(every), input, output))


@overload
def webhook(method: Method, /) -> Method: ...
@overload
def webhook(
    *, verify: tuple[str, ...] | list[str] = (), max_bytes: int = 262_144, challenge: str = ""
) -> Callable[[Method], Method]: ...
def webhook(
    method: Any = None,
    *,
    verify: tuple[str, ...] | list[str] = (),
    max_bytes: int = 262_144,
    challenge: str = "",
) -> Any:
    """Mark a method that turns what a service sends into an Event, a list of them, or None.

    It takes the payload and, if it wants, ``headers`` (a mapping whose names have no case, without
    credentials) and ``ctx``. ``verify`` is ``("hmac-sha256", header, setting)``
    for a signature over the body, or ``("token", header, setting)`` for a header equal to a secret
    setting. A fourth text names a header with the time of sending, in seconds since the epoch: it is
    signed as ``<time>.<body>``, and what is older than five minutes is refused. When the setting is
    blank, the hub makes a secret up and shows it to be copied to the other side. ``challenge`` names
    a setting with the token of services that ask first whether the address is meant
    (``GET ...?hub.mode=subscribe&hub.verify_token=...&hub.challenge=...``); for other ways of asking
    write a method ``webhook_challenge(query, ctx)`` that returns the text to answer, or None.
    """
    if callable(method):
        setattr(method, WEBHOOK_MARK, WebhookMark((), max_bytes, challenge))
        return method
    if verify and (len(verify) not in (3, 4) or verify[0] not in ("hmac-sha256", "token")):
        raise InputInvalid(
            f"webhook() was given verify={tuple(verify)!r}.",
            cure='Write ("hmac-sha256", header, setting) or ("token", header, setting).',
        )
    return _marking(WEBHOOK_MARK, WebhookMark(tuple(verify), max_bytes, challenge))


def data(cache: str = "10m") -> Callable[[Method], Method]:
    """Mark a method ``(endpoint, ctx)`` that returns a DataBatch; ``cache`` is how long it is kept.

    ``get_data_endpoints(ctx)`` beside it lists what may be asked for.
    """
    return _marking(DATA_MARK, DataMark(span_s(cache)))


def span_s(text: str) -> float:
    """Return the seconds of ``30s``, ``5m``, ``1h`` or ``1d``. Raises InputInvalid."""
    found = SPAN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise InputInvalid(
            f"{text!r} is no length of time.",
            cure="Write a whole number and s, m, h or d, as in 30s, 5m, 1h or 1d.",
        )
    return float(found[1]) * _SECONDS[found[2]]


def _marking(mark: str, value: object) -> Callable[[Method], Method]:
    def marking(method: Method) -> Method:
        setattr(method, mark, value)
        return method

    return marking


def _check_name(decorator: str, name: object) -> None:
    if not isinstance(name, str):  # the decorator was written without its brackets
        raise InputInvalid(
            f"{decorator}() was given {name!r} as its name.",
            cure=f'Write @{decorator}(...) with brackets, and texts inside: @{decorator}("name").',
        )
