"""Vosk: the main recogniser as soon as a model is on disk.

libvosk ends the whole process over a faulty model or grammar: the model is checked and tried first
(see `vosk_model`), and a grammar is always a list of sentences of words the model knows.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ova.core import WordGraph
from ova.engines.errors import BadSpeechInput, EngineMissing
from ova.engines.stt.free_speech import FreePlaces
from ova.engines.stt.phrases import phrases
from ova.engines.stt.vosk_model import (
    bad_model,
    check_model,
    takes_grammar,
    time_scale,
    try_model,
    words_of,
)
from ova.engines.stt.vosk_results import UNKNOWN
from ova.engines.stt.vosk_stream import VoskDecoders, VoskStream


class VoskRecognizer:
    """Hears sentences of a word graph, and free speech where the graph allows it.

    A model with a static graph takes no grammar: it hears everything, and what it heard is no less
    of a command if it is in the graph. Words of free speech, and what a grammar could not explain,
    are heard in a second pass with the whole vocabulary.
    """

    name = "vosk"

    def __init__(self, folder: Path, *, min_confidence: float = 0.3) -> None:
        self._words_file = check_model(folder)
        self._takes_grammar = takes_grammar(self._words_file)
        self._min_confidence = min_confidence
        vosk = _library()
        try_model(folder, self._words_file)
        vosk.SetLogLevel(-1)
        try:
            model = vosk.Model(str(folder))
        except Exception as error:
            raise bad_model(folder, "libvosk cannot load it") from error
        self._decoders: VoskDecoders | None = VoskDecoders(vosk, model, time_scale(folder))
        self._graph: WordGraph | None = None
        self._start: Callable[[], VoskStream] | None = None

    def set_graph(self, graph: WordGraph) -> None:
        """Hear these sentences. Raises BadSpeechInput when the model knows none of the words."""
        self._start = self._starter(graph)
        self._graph = graph

    def start(self, answers: WordGraph | None = None, *, only: bool = False) -> VoskStream:
        """Begin an utterance with the present graph, or with ``answers`` only."""
        if self._start is None or self._graph is None:
            raise EngineMissing(
                "The speech recogniser has no sentences yet.",
                cure="Enable a skill, or wait until the hub is ready.",
            )
        if answers is None:
            return self._start()
        return self._starter(answers if only else self._graph.joined(answers))()

    def close(self) -> None:
        """Let go of the model; streams that are open keep it until they end."""
        self._start = self._graph = self._decoders = None

    def _starter(self, graph: WordGraph) -> Callable[[], VoskStream]:
        if self._decoders is None:
            raise EngineMissing(
                "The speech recogniser is closed.", cure="Restart the hub to load it again."
            )
        listed = phrases(graph, self._known(graph.words), free=UNKNOWN)
        if not listed:
            raise BadSpeechInput(
                "The Vosk model knows no sentence of the active skills.",
                cure="Install a model of the language the hub is set to.",
                code="empty_graph",
            )
        # Two unknowns in a row: free speech may be longer than what one of them takes.
        listed += [UNKNOWN, f"{UNKNOWN} {UNKNOWN}"] if graph.has_free_speech else [UNKNOWN]
        grammar = json.dumps(listed, ensure_ascii=False) if self._takes_grammar else None
        return partial(VoskStream, self._decoders, grammar, FreePlaces(graph), self._min_confidence)

    def _known(self, words: frozenset[str]) -> set[str]:
        return {word for word in words_of(self._words_file) if word in words}


def _library() -> Any:
    try:
        import vosk
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "The speech recogniser Vosk cannot be loaded.",
            cure="Install it with `pip install vosk`.",
        ) from error
    return vosk
