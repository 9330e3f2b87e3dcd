"""PocketSphinx: the embedded recogniser. Its wheel carries an English acoustic model."""

from ova.core import WordGraph
from ova.engines.errors import EngineMissing
from ova.engines.stt.sphinx.decoders import Decoders, dictionary, library
from ova.engines.stt.sphinx.network import build_network
from ova.engines.stt.sphinx.stream import ENGINE, SphinxStream


class PocketSphinxRecognizer:
    """Hears English sentences of a word graph while they are spoken."""

    name = ENGINE

    def __init__(self) -> None:
        self._decoders: Decoders | None = None

    def set_graph(self, graph: WordGraph) -> None:
        """Build a decoder for the graph. Raises BadSpeechInput when nothing in it can be heard."""
        network = build_network(graph, dictionary(library()))
        self._decoders = Decoders(network)

    def start(self) -> SphinxStream:
        """Begin an utterance with the present graph. Raises EngineMissing before the first."""
        if self._decoders is None:
            raise EngineMissing(
                "The speech recogniser has no sentences yet.",
                cure="Enable a skill, or wait until the hub is ready.",
            )
        return SphinxStream(self._decoders)

    def close(self) -> None:
        """Drop the decoders; streams under way keep theirs."""
        self._decoders = None
