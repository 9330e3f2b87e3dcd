"""Who speaks on a connection, and with what a command of theirs is begun."""

from typing import TYPE_CHECKING, Any

from ova.core import Role, Satellite
from ova.pipeline import Pipeline, RunRequest

if TYPE_CHECKING:
    from ova.satellites.satellites import Satellites


class Requests:
    """Makes the requests of one connection's commands."""

    def __init__(
        self,
        satellites: "Satellites",
        pipeline: Pipeline,
        person_id: str | None,
        role: Role | None,
    ) -> None:
        """``person_id`` is who is signed in there, and ``role`` what they may do at most."""
        self._satellites = satellites
        self._pipeline = pipeline
        self._person_id = person_id
        self._role = role

    def request(
        self, satellite: Satellite, *, speak: bool, wake_word: dict[str, Any] | None = None
    ) -> RunRequest:
        """Return what a command said at a satellite is begun with."""
        set_to = satellite.preferences
        return RunRequest(
            satellite_id=satellite.id,
            person_id=self._speaker(satellite),
            role=self._role,
            area_id=satellite.area_id,
            language=self._satellites.language_of(satellite),
            voice=set_to.voice,
            recogniser=set_to.recogniser,
            patience=set_to.patience,
            speak=speak,
            wake_word=wake_word,
            ringing=self._satellites.bells.ring_at(satellite.id)
            or self._satellites.sounds.paused(satellite.id),
        )

    def left_open(self, satellite: Satellite) -> dict[str, Any] | None:
        """Return what still waits for an answer there, for a page that was loaded anew."""
        question = self._pipeline.open_question(satellite.id, self._speaker(satellite))
        language = self._satellites.language_of(satellite)
        return question and {**question, "language": language}

    def _speaker(self, satellite: Satellite) -> str | None:
        """Return who speaks, where that is known; a device's token tells who set it up, not that."""
        signed_in = self._person_id if satellite.kind == "browser" else None
        return signed_in or self._satellites.person_of(satellite)
