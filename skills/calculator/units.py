"""One unit turned into another, by pint."""

import threading
from decimal import Decimal
from typing import Any

from .arithmetic import Number

US = {
    "cup": "cup",
    "pint": "pint",
    "quart": "quart",
    "gallon": "gallon",
    "fluid_ounce": "fluid_ounce",
    "tablespoon": "tablespoon",
    "teaspoon": "teaspoon",
}
IMPERIAL = {
    "cup": "imperial_cup",
    "pint": "imperial_pint",
    "quart": "imperial_quart",
    "gallon": "imperial_gallon",
    "fluid_ounce": "imperial_fluid_ounce",
    "tablespoon": "tablespoon",
    "teaspoon": "teaspoon",
}
"""Measures that are larger in Britain, by the names they have in both."""
OWN = ("metric_pound = 500 gram", "dozen = 12")
"""What the library does not have."""
DIGITS = 12
"""Digits that floating point numbers hold for sure."""


class DifferentKinds(Exception):
    """Two units that measure different things."""


class Units:
    """Turns units into each other."""

    def __init__(self, *, imperial: bool) -> None:
        """``imperial`` takes gallons and cups to be British; else they are American."""
        self._names = IMPERIAL if imperial else US
        self._lock = threading.Lock()
        self._registry: Any = None

    def convert(self, amount: Number, unit: str, wanted: str) -> Decimal:
        """Return an amount in another unit. Raises DifferentKinds.

        An ounce of something that is measured in litres is a fluid ounce.
        """
        import pint

        known = self._known(pint)
        source, target = self._name(unit), self._name(wanted)
        for one, other in ((source, target), *self._by_volume(source, target)):
            try:
                magnitude = known.Quantity(float(amount), one).to(other).magnitude
            except pint.DimensionalityError:
                continue
            return Decimal(f"{magnitude:.{DIGITS}g}")
        raise DifferentKinds

    def _known(self, pint: Any) -> Any:
        with self._lock:
            if self._registry is None:
                self._registry = pint.UnitRegistry()
                for unit in OWN:
                    self._registry.define(unit)
            return self._registry

    def _name(self, unit: str) -> str:
        return self._names.get(unit, unit)

    def _by_volume(self, source: str, target: str) -> list[tuple[str, str]]:
        fluid = self._names["fluid_ounce"]
        if "ounce" not in (source, target):
            return []
        return [(fluid if source == "ounce" else source, fluid if target == "ounce" else target)]
