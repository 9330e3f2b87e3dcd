"""What can be set for one satellite, and what cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ova.core import MAX_VOLUME, InvalidInput

AGENT = ("", "yes", "no")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the hub has to choose from."""

    languages: Callable[[], Sequence[str]]
    """Languages that can be spoken; the first one is the home's."""
    check_voice: Callable[[str], object]
    """Raises NotFound or InvalidInput for a voice there is not."""
    check_recogniser: Callable[[str], object]
    """Raises InvalidInput for a recogniser there is not."""
    is_person: Callable[[str], bool]
    """Tells whether a person has an account, by its id."""


def checked_preferences(changes: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    """Return changes of SatellitePreferences that can be used. Raises InvalidInput, NotFound."""
    volume = changes.get("volume")
    if volume is not None and (
        isinstance(volume, bool) or not isinstance(volume, int) or not 0 <= volume <= MAX_VOLUME
    ):
        raise InvalidInput(
            f"A volume of {volume!r} cannot be set.", cure=f"Use 0 to {MAX_VOLUME} percent."
        )
    language = changes.get("language")
    if language and language not in choices.languages():
        spoken = ", ".join(choices.languages())
        raise InvalidInput(
            f"The hub does not understand {language!r}.",
            cure=f"Use one of: {spoken}; or an empty text for the home's language.",
            code="language_not_spoken",
        )
    voice = changes.get("voice")
    if voice:
        choices.check_voice(voice)
    recogniser = changes.get("recogniser")
    if recogniser:
        choices.check_recogniser(recogniser)
    person = changes.get("person")
    if person and not choices.is_person(person):
        raise InvalidInput(
            "There is no such person (any more).",
            cure="Use the id of an account, GET /api/users; or an empty text for everybody.",
            code="person_unknown",
        )
    if changes.get("agent") not in (None, *AGENT):
        raise InvalidInput(
            f"The agent cannot be set to {changes['agent']!r}.",
            cure="Use yes, no, or an empty text for what the home says.",
        )
    return {name: value for name, value in changes.items() if value is not None}
