"""What can be set for a satellite, as the home is set."""

from collections.abc import Callable
from typing import get_args

from ova.core import InvalidInput
from ova.hub.settings import LanguageTag, RecogniserName
from ova.hub.settings_keeper import SettingsKeeper
from ova.satellites import Choices

LANGUAGES: tuple[str, ...] = get_args(LanguageTag)
RECOGNISERS: tuple[str, ...] = get_args(RecogniserName)


def satellite_choices(
    settings: SettingsKeeper,
    check_voice: Callable[[str], object],
    is_person: Callable[[str], bool],
    check_area: Callable[[str], object],
) -> Choices:
    """Return the languages, voices, recognisers, people and areas there are; the checks raise for others."""

    def languages() -> tuple[str, ...]:
        return tuple(dict.fromkeys((str(settings.current.language), *LANGUAGES)))

    def check_recogniser(name: str) -> None:
        if name not in RECOGNISERS:
            raise InvalidInput(
                f"There is no speech recogniser {name!r}.",
                cure=f"Use one of: {', '.join(RECOGNISERS)}; or an empty text for the usual one.",
                code="recogniser_unknown",
            )
        if name == "wyoming" and not settings.current.recogniser_server:
            raise InvalidInput(
                "There is no server that could hear.",
                cure="Set recogniser_server in the settings first.",
                code="no_server",
            )

    return Choices(languages, check_voice, check_recogniser, is_person, check_area)
