"""A CalDAV server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from caldav import DAVClient
from caldav.lib.error import AuthorizationError, DAVError, NotFoundError

from ova.sdk import ActionError, AuthFailed

TIMEOUT_S = 10
Say = Callable[..., str]
"""Gives a text of the integration in the home's language, as ``ctx.text``."""


class Server:
    """One account. Each use has a connection of its own; which calendars there are is kept."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._url, self._username, self._password = url.strip(), username, password
        self._known: tuple[tuple[str, str], ...] = ()
        self.say: Say = str
        """What it says; the integration gives it once it is loaded."""

    def names(self) -> list[str]:
        """Return the names of all calendars, asked anew. Raises what ``_connected`` raises."""
        with self._connected() as client:
            self._known = self._listed(client)
        return [name for name, _ in self._known]

    def account(self) -> str:
        """Return what the account is called at the server, whatever the server's address."""
        with self._connected() as client:
            return f"{self._username}:{urlsplit(str(client.principal().url)).path}"

    def search(self, names: list[str], start: datetime, end: datetime) -> list[tuple[str, Any]]:
        """Return what touches a span, as calendar's name and iCalendar; all calendars without names."""
        found = []
        with self._connected() as client:
            for name, calendar in self._calendars(client, names):
                found += [
                    (name, one.data) for one in calendar.search(start=start, end=end, event=True)
                ]
        return found

    def add(self, name: str, ical: str) -> str:
        """Put an event into a calendar, the first without a name; return the calendar's name."""
        with self._connected() as client:
            there = self._calendars(client, [name] if name else [])
            if not there:
                raise ActionError(
                    self.say("errors.no_calendar"), cure=self.say("errors.no_calendar_cure")
                )
            called, calendar = there[0]
            calendar.save_event(ical)
            return called

    def _calendars(self, client: Any, names: list[str]) -> list[tuple[str, Any]]:
        self._known = self._known or self._listed(client)
        wanted = {name.casefold(): name for name in names}
        missing = wanted.keys() - {name.casefold() for name, _ in self._known}
        if missing:
            known = ", ".join(name for name, _ in self._known) or self.say("says.none")
            raise ActionError(
                self.say("errors.no_such_calendar", name=wanted[min(missing)]),
                cure=self.say("errors.no_such_calendar_cure", known=known),
            )
        return [
            (name, client.calendar(url=url))
            for name, url in self._known
            if not wanted or name.casefold() in wanted
        ]

    def _listed(self, client: Any) -> tuple[tuple[str, str], ...]:
        found = []
        for calendar in client.principal().calendars():
            kinds = calendar.get_supported_components()
            if "VEVENT" in kinds:
                found.append((str(calendar.get_display_name() or calendar.id), str(calendar.url)))
        # servers list them in whatever order their disk gives
        return tuple(sorted(found, key=lambda one: one[0].casefold()))

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """Give a DAVClient, and close it. Raises AuthFailed, ActionError, RequestException."""
        client = DAVClient(
            self._url,
            username=self._username or None,
            password=self._password or None,
            timeout=TIMEOUT_S,
        )
        try:
            yield client
        except AuthorizationError:
            self._known = ()
            raise AuthFailed(
                self.say("errors.refused"), cure=self.say("errors.refused_cure")
            ) from None
        except NotFoundError:
            self._known = ()
            raise ActionError(
                self.say("errors.nothing_there"), cure=self.say("errors.nothing_there_cure")
            ) from None
        except requests.RequestException:
            raise
        except (
            DAVError,
            AssertionError,
            ValueError,
        ) as error:  # caldav asserts what servers answer
            self._known = ()
            reason = getattr(error, "reason", "") or type(error).__name__
            raise ActionError(
                self.say("errors.no_server"), cure=self.say("errors.no_server_cure", reason=reason)
            ) from None
        finally:
            client.close()
