"""The options of one announced thing, each read once and checked."""

from collections.abc import Mapping
from typing import Any

from .templates import Template, Unreadable


class Options:
    """Reads options by name. What has the wrong type raises Unreadable with the option's name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        """Return a text; a number or a truth value counts as the text MQTT carries for it."""
        value = self._values.get(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return "True" if value else "False"
        if not isinstance(value, str | int | float):
            raise Unreadable(f"{name} must be a text")
        return str(value)

    def number(self, name: str, default: float) -> float:
        """Return a number."""
        value = self._values.get(name, default)
        try:
            return float(value)
        except (TypeError, ValueError):
            raise Unreadable(f"{name} must be a number") from None

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a truth value."""
        value = self._values.get(name, default)
        if not isinstance(value, bool):
            raise Unreadable(f"{name} must be true or false")
        return value

    def texts(self, name: str) -> list[str]:
        """Return a list of texts; an empty one when it is absent."""
        value = self._values.get(name) or []
        if not isinstance(value, list):
            raise Unreadable(f"{name} must be a list")
        return [str(one) for one in value]

    def parts(self, name: str) -> list["Options"]:
        """Return a list of groups of options."""
        value = self._values.get(name) or []
        rows = [value] if isinstance(value, dict) else value
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unreadable(f"{name} must be a list of objects")
        return [Options(row) for row in rows]

    def part(self, name: str) -> "Options":
        """Return one group of options; an empty one when it is absent."""
        value = self._values.get(name)
        return Options(value if isinstance(value, dict) else {})

    def topic(self, name: str, *, needed: bool = False) -> str:
        """Return a topic, without ``+`` and ``#``; "" when it is absent and not needed."""
        value = self.text(name)
        if needed and not value:
            raise Unreadable(f"{name} is needed")
        if "\0" in value or len(value.encode()) > 65_535 or set(value) & {"+", "#"}:
            raise Unreadable(f"{name} is not a topic")
        return value

    def template(self, *names: str) -> Template | None:
        """Return the first template there is."""
        for name in names:
            source = self.text(name)
            if source:
                return Template(source)
        return None
