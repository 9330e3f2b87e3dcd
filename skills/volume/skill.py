"""The answers about the assistant's own volume."""

from collections.abc import Callable

from ova.sdk import Ova, Reply, Satellite, Turn, handles
from ova.sdk.places import satellites_called

LEAST = 5
"""Quieter than this in steps, nobody would hear that it still answers."""


class VolumeSkill:
    """Sets volume and muting of satellites; what rings is heard all the same."""

    def __init__(self, ova: Ova, *, step: int = 15) -> None:
        """``step`` is how much louder "louder" is, in percent."""
        self._ova = ova
        self._step = step

    @handles("VolumeSet")
    def set_volume(self, turn: Turn) -> Reply:
        """Answer "set your volume to 50 percent"."""
        percent = round(float(turn.slot("level")))
        if not 0 <= percent <= 100:
            return turn.reply("range")
        return self._change(turn, lambda _: percent)

    @handles("VolumeChange")
    def change(self, turn: Turn) -> Reply:
        """Answer "speak louder"."""
        by = int(turn.slot("by") or self._step) * int(turn.slot("direction", 1))
        return self._change(turn, lambda one: max(LEAST, min(100, one.preferences.volume + by)))

    @handles("VolumeMute")
    def mute(self, turn: Turn) -> Reply:
        """Answer "mute yourself": silently, where it was said."""
        found = self._meant(turn)
        for one in found:
            self._ova.satellites.update(one.id, preferences={"muted": True})
        if not found:
            return _none(turn)
        here = turn.satellite is not None and [one.id for one in found] == [turn.satellite.id]
        return Reply(turn.text("muted"), speech="" if here else None)

    @handles("VolumeUnmute")
    def unmute(self, turn: Turn) -> Reply:
        """Answer "you can speak again"."""
        found = self._meant(turn)
        for one in found:
            self._ova.satellites.update(one.id, preferences={"muted": False})
        return turn.reply("unmuted") if found else _none(turn)

    @handles("VolumeAsk")
    def ask(self, turn: Turn) -> Reply:
        """Answer "how loud are you"."""
        found = self._meant(turn)
        if not found:
            return _none(turn)
        one = found[0]
        key = "is_muted" if one.preferences.muted else "is"
        return turn.reply(key, percent=one.preferences.volume)

    @handles("VolumeQuiet")
    def quiet(self, turn: Turn) -> Reply:
        """Answer "hush": what rings here is silenced, and nothing is said."""
        self._ova.schedules.stop_ringing(turn.satellite.id if turn.satellite else None)
        self._ova.timers.stop_ringing(turn.satellite.id if turn.satellite else None)
        return Reply()

    def _change(self, turn: Turn, to: Callable[[Satellite], int]) -> Reply:
        found = self._meant(turn)
        if not found:
            return _none(turn)
        for one in found:
            wanted = {"volume": to(one), "muted": False}
            changed = self._ova.satellites.update(one.id, preferences=wanted)
        percent = changed.preferences.volume
        if len(found) > 1:
            return turn.reply("set_all", percent=percent, count=len(found))
        here = turn.satellite is not None and found[0].id == turn.satellite.id
        if here:
            return turn.reply("set", percent=percent)
        return turn.reply("set_there", percent=percent, name=found[0].name)

    def _meant(self, turn: Turn) -> list[Satellite]:
        """Return the satellites a sentence is about: named, in a room, all, or the one it was said to."""
        known = self._ova.satellites.all()
        name, area = turn.slot("satellite"), turn.slot("area")
        if turn.slot("everywhere"):
            return known
        if name:
            return satellites_called(self._ova, str(name))[0]
        if area:
            said = str(area).casefold()
            ids = {
                one.id
                for one in self._ova.home.areas()
                if said in (one.name.casefold(), *(alias.casefold() for alias in one.aliases))
            }
            return [one for one in known if one.area_id in ids]
        if turn.satellite is not None:
            return [one for one in known if one.id == turn.satellite.id]
        return known if len(known) == 1 else []


def _none(turn: Turn) -> Reply:
    key = "none_there" if turn.slot("area") or turn.slot("satellite") else "none_here"
    return Reply(turn.text(key), error="not_found")
