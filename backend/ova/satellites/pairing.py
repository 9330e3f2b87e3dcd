"""Letting devices join: a device shows a code, a person types it on the hub's page."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import uuid4

from ova.core import (
    Conflict,
    NotAllowed,
    NotFound,
    Satellite,
    Unavailable,
)
from ova.satellites.messages import parse_hello
from ova.satellites.pairing_proof import PairingProof
from ova.satellites.pairing_request import PairingRequest, PairingState
from ova.satellites.registry import SatelliteRegistry

VALID_S = 600.0
TRIES = 5
MAX_OPEN = 20
MAX_OPEN_PER_ADDRESS = 3
STRANGER = (
    " If it is surely what the device shows, another machine stands between the device and this hub:"
    " do not let it in."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a device is told that asked to join."""

    request: PairingRequest
    code: str
    """Empty for a device that makes it itself, of the ``nonce``."""
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a device is told that asks how its request stands."""

    state: PairingState
    token: str | None = None
    satellite: Satellite | None = None


@dataclass(slots=True)
class _Open:
    request: PairingRequest
    proof: PairingProof
    name: str = ""
    area_id: str | None = None


class Pairing:
    """Keeps who asks to join, in memory: after a restart of the hub devices ask anew."""

    def __init__(
        self,
        registry: SatelliteRegistry,
        *,
        clock: Callable[[], float],
        check_area: Callable[[str], object],
        on_change: Callable[[PairingRequest], None],
        certificate: Callable[[], str] = lambda: "",
    ) -> None:
        """``clock`` gives seconds since the epoch; ``check_area`` raises NotFound.

        ``certificate`` gives the fingerprint of what the hub shows its visitors, empty for plain http.
        """
        self._registry = registry
        self._clock = clock
        self._check_area = check_area
        self._on_change = on_change
        self._certificate = certificate
        self._lock = threading.RLock()
        self._open: dict[str, _Open] = {}
        self._over: dict[str, tuple[_Open, float]] = {}

    def ask(
        self,
        satellite_id: str,
        name: str,
        area: str,
        version: str,
        secret: str,
        address: str,
        commitment: str = "",
    ) -> Asked:
        """Take a device's wish to join. Raises InvalidInput, Unavailable when too many wait.

        ``secret`` is random and only the device knows it; ``address`` is where it asks from. A device
        that asks again instead of waiting gets a new code, and its old one counts no longer. One that
        cannot tell the hub's certificate from another's makes the code itself: it tells its
        ``commitment`` here, and what that is to when it claims.
        """
        told = {"id": satellite_id, "name": name, "area": area, "version": version}
        hello = parse_hello(told)
        proof = PairingProof(secret, commitment)
        self.expire()
        with self._lock:
            for one in list(self._open.values()):
                request = one.request
                if request.satellite_id == hello.id and request.address == address:
                    self._end(one, PairingState.EXPIRED)
            self._refuse_crowd(address)
            now = self._clock()
            request = PairingRequest(
                uuid4().hex,
                hello.id,
                hello.name,
                hello.area or "",
                hello.version,
                address,
                now,
                now + VALID_S,
                self._registry.knows(hello.id),
                TRIES,
            )
            self._open[request.id] = _Open(request, proof)
            self._on_change(request)
        return Asked(request, proof.code, proof.nonce)

    def waiting(self) -> list[PairingRequest]:
        """Return the requests that are not over, oldest first."""
        self.expire()
        with self._lock:
            return [one.request for one in self._open.values()]

    def accept(
        self, request_id: str, code: str, name: str | None = None, area_id: str | None = None
    ) -> PairingRequest:
        """Let a device in whose code was typed; it fetches its token itself.

        Raises NotFound for a request that is over or never was, NotAllowed for a wrong code (few
        tries are given), Conflict when it was let in already, and NotFound for an unknown area.
        """
        if area_id:
            self._check_area(area_id)
        self.expire()
        with self._lock:
            one = self._known(request_id)
            if one.request.state is not PairingState.WAITING:
                raise Conflict(
                    f"{one.request.name} was let in already.",
                    cure="It connects by itself in a moment.",
                    code="already_accepted",
                )
            if not one.proof.code:
                raise Conflict(
                    f"{one.request.name} shows no code yet.",
                    cure="Wait until it shows one.",
                    code="no_code_yet",
                )
            if not one.proof.is_code(code):
                raise self._wrong(one)
            one.name, one.area_id = name or one.request.name, area_id
            return self._change(one, PairingState.ACCEPTED)

    def reject(self, request_id: str) -> None:
        """Send a device away. Raises NotFound."""
        with self._lock:
            self._end(self._known(request_id), PairingState.REJECTED)

    def claim(self, request_id: str, secret: str, opening: str = "") -> Claimed:
        """Tell a device how its request stands; once, after it was let in, with its token.

        ``opening`` is what the device committed itself to; from then on its code counts. Raises
        NotFound for a request the hub does not know (any more), NotAllowed for a wrong secret or
        opening, and for a token that was fetched already.
        """
        self.expire()
        with self._lock:
            one = self._open.get(request_id)
            if one is None:
                one = self._ended(request_id)
            one.proof.check_secret(secret)
            state = one.request.state
            if state is PairingState.WAITING and opening and one.proof.made_there:
                one.proof.take_opening(opening, self._certificate)
            if state is PairingState.JOINED:
                raise NotAllowed(
                    "The token of this request was fetched already.",
                    cure="Ask to join anew; the token that was fetched ends then.",
                    code="pairing_used",
                )
            if state is not PairingState.ACCEPTED:
                return Claimed(state)
            request = one.request
            satellite = self._registry.adopt(request.satellite_id, one.name, "ova", one.area_id)
            token = self._registry.give_key(satellite.id)
            self._end(one, PairingState.JOINED)
            return Claimed(PairingState.JOINED, token, self._registry.get(satellite.id))

    def expire(self) -> None:
        """End the requests whose time is over."""
        now = self._clock()
        with self._lock:
            for one in list(self._open.values()):
                if one.request.expires_at <= now:
                    self._end(one, PairingState.EXPIRED)
            for request_id, (_, until) in list(self._over.items()):
                if until <= now:
                    del self._over[request_id]

    def _known(self, request_id: str) -> _Open:
        one = self._open.get(request_id)
        if one is None:
            raise NotFound(
                "Nobody asks to join with this request any more.",
                cure="Look at the device: it shows a new code when it asks again.",
                code="pairing_over",
            )
        return one

    def _ended(self, request_id: str) -> _Open:
        kept = self._over.get(request_id)
        if kept is None:
            raise NotFound(
                "The hub knows no such request.", cure="Ask to join anew.", code="pairing_over"
            )
        return kept[0]

    def _wrong(self, one: _Open) -> NotAllowed:
        left = one.request.tries_left - 1
        stranger = STRANGER if one.proof.made_there else ""
        one.request = replace(one.request, tries_left=left)
        if left <= 0:
            self._end(one, PairingState.BLOCKED)
            return NotAllowed(
                "The code was wrong too often.",
                cure=f"Start the satellite's program again: it shows a new code.{stranger}",
                code="too_many_tries",
            )
        self._on_change(one.request)
        return NotAllowed(
            "This is not the code the device shows.",
            cure=f"Look again; you can try {left} more {'time' if left == 1 else 'times'}.{stranger}",
            code="wrong_code",
        )

    def _refuse_crowd(self, address: str) -> None:
        here = sum(one.request.address == address for one in self._open.values())
        if len(self._open) >= MAX_OPEN or here >= MAX_OPEN_PER_ADDRESS:
            raise Unavailable(
                "Too many devices ask to join at once.",
                cure="Let them in or send them away on the hub's page, or wait ten minutes.",
                code="too_many_ask",
            )

    def _change(self, one: _Open, state: PairingState) -> PairingRequest:
        one.request = replace(one.request, state=state)
        self._on_change(one.request)
        return one.request

    def _end(self, one: _Open, state: PairingState) -> None:
        self._open.pop(one.request.id, None)
        self._over[one.request.id] = (one, self._clock() + VALID_S)
        one.proof.void()
        self._change(one, state)
