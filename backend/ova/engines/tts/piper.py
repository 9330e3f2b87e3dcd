"""Piper: neural voices, once one is installed. Only the voice that speaks is in memory."""

import difflib
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

from ova.core import AudioClip, AudioFormat
from ova.engines.errors import EngineMissing, UnknownVoice
from ova.engines.models import InstalledModel, Shelf, fit
from ova.engines.tts.clips import PAUSE_S, joined, paused, sentences
from ova.engines.tts.piper_voice import (
    INSTALL,
    LoadedPiperVoice,
    piper_is_installed,
    speaker_number,
    speakers_of,
)
from ova.engines.tts.protocol import VoiceInfo, check_speed, checked_text

_LOG = logging.getLogger(__name__)
_KIND = "piper"


class PiperVoices:
    """Speaks with the Piper voices that lie in the folder of models.

    A voice's id is that of its model, ``de_DE-thorsten-medium``; of several speakers one is chosen
    by name or number: ``de_DE-mls-medium#3``.
    """

    engine = "piper"

    def __init__(self, models_dir: Path) -> None:
        """Look for voices in ``models_dir/piper``. Nothing is loaded before it is to speak."""
        self._shelf = Shelf(models_dir)
        self._seen_at = -1
        self._seen: tuple[InstalledModel, ...] = ()
        self._lock = threading.Lock()
        self._loaded: tuple[tuple[Path, int], LoadedPiperVoice] | None = None
        self._told = False

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that are installed and whole."""
        return tuple(_info(model) for model in self._usable())

    def usual(self, language: str) -> str | None:
        """Return the voice that fits a language best."""
        ranked = [
            (rank, -model.label.installed_at, model.id)
            for model in self._usable()
            if (rank := fit(model.language, language)) is not None
        ]
        return min(ranked)[2] if ranked else None

    def find(self, voice: str) -> VoiceInfo:
        """Return the voice an id means. Raises UnknownVoice, EngineMissing for one that is broken."""
        model, speaker = self._model(voice)
        info = _info(model)
        if not speaker:
            return info
        name = f"{info.name} ({speaker})"
        return VoiceInfo(voice, name, info.languages, self.engine)

    def has(self, voice: str) -> bool:
        """Tell whether an id is that of a voice here, whole or not."""
        name = voice.strip().partition("#")[0]
        return any(model.id == name for model in self._installed())

    def stamp(self, voice: str) -> str:
        """Return the voice and when its model was written."""
        name = voice.strip().partition("#")[0]
        file = next((model.file for model in self._installed() if model.id == name), None)
        try:
            return f"{voice} {file.stat().st_mtime_ns if file else 0}"
        except OSError:
            return voice

    def stream(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> Iterator[AudioClip]:
        """Yield ``text`` sentence by sentence; a sentence takes a third of its length or so to make."""
        text = checked_text(text)
        check_speed(speed)
        model, speaker = self._model(voice if voice is not None else self._chosen(language))
        parts = sentences(text, model.language or language)
        if not parts or model.file is None:
            return
        number = speaker_number(model.file, speaker) if speaker else None
        loaded = self._load(model.file)
        fmt = AudioFormat()
        spoken = (joined(loaded.speak(each, speed, number), fmt) for each in parts)
        yield from paused(spoken, PAUSE_S / speed)

    def synthesize(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> AudioClip:
        """Return ``text`` spoken as mono int16 at the voice's own rate."""
        return joined(self.stream(text, language, voice, speed), AudioFormat())

    @property
    def loaded(self) -> Path | None:
        """The network in memory."""
        loaded = self._loaded
        return loaded[0][0] if loaded else None

    def release(self) -> None:
        """Let go of the voice in memory; it is loaded again when it is to speak."""
        with self._lock:
            self._loaded = None

    def _chosen(self, language: str) -> str:
        found = self.usual(language)
        if found is None:
            raise UnknownVoice(
                f"No Piper voice for “{language}” is installed.",
                cure="Install one: see `ova models list`.",
            )
        return found

    def _model(self, voice: str) -> tuple[InstalledModel, str]:
        """Return a voice's model, and the speaker that is wanted of it."""
        name, _, speaker = voice.strip().partition("#")
        installed = self._installed()
        found = next((model for model in installed if model.id == name), None)
        if found is None:
            near = difflib.get_close_matches(name, [model.id for model in installed], n=3)
            hint = f"Did you mean {', '.join(near)}?" if near else "See `ova models list`."
            raise UnknownVoice(f"There is no Piper voice “{name}”.", cure=hint)
        if found.fault or found.file is None:
            raise EngineMissing(
                found.fault or f"The voice {name} has no model.",
                cure="Remove it and install it again.",
                code="bad_model",
            )
        if not piper_is_installed():
            raise EngineMissing(f"The voice {name} needs Piper, which is missing.", cure=INSTALL)
        if speaker:
            speaker_number(found.file, speaker)
        return found, speaker

    def _usable(self) -> tuple[InstalledModel, ...]:
        usable = tuple(model for model in self._installed() if not model.fault and model.file)
        if usable and not piper_is_installed():
            if not self._told:
                self._told = True
                _LOG.warning("Piper voices are installed, but Piper is not. %s", INSTALL)
            return ()
        return usable

    def _installed(self) -> tuple[InstalledModel, ...]:
        """Return what is on the shelf; it is read again when something came or went."""
        try:
            changed_at = (self._shelf.folder / _KIND).stat().st_mtime_ns
        except OSError:
            return ()
        if changed_at != self._seen_at:
            self._seen, self._seen_at = self._shelf.installed(_KIND), changed_at
        return self._seen

    def _load(self, file: Path) -> LoadedPiperVoice:
        """Return a voice ready to speak; the one before it is let go."""
        try:
            version = file.stat().st_mtime_ns
        except OSError:
            version = 0  # loading it tells what is wrong
        with self._lock:
            if self._loaded is None or self._loaded[0] != (file, version):
                self._loaded = None
                self._loaded = ((file, version), LoadedPiperVoice(file))
            return self._loaded[1]


def _info(model: InstalledModel) -> VoiceInfo:
    language = model.language.lower()
    tags = tuple(dict.fromkeys(tag for tag in (language, language.partition("-")[0]) if tag))
    speakers = speakers_of(model.file) if model.file else ()
    name = f"{model.id} ({len(speakers)} speakers)" if speakers else model.id
    return VoiceInfo(model.id, name, tags, PiperVoices.engine)
