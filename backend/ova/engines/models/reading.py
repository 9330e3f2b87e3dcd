"""Reading what lies on the shelf, also what people copied there by hand."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ova.core import OvaError
from ova.engines.models.check import look_at_recogniser, look_at_voice
from ova.engines.models.disk import size_of
from ova.engines.models.language import tag_in_name, tag_of
from ova.engines.models.model import InstalledModel, Label, ModelKind

LABEL_FILE = "ova-model.json"


def kind_of(folder: Path) -> ModelKind | None:
    """Tell what the files of a folder make, or None when it is no model."""
    if (folder / "am" / "final.mdl").is_file() or (folder / "final.mdl").is_file():
        return ModelKind.VOSK
    return ModelKind.PIPER if any(folder.glob("*.onnx")) else None


def read_model(kind: ModelKind, folder: Path) -> InstalledModel | None:
    """Return the model in a folder of the shelf; None when the folder holds none.

    Something of the model must be there: one that lost a file is returned with its fault.
    """
    label = read_label(folder)
    if label is None and kind_of(folder) is not kind and not _remains(kind, folder):
        return None
    return _voice(folder, label) if kind is ModelKind.PIPER else _recogniser(folder, label)


def voices_in(folder: Path) -> Iterator[InstalledModel]:
    """Yield the voices that lie in a folder as loose files."""
    for file in sorted(folder.glob("*.onnx")):
        yield _described(file.stem, file, folder, None, size=file.stat().st_size)


def read_label(folder: Path) -> Label | None:
    """Return what is known of an installed model, or None when nothing is."""
    try:
        fields = json.loads((folder / LABEL_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(fields, dict):
        return None
    at = fields.get("installed_at")
    return Label(
        language=_text(fields, "language"),
        licence=_text(fields, "licence"),
        version=_text(fields, "version"),
        source=_text(fields, "source"),
        checksum=_text(fields, "checksum"),
        verified=fields.get("verified") is True,
        installed_at=float(at) if isinstance(at, (int, float)) else 0.0,
    )


def language_of_voice(file: Path) -> str:
    """Return the language in the settings beside a voice's ``.onnx``, or an empty text."""
    with suppress(OSError, ValueError, AttributeError):
        settings = json.loads(file.with_name(f"{file.name}.json").read_text(encoding="utf-8"))
        code = settings.get("language", {}).get("code") or settings.get("espeak", {}).get("voice")
        return tag_of(str(code))
    return ""


def _recogniser(folder: Path, label: Label | None) -> InstalledModel:
    fault = ""
    try:
        look_at_recogniser(folder)
    except OvaError as error:
        fault = error.message
    graph = folder / "graph" if (folder / "graph").is_dir() else folder
    return InstalledModel(
        id=folder.name,
        kind=ModelKind.VOSK,
        folder=folder,
        label=label or Label(tag_in_name(folder.name)),
        size=size_of(folder),
        fault=fault,
        dynamic=not (graph / "HCLG.fst").is_file(),
    )


def _voice(folder: Path, label: Label | None) -> InstalledModel:
    files = sorted(folder.glob("*.onnx"))
    if len(files) == 1:
        return _described(folder.name, files[0], folder, label, size=size_of(folder))
    fault = "it holds several .onnx files" if files else "its .onnx file is missing"
    return InstalledModel(
        id=folder.name,
        kind=ModelKind.PIPER,
        folder=folder,
        label=label or Label(""),
        size=size_of(folder),
        fault=f"The voice in {folder} cannot be used: {fault}.",
    )


def _described(
    model_id: str, file: Path, folder: Path, label: Label | None, *, size: int
) -> InstalledModel:
    fault = ""
    try:
        look_at_voice(file)
    except OvaError as error:
        fault = error.message
    return InstalledModel(
        id=model_id,
        kind=ModelKind.PIPER,
        folder=folder,
        label=label or Label(language_of_voice(file)),
        size=size,
        file=file,
        fault=fault,
    )


def _remains(kind: ModelKind, folder: Path) -> bool:
    names = ("am", "conf", "graph") if kind is ModelKind.VOSK else ()
    return any((folder / name).is_dir() for name in names) or (
        kind is ModelKind.PIPER and any(folder.glob("*.onnx.json"))
    )


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
