"""Commands, recordings and speech."""

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint

from ova.core import check_may
from ova.web.errors import NoSuchAudio, UnsupportedMedia
from ova.web.identity import Identities
from ova.web.models.speech import (
    Announced,
    AudioPath,
    ConverseBody,
    ListenQuery,
    RunModel,
    SayBody,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, audio_answer, routes

_SOUND = {"schema": {"type": "string", "format": "binary"}}
UPLOAD = {
    "required": True,
    "description": "A WAV, FLAC, OGG, MP3, WebM or MP4 file of at most 32 MB and 5 minutes.",
    "content": {
        "audio/*": _SOUND,
        "application/octet-stream": _SOUND,
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["audio"],
                "properties": {"audio": {"type": "string", "format": "binary"}},
            }
        },
    },
}


_UNTYPED = ("", "application/octet-stream", "application/ogg", "video/webm", "video/mp4")
"""What recordings are called that come as something else than audio/*."""


def speech_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes."""
    api = routes("speech", "Commands in words or as a recording, and speech.")

    @api.post("/converse", responses={200: RunModel})
    def converse(body: ConverseBody) -> Answer:
        """Answer a typed command."""
        return hub.converse(
            body.text,
            satellite_id=body.satellite_id,
            area_id=body.area_id,
            conversation_id=body.conversation_id,
            person_id=identities.person_id(),
            speak=body.speak,
            explain=body.explain,
        ).to_json()

    @api.post("/listen", responses={200: RunModel}, openapi_extensions={"requestBody": UPLOAD})
    def listen(query: ListenQuery) -> Answer:
        """Answer a recorded command."""
        return hub.listen(
            uploaded_audio(),
            satellite_id=query.satellite_id,
            area_id=query.area_id,
            person_id=identities.person_id(),
            speak=query.speak,
        ).to_json()

    @api.post("/say", responses={200: audio_answer("The spoken words."), 202: Announced})
    def say(body: SayBody) -> Answer:
        """Speak: answer the sound, or play it on a satellite."""
        if body.satellite_id is not None:
            check_may("announce")
            reached = hub.announce(body.text, [body.satellite_id], voice=body.voice)
            return {"announced": list(reached)}, 202
        return Response(hub.say_wav(body.text, body.voice), mimetype="audio/wav")

    @api.get("/audio/<audio_id>", responses={200: audio_answer("A reply's sound.")})
    def audio(path: AudioPath) -> Answer:
        """Return a reply's sound, which is kept for some minutes."""
        wav = hub.reply_audio(path.audio_id)
        if wav is None:
            raise NoSuchAudio(
                f"The sound {path.audio_id!r} is not kept, or not any more.",
                cure="Fetch a reply's sound within minutes of the reply.",
            )
        return Response(wav, mimetype="audio/wav")

    return api


def uploaded_audio() -> bytes:
    """Return the audio of the current request. Raises UnsupportedMedia."""
    kind = request.mimetype
    if kind == "multipart/form-data":
        upload = request.files.get("audio")
        if upload is not None:
            recording: bytes = upload.read()
            return recording
        raise UnsupportedMedia(
            "The form has no file named 'audio'.", cure="Send the recording as the field 'audio'."
        )
    if kind.startswith("audio/") or kind in _UNTYPED:
        sound: bytes = request.get_data(cache=False)
        request.stream.read(1)  # answers 413 when the body was cut at the largest size allowed
        return sound
    raise UnsupportedMedia(
        f"A body of type {kind} is not a recording.",
        cure="Send the file's bytes with 'Content-Type: audio/wav' (or flac, ogg).",
    )
