"""Music and television: pause, go on, next, louder."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ova.sdk import Entity, Reply, Satellite, Turn, handles

from .base import HomeHandlers
from .control import Call, carry_out, report
from .home_map import HomeMap
from .refusal import Refusal, refusing
from .targets import Targets, find_targets
from .voices import mute_voices, set_voices, voices_meant
from .wording import names

PLAYING = frozenset({"playing", "buffering"})
PAUSED = frozenset({"paused"})
STARTABLE = frozenset({"paused", "idle", "on", "off", "standby", "playing", "buffering"})
SILENT = frozenset({"off", "unavailable", "unknown"})


class MediaHandlers(HomeHandlers):
    """The intents for media players."""

    @handles("HassMediaPause", exclusions=True)
    @refusing
    def pause(self, turn: Turn) -> Reply:
        """Pause what plays."""
        return self._simple(
            turn, PLAYING, "nothing_plays", "media_pause", "paused", {"paused", "idle"}
        )

    @handles("HassMediaUnpause", exclusions=True)
    @refusing
    def go_on(self, turn: Turn) -> Reply:
        """Go on with what was paused."""
        placed = turn.slot("name") or turn.slot("area")
        wanted = STARTABLE if placed else self._resumable(turn)
        return self._simple(turn, wanted, "nothing_paused", "media_play", "resumed", set(PLAYING))

    @handles("HassMediaNext")
    @refusing
    def next_track(self, turn: Turn) -> Reply:
        """Play the next track."""
        return self._simple(turn, PLAYING, "nothing_plays", "media_next_track", "next_track")

    @handles("HassMediaPrevious")
    @refusing
    def previous_track(self, turn: Turn) -> Reply:
        """Play the previous track."""
        return self._simple(
            turn, PLAYING, "nothing_plays", "media_previous_track", "previous_track"
        )

    @handles("HassMediaPlayerMute", exclusions=True)
    @refusing
    def mute(self, turn: Turn) -> Reply:
        """Mute."""
        return self._mute(turn, "muted", muted=True)

    @handles("HassMediaPlayerUnmute", exclusions=True)
    @refusing
    def unmute(self, turn: Turn) -> Reply:
        """End muting."""
        return self._mute(turn, "unmuted", muted=False)

    @handles("HassSetVolume", exclusions=True)
    @refusing
    def set_volume(self, turn: Turn) -> Reply:
        """Set the volume in percent."""
        percent = int(turn.slot("volume_level"))
        if not 0 <= percent <= 100:
            raise Refusal("invalid_input", text="percent_range")
        home = self._look()
        voices = self._voices(turn, home)
        if voices:
            return set_voices(self._ova, turn, voices, percent=percent)
        targets, players = _players(turn, home, _is_on, "nothing_plays")
        outcomes = carry_out(self._home, players, lambda _: _volume(percent), lambda _: True)
        return report(turn, home, targets, outcomes, "volume_set", volume=percent)

    @handles("HassSetVolumeRelative", exclusions=True)
    @refusing
    def change_volume(self, turn: Turn) -> Reply:
        """Make it louder or quieter."""
        home = self._look()
        step = self._step(turn.slot("volume_step"))
        voices = self._voices(turn, home)
        if voices:
            return set_voices(self._ova, turn, voices, step=step)
        targets, players = _players(turn, home, _is_on, "nothing_plays")
        known = [player for player in players if volume_of(player) is not None]
        if not known:
            told = names(turn, players, home)
            raise Refusal("feature_not_supported", text="no_volume", names=told)

        def call(player: Entity) -> Call:
            return _volume(min(100, max(0, (volume_of(player) or 0) + step)))

        outcomes = carry_out(self._home, known, call, lambda _: True)
        shown = volume_of(outcomes[0].entity)
        if len(outcomes) == 1 and shown is not None:
            return report(turn, home, targets, outcomes, "volume_set", volume=shown)
        return report(turn, home, targets, outcomes, "louder" if step > 0 else "quieter")

    def _voices(self, turn: Turn, home: HomeMap) -> list[Satellite]:
        """Return the satellites that "louder" is for: where it is said, unless music plays there."""
        voices = voices_meant(self._ova, turn, home)
        areas = {one.area_id for one in voices}
        heard = [one for one in home.exposed() if one.domain == "media_player" and _is_on(one)]
        if any(one.area_id in areas for one in heard):
            return []
        if any(one.state.state in PLAYING for one in heard) and not turn.slot("area"):
            return []  # as before: what plays in the house is meant
        return voices

    def _resumable(self, turn: Turn) -> frozenset[str]:
        """Return the states to play from: what is paused, else what is in the speaker's area."""
        players = [player for player in self._look().exposed() if player.domain == "media_player"]
        paused = any(player.state.state in PAUSED for player in players)
        here = turn.area is not None and any(one.area_id == turn.area.id for one in players)
        return STARTABLE if here and not paused else PAUSED

    def _step(self, said: Any) -> int:
        if said in ("up", "down"):
            return self._volume_step if said == "up" else -self._volume_step
        return int(said)

    def _mute(self, turn: Turn, key: str, *, muted: bool) -> Reply:
        home = self._look()
        voices = self._voices(turn, home)
        if voices:
            return mute_voices(self._ova, turn, voices, muted=muted)
        targets, players = _players(turn, home, _is_on, "nothing_plays")
        outcomes = carry_out(
            self._home,
            players,
            lambda _: ("volume_mute", {"is_volume_muted": muted}),
            lambda player: player.state.attributes.get("is_volume_muted", muted) is muted,
        )
        return report(turn, home, targets, outcomes, key)

    def _simple(
        self,
        turn: Turn,
        wanted: frozenset[str],
        otherwise: str,
        service: str,
        key: str,
        after: set[str] | None = None,
    ) -> Reply:
        home = self._look()
        targets, players = _players(turn, home, lambda one: one.state.state in wanted, otherwise)
        outcomes = carry_out(
            self._home,
            players,
            lambda _: (service, {}),
            lambda player: after is None or player.state.state in after,
        )
        return report(turn, home, targets, outcomes, key)


