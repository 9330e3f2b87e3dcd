"""What parameters an author's function takes, and giving it just those."""

import inspect
import typing
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

CONTEXT_NAMES = ("ctx", "context")


def adapted(function: Callable[..., Any], slots: int) -> Callable[..., Any]:
    """Return a function of ``slots`` values and a context that gives ``function`` those it takes.

    A parameter called ``ctx`` or ``context`` gets the context; others get the values in order.
    """
    names = parameter_names(function)
    if names is None:
        return function

    def call(*given: Any) -> Any:
        values, context = iter(given[:slots]), given[slots]
        arguments = []
        for name in names:
            if name in CONTEXT_NAMES:
                arguments.append(context)
            else:
                try:
                    arguments.append(next(values))
                except StopIteration:
                    arguments.append(context)
                    break
        return function(*arguments)

    return call


def model_of(function: Callable[..., Any]) -> type[BaseModel] | None:
    """Return the pydantic model a function's first own parameter is annotated with."""
    names = [name for name in parameter_names(function) or () if name not in CONTEXT_NAMES]
    if not names:
        return None
    try:
        hints = typing.get_type_hints(function)
    except Exception:  # noqa: BLE001 - names only a type checker knows may be anything
        hints = dict(getattr(function, "__annotations__", {}))
    wanted = hints.get(names[0])
    return wanted if isinstance(wanted, type) and issubclass(wanted, BaseModel) else None


def parameter_names(function: Callable[..., Any]) -> list[str] | None:
    """Return the names of the parameters that must be given; None when that cannot be told."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # builtins without a signature
        return None
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return None
    return [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
