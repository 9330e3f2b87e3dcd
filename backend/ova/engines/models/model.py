"""The nouns: a model that can be installed, and one that is."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class ModelKind(StrEnum):
    """What a model is for."""

    VOSK = "vosk"
    """Speech recognition."""
    PIPER = "piper"
    """A voice."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file to fetch."""

    path: str
    """Where it lies, relative to the address of its kind."""
    size: int | None = None
    """In bytes, when it is known."""
    checksum: str = ""
    """``md5:…`` or ``sha256:…`` in hexadecimal; empty when it is not known."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be fetched."""

    id: str
    kind: ModelKind
    language: str
    """A BCP 47 tag such as ``en-US``."""
    licence: str
    version: str
    files: tuple[ModelFile, ...]
    speakers: int = 1
    """How many people lent a voice their sound."""
    accurate: bool = False
    """Whether it is bigger and hears better than the usual one of its language."""

    @property
    def size(self) -> int | None:
        """Bytes to fetch, when that is known."""
        sizes = [file.size for file in self.files]
        return None if None in sizes else sum(size or 0 for size in sizes)


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of an installed model; kept beside it as ``ova-model.json``."""

    language: str
    licence: str = ""
    version: str = ""
    source: str = ""
    """Where it came from: an address, or the name of a file."""
    checksum: str = ""
    verified: bool = False
    """Whether every file was what its publisher tells a checksum of."""
    installed_at: float = 0.0
    """Seconds since the epoch; 0 when somebody copied it here."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine."""

    id: str
    kind: ModelKind
    folder: Path
    """Where its files lie."""
    label: Label
    size: int
    """Bytes on disk."""
    file: Path | None = None
    """Of a voice: its ``.onnx`` file; the settings lie beside it with ``.json`` behind the name."""
    fault: str = ""
    """Why it cannot be used; empty when it can."""
    dynamic: bool = True
    """Whether a recogniser can be held to the home's sentences; big Vosk models cannot."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.id

    @property
    def language(self) -> str:
        """Its language as a BCP 47 tag; empty when nothing tells."""
        return self.label.language
