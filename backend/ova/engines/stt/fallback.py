"""A recogniser elsewhere, and one of the house for when it is away."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ova.core import Transcript, WordGraph
from ova.engines.errors import EngineError
from ova.engines.stt.protocol import Recognizer, RecognizerStream

AWAY_S = 30.0
"""A recogniser that failed is left alone for so long: nobody is to wait for it at every command."""
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class FallbackRecognizer:
    """Hears with ``first`` and, where that fails, hears the same sound with another one.

    The log tells when ``first`` goes and comes back; a transcript tells which of them heard it.
    """

    first: Recognizer
    make_second: Callable[[], Recognizer]
    """Called when it is needed. May raise EngineMissing."""
    clock: Callable[[], float] = time.monotonic
    name: str = field(init=False)
    """That of the recogniser that is wanted."""
    _graph: WordGraph | None = field(default=None, init=False)
    _second: Recognizer | None = field(default=None, init=False)
    _away_until: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.name = self.first.name

    @property
    def patience_s(self) -> float:
        """How long an answer from elsewhere may take."""
        return float(getattr(self.first, "patience_s", 0.0))

    def set_graph(self, graph: WordGraph) -> None:
        """Give both the sentences."""
        self.first.set_graph(graph)
        self._graph = graph
        if self._second is not None:
            self._second.set_graph(graph)

    def start(self, answers: WordGraph | None = None, *, only: bool = False) -> "FallbackStream":
        """Begin an utterance, with the second recogniser where ``first`` failed a short while ago."""
        if self._away_until is not None and self.clock() < self._away_until:
            with suppress(EngineError):  # there is none, so better ask the first again
                second = self.second().start(answers, only=only)
                return FallbackStream(self, second, answers, only=only, is_first=False)
        first = self.first.start(answers, only=only)
        return FallbackStream(self, first, answers, only=only, is_first=True)

    def close(self) -> None:
        """Close both."""
        self.first.close()
        if self._second is not None:
            self._second.close()
            self._second = None

    def failed(self, error: EngineError) -> None:
        """Note that ``first`` cannot be used."""
        _LOG.warning("%s Commands are heard by the hub itself until it is back.", error)
        self._away_until = self.clock() + AWAY_S

    def answered(self) -> None:
        """Note that ``first`` works."""
        if self._away_until is not None:
            _LOG.warning("The speech recogniser %s is back.", self.name)
            self._away_until = None

    def second(self) -> Recognizer:
        """Return the one of the house. Raises EngineMissing."""
        if self._second is None:
            second = self.make_second()
            if self._graph is not None:
                second.set_graph(self._graph)
            self._second = second
        return self._second


class FallbackStream:
    """One utterance; its sound is kept until it was recognised."""

    def __init__(
        self,
        recognizer: FallbackRecognizer,
        stream: RecognizerStream,
        answers: WordGraph | None,
        *,
        only: bool,
        is_first: bool,
    ) -> None:
        self._recognizer = recognizer
        self._stream = stream
        self._answers = answers
        self._only = only
        self._is_first = is_first
        self._parts: list[NDArray[np.int16]] = []

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Take more samples."""
        if not self._is_first:
            return self._stream.feed(samples)
        self._parts.append(samples)
        try:
            return self._stream.feed(samples)
        except EngineError as error:
            return self._change(error)

    def finish(self) -> Transcript:
        """Return the result of whichever heard it. Raises EngineError when neither can."""
        if not self._is_first:
            return self._stream.finish()
        try:
            transcript = self._stream.finish()
        except EngineError as error:
            self._change(error)
            return self._stream.finish()
        if self._parts:
            self._recognizer.answered()
        return transcript

    def close(self) -> None:
        """Give the stream up."""
        self._stream.close()
        self._parts.clear()

    def _change(self, error: EngineError) -> str | None:
        """Go on with the other recogniser. Raises ``error`` when there is none."""
        self._stream.close()
        self._recognizer.failed(error)
        try:
            stream = self._recognizer.second().start(self._answers, only=self._only)
        except EngineError:
            raise error from None
        self._stream, self._is_first = stream, False
        heard = stream.feed(np.concatenate(self._parts))
        self._parts.clear()
        return heard
