"""Marks on an author's methods. They return the method unchanged; the hub finds the mark."""

from collections.abc import Callable
from typing import Any, TypeVar, overload

from ova.sdk.errors import InputInvalid

Method = TypeVar("Method", bound=Callable[..., Any])

INTENTS_MARK = "__ova_intents__"
EXCLUSIONS_MARK = "__ova_exclusions__"
CONTROL_MARK = "__ova_control__"


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
