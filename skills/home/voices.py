"""The assistant's own voice: what "louder" means where no music plays."""

from ova.sdk import Ova, Reply, Satellite, Turn
from ova.sdk.places import satellites_called

from .home_map import HomeMap

LEAST = 5
"""Quieter than this in steps, nobody would hear that it still answers."""


def voices_meant(ova: Ova, turn: Turn, home: HomeMap) -> list[Satellite]:
    """Return the satellites a command about loudness is for when no player is: none when one was named."""
    if turn.slot("name") or turn.excluded:
        return []
    known = ova.satellites.all()
    if turn.slot("area"):
        area = home.area(str(turn.slot("area")))
        return [one for one in known if area is not None and one.area_id == area.id]
    if turn.slot("floor"):
        floor = home.floor(str(turn.slot("floor")))
        ids = {area.id for area in home.areas_on(floor)} if floor else set()
        return [one for one in known if one.area_id in ids]
    here = turn.satellite.id if turn.satellite else None
    return [one for one in known if one.id == here]


def rooms_of(ova: Ova, name: str) -> frozenset[str]:
    """Return the ids of the areas a satellite of a name is in, or those of a group."""
    found, _group = satellites_called(ova, name)
    return frozenset(one.area_id for one in found if one.area_id is not None)


def set_voices(
    ova: Ova, turn: Turn, voices: list[Satellite], *, percent: int | None = None, step: int = 0
) -> Reply:
    """Have satellites speak with a volume, or a step louder or quieter; at least one."""
    for one in voices:
        wanted = percent
        if wanted is None:
            wanted = max(LEAST, min(100, one.preferences.volume + step))
        preferences = {"volume": wanted, "muted": False}
        changed = ova.satellites.update(one.id, preferences=preferences)
    return turn.reply("voice_volume", volume=changed.preferences.volume)


def mute_voices(ova: Ova, turn: Turn, voices: list[Satellite], *, muted: bool) -> Reply:
    """Have satellites be silent, or speak again."""
    for one in voices:
        ova.satellites.update(one.id, preferences={"muted": muted})
    return turn.reply("voice_muted" if muted else "voice_unmuted")
