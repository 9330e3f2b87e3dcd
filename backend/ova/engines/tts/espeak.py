"""espeak-ng: the embedded voice. Small, fast, over a hundred languages."""

import difflib
from functools import cached_property

from ova.core import AudioClip, AudioFormat
from ova.engines.errors import BadSpeechInput, UnknownVoice
from ova.engines.espeak import espeak
from ova.engines.tts.protocol import VoiceInfo

MAX_CHARACTERS = 10_000
"""About ten minutes of speech."""
_PREFERRED = {"en": "en-us"}


class EspeakVoice:
    """Speaks in process through espeak-ng."""

    def __init__(self, words_per_minute: int = 165) -> None:
        if not 80 <= words_per_minute <= 450:
            raise BadSpeechInput(
                f"{words_per_minute} words per minute cannot be spoken.",
                cure="Choose a rate of 80 to 450 words per minute.",
            )
        self._rate = words_per_minute
        self._library = espeak()
        self.info = VoiceInfo("en-us", "English (America)", ("en-us", "en"), "espeak")

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return every voice of the library."""
        return self._voices

    @cached_property
    def _voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(
            VoiceInfo(voice.languages[0], voice.name, voice.languages, "espeak")
            for voice in self._library.voices()
        )

    def synthesize(self, text: str, language: str = "en", voice: str | None = None) -> AudioClip:
        """Return spoken ``text`` as mono int16; nothing to say gives an empty clip.

        Without ``voice`` the language chooses; ``pt-AO`` falls back to ``pt``. Raises UnknownVoice
        for a voice or language espeak-ng does not have, BadSpeechInput for too long a text.
        """
        if len(text) > MAX_CHARACTERS:
            raise BadSpeechInput(
                f"A text of {len(text)} characters is too long to speak.",
                cure=f"Send at most {MAX_CHARACTERS} characters.",
            )
        fmt = AudioFormat(rate=self._library.rate)
        chosen = self._find(voice if voice is not None else language)
        if not text.strip():
            return AudioClip(b"", fmt)
        return AudioClip(self._library.speak(text, chosen, self._rate), fmt)

    def _find(self, wanted: str) -> str:
        tag, plus, variant = wanted.strip().lower().replace("_", "-").partition("+")
        tag = _PREFERRED.get(tag, tag)
        found = self._selectors.get(tag) or self._selectors.get(tag.partition("-")[0])
        if found is None:
            near = difflib.get_close_matches(tag, sorted(self._selectors), n=3, cutoff=0.4)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise UnknownVoice(
                f"There is no voice or language “{wanted}”.",
                cure=f"Use a language tag such as en-us, de or tr.{hint}",
            )
        return found + plus + variant

    @cached_property
    def _selectors(self) -> dict[str, str]:
        """Map every tag to the library's identifier; the plainest voice of a tag wins."""
        selectors: dict[str, str] = {}
        for voice in self._library.voices():
            for place, tag in enumerate(voice.languages):
                plain = place == 0 or voice.identifier.lower().endswith(f"/{tag}")
                if plain or tag not in selectors:
                    selectors[tag] = voice.identifier
        return selectors
