"""A satellite of a test: it says who it is, and keeps what the hub sends it."""

from typing import Any

from ova.hub import OpenVoiceAssistant


class BedSatellite:
    """A satellite without a microphone."""

    def __init__(self, hub: OpenVoiceAssistant, satellite_id: str, area: str) -> None:
        self.id = satellite_id
        self.sent: list[tuple[str, Any]] = []
        """Every message the hub sent, as name and data."""
        self._link = hub.open_link(self._take)
        hello = {"id": satellite_id, "name": satellite_id.title(), "kind": "ova"}
        told = self._link.hello({**hello, "area": area, "version": "test"})
        if not told["ok"]:
            raise ValueError(f"{told['message']} {told['cure']}".strip())

    @property
    def rings(self) -> list[str]:
        """What it rang for, in words, in order."""
        return [data["text"] for name, data in self.sent if name == "ring"]

    @property
    def announced(self) -> list[str]:
        """What was said aloud on it without being asked."""
        starts = [data for name, data in self.sent if name == "play_start"]
        return [one["text"] for one in starts if one.get("kind") == "announce"]

    def close(self) -> None:
        """Go away."""
        self._link.close()

    def _take(self, name: str, data: Any = None, *_more: Any) -> None:
        self.sent.append((name, data))
