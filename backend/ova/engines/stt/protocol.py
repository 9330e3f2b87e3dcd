"""What every speech recogniser can do."""

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ova.core import Transcript, WordGraph


class RecognizerStream(Protocol):
    """One utterance being recognised. Used by one thread; ends with ``finish`` or ``close``."""

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Take more 16 kHz mono samples, any number of them.

        Returns the words heard so far when they changed, or None; engines that decode only at the
        end always return None.
        """

    def finish(self) -> Transcript:
        """Return the result with confidence, word times and alternatives; the stream is over.

        Empty text: nothing, or nothing sure enough; then ``unheard`` says why, and what was
        rejected stands among the alternatives.
        """

    def close(self) -> None:
        """Give the stream up without a result. May be called after ``finish`` and twice."""


@runtime_checkable
class SettlingStream(RecognizerStream, Protocol):
    """A stream that can tell its result before it is known that nothing more is said."""

    settles_after_s: float
    """So long a pause it wants first, in seconds."""

    def settle(self) -> Transcript | None:
        """Return what ``finish`` would return if the person were done; None when it cannot now.

        The stream goes on as if nothing had been asked.
        """


class Recognizer(Protocol):
    """A loaded recogniser. Streams started before a change of graph keep the one they had."""

    name: str

    def set_graph(self, graph: WordGraph) -> None:
        """Hear these sentences from now on; engines with an open vocabulary ignore it.

        Raises BadSpeechInput when nothing in the graph can be heard.
        """

    def start(self, answers: WordGraph | None = None, *, only: bool = False) -> RecognizerStream:
        """Begin an utterance; several may be open at once. Raises EngineMissing before the first graph.

        ``answers`` are further sentences for this utterance alone: those to a question that was just
        asked; ``only``: nothing but them is to be heard. Engines with an open vocabulary hear
        everything anyway.
        """

    def close(self) -> None:
        """Free the model and every connection. May be called twice."""
