"""The home's voice: which one, and what it may be asked to say."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ova.core import AudioClip, InvalidInput, OvaError
from ova.engines import PiperVoices, VoiceCache, VoiceInfo, Voices, WyomingVoice
from ova.hub.settings_keeper import SettingsKeeper

MAX_TEXT = 5_000


class Speaking:
    """Speaks texts in the voice the home has chosen."""

    def __init__(self, settings: SettingsKeeper, models: Path, cache: Path) -> None:
        """``models`` holds Piper's voices, ``cache`` what was spoken before. Raises EngineMissing."""
        self._settings = settings
        self._server_lock = threading.Lock()
        self._server: WyomingVoice | None = None
        self._voices = Voices(
            piper=PiperVoices(models), wyoming=self._voice_server, cache=VoiceCache(cache)
        )

    def start(self) -> None:
        """Load the home's voice in the background, so that the first reply need not wait for it."""
        current = self._settings.current
        self._voices.warm(current.language, current.voice or None)

    def close(self) -> None:
        """Let nobody wait for a voice any more. May be called twice."""
        self._voices.close()

    def speak(
        self, text: str, language: str, on_trouble: Callable[[OvaError], None], voice: str = ""
    ) -> Iterator[AudioClip]:
        """Yield a reply spoken, piece by piece; the pipeline's port.

        An empty ``voice`` is the home's, and so is one that is gone.
        """
        current = self._settings.current
        if voice and not self._known(voice):
            voice = ""
        if not voice and self._speaks(current.voice, language):
            voice = current.voice
        chosen = voice or None
        return self._voices.stream(text, language, chosen, current.voice_speed, on_trouble)

    def check_voice(self, voice: str) -> None:
        """Raise what is wrong with the name of a voice."""
        self._voices.find(voice)

    def _known(self, voice: str) -> bool:
        try:
            self._voices.find(voice)
        except OvaError:
            return False
        return True

    def _speaks(self, voice: str, language: str) -> bool:
        """Tell whether the home's voice is to say a text of a language that may not be the home's."""
        if not voice or language == self._settings.current.language or not self._known(voice):
            return True
        tags = self._voices.find(voice).languages
        return not tags or any(tag.partition("-")[0] == language for tag in tags)

    def clip(self, text: str, voice: str | None = None) -> AudioClip:
        """Return a text spoken. Raises InvalidInput, or what the voice raises for an unknown name."""
        return self._voices.synthesize(*self._order(text, voice))

    def pieces(self, text: str, voice: str | None = None) -> Iterator[AudioClip]:
        """Return a text spoken, piece by piece; it is checked at once. Raises as ``clip`` does."""
        return self._voices.stream(*self._order(text, voice))

    def _order(self, text: str, voice: str | None) -> tuple[str, str, str | None, float]:
        """Return what to say, in which language, with which voice and how fast."""
        spoken = text.strip()
        if not spoken:
            raise InvalidInput("There is nothing to say.", cure="Give a text.", code="empty_text")
        if len(spoken) > MAX_TEXT:
            raise InvalidInput(
                "This text is too long to be spoken.",
                cure=f"Use at most {MAX_TEXT} characters.",
                code="text_too_long",
            )
        current = self._settings.current
        language = self._language_of(voice) if voice else current.language
        return spoken, language, voice or current.voice or None, current.voice_speed

    def voices(self, language: str | None = None) -> dict[str, Any]:
        """Return the voices that can be chosen, in wire form; with a language those that speak it."""
        current = self._settings.current
        family = language.lower().replace("_", "-").partition("-")[0] if language else None
        listed = [
            voice
            for voice in self._voices.voices()
            if family is None or any(tag.partition("-")[0] == family for tag in voice.languages)
        ]
        return {
            "current": current.voice or self._voices.usual(current.language),
            "voices": [_wire(voice) for voice in listed],
            "variants": list(self._voices.espeak.variants()),
        }

    def check(self, changes: dict[str, Any]) -> None:
        """Raise what is wrong with changes of settings that have to do with the voice."""
        server, voice = changes.get("voice_server"), changes.get("voice")
        if isinstance(voice, str) and voice:
            if isinstance(server, str) and voice.partition(":")[0] == WyomingVoice.engine:
                return  # of a server that is being set too: it is asked when it is to speak
            self._voices.find(voice)

    def _language_of(self, voice: str) -> str:
        """Return the language of a text a voice is asked to speak: the home's, if it speaks that."""
        home, tags = self._settings.current.language, self._voices.find(voice).languages
        return home if not tags or any(tag.partition("-")[0] == home for tag in tags) else tags[0]

    def _voice_server(self) -> WyomingVoice | None:
        """Return the voice server that is set; one object for as long as its address stays."""
        address = self._settings.current.voice_server
        with self._server_lock:
            if not address:
                self._server = None
            elif self._server is None or self._server.address != address:
                self._server = WyomingVoice(address)
            return self._server


def _wire(voice: VoiceInfo) -> dict[str, Any]:
    return {
        "id": voice.id,
        "name": voice.name,
        "languages": list(voice.languages),
        "engine": voice.engine,
    }
