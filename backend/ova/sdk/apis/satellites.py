"""Satellites as plugins see them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ova.core import AskResult, Satellite, SatelliteGroup


class GroupsApi(Protocol):
    """Groups of satellites, by names people gave them."""

    def all(self) -> list[SatelliteGroup]:
        """Return every group."""

    def called(self, name: str) -> SatelliteGroup | None:
        """Return the group people call so."""


class SatellitesApi(Protocol):
    """The satellites around the house."""

    @property
    def groups(self) -> GroupsApi:
        """The groups of satellites; the lists of a skill have their names among ``satellite_names``."""

    def all(self) -> list[Satellite]:
        """Return every satellite, connected or not."""

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite; raises NotFound."""

    def update(
        self, satellite_id: str, *, preferences: Mapping[str, Any] | None = None
    ) -> Satellite:
        """Change ``volume`` (0 to 100 percent) and ``muted``; its device follows at once.

        Raises NotFound, InvalidInput.
        """

    def ask(
        self,
        satellite_id: str,
        question: str,
        answers: Mapping[str, Sequence[str]] | None = None,
        *,
        timeout_s: float = 30.0,
        voice: str | None = None,
    ) -> AskResult:
        """Speak a question on a satellite, listen without the wake word, and return the answer.

        ``answers`` are sentences by id: ``{"yes": ["yes", "please do"], "later": ["in {duration}"]}``;
        without them any text is an answer. ``id`` of the result is None when none was given, and
        ``reason`` says why. Waits up to ``timeout_s``, 60 at most: not for a handler, which yields
        ``turn.ask`` instead. Raises NotFound, Unavailable, Conflict, InvalidInput.
        """

    def converse(self, satellite_id: str, text: str, *, voice: str | None = None) -> None:
        """Say something on a satellite, and have it listen without the wake word to what is said to that.

        What is said then is a command like any other. Raises NotFound, Unavailable, Conflict while
        something is asked there, InvalidInput.
        """
