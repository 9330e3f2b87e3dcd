"""Vosk: the main recogniser as soon as a model is on disk.

libvosk ends the whole process over a faulty model or grammar, so both are checked before it sees
them. Model layouts: src/model.cc of vosk-api 0.3.45.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ, Transcript, WordGraph, WordTime
from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.stt.phrases import phrases

_UNKNOWN = "[unk]"
_FST_MAGIC = (2125659606).to_bytes(4, "little")


class VoskRecognizer:
    """Hears sentences of a word graph with a Vosk model."""

    name = "vosk"

    def __init__(self, folder: Path, *, min_confidence: float = 0.3) -> None:
        self._words_file = check_model(folder)
        self._min_confidence = min_confidence
        self._vosk = _library()
        self._vosk.SetLogLevel(-1)
        try:
            self._model: Any = self._vosk.Model(str(folder))
        except Exception as error:
            raise EngineMissing(
                f"The Vosk model in {folder} cannot be loaded.",
                cure="Remove it and install it again.",
                code="bad_model",
            ) from error
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
        self._grammar = json.dumps([*listed, _UNKNOWN], ensure_ascii=False)

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
        with self._words_file.open(encoding="utf-8", errors="replace") as lines:
            return {word for line in lines if (word := line.partition(" ")[0]) in words}


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
        text = " ".join(part for part in heard if part).replace(_UNKNOWN, "").strip()
        if text == self._partial:
            return None
        self._partial = text
        return text

    def finish(self) -> Transcript:
        """Return the words of all parts; rejected when unknown speech lies between them."""
        self._results.append(json.loads(self._decoder.FinalResult()))
        entries = [entry for result in self._results for entry in result.get("result", ())]
        while entries and entries[0]["word"] == _UNKNOWN:
            del entries[0]
        while entries and entries[-1]["word"] == _UNKNOWN:
            del entries[-1]
        words = tuple(
            WordTime(entry["word"], entry["start"], entry["end"], entry.get("conf", 1.0))
            for entry in entries
            if entry["word"] != _UNKNOWN
        )
        if not words:
            return Transcript("", engine=VoskRecognizer.name)
        text = " ".join(word.word for word in words)
        confidence = sum(word.confidence for word in words) / len(entries)
        if len(words) < len(entries) or confidence < self._min_confidence:
            return Transcript("", confidence, (text,), engine=VoskRecognizer.name)
        return Transcript(text, confidence, words=words, engine=VoskRecognizer.name)


def check_model(folder: Path) -> Path:
    """Return the words file of a model folder that libvosk can load.

    Raises EngineMissing with code ``bad_model`` that names what is missing or damaged.
    """
    if not folder.is_dir():
        raise _bad(folder, "the folder does not exist")
    nested = (folder / "am" / "final.mdl").is_file()
    if nested:
        mdl, conf, graph = folder / "am/final.mdl", folder / "conf", folder / "graph"
        _need(folder, conf / "model.conf")
    else:
        mdl, conf, graph = folder / "final.mdl", folder, folder
    _need(folder, mdl)
    if not (conf / "mfcc.conf").is_file() and not (conf / "fbank.conf").is_file():
        raise _bad(folder, "mfcc.conf is missing")
    words = graph / "words.txt"
    _need(folder, words)
    if (graph / "HCLG.fst").is_file():
        _need_fst(folder, graph / "HCLG.fst")
    else:
        _need_fst(folder, graph / "HCLr.fst")
        _need_fst(folder, graph / "Gr.fst")
        if not (graph / "disambig_tid.int").is_file():
            raise _bad(folder, "disambig_tid.int is missing")
    if nested:
        options = (conf / "model.conf").read_text(encoding="utf-8", errors="replace")
        if "--endpoint.silence-phones=" not in options:
            raise _bad(folder, "model.conf does not set endpoint.silence-phones")
    return words


def _need(folder: Path, file: Path) -> None:
    if not file.is_file() or not file.stat().st_size:
        raise _bad(folder, f"{file.relative_to(folder)} is missing or empty")


def _need_fst(folder: Path, file: Path) -> None:
    _need(folder, file)
    with file.open("rb") as content:
        if content.read(4) != _FST_MAGIC:
            raise _bad(folder, f"{file.relative_to(folder)} is damaged")


def _bad(folder: Path, fault: str) -> EngineMissing:
    return EngineMissing(
        f"The Vosk model in {folder} cannot be used: {fault}.",
        cure="Remove it and install it again.",
        code="bad_model",
    )


def _library() -> Any:
    try:
        import vosk
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "The speech recogniser Vosk cannot be loaded.",
            cure="Install it with `pip install vosk`.",
        ) from error
    return vosk
