"""How the program gets going: finding its hub, joining it, and running with its token."""

import io
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from ova.satellite.address import HubAddress
from ova.satellite.choosing import Choosing
from ova.satellite.errors import BadInput, ExitCode, SatelliteError, TokenRefused
from ova.satellite.hello import hello_of
from ova.satellite.hub_log import HubLog
from ova.satellite.hub_memory import HubMemory, KnownHub
from ova.satellite.hub_search import LOCAL_URL, FoundHub, HubSearch, hub_at
from ova.satellite.hub_trail import HubTrail
from ova.satellite.hub_trust import HubTrust
from ova.satellite.identity import state_folder
from ova.satellite.joining import Joining
from ova.satellite.options import SatelliteOptions
from ova.satellite.pin_store import PinStore
from ova.satellite.process import ended_by_signals, logged_to
from ova.satellite.program import Program
from ova.satellite.report import TerminalReport
from ova.satellite.token_store import TokenStore
from ova.satellite.wake import load_wake_words, own_wake_words

Trail = Callable[[threading.Event], HubAddress]
Pick = Callable[[list[FoundHub]], FoundHub]
"""Asks whoever sits at the terminal which hub it is to be."""


def run_satellite(options: SatelliteOptions, pick: Pick | None = None) -> int:
    """Run the satellite until its command is answered, or it is told to end; return an exit code.

    ``pick`` chooses among several hubs; without it the program ends and lists them.
    """
    log = HubLog()
    report = TerminalReport(sys.stdout, sys.stderr, as_json=options.json, log=log.add)
    stopping = threading.Event()
    try:
        with ended_by_signals(stopping), logged_to(log):
            return _Start(options, report, log, stopping, pick).run()
    except SatelliteError as error:
        report.error(error)
        return error.exit_code


def join_hub(options: SatelliteOptions, pick: Pick | None = None) -> bool:
    """Find the hub and join it, unless that was done before; False when it was interrupted.

    Raises SatelliteError.
    """
    report = TerminalReport(sys.stdout, sys.stderr)
    stopping = threading.Event()
    with ended_by_signals(stopping):
        return _Start(options, report, HubLog(), stopping, pick).join()


def known_hub() -> KnownHub | None:
    """Return the hub this machine has joined last."""
    return HubMemory(state_folder()).get()


def forget_hub() -> None:
    """Forget the hub and the tokens of this machine."""
    HubMemory(state_folder()).forget()
    forget_trust()


def forget_trust() -> None:
    """Forget which certificates hubs have, and the tokens: what is told by a code comes anew."""
    TokenStore(state_folder()).forget()
    PinStore(state_folder()).forget()


def check_program() -> None:
    """Load everything that a satellite loads. Raises what is wrong with it."""
    import sounddevice  # noqa: F401 - whether it can be loaded is what is asked
    import zeroconf  # noqa: F401 - the same

    import ova.satellite.transport  # noqa: F401 - the same

    load_wake_words(own_wake_words(SatelliteOptions())).close()


