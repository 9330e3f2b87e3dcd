"""Whisper: large vocabulary, many languages; wants a strong machine. Extra ``[whisper]``.

Runs by faster-whisper with models in CTranslate2's form. It decodes at the end, always thirty
seconds at a time (what is missing is taken as silence), and knows no grammar: the words of the
sentences only make it likelier to hear them.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ, Transcript, Unheard, WordGraph, WordTime
from ova.engines.errors import EngineMissing

NO_SPEECH = 0.6
"""From this probability on a piece is no speech, whatever words were found (Whisper's own limit)."""
REPETITIVE = 2.4
"""What compresses better is an endless repetition, made up from noise (Whisper's own limit)."""
SHORTEST_S = 0.1
HINTS = 60
"""Words of the sentences given as a hint: half of the 224 tokens there is room for."""
_LEAST_LETTERS = 5
"""Of a hint: short words are common ones, which Whisper hears anyway."""
_EDGES = re.compile(r"^\W+|\W+$")


class WhisperRecognizer:
    """Hears anything said in a language."""

    name = "whisper"
    patience_s = 60.0
    """Processor time for a command on a small computer."""

    def __init__(self, folder: Path, language: str = "en", *, beam: int = 5) -> None:
        """Load a model. Raises EngineMissing, with code ``bad_model`` over what is in the folder."""
        for name in ("model.bin", "config.json", "tokenizer.json"):
            if not (folder / name).is_file():  # faster-whisper would try to download it
                raise _bad_model(folder, f"{name} is missing")
        library = _library()
        try:
            self._model: Any = library.WhisperModel(str(folder), device="cpu", compute_type="int8")
        except Exception as error:
            raise _bad_model(folder, "CTranslate2 cannot load it") from error
        language = language.partition("-")[0]
        if language not in self._model.supported_languages:
            raise _bad_model(folder, f"it does not know the language “{language}”")
        self._language = language
        self._beam = beam
        self.hints: str | None = None
        """Words that are likely to be said."""

    def set_graph(self, graph: WordGraph) -> None:
        """Take the longest words of the sentences as hints: names of things are among them."""
        words = [word for word in graph.words if len(word) >= _LEAST_LETTERS]
        longest = sorted(words, key=lambda word: (-len(word), word))[:HINTS]
        self.hints = " ".join(sorted(longest)) or None

    def start(
        self,
        answers: WordGraph | None = None,  # noqa: ARG002 - it has a vocabulary of its own
        *,
        only: bool = False,  # noqa: ARG002 - it hears everything anyway
    ) -> "WhisperStream":
        """Begin an utterance."""
        if self._model is None:
            raise EngineMissing("The speech recogniser is closed.", cure="Restart the hub.")
        return WhisperStream(self)

    def close(self) -> None:
        """Free the model."""
        self._model = None

    def transcribe(self, samples: NDArray[np.float32]) -> list[Any]:
        """Return faster-whisper's segments of 16 kHz samples within -1..1."""
        segments, _ = self._model.transcribe(
            samples,
            language=self._language,
            beam_size=self._beam,
            temperature=0.0,  # other temperatures are drawn at random, and take as long again
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=self.hints,
        )
        return list(segments)


class WhisperStream:
    """One utterance; decoded as a whole at its end."""

    def __init__(self, recognizer: WhisperRecognizer) -> None:
        self._recognizer = recognizer
        self._parts: list[NDArray[np.int16]] = []

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Keep the samples; there are no partial results."""
        self._parts.append(samples)
        return None

    def finish(self) -> Transcript:
        """Return the text; what is no speech, or made up from noise, is left out."""
        size = sum(part.size for part in self._parts)
        if size < SHORTEST_S * SPEECH_RATE_HZ:
            return Transcript("", engine="whisper")
        samples = np.concatenate(self._parts).astype(np.float32) / np.float32(32768)
        self.close()
        segments = [one for one in self._recognizer.transcribe(samples) if one.text.strip()]
        spoken = [one for one in segments if one.no_speech_prob < NO_SPEECH]
        sound = [one for one in spoken if one.compression_ratio <= REPETITIVE]
        if not sound:
            return Transcript(
                "",
                alternatives=tuple(one.text.strip() for one in segments),
                engine="whisper",
                unheard=Unheard.NO_COMMAND if spoken else Unheard.NOISE,
            )
        words = _words(sound, size / SPEECH_RATE_HZ)
        confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
        text = " ".join(one.text.strip() for one in sound)
        return Transcript(text, confidence, words=words, engine="whisper")

    def close(self) -> None:
        """Give the stream up."""
        self._parts = []


def _words(segments: Iterable[Any], length_s: float) -> tuple[WordTime, ...]:
    """Return the words without punctuation; times lie inside the sound, which Whisper fills up."""
    found: list[WordTime] = []
    earliest = 0.0
    for word in (word for segment in segments for word in segment.words or ()):
        text = _EDGES.sub("", word.word).lower()
        start = min(max(float(word.start), earliest), length_s)
        earliest = min(max(float(word.end), start), length_s)
        if text:
            found.append(WordTime(text, start, earliest, min(1.0, float(word.probability))))
    return tuple(found)


def _bad_model(folder: Path, fault: str) -> EngineMissing:
    return EngineMissing(
        f"The Whisper model in {folder} cannot be used: {fault}.",
        cure="Put there a model for faster-whisper: model.bin, config.json, tokenizer.json.",
        code="bad_model",
    )


def _library() -> Any:
    try:
        import faster_whisper
        from tqdm import tqdm
    except ImportError as error:
        raise EngineMissing(
            "The speech recogniser Whisper cannot be loaded.",
            cure="Install it with `pip install openvoiceassistant[whisper]`.",
        ) from error
    tqdm.monitor_interval = 0  # else a thread watches over progress bars that nobody sees
    return faster_whisper
