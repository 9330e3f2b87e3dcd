"""Finding the methods that an author's decorators marked."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

Mark = TypeVar("Mark")


def marked_methods(built: object, mark: str) -> list[tuple[tuple[str, ...], Callable[..., Any]]]:
    """Return the mark's names and the bound method for every marked method of an object."""
    return marked(built, mark, tuple)


def marked(built: object, mark: str, kind: type[Mark]) -> list[tuple[Mark, Callable[..., Any]]]:
    """Return the mark's value, of type ``kind``, and the bound method for every marked method.

    In the order of the source, base classes last. Properties are not touched.
    """
    names: dict[str, None] = {}
    for owner in (built, *type(built).__mro__):
        names.update(dict.fromkeys(getattr(owner, "__dict__", {})))
    found = []
    for name in names:
        plain = inspect.getattr_static(built, name, None)
        if isinstance(plain, (staticmethod, classmethod)):
            plain = plain.__func__
        value = getattr(plain, mark, None) if callable(plain) else None
        if isinstance(value, kind):
            found.append((value, getattr(built, name)))
    return found
