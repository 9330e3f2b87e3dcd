"""All voices of the home as one, which is never mute: where one fails another goes on."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from ova.core import AudioClip, AudioFormat, OvaError
from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.tts.cache import VoiceCache
from ova.engines.tts.clips import PAUSE_S, joined, matched, pause, sentences
from ova.engines.tts.espeak import EspeakVoice
from ova.engines.tts.piper import PiperVoices
from ova.engines.tts.protocol import Voice, VoiceInfo, checked_text
from ova.engines.tts.wyoming import PREFIX, WyomingVoice

_LOG = logging.getLogger(__name__)

REST_S = 30.0
"""So long an engine that failed is not asked again: nobody waits for it at every sentence."""

OnTrouble = Callable[[OvaError], None]


def _unheeded(error: OvaError) -> None:
    del error


@dataclass(frozen=True, slots=True)
class _Choice:
    """An engine and the voice it is to speak with."""

    engine: Voice
    voice: str


class Voices:
    """Chooses an engine, speaks sentence by sentence, remembers, and falls back to espeak-ng."""

    engine = "home"

    def __init__(
        self,
        *,
        piper: PiperVoices | None = None,
        wyoming: Callable[[], WyomingVoice | None] = lambda: None,
        cache: VoiceCache | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``wyoming`` gives the server that is set just now. Raises EngineMissing without espeak-ng."""
        self.espeak = EspeakVoice()
        self._piper = piper
        self._wyoming = wyoming
        self._cache = cache if cache is not None else VoiceCache()
        self._clock = clock
        self._failed_at: dict[str, float] = {}
        self._warming = ThreadPoolExecutor(1, thread_name_prefix="ova-voice")

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return every voice that can speak, those that are usually preferred first."""
        return tuple(voice for engine in self._engines() for voice in engine.voices())

    def usual(self, language: str) -> str | None:
        """Return the voice of a language: of a server that is set, else of Piper, else espeak-ng's."""
        chosen = (engine.usual(language) for engine in self._engines())
        return next((voice for voice in chosen if voice is not None), None)

    def find(self, voice: str) -> VoiceInfo:
        """Return the voice an id means. Raises UnknownVoice, or EngineMissing for one that is broken."""
        return self._engine_of(voice).find(voice)

    def warm(self, language: str, voice: str | None = None) -> Future[None]:
        """Load a voice in the background, so that the first reply need not wait for that.

        One that was loaded and is another one's turn now is let go.
        """
        return self._warming.submit(self._warm, language, voice)

    def close(self) -> None:
        """Wait for no server any more, let what is being loaded end, and load no more."""
        server = self._wyoming()
        if server is not None:
            server.close()
        self._warming.shutdown(wait=True, cancel_futures=True)

    def stream(
        self,
        text: str,
        language: str = "en",
        voice: str | None = None,
        speed: float = 1.0,
        on_trouble: OnTrouble = _unheeded,
    ) -> Iterator[AudioClip]:
        """Yield ``text``, made speakable, sentence by sentence in one format.

        A voice that is missing, fails or breaks off is told to ``on_trouble``, and the next best
        says the sentence, from its beginning, and the rest. Raises what the last of them raised.
        """
        from ova.language import speakable_text

        text = checked_text(text)
        choices = self._choices(language, voice, on_trouble)
        fmt: AudioFormat | None = None
        for sentence in sentences(speakable_text(text, language), language):
            silence = fmt is not None
            for clip in self._said(sentence, language, speed, choices, on_trouble):
                fmt = fmt or clip.format
                if silence:
                    yield pause(fmt, PAUSE_S / speed)
                    silence = False
                yield matched(clip, fmt)

    def synthesize(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> AudioClip:
        """Return ``text`` spoken."""
        return joined(self.stream(text, language, voice, speed), AudioFormat())

    def _warm(self, language: str, voice: str | None) -> None:
        choice = self._choices(language, voice, _unheeded)[0]
        if self._piper is not None and choice.engine is not self._piper:
            self._piper.release()
        try:
            choice.engine.synthesize("Ah", language, choice.voice)
        except OvaError as error:
            self._failed(choice, error, _unheeded)

    def _said(
        self,
        sentence: str,
        language: str,
        speed: float,
        choices: list[_Choice],
        on_trouble: OnTrouble,
    ) -> Iterator[AudioClip]:
        """Yield one sentence from the first choice that can say it; those that cannot are dropped."""
        while True:
            choice = choices[0]
            stamp = choice.engine.stamp(choice.voice)
            key = VoiceCache.key(choice.engine.engine, stamp, speed, language, sentence)
            kept = self._cache.get(key)
            if kept is not None:
                yield kept
                return
            made: list[AudioClip] = []
            began = self._clock()
            try:
                for clip in choice.engine.stream(sentence, language, choice.voice, speed):
                    made.append(clip)
                    yield clip
                if not made:
                    raise EngineMissing(f"The voice {choice.voice} gave no sound.")
            except OvaError as error:
                if len(choices) == 1:
                    raise
                self._failed(choice, error, on_trouble)
                choices.pop(0)
                continue
            self._cache.put(key, joined(made, AudioFormat()), self._clock() - began)
            return

    def _choices(self, language: str, voice: str | None, on_trouble: OnTrouble) -> list[_Choice]:
        """Return the voices that may say it, the wanted one first and espeak-ng last."""
        wanted = self._wanted(voice, on_trouble) if voice is not None else []
        usual = [
            _Choice(engine, name)
            for engine in self._engines()
            if (name := engine.usual(language)) is not None
        ]
        choices = [*wanted, *(choice for choice in usual if choice not in wanted)]
        rested = [choice for choice in choices if self._rested(choice)]
        return rested or [_Choice(self.espeak, language)]

    def _wanted(self, voice: str, on_trouble: OnTrouble) -> list[_Choice]:
        """Return the voice that was chosen, unless it cannot speak."""
        try:
            engine = self._engine_of(voice)
            choice = _Choice(engine, voice)
            if self._rested(choice):
                engine.find(voice)
        except OvaError as error:
            _LOG.warning("The voice %s cannot be used: %s", voice, error)
            on_trouble(error)
            return []
        return [choice]

    def _failed(self, choice: _Choice, error: OvaError, on_trouble: OnTrouble) -> None:
        _LOG.warning("The voice %s does not speak: %s", choice.voice, error)
        if not isinstance(error, BadSpeechInput):
            self._failed_at[choice.engine.stamp(choice.voice)] = self._clock()
        on_trouble(error)

    def _rested(self, choice: _Choice) -> bool:
        failed_at = self._failed_at.get(choice.engine.stamp(choice.voice))
        return failed_at is None or self._clock() - failed_at > REST_S

    def _engines(self) -> Sequence[Voice]:
        """Return the engines there are, those that are usually preferred first."""
        found: tuple[Voice | None, ...] = (self._wyoming(), self._piper, self.espeak)
        return tuple(engine for engine in found if engine is not None)

    def _engine_of(self, voice: str) -> Voice:
        """Return the engine a voice's id belongs to. Raises EngineMissing for a server that is not set."""
        if voice == PREFIX or voice.startswith(f"{PREFIX}:"):
            server = self._wyoming()
            if server is None:
                raise EngineMissing(
                    f"The voice {voice} is that of a server, and none is set.",
                    cure="Give its address as the setting `voice_server`.",
                )
            return server
        if self._piper is not None and self._piper.has(voice):
            return self._piper
        return self.espeak
