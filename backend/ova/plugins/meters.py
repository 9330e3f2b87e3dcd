"""How often a skill may do what others notice: beyond that it runs wild, is stopped and named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ova.plugins.errors import PluginFault
from ova.plugins.flood import Bucket


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second from then on."""

    what: str
    methods: frozenset[str]
    """Of the part of ``ova``; empty: the part is itself a function."""
    at_once: int
    a_second: float


RATES: Mapping[str, Rate] = {
    "timers": Rate("plans", frozenset({"set"}), 600, 2.0),
    "schedules": Rate("plans", frozenset({"add"}), 600, 2.0),
    "home": Rate("controls", frozenset({"control"}), 1000, 50.0),
    "actions": Rate("orders", frozenset({"run"}), 300, 10.0),
    "announcements": Rate("announces", frozenset({"say", "relay"}), 30, 0.5),
    "satellites": Rate("asks", frozenset({"ask"}), 30, 0.5),
    "converse": Rate("says", frozenset(), 50, 5.0),
    "listen": Rate("says", frozenset(), 50, 5.0),
}
"""By what they are called on ``ova``. Those with the same words share what there is."""


class Meters:
    """What one skill may still do."""

    def __init__(self) -> None:
        self._buckets = {one.what: Bucket(one.at_once, one.a_second) for one in RATES.values()}

    def metered(self, name: str, part: Any) -> Any:
        """Return ``ova.<name>`` so that the skill cannot flood others by it."""
        rate = RATES.get(name)
        if rate is None:
            return part

        def take() -> None:
            if not self._buckets[rate.what].take():
                raise PluginFault(
                    "A skill did too much.",
                    reason=f"it {rate.what} more than {rate.a_second:g} things a second",
                    cure="Do what somebody asked for.",
                )

        return _Metered(part, rate.methods, take) if rate.methods else _metered(part, take)


class _Metered:
    """A part of ``ova``, some methods of which are counted."""

    __slots__ = ("_methods", "_part", "_take")

    def __init__(self, part: Any, methods: frozenset[str], take: Callable[[], None]) -> None:
        self._part = part
        self._methods = methods
        self._take = take

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        return _metered(found, self._take) if name in self._methods else found


def _metered(function: Callable[..., Any], take: Callable[[], None]) -> Callable[..., Any]:
    def called(*args: Any, **options: Any) -> Any:
        take()
        return function(*args, **options)

    return called
