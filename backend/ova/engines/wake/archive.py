"""A wake word's files on the way: from a person to the hub, and from the hub to a satellite."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ova.engines.wake.errors import BadWakeModel
from ova.engines.wake.model_folder import MODEL_ENDINGS

MAX_BYTES = 32 * 1024 * 1024
"""A wake word model has some hundred kilobytes."""
_MAX_NAME_BYTES = 200
_WANTED = (*MODEL_ENDINGS, ".json")
_PIECE = 256 * 1024
_ZIP = b"PK\x03\x04"
_CURE = "Give the model's own files, or a zip of them, of at most 32 MB."


def unpack_wake_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the model's files among those given, by plain name; zip archives are opened.

    What belongs to no model, such as a licence, is left out. Raises BadWakeModel for files that are
    too large, stand twice or have an impossible name, and for a damaged archive.
    """
    found: dict[str, bytes] = {}
    for name, data in files.items():
        inside = _unzipped(name, data) if data[:4] == _ZIP else {name: data}
        for path, content in inside.items():
            plain = PurePosixPath(path.replace("\\", "/")).name
            if plain.startswith(".") or PurePosixPath(plain).suffix not in _WANTED:
                continue
            if not plain.isprintable() or len(plain.encode()) > _MAX_NAME_BYTES:
                raise BadWakeModel("A file has a name that cannot be used.", cure=_CURE)
            if plain in found:
                raise BadWakeModel(f"There are two files named {plain}.", cure=_CURE)
            found[plain] = content
    if sum(map(len, found.values())) > MAX_BYTES:
        raise BadWakeModel("That is too large for a wake word.", cure=_CURE)
    return found


def pack_wake_model(folder: Path) -> bytes:
    """Return a folder's model files as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _model_files(folder):
            archive.write(file, file.name)
    return packed.getvalue()


def wake_model_checksum(folder: Path) -> str:
    """Return the SHA-256 of a folder's model files with their names, in hexadecimal."""
    digest = hashlib.sha256()
    for file in _model_files(folder):
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _model_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in _WANTED)


def _unzipped(name: str, data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in entries) > MAX_BYTES:
                raise BadWakeModel(f"{name} is too large for a wake word.", cure=_CURE)
            return {one.filename: _read(archive, one) for one in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,  # zipfile's own, over versions and flags it does not know
        RuntimeError,
        EOFError,
        OSError,
        ValueError,  # places and names that cannot be
    ) as error:
        raise BadWakeModel(f"{name} is a damaged archive.", cure="Send it again.") from error


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a file's bytes; takes no more memory than they, whatever the archive says of them."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile unpacks the others without a limit on memory
        raise zipfile.BadZipFile(f"{entry.filename} is packed in a way that is not accepted")
    with archive.open(entry) as packed:
        return b"".join(iter(lambda: packed.read(_PIECE), b""))
