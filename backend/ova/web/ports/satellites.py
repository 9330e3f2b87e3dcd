"""Satellites and their links, as the web room asks for it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from ova.core import AskResult, Satellite, SatelliteGroup
from ova.web.ports.wire import Json


class DeviceReportsPort(Protocol):
    """What one device tells of itself."""

    def level(self, data: object) -> Json:
        """Take how loud it is at the microphone."""
        ...

    def log(self, data: object) -> Json:
        """Take lines of the satellite's log."""
        ...

    def preferences(self, data: object) -> Json:
        """Take what was changed by the keys of the device."""
        ...


class SatelliteLinkPort(Protocol):
    """The hub's end of one connected satellite. The web room only carries its messages."""

    hang_up: Callable[[], None]
    """Ends the connection; set by the web room."""

    @property
    def reports(self) -> DeviceReportsPort:
        """Takes what the device tells of itself."""
        ...

    def hello(self, data: object) -> Json:
        """Take who the satellite says it is."""
        ...

    def start(self, data: object) -> Json:
        """Open a run for a spoken command."""
        ...

    def wait(self, data: object) -> Json:
        """Wait for the wake word in what is streamed."""
        ...

    def wait_over(self) -> None:
        """Wait for it no more."""
        ...

    def wait_stop(self, data: object) -> Json:
        """See ``SatelliteLink.wait_stop``."""
        ...

    def wait_stop_over(self) -> None:
        """See ``SatelliteLink.wait_stop_over``."""
        ...

    def audio(self, pcm: bytes) -> None:
        """Take a piece of audio."""
        ...

    def stop(self) -> None:
        """Take note that the command's audio is complete."""
        ...

    def cancel(self) -> None:
        """Stop listening."""
        ...

    def text(self, data: object) -> Json:
        """Open a run for a typed command."""
        ...

    def ring_stop(self, data: object) -> None:
        """Silence what rings."""
        ...

    def ring_snooze(self, data: object) -> Json:
        """Have what rings ring again later."""
        ...

    def played(self, data: object) -> None:
        """Take note that a sound was played to its end."""
        ...

    def wake_near(self, data: object) -> None:
        """Take that a wake word is perhaps being said."""
        ...

    def pong(self, data: object) -> None:
        """Take the answer to a ping."""
        ...

    def close(self, reason: str = "") -> None:
        """End the link. May be called twice."""
        ...


class SatelliteGroupsPort(Protocol):
    """Groups of satellites."""

    def all(self) -> Sequence[SatelliteGroup]:
        """Return every group."""
        ...

    def get(self, group_id: str) -> SatelliteGroup:
        """Return one group. Raises NotFound."""
        ...

    def create(self, name: str, satellite_ids: Sequence[str]) -> SatelliteGroup:
        """Make a group. Raises InvalidInput, NotFound, Conflict."""
        ...

    def update(
        self,
        group_id: str,
        *,
        name: str | None = None,
        satellite_ids: Sequence[str] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> SatelliteGroup:
        """Change a group. Raises as ``create``, and ChangedMeanwhile."""
        ...

    def delete(self, group_id: str) -> SatelliteGroup:
        """Delete a group. Raises NotFound."""
        ...

    def check_free(self, name: str) -> None:
        """Raise Conflict when a group is called so."""
        ...


class SoundsPort(Protocol):
    """Sounds that satellites are given to play."""

    def try_out(self, satellite_id: str) -> None:
        """Play the test sound. Raises NotFound, Unavailable."""
        ...

    def identify(self, satellite_id: str) -> None:
        """Have it show which one it is. Raises NotFound, Unavailable."""
        ...


class LevelsPort(Protocol):
    """How loud it is at satellites, for those who watch."""

    def watch(self, watcher: str, satellite_id: str) -> None:
        """Have a satellite send its level. Raises NotFound."""
        ...

    def unwatch(self, watcher: str, satellite_id: str | None = None) -> None:
        """End that for one satellite, or for all of this watcher."""
        ...

    def watchers(self, satellite_id: str) -> set[str]:
        """Return who watches a satellite's level."""
        ...


class SatellitesPort(Protocol):
    """The satellites the hub knows."""

    @property
    def sounds(self) -> SoundsPort:
        """What they are given to play."""
        ...

    @property
    def levels(self) -> LevelsPort:
        """How loud it is there."""
        ...

    @property
    def groups(self) -> SatelliteGroupsPort:
        """Several satellites under one name."""
        ...

    def ask(
        self,
        satellite_id: str,
        question: str,
        answers: Mapping[str, Sequence[str]] | None = None,
        *,
        timeout_s: float = ...,
        voice: str | None = None,
    ) -> AskResult:
        """Ask something on a satellite and wait for the answer.

        Raises NotFound, Unavailable, Conflict, InvalidInput.
        """
        ...

    def converse(self, satellite_id: str, text: str, *, voice: str | None = None) -> None:
        """Say something on a satellite, and have it listen to what is said to that.

        Raises NotFound, Unavailable, Conflict, InvalidInput.
        """
        ...

    def all(self) -> Sequence[Satellite]:
        """Return every satellite."""
        ...

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite. Raises NotFound."""
        ...

    def update(
        self,
        satellite_id: str,
        *,
        name: str | None = None,
        area_id: str | None = None,
        preferences: Json | None = None,
        was: Json | None = None,
    ) -> Satellite:
        """Change what is not None; an empty ``area_id`` takes it out of its area.

        Raises NotFound, InvalidInput, ChangedMeanwhile.
        """
        ...

    def with_key(self, key: str) -> Satellite | None:
        """Return the satellite whose own token this is."""
        ...

    def log_lines(self, satellite_id: str) -> Sequence[Json]:
        """Return the last lines of a satellite's log. Raises NotFound."""
        ...

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite. Raises NotFound."""
        ...
