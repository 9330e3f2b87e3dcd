"""Vosk: the main recogniser as soon as a model is on disk.

libvosk ends the whole process over a faulty model or grammar: the model is checked and tried first
(see `vosk_model`), and a grammar is always a list of sentences of words the model knows.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ, Transcript, WordGraph, WordTime
from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.stt.phrases import phrases
from ova.engines.stt.vosk_model import UNKNOWN, bad_model, check_model, try_model, words_of


class VoskRecognizer:
    """Hears sentences of a word graph with a Vosk model."""

    name = "vosk"

    def __init__(self, folder: Path, *, min_confidence: float = 0.3) -> None:
        self._words_file = check_model(folder)
        self._min_confidence = min_confidence
        self._vosk = _library()
        try_model(folder, self._words_file)
        self._vosk.SetLogLevel(-1)
        try:
            self._model: Any = self._vosk.Model(str(folder))
        except Exception as error:
            raise bad_model(folder, "libvosk cannot load it") from error
        self._grammar: str | None = None

    def set_graph(self, graph: WordGraph) -> None:
        """Hear these sentences. Raises BadSpeechInput when the model knows none of the words."""
        listed = phrases(graph, self._known(graph.words))
        if not listed:
            raise BadSpeechInput(
                "The Vosk model knows no sentence of the active skills.",
                cure="Install a model of the language the hub is set to.",
                code="empty_graph",
            )
        self._grammar = json.dumps([*listed, UNKNOWN], ensure_ascii=False)

    def start(self) -> "VoskStream":
        """Begin an utterance with the present graph."""
        if self._grammar is None:
            raise EngineMissing(
                "The speech recogniser has no sentences yet.",
                cure="Enable a skill, or wait until the hub is ready.",
            )
        decoder = self._vosk.KaldiRecognizer(self._model, SPEECH_RATE_HZ, self._grammar)
        decoder.SetWords(True)
        return VoskStream(decoder, self._min_confidence)

    def _known(self, words: frozenset[str]) -> set[str]:
        return {word for word in words_of(self._words_file) if word in words}


class VoskStream:
    """One utterance; decoded while it is spoken."""

    def __init__(self, decoder: Any, min_confidence: float) -> None:
        self._decoder = decoder
        self._min_confidence = min_confidence
        self._results: list[dict[str, Any]] = []
        self._partial = ""

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Decode more samples; return what is heard so far when it changed."""
        if not samples.size:
            return None
        if self._decoder.AcceptWaveform(samples.astype("<i2", copy=False).tobytes()):
            self._results.append(json.loads(self._decoder.Result()))
        heard = [result.get("text", "") for result in self._results]
        heard.append(json.loads(self._decoder.PartialResult()).get("partial", ""))
        text = " ".join(word for word in " ".join(heard).split() if word != UNKNOWN)
        if text == self._partial:
            return None
        self._partial = text
        return text

    def finish(self) -> Transcript:
        """Return the words of all parts.

        Rejected when unknown speech lies between them, or takes longer than they do: then somebody
        said something else.
        """
        self._results.append(json.loads(self._decoder.FinalResult()))
        entries = [entry for result in self._results for entry in result.get("result", ())]
        known = [place for place, entry in enumerate(entries) if entry["word"] != UNKNOWN]
        if not known:
            return Transcript("", engine=VoskRecognizer.name)
        words = tuple(
            WordTime(entry["word"], entry["start"], entry["end"], entry.get("conf", 1.0))
            for entry in (entries[place] for place in known)
        )
        text = " ".join(word.word for word in words)
        confidence = sum(word.confidence for word in words) / len(words)
        whole = len(known) == known[-1] - known[0] + 1
        spoken_s = sum(word.end_s - word.start_s for word in words)
        all_s = sum(entry["end"] - entry["start"] for entry in entries)
        if not whole or all_s > 2 * spoken_s or confidence < self._min_confidence:
            return Transcript("", confidence, (text,), engine=VoskRecognizer.name)
        return Transcript(text, confidence, words=words, engine=VoskRecognizer.name)


def _library() -> Any:
    try:
        import vosk
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "The speech recogniser Vosk cannot be loaded.",
            cure="Install it with `pip install vosk`.",
        ) from error
    return vosk
