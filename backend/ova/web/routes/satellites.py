"""Satellites."""

from collections.abc import Sequence
from dataclasses import fields

from flask_openapi3.blueprint import APIBlueprint

from ova.core import InvalidInput, SatellitePreferences, Where
from ova.web.identity import Identities
from ova.web.models.satellites import (
    AnnounceBody,
    AnnouncedModel,
    AnnouncementList,
    AskBody,
    AskedModel,
    Discovered,
    DiscoveredDevice,
    OfferedAnswer,
    RecordedAnnouncementQuery,
    SatelliteList,
    SatelliteLog,
    SatelliteModel,
    SatellitePatch,
    SatellitePath,
    StartConversation,
    UseDeviceBody,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import emptied
from ova.web.routes.speech import UPLOAD, uploaded_audio

_PREFERENCES = tuple(field.name for field in fields(SatellitePreferences))


def satellite_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes."""
    api = routes("satellites", "Microphones and loudspeakers around the house.")

    @api.get("/satellites", responses={200: SatelliteList})
    def satellites() -> Answer:
        """List the satellites the hub knows, connected or not."""
        return [satellite.to_json() for satellite in hub.satellites.all()]

    @api.get("/discovered-satellites", responses={200: Discovered})
    def discovered() -> Answer:
        """List the voice devices of others that announce themselves on the network, and those in use.

        Looking begins with the first request; what is found comes over `/ui` as well.
        """
        return hub.discovery.look()

    @api.post("/discovered-satellites", responses={200: DiscoveredDevice})
    def use_device(body: UseDeviceBody) -> Answer:
        """Use a voice device of others: one from the list, or one at an address.

        It is asked what it is first; then it is driven from now on, and stands among the satellites.
        """
        return hub.discovery.use(
            body.id, kind=body.kind, address=body.address, port=body.port, key=body.key
        )

    @api.post("/announcements", responses={202: AnnouncedModel})
    def announce(body: AnnounceBody) -> Answer:
        """Speak a text on satellites: those named, those of rooms and floors, or all."""
        said = hub.announcements.say(body.text, _where(body), by=identities.require().user.name)
        return said.to_json(), 202

    @api.get("/announcements", responses={200: AnnouncementList})
    def announcements() -> Answer:
        """List what was announced last, newest first."""
        return [one.to_json() for one in hub.announcements.recent()]

    @api.post(
        "/announcements/recording",
        responses={202: AnnouncedModel},
        openapi_extensions={"requestBody": UPLOAD},
    )
    def play(query: RecordedAnnouncementQuery) -> Answer:
        """Play a recording on satellites: somebody's own words, as over an intercom."""
        said = hub.announcements.play(
            uploaded_audio(), _where(query), by=identities.require().user.name
        )
        return said.to_json(), 202

    @api.post("/satellites/<satellite_id>/ask", responses={200: AskedModel})
    def ask(path: SatellitePath, body: AskBody) -> Answer:
        """Ask something on a satellite, listen without the wake word, and wait for the answer."""
        return hub.satellites.ask(
            path.satellite_id,
            body.question,
            _offered(body.answers),
            timeout_s=body.timeout_s,
            voice=body.voice or None,
        ).to_json()

    @api.post("/satellites/<satellite_id>/converse", responses={202: AnnouncedModel})
    def converse(path: SatellitePath, body: StartConversation) -> Answer:
        """Say something on a satellite, then listen there without the wake word to a command."""
        hub.satellites.converse(path.satellite_id, body.text, voice=body.voice or None)
        return {"announced": [path.satellite_id]}, 202

    @api.get("/satellites/<satellite_id>", responses={200: SatelliteModel})
    def satellite(path: SatellitePath) -> Answer:
        """Return one satellite."""
        return hub.satellites.get(path.satellite_id).to_json()

    @api.patch("/satellites/<satellite_id>", responses={200: SatelliteModel})
    def change(path: SatellitePath, body: SatellitePatch) -> Answer:
        """Change what is set for a satellite; its device follows at once."""
        wanted = {name: getattr(body, name) for name in _PREFERENCES}
        return hub.satellites.update(
            path.satellite_id,
            name=body.name,
            area_id=emptied(body, "area_id"),
            preferences={name: value for name, value in wanted.items() if value is not None},
            was=body.was,
        ).to_json()

    @api.delete("/satellites/<satellite_id>", responses={204: None})
    def forget(path: SatellitePath) -> Answer:
        """Forget a satellite and end its token; it is new when it connects again."""
        hub.satellites.forget(path.satellite_id)
        return "", 204

    @api.post("/satellites/<satellite_id>/test-sound", responses={204: None})
    def try_sound(path: SatellitePath) -> Answer:
        """Play a test sound."""
        hub.satellites.sounds.try_out(path.satellite_id)
        return "", 204

    @api.post("/satellites/<satellite_id>/identify", responses={204: None})
    def identify(path: SatellitePath) -> Answer:
        """Have a satellite show which one it is: it plays a sound, a page flashes."""
        hub.satellites.sounds.identify(path.satellite_id)
        return "", 204

    @api.get("/satellites/<satellite_id>/log", responses={200: SatelliteLog})
    def log(path: SatellitePath) -> Answer:
        """Return the last 200 lines a satellite logged since the hub started, oldest first."""
        return list(hub.satellites.log_lines(path.satellite_id))

    return api


def _offered(answers: Sequence[OfferedAnswer]) -> dict[str, list[str]]:
    """Return the sentences by id. Raises InvalidInput for an id that is there twice."""
    told = {answer.id: answer.sentences for answer in answers}
    if len(told) < len(answers):
        raise InvalidInput(
            "Two of the answers have the same id.",
            cure="Give each answer an id of its own.",
            code="invalid_answer",
        )
    return told


def _where(named: AnnounceBody | RecordedAnnouncementQuery) -> Where:
    satellite_ids = None if named.satellite_ids is None else tuple(named.satellite_ids)
    return Where(
        satellite_ids, tuple(named.area_ids), tuple(named.floor_ids), tuple(named.group_ids)
    )
