"""What groups of satellites bring to the hub: news of them, their names, and what rings on them."""

from typing import TYPE_CHECKING

from ova.core import SatelliteGroup
from ova.hub.bus import NewsBus, NewsKind

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


def follow_groups(hub: "OpenVoiceAssistant", news: NewsBus) -> None:
    """Tell of every change of a group from now on, and have what rings on it ring on its members.

    Of a group that is deleted it goes on ringing where its satellites are.
    """
    groups = hub.satellites.groups

    def changed(group: SatelliteGroup, deleted: bool) -> None:
        _ring(hub, group.id, None if deleted else group)
        kind = NewsKind.SATELLITE_GROUP_REMOVED if deleted else NewsKind.SATELLITE_GROUP
        news.publish(kind, {"id": group.id} if deleted else group.to_json())
        hub.tongues.refresh()  # its name can be said, or not any more

    waiting = (*hub.timers.find(), *hub.schedules.all())
    known = {group.id: group for group in groups.all()}
    for group_id in {one.group_id for one in waiting if one.group_id}:
        _ring(hub, group_id, known.get(group_id))  # the hub may have gone off in between
    groups.subscribe(changed)


def _ring(hub: "OpenVoiceAssistant", group_id: str, group: SatelliteGroup | None) -> None:
    members = group.satellite_ids if group is not None else None
    hub.timers.group_changed(group_id, members)
    hub.schedules.group_changed(group_id, members)
