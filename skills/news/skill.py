"""The news, a few headlines at a time."""

from datetime import datetime, timedelta
from typing import Any

from ova.core import NotFromHere, OvaError, Unavailable
from ova.sdk import Ova, Reply, Turn, handles

INTEGRATION = "rss"
REMEMBERED = timedelta(minutes=10)
"""So long "more" goes on where the news ended."""
MOST_READERS = 200


class NewsSkill:
    """Reads headlines, and goes on from where it was on the satellite that asks."""

    def __init__(self, ova: Ova, *, count: int) -> None:
        """``count`` is how many headlines are read at a time."""
        self._ova = ova
        self._count = count
        self._read: dict[str, tuple[datetime, int, str]] = {}
        """By satellite: when, how many headlines, and of which feed."""

    def is_ready(self) -> bool:
        """Tell whether there are feeds to be read."""
        return self._ova.integration_manager.integration_exists(INTEGRATION)

    @handles("NewsRead")
    def read(self, turn: Turn) -> Reply:
        """Answer "what's the news" and "read me the news from the town"."""
        return self._headlines(turn, 0, str(turn.slot("feed") or ""))

    @handles("NewsMore")
    def more(self, turn: Turn) -> Reply:
        """Go on where the news ended; from the start when that is long ago."""
        known = self._read.get(_reader(turn))
        if known is None or self._ova.now() - known[0] > REMEMBERED:
            return self._headlines(turn, 0, "")
        return self._headlines(turn, known[1], known[2])

    def _headlines(self, turn: Turn, skip: int, feed: str) -> Reply:
        if not self._ova.integration_manager.integration_exists(INTEGRATION):
            return Reply(turn.text("not_set_up"), error="not_set_up")
        inputs: dict[str, Any] = {"feed": feed, "count": self._count, "skip": skip}
        try:
            done = self._ova.actions.run(INTEGRATION, "news", inputs, source="voice")
        except NotFromHere:
            raise  # said in the hub's words
        except Unavailable as error:
            return Reply(turn.text("offline"), error=error.code, data={"reason": str(error)})
        except OvaError as error:  # no feeds yet, or none of that name: told as it is written
            return Reply(f"{error.message} {error.cure}".strip(), error=error.code)
        if not done.data and skip:
            return turn.reply("no_more")
        self._remember(turn, skip + len(done.data), feed)
        return Reply(done.message)

    def _remember(self, turn: Turn, told: int, feed: str) -> None:
        self._read.pop(_reader(turn), None)
        self._read[_reader(turn)] = (self._ova.now(), told, feed)
        while len(self._read) > MOST_READERS:
            self._read.pop(next(iter(self._read)))


def _reader(turn: Turn) -> str:
    return turn.satellite.id if turn.satellite else turn.utterance.conversation_id or ""
