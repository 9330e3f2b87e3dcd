"""What plays, and playing something that is named."""

from ova.core import NotAllowed, NotFound, OvaError
from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import carry_out
from .home_map import HomeMap
from .media import PLAYING
from .refusal import Refusal, refusing
from .states import UNREACHABLE
from .targets import find_targets
from .wording import capitalised, names, the_entity

FRESH = "now_playing"
"""An action that knows what plays this moment; states may be a second late."""
SEARCH = "play_search"
"""An action that finds music by what people call it."""


class PlayingHandlers(HomeHandlers):
    """The intents for what players play."""

    @handles("HomeWhatPlays")
    @refusing
    def tell_what_plays(self, turn: Turn) -> Reply:
        """Answer "what is playing", here, in a room or on a player."""
        home = self._look()
        players = self._players(turn, home)
        for player in players:
            told = self._told_by_integration(player)
            if told is not None and (told.ok or len(players) == 1):
                return Reply(told.text)
        playing = [one for one in players if one.state.state in PLAYING]
        if not playing:
            raise Refusal("entity_wrong_state", text="nothing_plays")
        parts = [self._one(turn, player, alone=len(playing) == 1) for player in playing]
        return Reply(" ".join(capitalised(part) for part in parts))

    @handles("HomePlay")
    @refusing
    def play(self, turn: Turn) -> Reply:
        """Play something by its name in a room or on a player."""
        home = self._look()
        query = " ".join(str(turn.slot("query") or "").split())
        kind = str(turn.slot("media_class") or "music")
        players = [one for one in self._players(turn, home) if one.state.state not in UNREACHABLE]
        if not players:
            raise Refusal("no_domain", kind=turn.text("noun_media_player_other"))
        meant = _one_of_each_room(players) if turn.slot("satellite") else [_best(players)]
        searched: dict[str, str] = {}
        asked = []
        for player in meant:
            if player.source in searched:
                continue
            try:
                given = {"query": query}
                result = self._ova.actions.run(player.source, SEARCH, given, source="voice")
                searched[player.source] = result.message or turn.text("plays_query", query=query)
            except NotFound:  # an integration without a search of its own
                asked.append(player)
        told = list(searched.values())
        if asked:
            data = {"media_content_id": query, "media_content_type": kind}
            outcomes = carry_out(self._home, asked, lambda _: ("play_media", data), lambda _: True)
            done = [one.entity for one in outcomes if one.error is None]
            failed = [one for one in outcomes if one.error is not None]
            if done:
                what = names(turn, done, home)
                told.append(capitalised(turn.text("plays_query_on", query=query, what=what)))
            if failed:
                lost = names(turn, [one.entity for one in failed], home)
                error = failed[0].error
                text = "not_from_here" if isinstance(error, NotAllowed) else "did_not_work"
                told.append(capitalised(turn.text(text, names=lost, count=len(failed))))
                return Reply(" ".join(told), error=error.code if error else None)
        return Reply(" ".join(told))

    def _players(self, turn: Turn, home: HomeMap) -> list[Entity]:
        """Return the players that may be meant, those of the speaker's area first."""
        targets = find_targets(turn, home, ("media_player",), near=not turn.slot("name"))
        found = list(targets.entities)
        if targets.here is not None:
            rest = [one for one in home.exposed() if one.domain == "media_player"]
            found += [one for one in rest if one not in found]
        return found

    def _told_by_integration(self, player: Entity) -> "Told | None":
        try:
            result = self._ova.actions.run(player.source, FRESH, {}, source="voice")
        except OvaError:
            return None  # it has no such action, or cannot be reached: its state tells
        # What the hub knows of the player may be a second late; the action has just looked.
        state = (
            result.data.get("state", player.state.state) if isinstance(result.data, dict) else ""
        )
        return Told(result.message, ok=state in PLAYING) if result.message else None

    def _one(self, turn: Turn, player: Entity, *, alone: bool) -> str:
        title = player.state.attributes.get("media_title")
        artist = player.state.attributes.get("media_artist")
        what = the_entity(turn, player)
        if not title:
            return turn.text("plays_unknown", what=what)
        key = "plays_title_by" if artist else "plays_title"
        if alone:
            return turn.text(key, title=title, artist=artist or "")
        return turn.text(f"{key}_on", title=title, artist=artist or "", what=what)


def _best(players: list[Entity]) -> Entity:
    """Return the player music is for: what plays, else a loudspeaker before a television."""
    return next(
        (one for one in players if one.state.state in PLAYING),
        min(players, key=lambda one: one.device_class == "tv"),
    )


def _one_of_each_room(players: list[Entity]) -> list[Entity]:
    rooms: dict[str | None, list[Entity]] = {}
    for one in players:
        rooms.setdefault(one.area_id, []).append(one)
    return [_best(found) for found in rooms.values()]


class Told:
    """What an integration said itself."""

    def __init__(self, text: str, *, ok: bool) -> None:
        """``ok``: its player plays."""
        self.text = text
        self.ok = ok
