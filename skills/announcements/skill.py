"""The answers about announcements."""

from ova.core import NotFound, OvaError, Unavailable
from ova.sdk import Ova, Reply, Satellite, Turn, handles

MOST_LETTERS = 1000


class AnnouncementsSkill:
    """Has satellites speak what somebody said."""

    def __init__(self, ova: Ova, *, say_from: bool = True) -> None:
        """``say_from``: the room it was said in is told first."""
        self._ova = ova
        self._say_from = say_from

    @handles("AnnounceEverywhere")
    def everywhere(self, turn: Turn) -> Reply:
        """Answer "announce dinner is ready": everywhere but where it was said."""
        here = [turn.satellite.id] if turn.satellite else []
        return self._say(turn, turn.text("everywhere"), but=here)

    @handles("AnnounceThere")
    def there(self, turn: Turn) -> Reply:
        """Answer "tell the kitchen dinner is ready"."""
        area, floor, name = turn.slot("area"), turn.slot("floor"), turn.slot("satellite")
        if name:
            found = [one.id for one in self._ova.satellites.all() if _called(one, str(name))]
            where = turn.text("on_satellite", name=name)
            return self._say(turn, where, satellite_ids=found, named=str(name))
        if area:
            ids = [one.id for one in self._ova.home.areas() if _is(one, str(area))]
            where = turn.text("in_area", area=area)
            return self._say(turn, where, area_ids=ids, named=str(area))
        ids = [one.id for one in self._ova.home.floors() if _is(one, str(floor))]
        where = turn.text("on_floor", floor=floor)
        return self._say(turn, where, floor_ids=ids, named=str(floor))

    def _say(
        self,
        turn: Turn,
        where: str,
        *,
        named: str = "",
        satellite_ids: list[str] | None = None,
        area_ids: list[str] | None = None,
        floor_ids: list[str] | None = None,
        but: list[str] | None = None,
    ) -> Reply:
        message = " ".join(str(turn.slot("message") or "").split())
        for word in turn.text("lead").split():
            message = message.removeprefix(f"{word} ")
        if not message:
            return _refused(turn, "what", "invalid_input")
        if len(message) > MOST_LETTERS:
            return _refused(turn, "too_long", "too_long")
        if named and not (satellite_ids or area_ids or floor_ids):
            return _refused(turn, "not_there", "not_found", name=named)
        try:
            self._ova.announcements.say(
                self._spoken(turn, message),
                satellite_ids,
                area_ids or (),
                floor_ids or (),
                but=but or (),
            )
        except NotFound:
            return _refused(turn, "not_there", "not_found", name=named)
        except Unavailable as error:
            key = "no_satellite" if error.code == "no_satellite_there" else "away"
            return _refused(turn, key, error.code, where=where)
        except OvaError as error:
            return Reply(error.message, error=error.code)
        return _capital(turn.reply("said", where=where))

    def _spoken(self, turn: Turn, message: str) -> str:
        """Return what is said there: with the room it comes from, when that is known."""
        text = message[:1].upper() + message[1:]
        if text[-1].isalnum():
            text += "."
        if self._say_from and turn.area is not None:
            return turn.text("from_area", area=turn.area.name, message=text)
        return text


def _called(satellite: Satellite, name: str) -> bool:
    return satellite.name.casefold() == name.casefold()


def _is(place: object, name: str) -> bool:
    names = (getattr(place, "name", ""), *getattr(place, "aliases", ()))
    return name.casefold().strip() in (one.casefold() for one in names)


def _capital(reply: Reply) -> Reply:
    return Reply(reply.text[:1].upper() + reply.text[1:])


def _refused(turn: Turn, key: str, code: str, **fields: object) -> Reply:
    text = turn.text(key, **fields)
    return Reply(text[:1].upper() + text[1:], error=code)
