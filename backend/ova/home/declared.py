"""What an integration says about its things."""

import re
from dataclasses import dataclass, field
from typing import Any

from ova.core import InvalidInput

_DOMAIN = re.compile(r"[a-z][a-z0-9_]*")
_MAX_TEXT = 255


@dataclass(frozen=True, slots=True)
class DeclaredEntity:
    """One entity as its integration describes it. Raises InvalidInput when it cannot be one."""

    key: str
    """The integration's own name for it; never changes. ``<integration id>.`` may go before it."""
    name: str
    domain: str
    area: str | None = None
    """Name of the area; made when there is none."""
    floor: str | None = None
    """Name of the floor of an area that has to be made."""
    device_class: str | None = None
    state: str | None = None
    """What it is doing now; None: not known, the last state stays."""
    attributes: dict[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    virtual: bool = False
    """True for a thing that exists only in the hub: its stored state wins over ``state``."""

    def __post_init__(self) -> None:
        for label, text in (("key", self.key), ("name", self.name)):
            if not isinstance(text, str) or not text.strip() or len(text) > _MAX_TEXT:
                raise InvalidInput(
                    f"The {label} {text!r} of an entity cannot be used.",
                    cure=f"Give a text of 1 to {_MAX_TEXT} characters.",
                )
        if not isinstance(self.domain, str) or not _DOMAIN.fullmatch(self.domain):
            raise InvalidInput(
                f"The domain {self.domain!r} of {self.name!r} cannot be used.",
                cure="Use one of Home Assistant's domains, for example light or sensor.",
            )


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync changed, as names of entities; no name stands for one entity twice."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    reconnected: tuple[str, ...] = ()
    """Were detached, and are declared again."""
    detached: tuple[str, ...] = ()
    """No longer declared: kept as unavailable for what a person decided about them."""
    removed: tuple[str, ...] = ()
    """No longer declared, and deleted."""

    def to_json(self) -> dict[str, list[str]]:
        """Return the wire form."""
        return {name: list(getattr(self, name)) for name in self.__slots__}


def entity_key(source: str, external: str) -> str:
    """Return the stable key of an integration's thing: ``<integration id>.<name>``, case-folded."""
    prefix = f"{source}.".casefold()
    folded = external.strip().casefold()
    return folded if folded.startswith(prefix) else prefix + folded
