"""What an integration says about one thing it brings into the home."""

from dataclasses import dataclass, field
from typing import Any

from ova.sdk.errors import InputInvalid


@dataclass(frozen=True, slots=True)
class Device:
    """One thing that can be asked about or controlled.

    The hub makes an entity of it under the key ``<integration id>.<key>``. Name, area and aliases are
    suggestions for the first time it is seen: what a person changes later is kept. Raises InputInvalid
    when the key, the name or the domain is blank.
    """

    key: str
    """The author's own name for it: a serial number, a Home Assistant entity id. Never changes."""
    name: str
    """What people say: ``Kitchen Light``."""
    domain: str
    """Home Assistant's word: ``light``, ``switch``, ``cover``, ``sensor`` and so on."""
    area: str | None = None
    """Name of the room; created when there is none of that name."""
    floor: str | None = None
    """Name of the floor the room is on."""
    device_class: str | None = None
    """Home Assistant's word: ``temperature``, ``blind``, ``garage`` and so on."""
    state: str | None = None
    """What it is doing now; None leaves what the hub already knows (``unknown`` for a new one)."""
    attributes: dict[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    virtual: bool = False
    """True for a thing that exists only in the hub: what the hub remembers wins over ``state``."""

    def __post_init__(self) -> None:
        for name in ("key", "name", "domain"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.strip():
                raise InputInvalid(
                    f"A device was declared with {name}={value!r}.",
                    cure=f"Give every device a {name} that is a text and not blank.",
                )
