"""What every speech recogniser can do."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ova.core import Transcript, WordGraph


class RecognizerStream(Protocol):
    """One utterance being recognised. Used by one thread."""

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Take more 16 kHz mono samples; return what is heard so far, if the engine can tell."""

    def finish(self) -> Transcript:
        """Return the result; the stream is over. Empty text: nothing, or nothing sure enough."""


class Recognizer(Protocol):
    """A loaded recogniser. Streams started before a change of graph keep the one they had."""

    name: str

    def set_graph(self, graph: WordGraph) -> None:
        """Hear these sentences from now on.

        Raises BadSpeechInput when nothing in the graph can be heard.
        """

    def start(self) -> RecognizerStream:
        """Begin an utterance. Raises EngineMissing before the first graph."""
