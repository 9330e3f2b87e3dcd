"""The answers about announcements."""

from collections.abc import Callable, Generator
from functools import partial

from ova.core import NotFound, Unavailable
from ova.sdk import Announcement, Asking, Ova, Reply, Said, Turn, handles

from .targets import Target, target_of

MOST_LETTERS = 1000
MINUTE_S = 60
HOUR_S = 3600
DAY_S = 86_400


class AnnouncementsSkill:
    """Has satellites speak what somebody said."""

    def __init__(self, ova: Ova, *, say_from: bool = True) -> None:
        """``say_from``: who says it, or the room it was said in, is told first."""
        self._ova = ova
        self._say_from = say_from

    @handles("AnnounceEverywhere", "AnnounceThere")
    def announce(self, turn: Turn) -> Reply:
        """Answer "announce dinner is ready" and "tell the kitchen dinner is ready"."""
        return self._say(turn, target_of(turn, self._ova), turn.slot("message"))

    @handles("AnnounceAsk")
    def asked_for(self, turn: Turn) -> Generator[Asking, Said, Reply]:
        """Answer "make an announcement": ask for the words, and have them heard as they are said."""
        target = target_of(turn, self._ova)
        nobody = self._nobody(turn, target)
        if nobody is not None:
            return nobody
        said = yield turn.listen("which_words")
        if said.recording:
            relay = partial(self._ova.announcements.relay, said)
            return self._told(turn, target, relay)
        return self._say(turn, target, said.text)

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

    def _nobody(self, turn: Turn, target: Target) -> Reply | None:
        """Return why nobody could hear it; None when somebody can."""
        if target.unknown:
            return _refused(turn, "not_there", "not_found", name=target.name)
        try:
            meant = self._ova.announcements.at(target.where)
        except Unavailable as error:
            return _refused(turn, target.nobody_key, error.code, where=target.words)
        others = [one for one in meant if one.id not in target.where.but]
        if not others:
            return _refused(turn, target.nobody_key, "no_satellite_there", where=target.words)
        if not any(one.connected for one in others):
            return _refused(turn, "away", "unavailable", where=target.words)
        return None

    def _say(self, turn: Turn, target: Target, words: str | None) -> Reply:
        message = " ".join(str(words or "").split())
        if not message:
            return _refused(turn, "what", "invalid_input")
        if len(message) > MOST_LETTERS:
            return _refused(turn, "too_long", "too_long")
        say = partial(self._ova.announcements.say, self._spoken(turn, message))
        return self._told(turn, target, say)

    def _told(self, turn: Turn, target: Target, announce: Callable[..., Announcement]) -> Reply:
        """Have it heard at a place, and tell where it is and where not."""
        if target.unknown:
            return _refused(turn, "not_there", "not_found", name=target.name)
        by = turn.person_name or (turn.satellite.name if turn.satellite else "")
        try:
            said = announce(target.where, by=by)
        except NotFound as error:
            key = "gone" if error.code == "no_recording" else "not_there"
            return _refused(turn, key, error.code, name=target.name)
        except Unavailable as error:
            keys = {"no_satellite_there": target.nobody_key, "quiet_hours": "quiet"}
            key = keys.get(error.code, "away")
            return _refused(turn, key, error.code, where=target.words)
        muted = self._muted(turn, said)
        if muted and not said.satellite_ids:
            return Reply(muted)
        if said.missed:
            key = "said_but_one" if len(said.missed) == 1 else "said_but"
            names = self._names(said.missed)
            told = _capital(turn.reply(key, where=target.words, names=names))
        else:
            told = _capital(turn.reply("said", where=target.words))
        return Reply(f"{told.text} {muted}") if muted else told

    def _muted(self, turn: Turn, said: Announcement) -> str:
        """Tell where nobody hears it though it is played; empty where everybody does."""
        if not said.muted:
            return ""
        key = "muted_one" if len(said.muted) == 1 else "muted"
        return turn.text(key, names=self._names(said.muted))

    def _names(self, satellite_ids: tuple[str, ...]) -> str:
        known = self._ova.satellites.all()
        return ", ".join(one.name for one in known if one.id in satellite_ids)

    def _spoken(self, turn: Turn, message: str) -> str:
        """Return what is said there: with who says it, or the room it comes from, when that is known."""
        lead, _, rest = message.partition(" ")
        if rest and lead.casefold() == turn.text("lead"):
            message = turn.text("that", message=rest)
        text = message[:1].upper() + message[1:]
        if text[-1].isalnum():
            text += "."
        if self._say_from and turn.person_name and turn.shared_home:
            name = turn.person_name[:1].upper() + turn.person_name[1:]
            return turn.text("from_person", name=name, message=text)
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


def _capital(reply: Reply) -> Reply:
    return Reply(reply.text[:1].upper() + reply.text[1:])


def _refused(turn: Turn, key: str, code: str, **fields: object) -> Reply:
    text = turn.text(key, **fields)
    return Reply(text[:1].upper() + text[1:], error=code)
