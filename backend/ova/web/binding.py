"""Taking the address and port before anything is started."""

import errno
import os
import socket

from ova.web.errors import CannotListen


def bind(host: str, port: int) -> socket.socket:
    """Return a socket bound to ``host`` and ``port`` (0: any free one).

    Raises CannotListen when the port is in use, the address is not this machine's, or the system
    forbids it.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise CannotListen(
            f"{host!r} is not an address this machine knows.",
            cure="Use --host 127.0.0.1 for this machine only, or 0.0.0.0 for the whole network.",
        ) from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _explained(error, host, port) from error
    return listener


def _explained(error: OSError, host: str, port: int) -> CannotListen:
    if error.errno == errno.EADDRINUSE:
        return CannotListen(
            f"Port {port} is already in use.",
            cure="Stop the other program (it may be another hub), or use --port with another one.",
            code="port_in_use",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return CannotListen(
            f"The system does not let this user use port {port}.",
            cure="Use a port above 1023.",
            code="port_forbidden",
        )
    return CannotListen(
        f"Listening on {host} port {port} failed: {os.strerror(error.errno or 0)}.",
        cure="Check --host: it must be an address of this machine.",
    )
