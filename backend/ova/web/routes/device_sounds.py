"""What voice devices fetch from the hub."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from ova.core import NotFound
from ova.web.models.device_sounds import DeviceSoundPath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes

_SOUND = {
    "description": "A sound as the device asked for it: FLAC, MP3 or WAV, sent while it is made.",
    "content": {"audio/flac": {"schema": {"type": "string", "format": "binary"}}},
}


def device_sound_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("device_sounds", "Replies and announcements that voice devices of others fetch.")

    @api.get("/device-sounds/<name>", responses={200: _SOUND})
    def sound(path: DeviceSoundPath) -> Answer:
        """Return a sound; its name, which was told the device alone, is good for five minutes."""
        found = hub.esphome.sound(path.name)
        if found is None:
            raise NotFound(
                "There is no such sound any more.", cure="The hub tells devices what to fetch."
            )
        body = found.whole()
        response = Response(found.pieces() if body is None else body, mimetype=found.mime)
        response.headers["Cache-Control"] = "no-store"
        return response

    return api
