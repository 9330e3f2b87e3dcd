"""Speech models and voices."""

from pathlib import Path

from flask import request
from flask_openapi3.blueprint import APIBlueprint

from ova.core import InvalidInput, Unavailable
from ova.web.errors import UnsupportedMedia
from ova.web.models.models import (
    JobList,
    JobModel,
    JobPath,
    ModelList,
    ModelModel,
    ModelPath,
    ModelsQuery,
    RemoveModelQuery,
    UploadQuery,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes

_TYPES = ("application/octet-stream", "application/zip", "application/gzip", "application/x-tar")
_PIECE = 256 * 1024
_FILE = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD = {
    "required": True,
    "description": "A zip or tar with a Vosk model or a Piper voice, of at most 6 GB.",
    "content": dict.fromkeys(_TYPES, _FILE),
}


def model_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("models", "Speech models and voices.")

    @api.get("/models", responses={200: ModelList})
    def models(query: ModelsQuery) -> Answer:
        """List the catalogue and what is installed."""
        return list(hub.models.all(query.kind, query.language))

    @api.post("/models", responses={202: JobModel}, openapi_extensions={"requestBody": _UPLOAD})
    def upload(query: UploadQuery) -> Answer:
        """Install an archive that is sent as the body; the job tells how that goes."""
        if request.mimetype not in _TYPES:
            raise UnsupportedMedia(
                f"A body of type {request.mimetype or 'unknown'} is not taken here.",
                cure="Send the archive's bytes with 'Content-Type: application/octet-stream'.",
            )
        folder = hub.models.upload_folder(request.content_length or 0)
        try:
            archive = _save(hub, folder, query.name)
        except BaseException:
            hub.models.discard_upload(folder)
            raise
        return hub.models.install_upload(archive, query.language), 202

    @api.get("/models/jobs", responses={200: JobList})
    def jobs() -> Answer:
        """List the installs that run or have ended since the hub was started."""
        return list(hub.models.jobs())

    @api.get("/models/jobs/<job_id>", responses={200: JobModel})
    def job(path: JobPath) -> Answer:
        """Tell how an install goes."""
        return hub.models.job(path.job_id)

    @api.delete("/models/jobs/<job_id>", responses={202: JobModel})
    def cancel(path: JobPath) -> Answer:
        """Stop an install; what was downloaded is kept for the next time."""
        return hub.models.cancel(path.job_id), 202

    @api.get("/models/<model_id>", responses={200: ModelModel})
    def model(path: ModelPath) -> Answer:
        """Return one."""
        return hub.models.get(path.model_id)

    @api.post("/models/<model_id>/install", responses={202: JobModel})
    def install(path: ModelPath) -> Answer:
        """Fetch and install it in the background; the job tells how that goes."""
        return hub.models.install(path.model_id), 202

    @api.delete("/models/<model_id>", responses={204: None})
    def remove(path: ModelPath, query: RemoveModelQuery) -> Answer:
        """Delete it; one in use only with force."""
        hub.models.remove(path.model_id, force=query.force)
        return "", 204

    return api


def _save(hub: HubPort, folder: Path, name: str) -> Path:
    """Write the current request's body to disk piece by piece. Raises InvalidInput, Unavailable.

    Room is looked for before every piece: not every client tells beforehand how much it sends.
    """
    if Path(name).name != name or name.startswith("."):
        raise InvalidInput(f"“{name}” is no file name.", cure="Give the archive's own name.")
    archive = folder / name
    try:
        with archive.open("xb") as target:
            while piece := request.stream.read(_PIECE):
                hub.models.upload_room(len(piece))
                target.write(piece)
    except OSError as error:
        raise Unavailable(
            f"The archive cannot be stored: {error.strerror or error}.",
            cure="Make room on the hub's disk, or send a smaller archive.",
            code="disk_full",
        ) from error
    if not archive.stat().st_size:
        raise InvalidInput("The archive is empty.", cure="Send the archive's bytes as the body.")
    return archive
