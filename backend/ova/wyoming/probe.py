"""Asking what listens at an address, before anything is made of it."""

import socket
import time

from wyoming.event import Event

from ova.core import Conflict, InvalidInput, OvaError, Unavailable
from ova.engines import WyomingAddress
from ova.wyoming.about import is_satellite
from ova.wyoming.connection import Connection
from ova.wyoming.errors import BadFrame

CONNECT_S = 5.0
INFO_S = 10.0
REST_S = 1.0
"""A satellite that is another hub's hangs up within this time after it was spoken to."""


def connect(address: WyomingAddress) -> socket.socket:
    """Connect to an address. Raises Unavailable."""
    try:
        return socket.create_connection((address.host, address.port), timeout=CONNECT_S)
    except TimeoutError as error:
        raise Unavailable(
            f"Nothing answers at {address}.",
            cure="Look whether the satellite is switched on and on this network.",
            code="satellite_unreachable",
        ) from error
    except ConnectionRefusedError as error:
        raise Unavailable(
            f"Nothing listens at {address}.",
            cure="Look whether the satellite's program runs, and on which port.",
            code="satellite_unreachable",
        ) from error
    except OSError as error:
        raise Unavailable(
            f"{address} cannot be reached: {error.strerror or error}.",
            cure="Look at the address, and whether the satellite is on this network.",
            code="satellite_unreachable",
        ) from error


def no_satellite(address: WyomingAddress) -> OvaError:
    """Say that something else than a satellite answers."""
    return InvalidInput(
        f"What answers at {address} is no satellite.",
        cure="Give the address of a satellite; speech servers are set under Speech.",
        code="no_satellite",
    )


def taken(address: WyomingAddress) -> OvaError:
    """Say that another hub has it."""
    return Conflict(
        f"Another hub drives the satellite at {address}; it takes one at a time.",
        cure="Remove it there, in Home Assistant for example, then it can be used here.",
        code="satellite_taken",
    )


def silent(address: WyomingAddress) -> OvaError:
    """Say that what listens there does not speak Wyoming."""
    return Unavailable(
        f"What listens at {address} does not say what it is.",
        cure="Look whether this is the port of a Wyoming satellite; 10700 is usual.",
        code="satellite_silent",
    )


def probe(address: WyomingAddress) -> Event:
    """Return what a satellite that is nobody's says of itself.

    Raises OvaError that says what is wrong: unreachable, no satellite, taken.
    """
    info = describe(address)
    if not is_satellite(info):
        raise no_satellite(address)
    if _hangs_up(address):
        raise taken(address)
    return info


def describe(address: WyomingAddress) -> Event:
    """Return what listens at an address says of itself. Raises Unavailable."""
    began = time.monotonic()

    def tick() -> None:
        if time.monotonic() - began > INFO_S:
            connection.cut("It does not say what it is.")

    connection = Connection(connect(address), tick)
    try:
        connection.send(Event("describe"))
        while (event := connection.read()) is not None:
            if event.type == "info":
                return event
    except BadFrame as error:
        raise silent(address) from error
    finally:
        connection.close()
    raise silent(address)


def _hangs_up(address: WyomingAddress) -> bool:
    """Tell whether a satellite hangs up on who says more than ``describe``: it is another hub's."""
    began = time.monotonic()
    rested = False

    def tick() -> None:
        nonlocal rested
        if time.monotonic() - began > REST_S:
            rested = True
            connection.cut("")

    connection = Connection(connect(address), tick)
    try:
        connection.send(Event("ping", {"text": ""}))
        while (event := connection.read()) is not None:
            if event.type == "pong":
                return False
    except BadFrame as error:
        raise silent(address) from error
    finally:
        connection.close()
    return not rested
