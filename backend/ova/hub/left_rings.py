"""What was to ring on a satellite that was deleted: it rings elsewhere, not unheard."""

from typing import TYPE_CHECKING

from ova.core import Satellite

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


def keep_ringing(hub: "OpenVoiceAssistant") -> None:
    """Move timers and plans of satellites that are gone, now and whenever one is deleted.

    They ring on the others of its room, or everywhere when there are none.
    """
    registry = hub.satellites.registry
    tell = registry.on_forgotten

    def gone(satellite: Satellite) -> None:
        hub.satellites.groups.satellite_gone(satellite.id)
        _move(hub, satellite.id, satellite.area_id)
        tell(satellite)

    registry.on_forgotten = gone
    for item in (*hub.timers.find(), *hub.schedules.all()):
        for satellite_id in item.satellite_ids:
            if not registry.knows(satellite_id):
                _move(hub, satellite_id, item.area_id)


def _move(hub: "OpenVoiceAssistant", satellite_id: str, area_id: str | None) -> None:
    others = [
        one.id for one in hub.satellites.all() if area_id is not None and one.area_id == area_id
    ]
    hub.timers.satellite_gone(satellite_id, others)
    hub.schedules.satellite_gone(satellite_id, others)
