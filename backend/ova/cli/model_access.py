"""The models of the running hub, or of the folder when none runs."""

import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import quote, urlencode

from ova.cli.client import HubClient
from ova.core import Conflict, InvalidInput, OvaError
from ova.engines.models import (
    Installer,
    Progress,
    Shelf,
    Stop,
    Upstream,
    check_folder,
    listed_model,
    listed_models,
)
from ova.folder import HomeFolder, read_presence

_POLL_S = 0.25
Show = Callable[[str, int, int | None], None]
"""``show(step, bytes, total)`` as an install gets on."""


class ModelAccess(Protocol):
    """What the commands can do with models."""

    def all(self, kind: str | None, language: str | None) -> list[dict[str, Any]]:
        """Return the catalogue and what is installed, in wire form."""

    def install(self, model_id: str, show: Show) -> dict[str, Any]:
        """Install a model by its name; return it in wire form."""

    def install_file(self, path: Path, language: str, show: Show) -> dict[str, Any]:
        """Install an archive, a folder or a voice's file; return it in wire form."""

    def remove(self, model_id: str, *, force: bool) -> None:
        """Delete a model."""


@contextmanager
def open_models() -> Iterator[ModelAccess]:
    """Use the hub that runs on the default folder, else the folder itself."""
    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        with HubClient(presence) as client:
            yield HubModels(client)
    else:
        yield FolderModels(folder)


class HubModels:
    """The models of the running hub."""

    def __init__(self, hub: HubClient) -> None:
        self._hub = hub

    def all(self, kind: str | None, language: str | None) -> list[dict[str, Any]]:
        """Return the catalogue and what is installed, in wire form."""
        asked = {name: one for name, one in (("kind", kind), ("language", language)) if one}
        rows: list[dict[str, Any]] = self._hub.get(f"/api/models?{urlencode(asked)}")
        return rows

    def install(self, model_id: str, show: Show) -> dict[str, Any]:
        """Install a model by its name; return it in wire form."""
        return self._follow(self._hub.post(f"{_place(model_id)}/install", {}), show)

    def install_file(self, path: Path, language: str, show: Show) -> dict[str, Any]:
        """Send an archive, or what there is packed as one, and have it installed."""
        show("upload", 0, None)
        with _as_archive(path) as (name, file):
            asked = urlencode({"name": name, "language": language})
            job = self._hub.send_file(f"/api/models?{asked}", file)
        return self._follow(job, show)

    def remove(self, model_id: str, *, force: bool) -> None:
        """Delete a model."""
        self._hub.remove(f"{_place(model_id)}{'?force=true' if force else ''}")

    def _follow(self, job: dict[str, Any], show: Show) -> dict[str, Any]:
        """Wait for the end of a job. When interrupted the job is stopped."""
        place = f"/api/models/jobs/{job['id']}"
        try:
            while job["state"] == "running":
                show(job["step"] or "look_up", job["bytes"], job["total_bytes"])
                time.sleep(_POLL_S)
                job = self._hub.get(place)
        except KeyboardInterrupt:
            self._hub.delete(place)
            raise
        if job["error"]:
            fault = job["error"]
            raise OvaError(fault["message"], cure=fault["cure"], code=fault["code"])
        model: dict[str, Any] = self._hub.get(_place(job["model_id"]))
        return model


class FolderModels:
    """The models of a folder no hub uses."""

    def __init__(self, folder: HomeFolder) -> None:
        self._folder = folder
        self._shelf = Shelf(folder.models)

    def all(self, kind: str | None, language: str | None) -> list[dict[str, Any]]:
        """Return the catalogue and what is installed, in wire form."""
        return listed_models(self._shelf, _not_used, kind, language)

    def install(self, model_id: str, show: Show) -> dict[str, Any]:
        """Install a model by its name; return it in wire form."""
        with self._claimed(), _installer(self._shelf) as installer:
            model = installer.install(model_id, _report(show), Stop())
        return listed_model(self._shelf, _not_used, model.id)

    def install_file(self, path: Path, language: str, show: Show) -> dict[str, Any]:
        """Install an archive, a folder or a voice's file; return it in wire form."""
        with self._claimed(), _installer(self._shelf) as installer:
            model = installer.install_file(path, _report(show), Stop(), language=language)
        return listed_model(self._shelf, _not_used, model.id)

    def remove(self, model_id: str, *, force: bool) -> None:
        """Delete a model, or what was downloaded of one; no hub runs that could need it."""
        del force
        with self._claimed(), _installer(self._shelf) as installer:
            model = self._shelf.find(model_id)
            if model is not None:
                self._shelf.remove(model)
            elif not self._shelf.partial(model_id).is_dir():
                self._shelf.get(model_id)
            installer.forget(model_id)

    @contextmanager
    def _claimed(self) -> Iterator[None]:
        """Keep hubs and other commands away, and clear up after one that was cut off."""
        self._folder.prepare()
        try:
            lock = self._folder.lock()
        except Conflict as error:
            raise Conflict(
                f"Another command, or a hub that is starting, is using {self._folder.path}.",
                cure="Try again when it is done.",
                code=error.code,
            ) from error
        with lock:
            self._shelf.tidy()
            yield


@contextmanager
def _installer(shelf: Shelf) -> Iterator[Installer]:
    upstream = Upstream()
    try:
        yield Installer(shelf, upstream)
    finally:
        upstream.close()


@contextmanager
def _as_archive(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Give an archive's name and content; a folder or voice is packed first."""
    if path.is_file() and path.suffix != ".onnx":
        with path.open("rb") as file:
            yield path.name, file
        return
    if path.is_dir():
        check_folder(path)
    files = [path] if path.is_dir() else [path, path.with_name(f"{path.name}.json")]
    missing = [one for one in files if not one.exists()]
    if missing:
        raise InvalidInput(
            f"There is no {missing[0]}.",
            cure="Give an archive, a model's folder, or an .onnx file with its .onnx.json.",
        )
    with tempfile.TemporaryFile() as packed:
        with tarfile.open(fileobj=packed, mode="w", dereference=True) as tar:
            for one in files:
                tar.add(one, one.name)
        packed.seek(0)
        yield f"{path.resolve().name}.tar", packed


def _report(show: Show) -> Callable[[Progress], None]:
    return lambda progress: show(progress.step.value, progress.done, progress.total)


def _place(model_id: str) -> str:
    return f"/api/models/{quote(model_id, safe='')}"


def _not_used(_model: object) -> str:
    return ""