class _Start:
    """One start of the program, over and over while the hub wants it to join anew."""

    def __init__(
        self,
        options: SatelliteOptions,
        report: TerminalReport,
        log: HubLog,
        stopping: threading.Event,
        pick: Pick | None,
    ) -> None:
        self._options = options
        self._report = report
        self._log = log
        self._stopping = stopping
        self._pick = pick
        self._hello = hello_of(options)
        self._search = HubSearch()
        self._memory = HubMemory(state_folder())
        self._tokens = TokenStore(state_folder())
        self._pins = PinStore(state_folder())

    def run(self) -> int:
        """Run with the token that was given, or with one that this machine joins the hub for."""
        options = self._options
        given = options.hub_url or (self._here() if options.token else None)
        hub = None if given else self._find()
        if hub is None and not given:
            return self._ended()
        url = given or (hub.url if hub else "")
        token = options.token or self._kept(hub, url)
        while True:
            if not token:
                joined = self._join(hub, url)
                if joined is None:
                    return self._ended()
                token = joined
            address = HubAddress(url, token, options.ca, options.insecure)
            hub = self._memory.get() if given is None else None
            trail = self._trail(address, hub)
            try:
                with ExitStack() as stack:
                    return Program(
                        *(options, self._report, self._log, address, self._hello),
                        *(self._stopping, stack, trail),
                    ).run()
            except TokenRefused as error:
                if options.token:
                    raise
                self._report.warn(f"{error.message} Asking to join again.")
                token = ""

    def _trail(self, address: HubAddress, hub: KnownHub | None) -> Trail:
        """Return what tells before each connection where the hub is, and by what it is known."""
        satellite_id = str(self._hello["id"])
        by = hub.id if hub is not None else address.url
        trust = HubTrust(
            by, satellite_id, self._pins, lambda text: self._report.note("trust", text)
        )
        if hub is None:
            return lambda _stopping: trust(address)
        return HubTrail(address, hub, satellite_id, self._memory, self._search, trust=trust)

    def _here(self) -> str:
        """Return this machine's own hub: a token that was given goes to none that was only found."""
        if hub_at(LOCAL_URL) is None:
            raise BadInput(
                "A token was given, but not the hub it is for.",
                cure="Name the hub's address with --hub, or leave the token away: it joins by a code.",
            )
        return LOCAL_URL

    def join(self) -> bool:
        """Find the hub and join it, if that was not done before; False when it was interrupted."""
        hub = None if self._options.hub_url else self._find()
        url = self._options.hub_url or (hub.url if hub else "")
        if not url:
            return False
        return bool(self._kept(hub, url) or self._join(hub, url))

    def _find(self) -> KnownHub | None:
        """Return the hub that was joined, else one that is found; None when the program is to end."""
        name = self._options.hub_name
        known = self._memory.get()
        fits = known is not None and (
            name is None or name.strip().casefold() == known.name.casefold()
        )
        if fits and known is not None and self._kept(known, known.url):
            return known
        found = Choosing(
            *(self._search, self._report, self._stopping),
            pick=self._pick,
            patience_s=self._options.timeout_s if self._options.one_command else None,
        ).hub(name)
        return None if found is None else KnownHub(found.id, found.name, found.url)

    def _kept(self, hub: KnownHub | None, url: str) -> str:
        """Return the token that is kept for a hub; at an address alone only what was given for that."""
        return (self._tokens.get(hub.id) if hub is not None else self._tokens.get(url)) or ""

    def _join(self, hub: KnownHub | None, url: str) -> str | None:
        """Ask to join and keep the token; None when the program is to end."""
        options = self._options
        address = HubAddress(url, "", options.ca, options.insecure)
        _check(options, address, self._hello)
        joining = Joining(
            *(address, self._hello, self._report, self._stopping),
            patience_s=options.timeout_s if options.one_command else None,
        )
        token = joining.token()
        if token is None:
            return None
        self._tokens.keep(url, token)
        self._pins.keep(url, joining.address.fingerprint)
        told = hub_at(url, joining.address)
        joined = hub or (KnownHub(told.id, told.name, url) if told is not None else None)
        if joined is not None:
            self._tokens.keep(joined.id, token)
            self._pins.keep(joined.id, joining.address.fingerprint)
            self._memory.keep(joined)
        return token

    def _ended(self) -> int:
        return ExitCode.NOT_UNDERSTOOD if self._options.one_command else ExitCode.OK


def _check(options: SatelliteOptions, address: HubAddress, hello: Mapping[str, Any]) -> None:
    """Refuse options that cannot be used before anybody is asked to type a code."""
    quiet = TerminalReport(io.StringIO(), io.StringIO())
    with ExitStack() as stack:
        Program(options, quiet, HubLog(), address, hello, threading.Event(), stack)
