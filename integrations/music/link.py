"""The integration's object: MPD as a player of the home."""

import threading
from contextlib import suppress
from typing import Any

from ova.core import NotFound, OvaError
from ova.sdk import (
    ActionError,
    ActionResult,
    Context,
    Device,
    Entity,
    EntityState,
    NotReady,
    action,
    control,
)

from .finding import called, find
from .playlists import Playlists
from .queue import Queue, play_found
from .server import Server, has_news, interrupt
from .state import state_of

KEY = "player"
OUTPUT = "output."
"""Begins the keys of outputs. Both are the same wherever MPD runs."""
LOOK_AGAIN_S = 60.0
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0


_TEXT = {"type": ["string", "null"]}
PLAYING = {
    "type": "object",
    "required": ["state", "title", "artist"],
    "properties": {"state": {"type": "string"}, "title": _TEXT, "artist": _TEXT},
}


class Music(Queue, Playlists):
    """An MPD. A thread of its own waits for what it tells."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._server = Server(config["host"].strip(), config["port"], config["password"])
        self._name, self._room = config["name"].strip(), config["room"].strip()
        self._ctx: Context | None = None
        self._away = False
        self._outputs: dict[str, str] = {}
        """State by key of the outputs that are declared."""
        self._loudness = 50
        """Volume before it was muted, in percent."""
        self._watcher: threading.Thread | None = None
        self._stop = threading.Event()
        self._waiting: Any = None
        """The watcher's client."""

    def test_connection(self, ctx: Context) -> str:
        """Connect once. Raises NotReady or AuthFailed."""
        self._server.say = ctx.text
        with self._server.connected() as client:
            client.status()
            songs = client.stats().get("songs", "0")
            return ctx.text("says.connected", version=client.mpd_version, songs=songs)

    def entities(self, ctx: Context) -> None:
        """Declare the player, and tell what it does from now on. Raises NotReady or AuthFailed."""
        self._ctx, self._server.say = ctx, ctx.text
        try:
            with self._server.connected() as client:
                ctx.entities.declare(self._devices(client))
        except NotReady:
            self._away = True
            raise
        finally:
            if self._watcher is None:
                self._watcher = threading.Thread(target=self._watch, name="music", daemon=True)
                self._watcher.start()

    @control("media_player")
    def act(self, entity: Entity, service: str, data: dict[str, Any]) -> EntityState:  # noqa: ARG002 - there is one player
        """Carry out a service."""
        with self._server.connected() as client:
            self._carry_out(client, service, data)
            return state_of(client)

    @control("switch")
    def switch(
        self,
        entity: Entity,
        service: str,
        data: dict[str, Any],  # noqa: ARG002 - a switch takes none
        ctx: Context,
    ) -> EntityState:
        """Let an output be heard, or not."""
        key = ctx.entities.key(entity)
        with self._server.connected() as client:
            row = next((one for one in client.outputs() if _key(one) == key), None)
            if row is None:
                raise ActionError(ctx.text("errors.no_output"))
            on = service == "turn_on" or (service == "toggle" and row["outputenabled"] != "1")
            (client.enableoutput if on else client.disableoutput)(row["outputid"])
        return EntityState("on" if on else "off")

    @action(
        description="Tell which song is played",
        changes="nothing",
        output=PLAYING,
        phrases={
            "en": ["what is playing", "what song is this", "who is singing"],
            "de": [
                "was läuft [gerade]",
                "was wird [gerade] gespielt",
                "(welches lied|welcher song|welcher titel) (ist das|läuft [gerade])",
                "wie heißt (das lied|dieses lied|der song)",
                "wer singt [da]",
            ],
        },
    )
    def now_playing(self, ctx: Context) -> ActionResult:
        """Tell title and artist."""
        with self._server.connected() as client:
            state = state_of(client)
        title, artist = (state.attributes[name] for name in ("media_title", "media_artist"))
        data = {"state": state.state, "title": title, "artist": artist}
        if state.state != "playing" or not title:
            return ActionResult(data, message=ctx.text("says.nothing"))
        said = called(title, artist or "", ctx.text)
        return ActionResult(data, message=ctx.text("says.this_is", song=said))

    def health(self, ctx: Context) -> tuple[str, str]:
        """Tell what it does, or that it is away."""
        if self._away:
            return "bad", ctx.text("card.away")
        with self._server.connected() as client:
            return "ok", ctx.text(f"card.{state_of(client).state or 'idle'}")

    def diagnostics(self, ctx: Context) -> dict[str, Any]:  # noqa: ARG002 - the contract's shape
        """Return what helps to find a fault."""
        with self._server.connected() as client:
            return {
                "server": self._server.where,
                "version": client.mpd_version,
                "status": client.status(),
                "stats": client.stats(),
                "outputs": client.outputs(),
            }

    def unload(self) -> None:
        """End the thread and the connections."""
        self._stop.set()
        if self._waiting is not None:
            interrupt(self._waiting)
        if self._watcher is not None:
            self._watcher.join()

    def _devices(self, client: Any) -> list[Device]:
        """Return the player, and its outputs when there are several."""
        rows = client.outputs()
        rows = rows if len(rows) > 1 else []
        self._outputs = {_key(row): _is_on(row) for row in rows}
        outputs = [
            Device(
                key=_key(row),
                name=f"{self._name} {row['outputname']}",
                domain="switch",
                area=self._room or None,
                state=_is_on(row),
            )
            for row in rows
        ]
        return [self._device(state_of(client)), *outputs]

    def _device(self, state: EntityState) -> Device:
        return Device(
            key=KEY,
            name=self._name,
            domain="media_player",
            area=self._room or None,
            device_class="speaker",
            state=state.state,
            attributes=state.attributes,
        )

    def _carry_out(self, client: Any, service: str, data: dict[str, Any]) -> None:
        if service in ("volume_set", "volume_mute"):
            self._set_volume(client, service, data)
            return
        if service in ("media_stop", "turn_off"):
            client.stop()
            return
        if service == "play_media":
            name = str(data["media_content_id"])
            found = find(client, name)
            if found is None:
                raise ActionError(
                    self._server.say("errors.not_found", name=name),
                    cure=self._server.say("errors.not_found_cure"),
                )
            play_found(client, found)
            return
        if int(client.status().get("playlistlength", 0)) == 0:
            raise ActionError(
                self._server.say("errors.empty"), cure=self._server.say("errors.empty_cure")
            )
        if service in ("media_play", "turn_on"):
            client.play()
        elif service == "media_pause":
            client.pause(1)
        elif service == "media_next_track":
            client.next()
        else:
            client.previous()

    def _set_volume(self, client: Any, service: str, data: dict[str, Any]) -> None:
        now = client.status().get("volume")
        if now is None or int(now) < 0:
            raise ActionError(
                self._server.say("errors.no_mixer"), cure=self._server.say("errors.no_mixer_cure")
            )
        if service == "volume_set":
            client.setvol(round(data["volume_level"] * 100))
        elif data["is_volume_muted"]:
            self._loudness = int(now) or self._loudness
            client.setvol(0)
        elif int(now) == 0:
            client.setvol(self._loudness)

    # What follows runs in the watcher's thread.

    def _watch(self) -> None:
        wait_s = FIRST_WAIT_S
        while not self._stop.is_set():
            try:
                with self._server.connected() as client:
                    self._waiting = client
                    self._tell(client)
                    wait_s = FIRST_WAIT_S
                    while not self._stop.is_set() and has_news(client, LOOK_AGAIN_S):
                        self._tell(client)
                    continue
            except OvaError as error:
                self._tell_away(error)
            self._stop.wait(wait_s)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)

    def _tell(self, client: Any) -> None:
        ctx, state = self._ctx, state_of(client)
        if ctx is None:
            return
        rows = client.outputs()
        now = {_key(row): _is_on(row) for row in rows} if len(rows) > 1 else {}
        if self._away or now.keys() != self._outputs.keys():
            self._away = False
            ctx.entities.declare(self._devices(client))
            return
        for key, shown in now.items():
            if self._outputs[key] != shown:
                with suppress(NotFound):  # as below
                    ctx.entities.update(key, shown)
        self._outputs = now
        with suppress(NotFound):  # it was never declared: that is tried again by ``entities``
            ctx.entities.update(KEY, state.state, state.attributes)

    def _tell_away(self, error: OvaError) -> None:
        ctx = self._ctx
        if ctx is None or self._away or self._stop.is_set():
            return
        self._away = True
        ctx.logger.warning("%s", error)
        with suppress(NotReady):  # unloaded in this very moment
            ctx.entities.unavailable(str(error))


def _key(output: dict[str, str]) -> str:
    return f"{OUTPUT}{output['outputname']}"


def _is_on(output: dict[str, str]) -> str:
    return "on" if output.get("outputenabled") == "1" else "off"
