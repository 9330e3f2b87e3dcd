"""The models on disk: each appears whole or not at all, and disappears likewise.

A model lies in ``KIND/ID/``. Names that begin with a dot are no models: ``.new-…`` is being built,
``KIND/.old-ID`` was there until another took its place, ``KIND/.gone-…`` is being deleted. ``tidy``
clears up what a power cut left of these.
"""

import json
import re
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from ova.engines.models.disk import disk_faults, settle, settle_one
from ova.engines.models.language import fit
from ova.engines.models.model import InstalledModel, Label, ModelKind
from ova.engines.models.offers import no_such_model
from ova.engines.models.reading import LABEL_FILE, read_model, voices_in

_NEW, _OLD, _GONE = ".new-", ".old-", ".gone-"
_PARTIAL = ".partial"
MODEL_ID = re.compile(r"\w[\w.+-]{0,99}")
"""Names that are safe as a folder's."""


class Shelf:
    """The folder models are kept in."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which need not exist yet."""
        self.folder = folder
        self._putting = threading.Lock()

    def installed(
        self, kind: str | None = None, language: str | None = None
    ) -> tuple[InstalledModel, ...]:
        """Return the models that are there, those that cannot be used too.

        With a language, those that serve it, the most fitting first: of the very region before
        others, one that can be held to sentences before one that cannot, and the latest installed.
        """
        found = [model for one in ModelKind if kind in (None, one.value) for model in self._of(one)]
        if language is None:
            return tuple(found)
        ranked = [
            ((rank, not model.dynamic, -model.label.installed_at, model.id), model)
            for model in found
            if (rank := fit(model.language, language)) is not None
        ]
        return tuple(model for _, model in sorted(ranked, key=lambda pair: pair[0]))

    def find(self, model_id: str) -> InstalledModel | None:
        """Return an installed model, or None."""
        return next((model for model in self.installed() if model.id == model_id), None)

    def get(self, model_id: str) -> InstalledModel:
        """Return an installed model. Raises NoSuchModel."""
        found = self.find(model_id)
        if found is None:
            raise no_such_model(model_id)
        return found

    @property
    def partials(self) -> Path:
        """The folder of everything that is being downloaded."""
        return self.folder / _PARTIAL

    def partial(self, model_id: str) -> Path:
        """Return the folder for what is being downloaded of a model. Raises NoSuchModel."""
        if not MODEL_ID.fullmatch(model_id):
            raise no_such_model(model_id)
        return self.partials / model_id

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """Give an empty folder to build a model in; what is not put on the shelf is deleted."""
        draft = self.folder / f"{_NEW}{secrets.token_hex(6)}"
        with disk_faults(self.folder):
            draft.mkdir(parents=True)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def put(self, root: Path, kind: ModelKind, model_id: str) -> Path:
        """Make what lies in ``root`` the model ``model_id``, in place of one that is there.

        Everything is on the disk before the name is: a power cut leaves the model whole, or as it
        was before. Returns its folder.
        """
        home = self.folder / kind.value
        place, old = home / model_id, home / f"{_OLD}{model_id}"
        with disk_faults(self.folder), self._putting:
            home.mkdir(exist_ok=True)
            settle(root)
            if place.exists():
                shutil.rmtree(old, ignore_errors=True)
                place.rename(old)
            root.rename(place)
            settle_one(home)
        shutil.rmtree(old, ignore_errors=True)
        return place

    def remove(self, model: InstalledModel) -> None:
        """Delete a model; from its first moment on it is not there any more."""
        with disk_faults(self.folder):
            gone = self.folder / model.kind.value / f"{_GONE}{secrets.token_hex(6)}"
            if model.file is not None and model.folder == self.folder / model.kind.value:
                gone.mkdir()
                for path in (model.file, model.file.with_name(f"{model.file.name}.json")):
                    path.rename(gone / path.name)
            else:
                model.folder.rename(gone)
            settle_one(gone.parent)
        shutil.rmtree(gone, ignore_errors=True)

    def tidy(self) -> None:
        """Finish what was cut off. Only while nobody installs or removes anything."""
        for path in list(self.folder.glob(f"{_NEW}*")):
            shutil.rmtree(path, ignore_errors=True)
        for kind in ModelKind:
            home = self.folder / kind.value
            for old in list(home.glob(f"{_OLD}*")):
                place = home / old.name.removeprefix(_OLD)
                if not place.exists():
                    with suppress(OSError):
                        old.rename(place)
            for path in [*home.glob(f"{_OLD}*"), *home.glob(f"{_GONE}*")]:
                shutil.rmtree(path, ignore_errors=True)

    def _of(self, kind: ModelKind) -> Iterator[InstalledModel]:
        home = self.folder / kind.value
        try:
            folders = sorted(path for path in home.iterdir() if not path.name.startswith("."))
        except OSError:
            return
        for folder in folders:
            if folder.is_dir():
                model = read_model(kind, folder)
                if model is not None:
                    yield model
        if kind is ModelKind.PIPER:
            yield from voices_in(home)


def write_label(folder: Path, label: Label) -> None:
    """Write what is known of a model beside it."""
    text = json.dumps(asdict(label), ensure_ascii=False, indent=2)
    (folder / LABEL_FILE).write_text(f"{text}\n", encoding="utf-8")


def best_model(models_dir: Path, kind: str, language: str) -> InstalledModel | None:
    """Return the installed model that serves a language best and can be used, or None."""
    usable = (model for model in Shelf(models_dir).installed(kind, language) if not model.fault)
    return next(usable, None)
