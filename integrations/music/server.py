"""An MPD server.

https://mpd.readthedocs.io/en/stable/protocol.html
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from mpd import CommandError, MPDClient, MPDError

from ova.sdk import ActionError, AuthFailed, NotReady

TIMEOUT_S = 5.0
Say = Callable[..., str]
"""Gives a text of the integration in the home's language, as ``ctx.text``."""
SUBSYSTEMS = ("player", "mixer", "options", "playlist", "output")
_WRONG_PASSWORD, _NO_PERMISSION = "[3@", "[4@"


class Server:
    """Where an MPD listens. Each use has a connection of its own."""

    def __init__(self, host: str, port: int, password: str) -> None:
        self._host, self._port, self._password = host, port, password
        self.say: Say = str
        """What it says; the integration gives it once it is loaded."""

    @property
    def where(self) -> str:
        """The server's address."""
        return f"{self._host}:{self._port}"

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """Give a client, and close it. Raises NotReady, AuthFailed, ActionError."""
        client = MPDClient()
        client.timeout = TIMEOUT_S
        link: socket.socket | None = None
        try:
            client.connect(self._host, self._port)
            link = client._sock
            if self._password:
                client.password(self._password)
            yield client
        except CommandError as error:
            raise self._refused(str(error)) from None
        except TimeoutError:
            raise NotReady(
                self.say("errors.too_slow"), cure=self.say("errors.too_slow_cure", where=self.where)
            ) from None
        except (OSError, MPDError, UnicodeError):
            raise NotReady(
                self.say("errors.away"), cure=self.say("errors.away_cure", where=self.where)
            ) from None
        finally:
            with suppress(OSError):
                client.disconnect()
            if link is not None:  # the library forgets a lost connection without closing it
                link.close()

    def _refused(self, told: str) -> ActionError | AuthFailed:
        if told.startswith(_WRONG_PASSWORD):
            return AuthFailed(self.say("errors.password"), cure=self.say("errors.password_cure"))
        if told.startswith(_NO_PERMISSION):
            return AuthFailed(
                self.say("errors.permission"), cure=self.say("errors.permission_cure")
            )
        reason = told.partition("} ")[2] or told
        return ActionError(self.say("errors.refused", reason=reason))


def has_news(client: Any, within_s: float) -> bool:
    """Wait until MPD tells of something; False when it did not, and then the client is used up."""
    client.idletimeout = within_s
    try:
        client.idle(*SUBSYSTEMS)
    except TimeoutError:
        return False
    return True


def interrupt(client: Any) -> None:
    """End what another thread waits for with this client."""
    with suppress(OSError, MPDError), socket.socket(fileno=os.dup(client.fileno())) as link:
        link.shutdown(socket.SHUT_RDWR)
