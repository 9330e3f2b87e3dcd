"""The integration's object: a Home Assistant's things, their states and control over them."""

import threading
import time
from contextlib import suppress
from typing import Any

from ova.core import OvaError
from ova.sdk import (
    ActionError,
    AuthFailed,
    Context,
    Device,
    Entity,
    NotReady,
    control,
)

from .convert import Mirror, State, changes, parse_state
from .instance import Instance
from .registries import CHANGES, exposed, owner
from .socket import Socket

NOT_LOADED = "Home Assistant is not connected with a home."
"""Said in English: what it says in other languages is known once it is loaded."""
SETTLE_S = 0.5
"""After a command, or after news of the registries, the time until all is looked at again."""
QUIET_S = 30.0
"""Without a word for so long, the connection is tried."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 300.0
"""Between tries to hear of changes at once."""


class HomeAssistant(Instance):
    """A Home Assistant. A thread of its own hears of changes, or asks every ``refresh_seconds``."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._live = config["live"]
        self._refresh_s = config["refresh_seconds"]
        self._ctx: Context | None = None
        self._socket: Socket | None = None
        """What the thread listens to, while it does."""
        self._refreshing = threading.Lock()
        self._stop = threading.Event()
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None

    def test_connection(self, ctx: Context) -> str:
        """Ask once. Raises NotReady, AuthFailed or ActionError."""
        self._client.say = ctx.text
        self.get_api()
        if self._only_exposed:
            with self._connected() as socket:
                exposed(socket)
        told = self._about()
        return ctx.text("says.connected", home=told["location_name"], version=told["version"])

    def account_info(self, ctx: Context) -> dict[str, str]:
        """Return the instance's name, and an id that no change of address changes."""
        self._client.say = ctx.text
        name = self._about()["location_name"]
        try:
            with self._connected() as socket:
                return {"id": owner(socket), "name": name}
        except NotReady:  # the websocket cannot be reached
            return {"id": "", "name": name}

    def health(self, ctx: Context) -> tuple[str, str]:
        """Tell how many things there are, and whether changes are heard of at once."""
        if not self._reachable:
            return "bad", ctx.text("card.away")
        if self._live and self._socket is None:
            return "warn", ctx.text("card.asking", count=len(self._states))
        return "ok", ctx.text("card.things", count=len(self._states))

    def diagnostics(self, ctx: Context) -> dict[str, Any]:  # noqa: ARG002 - the contract's shape
        """Return what helps to find a fault."""
        kinds: dict[str, int] = {}
        for state in self._states.values():
            kinds[state.domain] = kinds.get(state.domain, 0) + 1
        return {
            "address": self._base_url,
            "reachable": self._reachable,
            "hears_at_once": self._socket is not None,
            "things": kinds,
            "in_areas": sum(name in self._places.areas for name in self._states),
            "about": self._about() if self._reachable else {},
        }

    def entities(self, ctx: Context) -> list[Device]:
        """Return Home Assistant's things, and keep their states fresh from now on."""
        self._ctx, self._client.say = ctx, ctx.text
        try:
            devices = self._all_devices()
        except NotReady:
            self._reachable = False
            self._keep_fresh()
            raise
        self._keep_fresh()
        return devices

    @control
    def act(self, entity: Entity, service: str, data: dict[str, Any], ctx: Context) -> None:
        """Carry out a service in Home Assistant and tell the state it has then."""
        entity_id = ctx.entities.key(entity)
        domain = entity_id.partition(".")[0]
        with self._refreshing:  # states fetched meanwhile would be older than the answer
            changed = self.call_service(domain, service, {"entity_id": entity_id, **data})
            told = next((row for row in changed if _is_about(row, entity_id)), None)
            state = parse_state(told or self._client.get(f"states/{entity_id}"))
            if state is None:
                raise ActionError(ctx.text("errors.no_state"))
            old = self._states.get(entity_id, state)
            self._states = {**self._states, entity_id: state}
            # not returned: what is heard meanwhile would be overwritten by it
            ctx.entities.update(entity_id, state.state, changes(old.attributes, state.attributes))
        self._hurry.set()  # real things take a moment, and groups change other things as well

    def refresh(self) -> None:
        """Fetch the states once and tell what changed. Raises NotReady or AuthFailed."""
        ctx = self._ctx
        if ctx is None:
            raise NotReady(NOT_LOADED)
        with self._refreshing:
            old = self._states
            new = self._wanted(self._fetch())
            if not self._reachable or _shape(old) != _shape(new):
                ctx.entities.declare(self._all_devices())
                return
            for entity_id, state in new.items():
                if state != old[entity_id]:
                    attributes = changes(old[entity_id].attributes, state.attributes)
                    ctx.entities.update(entity_id, state.state, attributes)
            self._states = new

    def unload(self) -> None:
        """End the thread and the connections."""
        self._stop.set()
        self._hurry.set()
        socket = self._socket
        if socket is not None:
            socket.abort()
        if self._thread is not None:
            self._thread.join(2 * self._timeout_s)
        self._client.close()

    def _keep_fresh(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="home-assistant", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        again_at, pause = 0.0, FIRST_PAUSE_S
        while not self._stop.is_set():
            was_live = False
            if self._live and time.monotonic() >= again_at:
                try:
                    was_live = self._follow()
                except AuthFailed as error:
                    self._tell_away(error)
                    return
                pause = FIRST_PAUSE_S if was_live else min(2 * pause, LONGEST_PAUSE_S)
                again_at = time.monotonic() + pause
            wait_s = min(self._refresh_s, pause) if self._live else self._refresh_s
            if not was_live and self._waits_out(wait_s):
                return
            if self._stop.is_set():
                return
            try:
                was_away = not self._reachable
                self.refresh()
                if was_away:  # it is back: its websocket may be, too
                    again_at = 0.0
            except OvaError as error:
                self._tell_away(error)
                if isinstance(error, AuthFailed):  # asking on would get this hub banned
                    return

    def _waits_out(self, wait_s: float) -> bool:
        """Wait until it is time to ask again; return True at the end."""
        hurry = self._hurry.wait(wait_s)
        if self._stop.wait(SETTLE_S if hurry else 0):
            return True
        self._hurry.clear()
        return False

    def _follow(self) -> bool:
        """Hear of changes until the connection is lost; return whether there ever was one."""
        was_live = False
        try:
            with self._connected() as socket:
                self._socket = socket
                if self._stop.is_set():
                    return False
                news = {socket.subscribe("subscribe_events", event_type=kind) for kind in CHANGES}
                self._learn(socket)
                states = socket.subscribe("subscribe_entities")
                was_live = True
                self._hear(socket, news, states)
        except AuthFailed:
            raise
        except OvaError as error:
            if self._ctx is not None and not self._stop.is_set():
                self._ctx.logger.info("asking every %s seconds: %s", self._refresh_s, error)
        finally:
            self._socket = None
        return was_live

    def _hear(self, socket: Socket, news: set[int], states: int) -> None:
        mirror = Mirror()
        look_at: float | None = None
        while not self._stop.is_set():
            rest = QUIET_S if look_at is None else look_at - time.monotonic()
            if look_at is not None and rest <= 0:
                look_at = None
                self._learn(socket)
                with self._refreshing:
                    self._declare(mirror)
                continue
            told = socket.next(rest)
            if told is None:
                if look_at is None:
                    socket.ask("ping")
                continue
            number, event = told
            if number == states and isinstance(event, dict):
                with self._refreshing:
                    whole = not self._take(mirror, event)
                if whole:
                    look_at = look_at or time.monotonic() + SETTLE_S
            elif number in news:
                look_at = look_at or time.monotonic() + SETTLE_S

    def _take(self, mirror: Mirror, event: dict[str, Any]) -> bool:
        """Tell what changed; return False when the list of things changed instead."""
        first = not mirror.names
        about = mirror.take(event)
        if first or not self._reachable:
            self._declare(mirror)
            return True
        new = {name: state for name in about if (state := mirror.state(name)) is not None}
        wanted = self._wanted(new)
        before = {name: self._states[name] for name in about if name in self._states}
        if _shape(before) != _shape(wanted):
            return False
        for name, state in wanted.items():
            old = before[name]
            if state != old and self._ctx is not None:
                told = changes(old.attributes, state.attributes)
                self._ctx.entities.update(name, state.state, told)
        self._states = {**self._states, **wanted}
        return True

    def _declare(self, mirror: Mirror) -> None:
        told = (mirror.state(name) for name in sorted(mirror.names))
        states = [state for state in told if state is not None and self._is_wanted(state)]
        self._states = {state.entity_id: state for state in states}
        self._reachable = True
        if self._ctx is not None:
            self._ctx.entities.declare(self._devices())

    def _tell_away(self, error: OvaError) -> None:
        ctx = self._ctx
        if ctx is not None and self._reachable and not self._stop.is_set():
            self._reachable = False
            ctx.logger.warning("%s", error)
            with suppress(NotReady):  # unloaded in this very moment
                ctx.entities.unavailable(str(error))


def _is_about(row: Any, entity_id: str) -> bool:
    return isinstance(row, dict) and row.get("entity_id") == entity_id


def _shape(states: dict[str, State]) -> dict[str, tuple[str, str | None]]:
    """Return what a new declaration is needed for."""
    return {entity_id: (state.name, state.device_class) for entity_id, state in states.items()}
