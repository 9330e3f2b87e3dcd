"""Where a command comes from: its satellite, its area, its language."""

from collections.abc import Callable

from ova.core import Area, NotFound
from ova.home import Home
from ova.pipeline import RunRequest
from ova.satellites import Satellites


class Whereabouts:
    """Knows the place a command is spoken at by the ids and names it comes with."""

    def __init__(self, home: Home, satellites: Satellites, language: Callable[[], str]) -> None:
        self._home = home
        self._satellites = satellites
        self._language = language

    def request(
        self,
        satellite_id: str | None,
        area_id: str | None,
        conversation_id: str | None = None,
        person_id: str | None = None,
        *,
        speak: bool = False,
        explain: bool = False,
    ) -> RunRequest:
        """Return what a run needs to know; ``area_id`` may be a name, and rules over the satellite's.

        Who speaks at somebody's own satellite is that person, else it is ``person_id``.
        Raises NotFound for an unknown satellite or area.
        """
        satellite = self._satellites.get(satellite_id) if satellite_id else None
        area = self._area(area_id) if area_id else None
        return RunRequest(
            satellite_id=satellite.id if satellite else None,
            area_id=area.id if area else (satellite.area_id if satellite else None),
            person_id=(self._satellites.person_of(satellite) if satellite else None) or person_id,
            language=self._satellites.language_of(satellite) if satellite else self._language(),
            voice=satellite.preferences.voice if satellite else "",
            recogniser=satellite.preferences.recogniser if satellite else "",
            patience=satellite.preferences.patience if satellite else "default",
            conversation_id=conversation_id,
            speak=speak,
            explain=explain,
        )

    def area_name(self, satellite_id: str | None) -> str | None:
        """Return the name of the area a satellite is in, if both still exist."""
        if satellite_id is None:
            return None
        try:
            area_id = self._satellites.get(satellite_id).area_id
            return self._home.area(area_id).name if area_id else None
        except NotFound:
            return None

    def _area(self, id_or_name: str) -> Area:
        found = self._home.find_area(id_or_name)
        return found if found is not None else self._home.area(id_or_name)


def area_id_of(home: Home, name: str) -> str | None:
    """Return the id of the area people call ``name``; None when there is none."""
    found = home.find_area(name)
    return found.id if found else None
