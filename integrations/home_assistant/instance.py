"""A Home Assistant, asked: its things, where they are, and what it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from ova.sdk import ActionError, AuthFailed, Device, NotReady

from .client import Client
from .convert import AREAS, FLOORS, Places, State, device, pairs, parse_state
from .orders import Orders
from .registries import exposed, places
from .socket import Socket


class Instance(Orders):
    """One Home Assistant as it answers now, and what was learnt of it last."""

    def __init__(self, config: dict[str, Any]) -> None:
        scheme = "https" if config["tls"] else "http"
        host = config["host"].strip().removeprefix(f"{scheme}://").rstrip("/")
        self._base_url = f"{scheme}://{host}:{config['port']}"
        self._access_token = config["access_token"]
        self._timeout_s = config["timeout_seconds"]
        self._client = Client(self._base_url, self._access_token, self._timeout_s)
        self._only_exposed = config["only_exposed"]
        self._domains = frozenset(config["domains"])
        self._states: dict[str, State] = {}
        self._places = Places()
        self._exposed: frozenset[str] = frozenset()
        self._reachable = False

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

    def _fetch(self) -> dict[str, State]:
        told = self._client.get("states")
        if not isinstance(told, list):
            raise NotReady(
                self._client.say("errors.not_it"), cure=self._client.say("errors.not_it_cure")
            )
        states = (parse_state(row) for row in told)
        return {state.entity_id: state for state in states if state}

    def _wanted(self, states: dict[str, State]) -> dict[str, State]:
        return {name: state for name, state in states.items() if self._is_wanted(state)}

    def _is_wanted(self, state: State) -> bool:
        if self._only_exposed and state.entity_id not in self._exposed:
            return False
        return state.domain in self._domains

    def _all_devices(self) -> list[Device]:
        states = self._fetch()
        self._look_around()
        self._states, self._reachable = self._wanted(states), True
        return self._devices()

    def _devices(self) -> list[Device]:
        return [device(state, self._places) for state in self._states.values()]

    def _look_around(self) -> None:
        """Learn where things are and what is exposed; by templates when the websocket is away."""
        try:
            with self._connected() as socket:
                self._learn(socket)
        except (ActionError, NotReady):
            if self._only_exposed and not self._exposed:
                raise
            self._places = Places(self._table(AREAS), self._table(FLOORS))

    def _learn(self, socket: Socket) -> None:
        self._places = places(socket)
        if self._only_exposed:
            self._exposed = exposed(socket)

    @contextmanager
    def _connected(self) -> Iterator[Socket]:
        """Give a signed-in websocket, and close it. Raises NotReady or AuthFailed."""
        socket = Socket(self._base_url, self._access_token, self._timeout_s, self._client.say)
        try:
            socket.open()
            yield socket
        finally:
            socket.close()

    def _about(self) -> dict[str, str]:
        told = self._client.get("config")
        if not isinstance(told, dict):
            raise NotReady(
                self._client.say("errors.not_it"), cure=self._client.say("errors.not_it_cure")
            )
        return {name: str(told.get(name, "")) for name in ("location_name", "version", "state")}

    def _table(self, template: str) -> dict[str, str]:
        try:
            return pairs(self._client.render(template))
        except (ActionError, AuthFailed):  # an older version, or a token without the right to it
            return {}
