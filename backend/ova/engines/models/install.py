"""Installing a model: look up, download, verify, unpack, try, and put on the shelf."""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ova.engines.errors import EngineMissing
from ova.engines.models.check import try_out
from ova.engines.models.disk import FreeSpace, disk_faults, free_space, need_room, size_of
from ova.engines.models.download import Download, verify
from ova.engines.models.errors import BadArchive, NoSuchModel, NoWay, WrongChecksum
from ova.engines.models.gather import ARCHIVE, gather, kind_in, language_for, name_for, root_of
from ova.engines.models.model import InstalledModel, Label, ModelFile, ModelKind, Offer
from ova.engines.models.offers import find_offer
from ova.engines.models.progress import InstallStep, Progress, Report, Stop
from ova.engines.models.reading import read_model
from ova.engines.models.shelf import Shelf, write_label
from ova.engines.models.unpack import unpack
from ova.engines.models.upstream import Upstream

_ABOUT = "MODEL_CARD"
"""Tells about a voice and is no part of it."""
_SWELLS = 2
"""Vosk archives unpack to about 1.7 times their size; the exact number stands in the archive."""


@dataclass(frozen=True, slots=True)
class Installer:
    """Installs models on a shelf. One install of a model at a time is the caller's duty."""

    shelf: Shelf
    upstream: Upstream
    free: FreeSpace = free_space
    clock: Callable[[], float] = time.time
    """Seconds since the epoch."""
    pause_s: float = 0.5
    """The first pause after a connection broke off; it doubles each time."""

    def install(self, model_id: str, report: Report, stop: Stop) -> InstalledModel:
        """Fetch and install a model; one that is there and in order is left as it is.

        Raises NoSuchModel, NoWay, WrongChecksum, BadArchive, DiskFull, InstallStopped, and
        EngineMissing for a model that does not work. What arrived is kept for the next time unless
        it is of no use.
        """
        present = self.shelf.find(model_id)
        if present is not None and not present.fault:
            return present
        report(Progress(InstallStep.LOOK_UP))
        offer = self._with_checksums(self.upstream.find(model_id))
        folder = self.shelf.partial(offer.id)
        downloads = [self._download(offer.kind, file, folder) for file in offer.files]
        with disk_faults(self.shelf.folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._need_room(offer, downloads)
        checksums = [
            self._fetch(offer, file, download, report, stop)
            for file, download in zip(offer.files, downloads, strict=True)
        ]
        label = Label(
            language=offer.language,
            licence=offer.licence,
            version=offer.version,
            source=self.upstream.address(offer.kind, offer.files[0].path),
            checksum=checksums[0],
            verified=all(file.checksum for file in offer.files),
            installed_at=self.clock(),
        )
        with self.shelf.draft() as draft:
            try:
                for download in downloads:
                    self._unfold(download.target, draft, report, stop)
                root = root_of(draft)
                model = self._put(root, offer.kind, offer.id, label, report, stop)
            except (BadArchive, EngineMissing):
                self.forget(offer.id)
                raise
        self.forget(offer.id)
        return model

    def install_file(
        self, path: Path, report: Report, stop: Stop, *, language: str = ""
    ) -> InstalledModel:
        """Install an archive, a model's folder, or a voice's ``.onnx`` file; needs no network.

        ``language`` is needed when neither the name nor the files tell it. Raises BadArchive,
        NoSuchModel, InvalidInput, DiskFull, InstallStopped, and EngineMissing for a model that
        does not work.
        """
        with self.shelf.draft() as draft:
            gather(path, draft, report, stop, self.free)
            root = root_of(draft)
            kind = kind_in(root, path.name)
            model_id = name_for(kind, root, draft, path.name)
            offer = find_offer(model_id)
            checksum = _published(offer, path, root, report, stop) if offer else ""
            label = Label(
                language=language_for(kind, root, model_id, language),
                licence=offer.licence if offer else "",
                version=offer.version if offer else "",
                source=path.name,
                checksum=checksum,
                verified=bool(checksum),
                installed_at=self.clock(),
            )
            return self._put(root, kind, model_id, label, report, stop)

    def forget(self, model_id: str) -> None:
        """Delete what was downloaded of a model that is not installed."""
        shutil.rmtree(self.shelf.partial(model_id), ignore_errors=True)

    def _download(self, kind: ModelKind, file: ModelFile, folder: Path) -> Download:
        address = self.upstream.address(kind, file.path)
        return Download(self.upstream.session, address, file, folder, pause_s=self.pause_s)

    def _with_checksums(self, offer: Offer) -> Offer:
        """Ask upstream for the checksums the catalogue does not know, if it can tell."""
        if all(file.checksum for file in offer.files):
            return offer
        with suppress(NoSuchModel, NoWay):
            listed = {file.path: file for file in self.upstream.listed(offer.id).files}
            return replace(offer, files=tuple(listed.get(one.path, one) for one in offer.files))
        return offer

    def _need_room(self, offer: Offer, downloads: list[Download]) -> None:
        size = offer.size
        if size is not None:
            missing = max(0, size - sum(one.done for one in downloads))
            unpacked = _SWELLS * size if offer.kind is ModelKind.VOSK else 0
            need_room(self.shelf.folder, missing + unpacked, self.free)

    def _fetch(
        self, offer: Offer, file: ModelFile, download: Download, report: Report, stop: Stop
    ) -> str:
        """Return the checksum of a file that is here and is what was published."""
        path = download.run(report, stop)
        try:
            return verify(path, file.checksum, report, stop)
        except WrongChecksum:
            newer = self._published_since(offer, file)
            if newer:
                with suppress(WrongChecksum):
                    return verify(path, newer, report, stop)
            download.discard()
            raise

    def _published_since(self, offer: Offer, file: ModelFile) -> str:
        """Return the checksum upstream lists today: the catalogue may be older than the file."""
        with suppress(NoSuchModel, NoWay):
            for listed in self.upstream.listed(offer.id).files:
                if listed.path == file.path and listed.checksum != file.checksum:
                    return listed.checksum
        return ""

    def _unfold(self, path: Path, draft: Path, report: Report, stop: Stop) -> None:
        if ARCHIVE.search(path.name):
            unpack(path, draft, report, stop, free=self.free)
        else:
            with disk_faults(draft):
                path.rename(draft / path.name)

    def _put(
        self,
        root: Path,
        kind: ModelKind,
        model_id: str,
        label: Label,
        report: Report,
        stop: Stop,
    ) -> InstalledModel:
        """Try the model that lies in ``root`` and put it on the shelf."""
        stop.check()
        report(Progress(InstallStep.TRY))
        with disk_faults(self.shelf.folder):
            write_label(root, label)
        model = read_model(kind, root)
        fault = model.fault if model else f"What came for {model_id} is no model."
        if model is not None and not fault:
            try:
                try_out(kind, root, model.file)
            except EngineMissing as error:
                fault = error.message
        if model is None or fault:
            raise EngineMissing(
                fault.replace(str(root), model_id),
                cure="It was not installed. Fetch it again, or choose another model.",
                code="bad_model",
            )
        stop.check()
        folder = self.shelf.put(root, kind, model_id)
        file = folder / model.file.name if model.file else None
        return replace(model, id=model_id, folder=folder, file=file, size=size_of(folder))


def _published(offer: Offer, path: Path, root: Path, report: Report, stop: Stop) -> str:
    """Return the checksum of an offer whose very files ``path`` gave; empty when it did not.

    Another archive of the same name is no fault: people pack models anew.
    """
    needed = [file for file in offer.files if not file.name.startswith(_ABOUT)]
    for file in needed:
        here = path if ARCHIVE.search(file.name) else root / file.name
        if not (file.checksum and here.is_file()):
            return ""
        try:
            verify(here, file.checksum, report, stop)
        except WrongChecksum:
            return ""
    return needed[0].checksum
