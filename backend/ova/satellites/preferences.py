"""What can be set for one satellite, and what cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ova.audio import Patience
from ova.core import MAX_VOLUME, OWN_AREA, InvalidInput
from ova.satellites.arbitration import EARSHOTS
from ova.satellites.quiet_hours import check_hours

AGENT = ("", "yes", "no")
PATIENCE = tuple(Patience)
EARSHOT = ("", *EARSHOTS)
SWITCHES = ("muted", "mic_muted", "wake_sound", "done_sound", "error_sound", "stop_word")
AT_THE_DEVICE = ("volume", "muted", "mic_muted")
"""What can be changed by keys and buttons of the device itself."""


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
    check_area: Callable[[str], object]
    """Raises NotFound for an area there is not, by its id."""


def checked_preferences(changes: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    """Return changes of SatellitePreferences that can be used. Raises InvalidInput, NotFound."""
    volume = changes.get("volume")
    if volume is not None and (
        isinstance(volume, bool) or not isinstance(volume, int) or not 0 <= volume <= MAX_VOLUME
    ):
        raise InvalidInput(
            f"A volume of {volume!r} cannot be set.", cure=f"Use 0 to {MAX_VOLUME} percent."
        )
    for name in SWITCHES:
        if not isinstance(changes.get(name, False), bool | None):
            raise InvalidInput(
                f"'{name}' cannot be set to {changes[name]!r}.", cure="Use true or false."
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
    if changes.get("patience") not in (None, *PATIENCE):
        raise InvalidInput(
            f"Nobody can be waited for as {changes['patience']!r} says.",
            cure=f"Use {', '.join(PATIENCE)}.",
        )
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
    if changes.get("earshot") not in (None, *EARSHOT):
        raise InvalidInput(
            f"A satellite cannot hear as far as {changes['earshot']!r}.",
            cure="Use home, floor, area, none, or an empty text for what the home says.",
        )
    check_hours(changes.get("quiet_hours") or "")
    for one in changes.get("control_areas") or ():
        if one != OWN_AREA:
            choices.check_area(one)
    return {
        name: tuple(dict.fromkeys(value)) if isinstance(value, list) else value
        for name, value in changes.items()
        if value is not None
    }


def changed_at_device(data: object) -> dict[str, Any]:
    """Parse the ``preferences`` a device sends: what its keys changed. Raises InvalidInput."""
    if not isinstance(data, Mapping) or not data or not data.keys() <= set(AT_THE_DEVICE):
        raise InvalidInput(
            "'preferences' must be an object of what was changed at the device.",
            cure=f"Send one or more of: {', '.join(AT_THE_DEVICE)}.",
        )
    return {str(name): value for name, value in data.items()}
