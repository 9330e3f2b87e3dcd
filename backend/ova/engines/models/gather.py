"""What a person gives to install: an archive, a model's folder, or a voice's file."""

import re
import shutil
from pathlib import Path

from ova.core import InvalidInput
from ova.engines.models.disk import FreeSpace, disk_faults, need_room, size_of
from ova.engines.models.errors import BadArchive, NoSuchModel
from ova.engines.models.language import tag_in_name, tag_of
from ova.engines.models.model import ModelKind
from ova.engines.models.progress import InstallStep, Progress, Report, Stop
from ova.engines.models.reading import kind_of, language_of_voice
from ova.engines.models.shelf import MODEL_ID
from ova.engines.models.unpack import unpack

ARCHIVE = re.compile(r"\.(zip|tgz|tar|tar\.(gz|bz2|xz))$", re.IGNORECASE)
_IGNORED = ("__MACOSX",)


def gather(path: Path, draft: Path, report: Report, stop: Stop, free: FreeSpace) -> None:
    """Bring a model into an empty folder, without changing it where it lies.

    Raises BadArchive, NoSuchModel, InvalidInput, DiskFull, InstallStopped.
    """
    if path.is_dir():
        check_folder(path)
        need_room(draft, size_of(path), free)
        _copy_folder(path, draft / path.name, report, stop)
    elif path.suffix == ".onnx" and path.is_file():
        settings = path.with_name(f"{path.name}.json")
        if not settings.is_file():
            raise InvalidInput(
                f"{settings} is missing: a voice is two files.",
                cure=f"Put {settings.name} beside {path.name}.",
                code="no_model",
            )
        need_room(draft, path.stat().st_size, free)
        with disk_faults(draft):
            for file in (path, settings):
                shutil.copyfile(file, draft / file.name)
    elif path.is_file():
        unpack(path, draft, report, stop, free=free)
    else:
        raise NoSuchModel(f"There is no file {path}.", cure="Give an archive or a model's folder.")


def check_folder(folder: Path) -> None:
    """Raise BadArchive for a folder that holds no model, before all of it is copied anywhere."""
    kind_in(root_of(folder), folder.name)


def root_of(draft: Path) -> Path:
    """Return the folder below ``draft`` the model's own files lie in: archives wrap them."""
    root = draft
    while kind_of(root) is None:
        inside = [one for one in root.iterdir() if one.name not in _IGNORED]
        if len(inside) != 1 or not inside[0].is_dir():
            return draft
        root = inside[0]
    return root


def kind_in(root: Path, called: str) -> ModelKind:
    """Tell what lies in a folder. Raises BadArchive when it is no model."""
    kind = kind_of(root)
    if kind is None:
        raise BadArchive(
            f"{called} holds no model.",
            cure="A Vosk model has am/final.mdl, a Piper voice has an .onnx and its .onnx.json.",
            code="no_model",
        )
    return kind


def name_for(kind: ModelKind, root: Path, draft: Path, called: str) -> str:
    """Return the name of a model that was given as ``called``. Raises InvalidInput."""
    stem = ARCHIVE.sub("", called)
    if kind is ModelKind.PIPER:
        name = next(root.glob("*.onnx")).stem
    elif root != draft and (tag_in_name(root.name) or not tag_in_name(stem)):
        name = root.name
    else:
        name = stem
    if not MODEL_ID.fullmatch(name):
        raise InvalidInput(
            f"“{name}” cannot be a model's name.",
            cure="Name the archive or folder with letters, digits, dots and dashes.",
            code="bad_model_name",
        )
    return name


def language_for(kind: ModelKind, root: Path, name: str, given: str) -> str:
    """Return the language of a model: the given one, or what its files or name tell.

    Raises InvalidInput when nothing tells.
    """
    if given and not tag_of(given):
        raise InvalidInput(
            f"“{given}” is no language.", cure="Give a tag such as de or en-US.", code="no_language"
        )
    own = tag_in_name(name)
    if kind is ModelKind.PIPER:
        own = language_of_voice(next(root.glob("*.onnx")))
    if not (given or own):
        raise InvalidInput(
            f"Nothing tells the language of {name}.",
            cure="Give it: 'ova models install FILE --language de'.",
            code="no_language",
        )
    return tag_of(given) or own


def _copy_folder(source: Path, target: Path, report: Report, stop: Stop) -> None:
    total, done = size_of(source), 0
    with disk_faults(target.parent):
        for path in sorted(source.rglob("*")):
            stop.check()
            place = target / path.relative_to(source)
            if path.is_dir():
                place.mkdir(parents=True, exist_ok=True)
            elif path.is_file() and not path.name.startswith("."):
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
                done += place.stat().st_size
                report(Progress(InstallStep.UNPACK, done, total))
