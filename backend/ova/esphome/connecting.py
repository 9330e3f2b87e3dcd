"""Opening and ending the connection to a device."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from aioesphomeapi import DeviceInfo
from aioesphomeapi.client import APIClient
from aioesphomeapi.core import APIConnectionError

from ova.esphome.about import Abilities
from ova.esphome.address import DeviceAddress
from ova.esphome.device import asked
from ova.esphome.errors import in_words

CONNECT_S = 5.0
HELLO_S = 15.0
"""Small processors need a while for the handshake."""
PING_S = 1.0
"""A device that is silent for 4.5 times as long is gone."""
GOODBYE_S = 2.0
Stopped = Callable[[bool], Coroutine[Any, Any, None]]


async def connected(
    address: DeviceAddress, key: str, version: str, stopped: Stopped
) -> tuple[APIClient, str, str]:
    """Connect; return the client, the own address the device sees, and the device's.

    ``stopped`` is called when the connection ends. Raises APIConnectionError, OSError, TimeoutError.
    """
    async with asyncio.timeout(CONNECT_S):  # wait_for may lose a socket it was given too late
        sock = await _socket(address)
    own, host = sock.getsockname()[0], sock.getpeername()[0]
    client = APIClient(
        address.host,
        address.port,
        None,
        client_info=f"OpenVoiceAssistant {version}",
        keepalive=PING_S,
        noise_psk=key or None,
    )
    client.start_connection_from_socket(sock, stopped, log_errors=False)
    try:
        await asyncio.wait_for(client.finish_connection(login=True), HELLO_S)
    except BaseException:
        client.force_disconnect()
        raise
    return client, own, host


async def goodbye(client: APIClient) -> None:
    """End a connection politely, if the device takes notice."""
    with suppress(APIConnectionError, TimeoutError):
        await asyncio.wait_for(client.disconnect(), GOODBYE_S)
    client.force_disconnect()


async def probed(address: DeviceAddress, key: str, version: str) -> tuple[DeviceInfo, Abilities]:
    """Return what a device is. Raises OvaError that says why it cannot be used."""

    async def stopped(expected: bool) -> None:
        del expected

    try:
        client, _, _ = await connected(address, key, version, stopped)
        try:
            return await asyncio.wait_for(asked(client, address), HELLO_S)
        finally:
            await goodbye(client)
    except (APIConnectionError, OSError, TimeoutError) as error:
        raise in_words(error, address, with_key=bool(key)) from error


async def _socket(address: DeviceAddress) -> socket.socket:
    """Return a connected socket. Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    last: OSError | None = None
    for family, kind, protocol, _, place in found:
        sock = socket.socket(family, kind, protocol)
        sock.setblocking(False)
        try:
            await loop.sock_connect(sock, place)
        except BaseException as error:
            sock.close()
            if not isinstance(error, OSError):
                raise
            last = error
            continue
        return sock
    raise last or OSError("The name stands for no address")
