"""A past command once more, by everything there is today: only understood, or carried out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ova.core import AudioClip, NotFound, RunResult, Unavailable
from ova.home import Home
from ova.hub.history.declined_talk import DeclinedTalk
from ova.hub.history.recordings import Recordings
from ova.hub.speech import Speech, replay
from ova.hub.tongues import Tongues
from ova.hub.whereabouts import Whereabouts
from ova.pipeline import Pipeline, RunRequest
from ova.satellites import Satellites

SETTLE_S = 20.0
"""So long it is waited for sentences and names that were changed just before."""


class TryingAgain:
    """Takes the sound of a run where it is kept, else its text."""

    def __init__(
        self,
        get: Callable[[str], dict[str, Any]],
        recordings: Recordings,
        speech: Speech,
        tongues: Tongues,
        pipeline: Pipeline,
        whereabouts: Whereabouts,
        home: Home,
        satellites: Satellites,
        declined: DeclinedTalk,
    ) -> None:
        """``get`` returns a run in wire form with its events, or raises NotFound."""
        self._get = get
        self._recordings = recordings
        self._speech = speech
        self._tongues = tongues
        self._pipeline = pipeline
        self._whereabouts = whereabouts
        self._home = home
        self._satellites = satellites
        self._declined = declined

    def understand(self, run_id: str) -> dict[str, Any]:
        """Tell in wire form what a run would be today. Raises NotFound, Unavailable."""
        run = self._get(run_id)
        self._tongues.wait_settled(SETTLE_S)
        area = self._whereabouts.area_name(run["satellite_id"])
        clip = self._sound(run)
        request = self._request(run)
        grammar = self._tongues.in_language(request.language, SETTLE_S)
        return replay(
            *(run, clip, self._speech.pool_for(request), grammar, area, self._declined.judged)
        )

    def do(self, run_id: str) -> RunResult:
        """Carry a run out once more; the new one is linked to it. Raises NotFound, Unavailable."""
        run = self._get(run_id)
        self._tongues.wait_settled(SETTLE_S)
        clip = self._sound(run)
        request = self._request(run)
        if clip is not None:
            return self._pipeline.recording(clip, request)
        return self._pipeline.text(str(run["text"]), request)

    def _sound(self, run: dict[str, Any]) -> AudioClip | None:
        """Return the sound of a run; None when its text must do."""
        if run["source"] == "audio" and self._recordings.has(run["run_id"]):
            return self._speech.read(self._recordings.flac(run["run_id"]))
        if run["text"]:
            return None
        raise Unavailable(
            "Nothing of this command is left to try again.",
            cure="Set keep_audio to “failed” or “all” to keep the sound of commands to come.",
            code="no_recording",
        )

    def _request(self, run: dict[str, Any]) -> RunRequest:
        """Return a request from where the command came from, as far as that still exists."""
        satellite_id, area_id = run["satellite_id"], run.get("area_id")
        try:
            satellite_id = self._satellites.get(satellite_id).id if satellite_id else None
        except NotFound:
            satellite_id = None
        if area_id not in {area.id for area in self._home.areas()}:
            area_id = None
        request = self._whereabouts.request(satellite_id, area_id)
        return replace(request, again_of=run["run_id"])
