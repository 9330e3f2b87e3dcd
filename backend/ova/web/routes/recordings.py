"""The sound of past commands."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.recordings import Deleted, Replayed
from ova.web.models.speech import RunPath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes

_FLAC = {
    "description": "What was heard, as a FLAC file.",
    "content": {"audio/flac": {"schema": {"type": "string", "format": "binary"}}},
}


def recording_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("recordings", "The sound of past commands, where it is kept.")

    @api.get("/runs/<run_id>/audio", responses={200: _FLAC})
    def audio(path: RunPath) -> Answer:
        """Return what was heard in a run."""
        return Response(hub.recordings.flac(path.run_id), mimetype="audio/flac")

    @api.delete("/runs/<run_id>/audio", responses={204: None})
    def forget(path: RunPath) -> Answer:
        """Delete what was heard in a run."""
        hub.history.forget_sound(path.run_id)
        return "", 204

    @api.delete("/recordings", responses={200: Deleted})
    def clear() -> Answer:
        """Delete the sound of all runs."""
        return {"deleted": hub.history.forget_all_sound()}

    @api.post("/runs/<run_id>/replay", responses={200: Replayed})
    def replay(path: RunPath) -> Answer:
        """Hear a run again and tell what is different now; nothing is carried out."""
        return hub.replay(path.run_id)

    return api
