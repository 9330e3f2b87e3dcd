"""PocketSphinx: the embedded recogniser. Its wheel carries an English acoustic model."""

from ova.core import WordGraph
from ova.engines.errors import EngineMissing
from ova.engines.stt.completion import Completion
from ova.engines.stt.sphinx.decoders import Decoders, dictionary, library
from ova.engines.stt.sphinx.network import build_network
from ova.engines.stt.sphinx.stream import ENGINE, SphinxStream


class PocketSphinxRecognizer:
    """Hears English sentences of a word graph while they are spoken."""

    name = ENGINE

    def __init__(self) -> None:
        self._graph: WordGraph | None = None
        self._decoders: Decoders | None = None
        self._alone: tuple[str, Decoders] | None = None
        """What hears the few words that were listened for alone last, by the key of their graph."""

    def set_graph(self, graph: WordGraph) -> None:
        """Build a decoder for the graph. Raises BadSpeechInput when nothing in it can be heard."""
        network = build_network(graph, dictionary(library()))
        decoders = Decoders(network)
        _ = decoders.thorough  # now, rather than when somebody waits for it
        self._decoders = decoders
        self._graph = graph

    def start(self, answers: WordGraph | None = None, *, only: bool = False) -> SphinxStream:
        """Begin an utterance with the present graph. Raises EngineMissing before the first.

        ``answers`` take a decoder of their own, which is built now and dropped at the end: questions
        are rare, and a decoder that waits for the next one takes 5 to 10 MB. One that hears ``only``
        them is kept: the same few words are listened for again and again.
        """
        if self._graph is None or self._decoders is None:
            raise EngineMissing(
                "The speech recogniser has no sentences yet.",
                cure="Enable a skill, or wait until the hub is ready.",
            )
        if answers is None:
            return SphinxStream(self._decoders)
        if only:
            if self._alone is None or self._alone[0] != answers.key:
                self._alone = answers.key, Decoders(build_network(answers, dictionary(library())))
            return SphinxStream(self._alone[1])
        known = self._decoders.network.pronunciations
        both = build_network(self._graph.joined(answers), dictionary(library()), known)
        return SphinxStream(Decoders(both), Completion(answers))

    def close(self) -> None:
        """Drop the decoders; streams under way keep theirs."""
        self._graph = self._decoders = self._alone = None
