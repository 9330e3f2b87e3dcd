"""The integration's object: a Home Assistant's things, their states and control over them."""

import threading
from contextlib import suppress
from typing import Any

import requests

from ova.core import OvaError
from ova.sdk import (
    ActionError,
    AuthFailed,
    Context,
    Device,
    Entity,
    EntityState,
    NotReady,
    control,
)

from .client import Client
from .convert import AREAS, FLOORS, Places, State, changes, device, pairs, parse_state

SETTLE_S = 0.5
"""After a command, the time until all states are looked at again."""


class HomeAssistant:
    """A Home Assistant. States are fetched every ``refresh_seconds`` in a thread of its own."""

    def __init__(self, config: dict[str, Any]) -> None:
        scheme = "https" if config["tls"] else "http"
        host = config["host"].strip().removeprefix(f"{scheme}://").rstrip("/")
        self._client = Client(
            f"{scheme}://{host}:{config['port']}", config["access_token"], config["timeout_seconds"]
        )
        self._domains = frozenset(config["domains"])
        self._refresh_s = config["refresh_seconds"]
        self._timeout_s = config["timeout_seconds"]
        self._ctx: Context | None = None
        self._states: dict[str, State] = {}
        self._reachable = False
        self._refreshing = threading.Lock()
        self._stop = threading.Event()
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None

    def get_api(self) -> Any:
        """Return what ``GET /api/`` answers: ``{"message": "API running."}``."""
        return self._client.get("")

    def post_api(self, data: dict[str, Any]) -> requests.Response:
        """Let Home Assistant handle an intent: ``{"name": ..., "data": {...}}``."""
        return self._client.request("POST", "intent/handle", data)

    def call_service(self, domain: str, service: str, data: dict[str, Any]) -> list[Any]:
        """Call any service and return the states it changed."""
        changed = self._client.post(f"services/{domain}/{service}", data)
        return changed if isinstance(changed, list) else []

    def entities(self, ctx: Context) -> list[Device]:
        """Return Home Assistant's things, and keep their states fresh from now on."""
        self._ctx = ctx
        try:
            devices = self._all_devices()
        except NotReady:
            self._reachable = False
            self._keep_fresh()
            raise
        self._keep_fresh()
        return devices

    @control
    def act(self, entity: Entity, service: str, data: dict[str, Any], ctx: Context) -> EntityState:
        """Carry out a service in Home Assistant and return the state it has then."""
        entity_id = ctx.entities.key(entity)
        domain = entity_id.partition(".")[0]
        with self._refreshing:  # states fetched meanwhile would be older than the answer
            changed = self.call_service(domain, service, {"entity_id": entity_id, **data})
            told = next((row for row in changed if _is_about(row, entity_id)), None)
            state = parse_state(told or self._client.get(f"states/{entity_id}"))
            if state is None:
                raise ActionError("Home Assistant did not tell the new state.")
            old = self._states.get(entity_id, state)
            self._states = {**self._states, entity_id: state}
        self._hurry.set()  # real things take a moment, and groups change other things as well
        return EntityState(state.state, changes(old.attributes, state.attributes))

    def refresh(self) -> None:
        """Fetch the states once and tell what changed. Raises NotReady or AuthFailed."""
        ctx = self._ctx
        if ctx is None:
            raise NotReady("Home Assistant is not connected with a home.")
        with self._refreshing:
            old = self._states
            new = self._fetch()
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
        if self._thread is not None:
            self._thread.join(2 * self._timeout_s)
        self._client.close()

    def _fetch(self) -> dict[str, State]:
        told = self._client.get("states")
        if not isinstance(told, list):
            raise NotReady("What answers is not Home Assistant.", cure="Check host and port.")
        states = (parse_state(row) for row in told)
        return {
            state.entity_id: state for state in states if state and state.domain in self._domains
        }

    def _all_devices(self) -> list[Device]:
        states = self._fetch()
        places = Places(self._table(AREAS), self._table(FLOORS))
        self._states, self._reachable = states, True
        return [device(state, places) for state in states.values()]

    def _table(self, template: str) -> dict[str, str]:
        try:
            return pairs(self._client.render(template))
        except (ActionError, AuthFailed):  # an older version, or a token without the right to it
            return {}

    def _keep_fresh(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="home-assistant", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            hurry = self._hurry.wait(self._refresh_s)
            if self._stop.wait(SETTLE_S if hurry else 0):
                return
            self._hurry.clear()
            try:
                self.refresh()
            except OvaError as error:
                self._tell_away(error)
                if isinstance(error, AuthFailed):  # asking on would get this hub banned
                    return

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
