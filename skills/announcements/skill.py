"""The answers about announcements."""

from collections.abc import Generator

from ova.core import NotFound, OvaError, Unavailable
from ova.sdk import Announcement, Asking, Ova, Reply, Satellite, Turn, handles

MOST_LETTERS = 1000
MINUTE_S = 60
HOUR_S = 3600
DAY_S = 86_400


class AnnouncementsSkill:
    """Has satellites speak what somebody said."""

    def __init__(self, ova: Ova, *, say_from: bool = True) -> None:
        """``say_from``: the room it was said in is told first."""
        self._ova = ova
        self._say_from = say_from

    @handles("AnnounceEverywhere")
    def everywhere(self, turn: Turn) -> Reply:
        """Answer "announce dinner is ready": everywhere but where it was said."""
        return self._say_at(turn, turn.slot("message"))

    @handles("AnnounceThere")
    def there(self, turn: Turn) -> Reply:
        """Answer "tell the kitchen dinner is ready"."""
        return self._say_at(turn, turn.slot("message"))

    @handles("AnnounceAsk")
    def asked_for(self, turn: Turn) -> Generator[Asking, str, Reply]:
        """Answer "make an announcement": ask for the words."""
        message = yield turn.ask("which_words", "message")
        return self._say_at(turn, message)

    @handles("AnnouncementsLast")
    def last(self, turn: Turn) -> Reply:
        """Answer "what was announced": the newest, or that there was none."""
        for said in self._ova.announcements.recent():
            return turn.reply(
                _key_of(said),
                text=said.text,
                by=said.by,
                when=_ago(turn, self._ova.now().timestamp() - said.at),
            )
        return turn.reply("last_none")

    def _say_at(self, turn: Turn, message: str | None) -> Reply:
        """Say it where the sentence names a place; everywhere but here when it names none."""
        area, floor, name = turn.slot("area"), turn.slot("floor"), turn.slot("satellite")
        if name:
            found = [one.id for one in self._ova.satellites.all() if _called(one, str(name))]
            where = turn.text("on_satellite", name=name)
            return self._say(turn, message, where, satellite_ids=found, named=str(name))
        if area:
            ids = [one.id for one in self._ova.home.areas() if _is(one, str(area))]
            where = turn.text("in_area", area=area)
            return self._say(turn, message, where, area_ids=ids, named=str(area))
        if floor:
            ids = [one.id for one in self._ova.home.floors() if _is(one, str(floor))]
            where = turn.text("on_floor", floor=floor)
            return self._say(turn, message, where, floor_ids=ids, named=str(floor))
        here = [turn.satellite.id] if turn.satellite else []
        return self._say(turn, message, turn.text("everywhere"), but=here)

    def _say(
        self,
        turn: Turn,
        words: str | None,
        where: str,
        *,
        named: str = "",
        satellite_ids: list[str] | None = None,
        area_ids: list[str] | None = None,
        floor_ids: list[str] | None = None,
        but: list[str] | None = None,
    ) -> Reply:
        message = " ".join(str(words or "").split())
        if not message:
            return _refused(turn, "what", "invalid_input")
        if len(message) > MOST_LETTERS:
            return _refused(turn, "too_long", "too_long")
        if named and not (satellite_ids or area_ids or floor_ids):
            return _refused(turn, "not_there", "not_found", name=named)
        try:
            said = self._ova.announcements.say(
                self._spoken(turn, message),
                satellite_ids,
                area_ids or (),
                floor_ids or (),
                but=but or (),
                by=turn.satellite.name if turn.satellite else "",
            )
        except NotFound:
            return _refused(turn, "not_there", "not_found", name=named)
        except Unavailable as error:
            key = "no_satellite" if error.code == "no_satellite_there" else "away"
            return _refused(turn, key, error.code, where=where)
        except OvaError as error:
            return Reply(error.message, error=error.code)
        if said.missed:
            key = "said_but_one" if len(said.missed) == 1 else "said_but"
            return _capital(turn.reply(key, where=where, names=self._names(said.missed)))
        return _capital(turn.reply("said", where=where))

    def _names(self, satellite_ids: tuple[str, ...]) -> str:
        known = self._ova.satellites.all()
        return ", ".join(one.name for one in known if one.id in satellite_ids)

    def _spoken(self, turn: Turn, message: str) -> str:
        """Return what is said there: with the room it comes from, when that is known."""
        lead, _, rest = message.partition(" ")
        if rest and lead.casefold() == turn.text("lead"):
            message = turn.text("that", message=rest)
        text = message[:1].upper() + message[1:]
        if text[-1].isalnum():
            text += "."
        if self._say_from and turn.area is not None:
            return turn.text("from_area", area=turn.area.name, message=text)
        return text


def _key_of(said: Announcement) -> str:
    """Return which reply tells of an announcement."""
    known = "last_by" if said.by else "last"
    return f"{known}_voice" if said.recorded else known


def _ago(turn: Turn, seconds: float) -> str:
    """Say how long ago something was, to the precision people think with."""
    for length, one, several in (
        (DAY_S, "day_ago", "days_ago"),
        (HOUR_S, "hour_ago", "hours_ago"),
        (MINUTE_S, "minute_ago", "minutes_ago"),
    ):
        if seconds >= length:
            count = int(seconds // length)
            return turn.text(one) if count == 1 else turn.text(several, count=count)
    return turn.text("just_now")


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
