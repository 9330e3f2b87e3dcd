"""What a device says of itself when it announces itself on the network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SERVICES = {"_wyoming._tcp.local.": "wyoming", "_esphomelib._tcp.local.": "esphome"}
"""Kinds of devices by the name of their service."""
LONGEST = 120
_VOICE_WORDS = ("voice", "satellite", "assist", "s3-box", "echo", "respeaker", "koala")


@dataclass(frozen=True, slots=True)
class Announced:
    """A device somebody else made, seen on the network."""

    id: str
    kind: str
    """``wyoming`` or ``esphome``."""
    name: str
    address: str
    port: int
    model: str
    """What its makers call it; empty when it does not say."""
    version: str
    voice: bool | None
    """Whether it has a microphone; None when it does not say."""
    needs_key: bool = False
    """Whether it talks only to who has its key."""
    mac: str = ""
    """Its MAC address, twelve digits; empty when it does not say. It stays when the address changes."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "address": self.address,
            "port": self.port,
            "model": self.model,
            "version": self.version,
            "voice": self.voice,
            "needs_key": self.needs_key,
        }


def announced(
    service_type: str,
    name: str,
    addresses: Sequence[str],
    port: int,
    told: Mapping[str, str],
) -> Announced:
    """Read an announcement; ``told`` are its TXT records."""
    kind = SERVICES.get(service_type, "")
    instance = name.removesuffix(f".{service_type}")
    if kind == "esphome":
        model = told.get("project_name") or told.get("board") or ""
        says = " ".join((model, told.get("package_import_url", ""), instance)).lower()
        voice = True if any(word in says for word in _VOICE_WORDS) else None
        version = told.get("project_version") or told.get("version", "")
        shown = told.get("friendly_name") or instance
    else:
        model, version, shown, voice = "", told.get("version", ""), instance, None
    return Announced(
        name[:LONGEST],
        kind,
        shown[:LONGEST],
        next((one for one in addresses if ":" not in one), next(iter(addresses), "")),
        port,
        model[:LONGEST],
        version[:LONGEST],
        voice,
        needs_key=kind == "esphome" and bool(told.get("api_encryption")),
        mac=_mac(told.get("mac", "")) if kind == "esphome" else "",
    )


def _mac(told: str) -> str:
    digits = told.lower().replace(":", "").replace("-", "")
    return digits if re.fullmatch(r"[0-9a-f]{12}", digits) else ""
