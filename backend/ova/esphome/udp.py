"""Sound as datagrams, for devices of before 2024: their microphone comes so, and replies go so."""

import asyncio
from collections.abc import Callable
from typing import cast


class Datagrams(asyncio.DatagramProtocol):
    """Takes datagrams of one device, and sends to where they come from."""

    def __init__(self, host: str, take: Callable[[bytes], None]) -> None:
        """``host`` is the device's address: what others send is dropped."""
        self._host = host
        self._take = take
        self._transport: asyncio.DatagramTransport | None = None
        self._from: tuple[str, int] | None = None

    @classmethod
    async def listen(
        cls, own: str, host: str, take: Callable[[bytes], None]
    ) -> tuple["Datagrams", int]:
        """Listen at one's ``own`` address on a free port; return that too. Raises OSError."""
        loop = asyncio.get_running_loop()
        transport, protocol = await loop.create_datagram_endpoint(
            lambda: cls(host, take), local_addr=(own, 0)
        )
        return protocol, transport.get_extra_info("sockname")[1]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast(asyncio.DatagramTransport, transport)  # it is one in all but name

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a datagram."""
        if addr[0] == self._host:
            self._from = addr
            self._take(data)

    def send(self, pcm: bytes) -> None:
        """Send a piece of sound; lost when the device has sent nothing yet."""
        if self._transport is not None and self._from is not None:
            self._transport.sendto(pcm, self._from)

    def close(self) -> None:
        """End it. May be called twice."""
        if self._transport is not None:
            self._transport.close()
