"""The hub's ears and voice together, as settings and models change."""

from pathlib import Path
from typing import Any

from ova.core import AudioClip, WordGraph
from ova.engines import SpeechPool, write_wav
from ova.engines.models import InstalledModel, ModelKind
from ova.folder import HomeFolder
from ova.hub.settings_keeper import SettingsKeeper
from ova.hub.speech.ears import Ear, Ears
from ova.hub.speech.hearing import Hearing
from ova.hub.speech.replaying import heard_again
from ova.hub.speech.speaking import Speaking
from ova.pipeline import RunRequest

MAX_RECORDING_S = 300.0
_VOICE_SETTINGS = frozenset({"voice", "voice_server", "language"})


class Speech:
    """Hears and speaks; without workers it only speaks."""

    def __init__(self, settings: SettingsKeeper, folder: HomeFolder, workers: int) -> None:
        models: Path = folder.models
        self._settings = settings
        self._hears = workers > 0
        self.voice = Speaking(settings, models, folder.cache / "voice")
        self._hearing = Hearing(settings, models, workers)
        self._ears = Ears(
            lambda ear: Hearing(
                *(settings, models, 1), language=ear.language, recogniser=ear.recogniser
            )
        )
        self.pool = self._hearing.pool
        """What hears the home's language."""

    def start(self) -> None:
        """Load the recogniser and the home's voice in the background."""
        self._hearing.start()
        self.voice.start()

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until speech is understood; False when that took too long."""
        return not self._hears or self.pool.wait_ready(timeout_s)

    @property
    def ready(self) -> bool:
        """Whether speech is understood now, or never is to be."""
        return not self._hears or self.pool.hears

    def workers(self) -> list[dict[str, Any]]:
        """Return how the decoding processes of the home's language are."""
        return self.pool.status() if self._hears else []

    def other_workers(self, language: str) -> list[dict[str, Any]]:
        """Return how the decoding processes of another language are."""
        return self._ears.workers(language)

    def pool_for(self, request: RunRequest) -> SpeechPool:
        """Return what hears a run: the home's recogniser, unless its satellite has another one."""
        return self._ears.pool(self.ear(request.language, request.recogniser)) or self.pool

    def ear(self, language: str, recogniser: str) -> Ear:
        """Return what hears a language, with this recogniser unless it is the usual one anyway."""
        settings = self._settings.current
        named = {str(one): str(name) for one, name in settings.recognisers.items()}
        usual = named.get(language, settings.recogniser)
        return Ear(language, "" if recogniser == usual else recogniser)

    def follow(self, ears: frozenset[Ear]) -> None:
        """Hear with these ears besides the home's, and with no others."""
        if self._hears:
            self._ears.follow(ears)

    def hear(self, graph: WordGraph, language: str) -> None:
        """Give the decoder the sentences of the home's language; without workers there is none."""
        if self._hears:
            self._hearing.hear(graph, language)
            self._ears.hear(graph, language)

    def hear_too(self, graph: WordGraph, language: str) -> None:
        """Give the decoders of another language their sentences."""
        self._ears.hear(graph, language)

    def forget(self, language: str) -> None:
        """Listen for the sentences of a language no longer."""
        self._ears.forget(language)

    def close(self) -> None:
        """Hear nothing any more. May be called twice."""
        self._ears.close()
        self.pool.close()

    def read(self, data: bytes) -> AudioClip:
        """Return a recording of at most five minutes. Raises BadAudio."""
        return self.pool.read(data, MAX_RECORDING_S)

    def heard(self, data: bytes) -> dict[str, Any]:
        """Return in wire form what a recording says. Raises BadAudio, EngineMissing, StreamFailed."""
        transcript = heard_again(self.read(data), self.pool)
        return {"text": transcript.text, "confidence": round(transcript.confidence, 3)}

    def wav(self, text: str, voice: str | None = None) -> bytes:
        """Return a text spoken, as a WAV file. Raises as ``Speaking.clip``."""
        return write_wav(self.voice.clip(text, voice))

    def settings_changed(self, changes: dict[str, Any]) -> None:
        """Follow settings that were changed."""
        self._hearing.settings_changed()
        self._ears.settings_changed()
        if changes.keys() & _VOICE_SETTINGS:
            self.voice.start()

    def model_changed(self, model: InstalledModel, _change: str) -> None:
        """Hear with a recogniser that has just come or is gone; voices are looked up as they speak."""
        if model.kind is ModelKind.VOSK and self._hears:
            self._hearing.reload()
            self._ears.reload()
