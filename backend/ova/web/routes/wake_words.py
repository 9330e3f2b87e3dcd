"""Wake words, and which satellite listens for which."""

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint

from ova.web.errors import UnsupportedMedia
from ova.web.models.satellites import SatellitePath
from ova.web.models.wake_words import (
    PhraseBody,
    PhraseLookModel,
    PhraseQuery,
    SensitivityQuery,
    UploadedWakeWord,
    WakeChoiceAnswer,
    WakeChoiceBody,
    WakeTestModel,
    WakeWordList,
    WakeWordModel,
    WakeWordPath,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes

_FILE = {"type": "string", "format": "binary"}
_FILES = {"type": "object", "properties": {"file": {"type": "array", "items": _FILE}}}
_UPLOAD = {
    "required": True,
    "description": "A .tflite or .onnx file, a zip, or several files of a form; at most 32 MB.",
    "content": {
        "multipart/form-data": {"schema": _FILES},
        "application/octet-stream": {"schema": _FILE},
    },
}
_RECORDING = {
    "required": True,
    "description": "A recording of at most a minute.",
    "content": {"audio/*": {"schema": _FILE}, "application/octet-stream": {"schema": _FILE}},
}
_ZIP = {
    "description": "The model's files.",
    "content": {"application/zip": {"schema": _FILE}},
}


def wake_word_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("wake_words", "What wakes the satellites.")

    @api.get("/wake-words", responses={200: WakeWordList})
    def words() -> Answer:
        """List the wake words: bundled, uploaded and of one's own."""
        return list(hub.wake_words.all())

    @api.post(
        "/wake-words", responses={201: WakeWordModel}, openapi_extensions={"requestBody": _UPLOAD}
    )
    def upload(query: UploadedWakeWord) -> Answer:
        """Add an openWakeWord or microWakeWord model."""
        return hub.wake_words.upload(_uploaded(query.name or ""), query.phrase or ""), 201

    @api.post("/wake-phrases", responses={201: WakeWordModel})
    def add_phrase(body: PhraseBody) -> Answer:
        """Add words of one's own; needs no training."""
        return hub.wake_words.add_phrase(body.phrase), 201

    @api.post("/wake-phrases/check", responses={200: PhraseLookModel})
    def look_at_phrase(body: PhraseBody) -> Answer:
        """Tell what is to be said against words of one's own, without adding them."""
        return hub.wake_words.look_at_phrase(body.phrase)

    @api.post(
        "/wake-phrases/test",
        responses={200: WakeTestModel},
        openapi_extensions={"requestBody": _RECORDING},
    )
    def test_phrase(query: PhraseQuery) -> Answer:
        """Tell whether a recording wakes by words that need not be added."""
        return hub.wake_trials.test_phrase(query.phrase, _body(), query.sensitivity)

    @api.get("/wake-words/<word_id>", responses={200: WakeWordModel})
    def word(path: WakeWordPath) -> Answer:
        """Return one."""
        return hub.wake_words.get(path.word_id)

    @api.delete("/wake-words/<word_id>", responses={204: None})
    def remove(path: WakeWordPath) -> Answer:
        """Delete what a person added and no satellite listens for."""
        hub.wake_words.remove(path.word_id)
        return "", 204

    @api.get("/wake-words/<word_id>/model", responses={200: _ZIP})
    def model(path: WakeWordPath) -> Answer:
        """Return an uploaded model's files as a zip."""
        return Response(hub.wake_words.archive(path.word_id), mimetype="application/zip")

    @api.post(
        "/wake-words/<word_id>/test",
        responses={200: WakeTestModel},
        openapi_extensions={"requestBody": _RECORDING},
    )
    def test(path: WakeWordPath, query: SensitivityQuery) -> Answer:
        """Tell whether a recording wakes."""
        return hub.wake_trials.test(path.word_id, _body(), query.sensitivity)

    @api.get("/satellites/<satellite_id>/wake-words", responses={200: WakeChoiceAnswer})
    def chosen(path: SatellitePath) -> Answer:
        """Tell what was chosen for a satellite."""
        return {"wake_words": hub.wake_choices.chosen(path.satellite_id)}

    @api.put("/satellites/<satellite_id>/wake-words", responses={200: WakeChoiceAnswer})
    def choose(path: SatellitePath, body: WakeChoiceBody) -> Answer:
        """Choose what a satellite listens for; it follows at once."""
        choice = {one.id: one.sensitivity for one in body.wake_words}
        return {"wake_words": hub.wake_choices.choose(path.satellite_id, choice, body.was)}

    @api.delete("/satellites/<satellite_id>/wake-words", responses={200: WakeChoiceAnswer})
    def leave(path: SatellitePath) -> Answer:
        """Leave it to the satellite again."""
        return {"wake_words": hub.wake_choices.choose(path.satellite_id, None)}

    return api


def _uploaded(name: str) -> dict[str, bytes]:
    """Return the files of the current request by name. Raises UnsupportedMedia."""
    if request.mimetype != "multipart/form-data":
        return {name or "model.tflite": _body()}
    files = request.files.getlist("file")
    if not files:
        raise UnsupportedMedia(
            "The form has no file named 'file'.", cure="Send the model's files as fields 'file'."
        )
    return {file.filename or "": file.read() for file in files}


def _body() -> bytes:
    data: bytes = request.get_data(cache=False)
    request.stream.read(1)  # answers 413 when the body was cut at the largest size allowed
    return data
