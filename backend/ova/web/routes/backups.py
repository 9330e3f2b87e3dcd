"""Backups and restores."""

from contextlib import suppress
from pathlib import Path

from flask import request, send_file
from flask_openapi3.blueprint import APIBlueprint

from ova.core import InvalidInput, NotFound, Unavailable
from ova.web.errors import UnsupportedMedia
from ova.web.models.backups import (
    BackupBody,
    BackupJobModel,
    BackupModel,
    BackupPath,
    BackupRestoreBody,
    BackupScheduleModel,
    BackupSchedulePatch,
    BackupsModel,
    BackupUploadQuery,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, file_answer, routes
from ova.web.routes.changes import given

_TYPES = ("application/octet-stream", "application/zip")
_PIECE = 256 * 1024
_UPLOAD = {
    "required": True,
    "description": "A backup, of at most 6 GB.",
    "content": {one: {"schema": {"type": "string", "format": "binary"}} for one in _TYPES},
}


def backup_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("backups", "Backups and restores.")

    @api.get("/backups", responses={200: BackupsModel})
    def backups() -> Answer:
        """List the backups, with what is under way, the last restore and the daily plan."""
        return {**hub.backups.status(), "schedule": hub.backup_schedule.to_json()}

    @api.post("/backups", responses={202: BackupJobModel})
    def create(body: BackupBody) -> Answer:
        """Begin a backup in the background; the job tells how that goes."""
        return hub.backups.create(body.passphrase, models=body.models), 202

    @api.get("/backups/job", responses={200: BackupJobModel})
    def job() -> Answer:
        """Tell how the backup or restore under way goes, or how the last one ended."""
        found = hub.backups.job
        if found is None:
            raise NotFound("Nothing was ordered since the hub started.", cure="POST /api/backups.")
        return found

    @api.patch("/backups/schedule", responses={200: BackupScheduleModel})
    def change_schedule(body: BackupSchedulePatch) -> Answer:
        """Change when backups are made by themselves."""
        changes = given(body)
        was = changes.pop("was", None)
        wanted = {
            name: value
            for name, value in changes.items()
            if value is not None or name == "passphrase"
        }
        return hub.backup_schedule.change(wanted, was)

    @api.post(
        "/backups/upload",
        responses={201: BackupModel},
        openapi_extensions={"requestBody": _UPLOAD},
    )
    def upload(query: BackupUploadQuery) -> Answer:
        """Keep a backup that is sent as the body, if it is a whole one."""
        if request.mimetype not in _TYPES:
            raise UnsupportedMedia(
                f"A body of type {request.mimetype or 'unknown'} is not taken here.",
                cure="Send the file's bytes with 'Content-Type: application/octet-stream'.",
            )
        part = hub.backups.upload_target(request.content_length or 0)
        try:
            _save(hub, part)
            return hub.backups.take_upload(part, query.name), 201
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    @api.get("/backups/<name>", responses={200: BackupModel})
    def backup(path: BackupPath) -> Answer:
        """Return one."""
        return hub.backups.get(path.name)

    @api.get("/backups/<name>/file", responses={200: file_answer("application/zip", "The backup.")})
    def download(path: BackupPath) -> Answer:
        """Return the file."""
        return send_file(
            hub.backups.path(path.name),
            mimetype="application/zip",
            as_attachment=True,
            download_name=path.name,
        )

    @api.delete("/backups/<name>", responses={204: None})
    def remove(path: BackupPath) -> Answer:
        """Delete it."""
        hub.backups.remove(path.name)
        return "", 204

    @api.post("/backups/<name>/restore", responses={202: BackupJobModel})
    def restore(path: BackupPath, body: BackupRestoreBody) -> Answer:
        """Check it, and when it is whole put it in place; the hub starts anew by itself."""
        job = hub.backups.restore(path.name, body.passphrase, without_secrets=body.without_secrets)
        return job, 202

    return api


def _save(hub: HubPort, part: Path) -> None:
    """Write the current request's body to disk piece by piece. Raises InvalidInput, Unavailable."""
    try:
        with part.open("xb") as target:
            while piece := request.stream.read(_PIECE):
                hub.backups.need_room(len(piece))
                target.write(piece)
    except OSError as error:
        raise Unavailable(
            f"The backup cannot be stored: {error.strerror or error}.",
            cure="Make room on the hub's disk.",
            code="disk_full",
        ) from error
    if not part.stat().st_size:
        raise InvalidInput("The file is empty.", cure="Send the backup's bytes as the body.")
