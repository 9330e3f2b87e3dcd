"""Who listens for which wake words."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ova.core import InvalidInput, NotFound, Satellite
from ova.engines import (
    BUNDLED_WAKE_WORDS,
    WakeWordDescription,
    WakeWords,
    can_wait_for,
    load_wake_word,
)
from ova.engines.wake import WakeListener
from ova.hub.models.own_words import own_words
from ova.hub.models.wake_word_shelf import WakeWordShelf
from ova.satellites import Satellites, WakeChoice, wake_choice

USUAL = "okay_nabu"
"""The wake word where none is chosen."""
MAX_CHOSEN = 5
"""Wake words of one satellite: each costs the device time."""


class WakeWordChoices:
    """Tells satellites what to listen for, and finds it for those that leave that to the hub."""

    def __init__(self, shelf: WakeWordShelf, satellites: Satellites) -> None:
        self._shelf = shelf
        self._satellites = satellites

    def choose(
        self,
        satellite_id: str,
        choice: Mapping[str, float] | None,
        was: Mapping[str, Any] | None = None,
    ) -> list[dict[str, Any]] | None:
        """Set what a satellite listens for: sensitivities by id; None leaves it to the satellite.

        ``was`` has the ``wake_words`` that had been seen, in wire form. Raises NotFound for an unknown
        satellite or wake word, InvalidInput for none or too many, ChangedMeanwhile.
        """
        if choice is None:
            self._satellites.choose_wake_words(satellite_id, None, was)
            return None
        own = own_words(self._satellites.get(satellite_id))
        most = own.most if own is not None else MAX_CHOSEN
        if not 1 <= len(choice) <= most:
            raise InvalidInput(
                f"This satellite cannot listen for {len(choice)} wake words.",
                cure="Choose one." if most == 1 else f"Choose one to {most}.",
            )
        with self._shelf.unchanged():
            for word_id in choice:
                if own is None:
                    self._shelf.describe(word_id)
                else:
                    own.check(word_id)
            words = [WakeChoice(word_id, one) for word_id, one in choice.items()]
            self._satellites.choose_wake_words(satellite_id, words, was)
        self._shelf.changed()
        return self.chosen(satellite_id)

    def chosen(self, satellite_id: str) -> list[dict[str, Any]] | None:
        """Return what was chosen for a satellite; None when nothing was. Raises NotFound."""
        choice = wake_choice(self._satellites.get(satellite_id))
        return None if choice is None else [one.to_json() for one in choice]

    def told(self, satellite: Satellite) -> list[dict[str, Any]] | None:
        """Return what a satellite is told to listen for; None leaves it to the satellite."""
        choice = wake_choice(satellite)
        if choice is None:
            return None
        own = own_words(satellite)
        if own is not None:
            return own.told(choice)
        words = []
        for one in choice:
            with suppress(NotFound):  # deleted by hand: the others still count
                described = self._shelf.describe(one.id, one.sensitivity)
                words.append(
                    {
                        "id": one.id,
                        "kind": described.kind.value,
                        "phrase": described.phrase,
                        "sensitivity": one.sensitivity,
                        "checksum": self._shelf.checksum(described),
                    }
                )
        return words

    def described(self, satellite: Satellite) -> list[WakeWordDescription]:
        """Return what is waited for at a satellite that leaves that to the hub."""
        found = []
        for one in wake_choice(satellite) or (WakeChoice(USUAL),):
            with suppress(NotFound):
                found.append(self._shelf.describe(one.id, one.sensitivity))
        return found or [WakeWordDescription(USUAL)]

    def heard_here(self) -> list[WakeWordDescription]:
        """Return every wake word the hub can wait for by itself, those people added first."""
        found = []
        for word_id in [*self._shelf.added(), *BUNDLED_WAKE_WORDS]:
            with suppress(NotFound):  # deleted just now
                found.append(self._shelf.describe(word_id))
        return [one for one in found if can_wait_for(one)]

    def listener(self, satellite_id: str) -> WakeListener:
        """Load what finds the wake words of a satellite that leaves that to the hub.

        Raises OvaError when they cannot be loaded.
        """
        described = self.described(self._satellites.get(satellite_id))
        return WakeListener(WakeWords([load_wake_word(one) for one in described]))


def users_of(satellites: Satellites, word_id: str) -> list[str]:
    """Return the names of the satellites that a wake word was chosen for."""
    return [
        satellite.name
        for satellite in satellites.all()
        if any(one.id == word_id for one in wake_choice(satellite) or ())
    ]
