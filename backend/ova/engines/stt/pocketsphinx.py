"""PocketSphinx: the embedded recogniser. Its wheel carries an English acoustic model.

The search settings are those that paid on spoken commands in noise. ``bestpath`` stays off: its
lattice costs ten times the search and changes next to nothing. Keywords that the model's
``feat.params`` names (noise removal, cepstral means) cannot be set here: the file wins.
"""

import math
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import dither, enhance, normalise_peak, to_float, to_int16
from ova.core import Transcript, WordGraph, WordTime
from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.stt.pronounce import Pronunciations, pronunciations

_FRAMES_PER_S = 100
_SCORE_SCALE = 1024
"""Segment scores come as exp(score / 1024) (SENSCR_SHIFT of 10 bits in the library)."""
_MIDDLE_SCORE = -6.0
_SCORE_SLOPE = 4.0
_VARIANT = re.compile(r"\(\d+\)$")
_PLAIN = re.compile(r"[^\W\d_](?:[\w'.&-]*\w)?'?", re.UNICODE)
_SEARCH = "commands"


class PocketSphinxRecognizer:
    """Hears English sentences of a word graph. A stream is decoded as a whole at its end."""

    name = "pocketsphinx"

    def __init__(self, *, min_score: float = -7.5) -> None:
        self._min_score = min_score
        self._loaded: _Loaded | None = None

    def set_graph(self, graph: WordGraph) -> None:
        """Build a decoder for the graph. Raises BadSpeechInput when nothing in it can be heard."""
        self._loaded = _Loaded(graph)

    def start(self) -> "PocketSphinxStream":
        """Begin an utterance with the present graph."""
        if self._loaded is None:
            raise EngineMissing(
                "The speech recogniser has no sentences yet.",
                cure="Enable a skill, or wait until the hub is ready.",
            )
        return PocketSphinxStream(self._loaded, self._min_score)


class PocketSphinxStream:
    """One utterance: collected, cleaned and decoded at the end."""

    def __init__(self, loaded: "_Loaded", min_score: float) -> None:
        self._loaded = loaded
        self._min_score = min_score
        self._parts: list[NDArray[np.int16]] = []

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Keep the samples; there are no partial results."""
        self._parts.append(samples)
        return None

    def finish(self) -> Transcript:
        """Decode everything fed."""
        if not self._parts:
            return Transcript("", engine=PocketSphinxRecognizer.name)
        samples = to_float(np.concatenate(self._parts))
        self._parts.clear()
        cleaned = dither(normalise_peak(enhance(samples), 0.5))
        return self._loaded.decode(to_int16(cleaned), self._min_score)


class _Loaded:
    """A decoder with one graph."""

    def __init__(self, graph: WordGraph) -> None:
        pocketsphinx = _library()
        pocketsphinx.set_loglevel("FATAL")  # it would tell every parameter on stderr
        spoken = pronunciations(graph.words, _dictionary(pocketsphinx))
        tokens = {
            word: word if _PLAIN.fullmatch(word) else f"word-{index}"
            for index, word in enumerate(sorted(spoken))
        }
        self._words = {token: word for word, token in tokens.items()}
        arcs = [
            (arc.start, arc.end, arc.probability)
            if arc.word is None
            else (arc.start, arc.end, arc.probability, tokens[arc.word])
            for arc in graph.arcs
            if arc.word is None or arc.word in tokens
        ]
        if not tokens:
            raise BadSpeechInput(
                "There is no sentence the speech recogniser could hear.",
                cure="Enable a skill with sentences.",
                code="empty_graph",
            )
        self._decoder: Any = _decoder(pocketsphinx, spoken, tokens)
        fsg = self._decoder.create_fsg(_SEARCH, 0, graph.final, arcs)
        self._decoder.add_fsg(_SEARCH, fsg)  # adds loops for silence and noise at every state
        self._decoder.activate_search(_SEARCH)

    def decode(self, samples: NDArray[np.int16], min_score: float) -> Transcript:
        """Return what was said in one utterance of 16 kHz samples."""
        decoder = self._decoder
        decoder.reinit_feat()  # forgets the noise of the last utterance: it was another room's
        decoder.start_utt()
        decoder.process_raw(samples.astype("<i2", copy=False).tobytes(), False, True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return Transcript("", engine=PocketSphinxRecognizer.name)
        words, total, frames = [], 0.0, 0
        for segment in decoder.seg():
            word = self._words.get(_VARIANT.sub("", segment.word))
            if word is None:  # silence, noise and empty transitions
                continue
            length = segment.end_frame - segment.start_frame + 1
            score = _SCORE_SCALE * math.log(max(segment.ascore, 1e-300))
            total += score
            frames += length
            words.append(
                WordTime(
                    word,
                    segment.start_frame / _FRAMES_PER_S,
                    (segment.end_frame + 1) / _FRAMES_PER_S,
                    confidence(score / length),
                )
            )
        if not words:
            return Transcript("", engine=PocketSphinxRecognizer.name)
        text = " ".join(word.word for word in words)
        score = total / frames
        if score < min_score:
            return Transcript("", confidence(score), (text,), engine=PocketSphinxRecognizer.name)
        return Transcript(
            text, confidence(score), words=tuple(words), engine=PocketSphinxRecognizer.name
        )


def confidence(score: float) -> float:
    """Return 0..1 for a mean acoustic score per frame: -5 is nearly 1, -7 nearly 0."""
    return 1.0 / (1.0 + math.exp(min(50.0, -_SCORE_SLOPE * (score - _MIDDLE_SCORE))))


def _decoder(pocketsphinx: Any, spoken: Pronunciations, tokens: dict[str, str]) -> Any:
    with tempfile.NamedTemporaryFile("w", suffix=".dict", encoding="utf-8") as file:
        for word, token in tokens.items():
            for number, phones in enumerate(spoken[word], start=1):
                file.write(f"{token if number == 1 else f'{token}({number})'} {phones}\n")
        file.flush()
        try:
            return pocketsphinx.Decoder(
                lm=None,
                dict=file.name,
                bestpath=False,
                beam=1e-80,
                pbeam=1e-80,
                wbeam=1e-60,
                maxhmmpf=3000,
                topn=8,
                lw=2,
                compallsen=True,  # without it scores are relative and cannot be compared
                loglevel="FATAL",
            )
        except RuntimeError as error:
            raise EngineMissing(
                "PocketSphinx could not load its model.",
                cure="Reinstall the pocketsphinx package.",
            ) from error


def _library() -> Any:
    try:
        import pocketsphinx
    except ImportError as error:
        raise EngineMissing(
            "The speech recogniser PocketSphinx cannot be loaded.",
            cure="Install it with `pip install pocketsphinx`.",
        ) from error
    return pocketsphinx


def _dictionary(pocketsphinx: Any) -> Path:
    return Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