def volume_of(player: Entity) -> int | None:
    """Return a player's volume in percent, or None when it does not tell."""
    level = player.state.attributes.get("volume_level")
    return round(level * 100) if isinstance(level, int | float) else None


def _volume(percent: int) -> Call:
    return "volume_set", {"volume_level": percent / 100}


def _is_on(player: Entity) -> bool:
    return player.state.state not in SILENT


def _players(
    turn: Turn, home: HomeMap, fits: Callable[[Entity], bool], otherwise: str
) -> tuple[Targets, list[Entity]]:
    """Return the players a command is for; ``otherwise`` is the text when none is in a fitting state.

    Without a place in the command it is for the speaker's area, else for the one player in the house
    that fits. Of several the playing ones are meant. Raises Refusal.
    """
    targets = find_targets(turn, home, ("media_player",), near=True)
    players = [player for player in targets.entities if fits(player)]
    if not players and targets.here is not None:
        everywhere = [one for one in home.exposed() if one.domain == "media_player"]
        players = [one for one in everywhere if fits(one) and not targets.but.leave(one)]
        targets = Targets(tuple(players), kind="media_player", but=targets.but)
    playing = [player for player in players if player.state.state in PLAYING]
    players = playing or players
    if not players:
        if targets.named:
            told = names(turn, targets.entities)
            raise Refusal("entity_wrong_state", text=f"{otherwise}_one", names=told)
        raise Refusal("entity_wrong_state", text=otherwise)
    if targets.speakers:
        return replace(targets, entities=tuple(players), named=True), players
    placed = targets.named or targets.area or targets.floor or targets.here or targets.but
    if len(players) > 1 and not placed:
        raise Refusal("duplicate_targets", text="which_one", names=names(turn, players, home))
    return replace(targets, entities=tuple(players), kind="media_player"), players
