"""What the hub is and does, for the status page."""

from typing import TYPE_CHECKING, Any

from ova import __version__

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


def status_of(
    hub: "OpenVoiceAssistant", uptime_s: float, speech_workers: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the wire form of ``GET /api/status``."""
    return {
        "version": __version__,
        "ready": hub.ready(),
        "uptime_s": round(uptime_s, 1),
        "language": hub.language,
        "speech_workers": speech_workers,
        "grammar": {
            "ready": hub.grammar.ready,
            "problems": [str(problem) for problem in hub.grammar.problems],
            "conflicts": [str(conflict) for conflict in hub.grammar.conflicts],
        },
        "entities": len(hub.home.entities()),
        "areas": len(hub.home.areas()),
        "satellites_connected": sum(one.connected for one in hub.satellites.all()),
        "timers": len(hub.timers.pending()),
    }
