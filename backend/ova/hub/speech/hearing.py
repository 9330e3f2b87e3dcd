"""How the hub hears in one language, as its settings change."""

import threading
from pathlib import Path

from ova.core import WordGraph
from ova.engines import SpeechPool, SpeechSettings
from ova.hub.settings import HomeSettings
from ova.hub.settings_keeper import SettingsKeeper


class Hearing:
    """Keeps the recogniser at what the settings ask for, without a restart."""

    def __init__(
        self,
        settings: SettingsKeeper,
        models: Path,
        workers: int,
        *,
        language: str = "",
        recogniser: str = "",
    ) -> None:
        """``models`` is the folder of installed models; ``workers`` may be 0 for no speech.

        ``language`` is the first one, empty for the home's; ``recogniser`` hears in the place of the
        one the settings name.
        """
        self._settings = settings
        self._models = models
        self._workers = workers
        self._recogniser = recogniser
        self._lock = threading.Lock()
        self._wanted = self._speech_settings(
            settings.current, language or settings.current.language
        )
        self.pool = SpeechPool(self._wanted)

    def start(self) -> None:
        """Start the workers, unless there are to be none."""
        if self._workers:
            self.pool.start()

    def hear(self, graph: WordGraph, language: str) -> None:
        """Hear these sentences; those of another language come with its recogniser."""
        with self._lock:
            if language == self._wanted.language:
                self.pool.set_graph(graph)
                return
            self._wanted = self._speech_settings(self._settings.current, language)
            self.pool.reconfigure(self._wanted, graph)

    def settings_changed(self) -> None:
        """Follow the settings; the language follows with its sentences."""
        with self._lock:
            wanted = self._speech_settings(self._settings.current, self._wanted.language)
            if wanted != self._wanted:
                self._wanted = wanted
                self.pool.reconfigure(wanted)

    def reload(self) -> None:
        """Load everything again: a model was installed or removed."""
        with self._lock:
            self.pool.reconfigure(self._wanted)

    def _speech_settings(self, settings: HomeSettings, language: str) -> SpeechSettings:
        recognisers = {str(one): str(engine) for one, engine in settings.recognisers.items()}
        models = {str(one): model for one, model in settings.recogniser_models.items()}
        usual = recognisers.get(language, settings.recogniser)
        chosen = self._recogniser or usual
        if chosen == "wyoming" and not settings.recogniser_server:
            chosen = usual  # its server was taken out of the settings since
        return SpeechSettings(
            language=language,
            stt=chosen,
            order=tuple(settings.recogniser_order),
            model=models.get(language, "") if chosen == usual else "",
            server=settings.recogniser_server,
            workers=max(1, self._workers),
            endpointing=settings.endpointing,
            end_silence_s=settings.end_silence_s,
            models_dir=self._models,
        )
