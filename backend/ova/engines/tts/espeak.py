"""espeak-ng: the embedded voice. Small, fast, over a hundred languages."""

import difflib
import re
from collections.abc import Iterator
from functools import cached_property

from ova.core import AudioClip, AudioFormat
from ova.engines.errors import BadSpeechInput, UnknownVoice
from ova.engines.espeak import LibraryVoice, Manner, espeak
from ova.engines.tts.clips import PAUSE_S, paused, sentences
from ova.engines.tts.protocol import VoiceInfo, check_speed, checked_text

WORDS_PER_MINUTE = 165
_PREFERRED = {"en": "en-us"}
_REGION = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{2,4}){1,2})")
"""A language with its script or region: one that is missing may be spoken by the plain language."""


class EspeakVoice:
    """Speaks in process through espeak-ng, in every language and variant it has."""

    engine = "espeak"

    def __init__(
        self, words_per_minute: int = WORDS_PER_MINUTE, *, pitch: int = 50, volume: int = 100
    ) -> None:
        """``pitch`` is 0 to 100, ``volume`` 0 to 200 percent. Raises BadSpeechInput, EngineMissing."""
        if not 80 <= words_per_minute <= 450:
            raise BadSpeechInput(
                f"{words_per_minute} words per minute cannot be spoken.",
                cure="Choose a rate of 80 to 450 words per minute.",
            )
        if not (0 <= pitch <= 100 and 0 <= volume <= 200):
            raise BadSpeechInput(
                f"Pitch {pitch} and volume {volume} cannot be spoken.",
                cure="Choose a pitch of 0 to 100 and a volume of 0 to 200.",
            )
        self._manner = Manner(words_per_minute, pitch, volume)
        self._library = espeak()
        self.info = VoiceInfo("en-us", "English (America)", ("en-us", "en"), self.engine)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return every voice of the library; each can be changed by a variant: ``en-us+f3``."""
        return self._voices

    def variants(self) -> tuple[str, ...]:
        """Return what can follow a voice's id after a plus."""
        return self._library.variants()

    def usual(self, language: str) -> str | None:
        """Return the voice of a language; None when espeak-ng does not speak it."""
        return language if self._selector(_tag(language)) else None

    def find(self, voice: str) -> VoiceInfo:
        """Return the voice an id such as ``de`` or ``en-us+f3`` means. Raises UnknownVoice."""
        self._find(voice)
        tag, plus, variant = voice.strip().partition("+")
        selector = self._selector(_tag(tag))
        known = next(one for one in self._library.voices() if one.identifier == selector)
        name = f"{known.name} ({variant})" if plus else known.name
        return VoiceInfo(voice, name, known.languages, self.engine)

    def stamp(self, voice: str) -> str:
        """Return the voice and the manner it speaks in."""
        return f"{voice} {self._manner}"

    def stream(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> Iterator[AudioClip]:
        """Yield ``text`` sentence by sentence."""
        text = checked_text(text)
        parts = sentences(text, language)
        spoken = (self.synthesize(each, language, voice, speed) for each in parts)
        yield from paused(spoken, PAUSE_S / speed)

    def synthesize(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> AudioClip:
        """Return spoken ``text`` as mono int16.

        Without ``voice`` the language chooses; ``pt-AO`` falls back to ``pt``.
        """
        text = checked_text(text)
        check_speed(speed)
        fmt = AudioFormat(rate=self._library.rate)
        chosen = self._find(voice if voice is not None else language)
        if not text.strip():
            return AudioClip(b"", fmt)
        return AudioClip(self._library.speak(text, chosen, self._manner.at(speed)), fmt)

    @cached_property
    def _voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(
            VoiceInfo(self._id(voice), voice.name, voice.languages, self.engine)
            for voice in self._library.voices()
        )

    def _id(self, voice: LibraryVoice) -> str:
        """Return a voice's first tag; its own name where another voice has that tag too."""
        tag = voice.languages[0]
        return tag if self._selectors[tag] == voice.identifier else _own_name(voice)

    def _find(self, wanted: str) -> str:
        """Return what selects a voice in the library. Raises UnknownVoice."""
        name, plus, variant = wanted.strip().partition("+")
        tag = _tag(name)
        found = self._selector(tag)
        if found is None:
            raise UnknownVoice(
                f"There is no voice or language “{wanted}”.",
                cure=f"Use a language tag such as en-us, de or tr.{_near(tag, self._selectors)}",
            )
        if not plus:
            return found
        variants = {each.casefold(): each for each in self._library.variants()}
        if variant.casefold() not in variants:
            raise UnknownVoice(
                f"espeak-ng has no variant “{variant}” of “{name}”.",
                cure=f"Use one such as {name}+f3 or {name}+m2.{_near(variant.casefold(), variants)}",
            )
        return f"{found}+{variants[variant.casefold()]}"

    def _selector(self, tag: str) -> str | None:
        tag = _PREFERRED.get(tag, tag)
        region = _REGION.fullmatch(tag)
        return self._selectors.get(tag) or (self._selectors.get(region[1]) if region else None)

    @cached_property
    def _selectors(self) -> dict[str, str]:
        """Map every tag to the library's identifier; the plainest voice of a tag wins."""
        ranked: dict[str, tuple[int, str]] = {}
        for voice in self._library.voices():
            name = _own_name(voice)
            for place, tag in enumerate((*voice.languages, name)):
                rank = 0 if tag == name else 1 if place == 0 else 2
                if tag not in ranked or rank < ranked[tag][0]:
                    ranked[tag] = (rank, voice.identifier)
        return {tag: identifier for tag, (_, identifier) in ranked.items()}


def _own_name(voice: LibraryVoice) -> str:
    return voice.identifier.rpartition("/")[2].lower()


def _tag(name: str) -> str:
    return name.strip().lower().replace("_", "-")


def _near(wanted: str, known: dict[str, str]) -> str:
    """Return a hint at names that look like one that is wrong."""
    near = difflib.get_close_matches(wanted, sorted(known), n=3, cutoff=0.4)
    return f" Did you mean {', '.join(near)}?" if near else ""
