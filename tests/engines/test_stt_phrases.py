"""Lists of sentences that say everything in a word graph."""

from ova.core import WordArc, WordGraph
from ova.engines.stt.phrases import phrases


def test_phrases_hold_every_pair_of_neighbours_and_only_known_words(light_graph):
    listed = phrases(light_graph, light_graph.words - {"lamp"})

    text = " | ".join(listed)
    assert "lamp" not in text
    for pair in ("please turn", "turn on", "turn off", "on the", "off kitchen", "hallway light"):
        assert pair in text
    assert all(phrase.endswith("light") for phrase in listed)
    assert len(listed) < 20


def test_a_sentence_of_one_word_is_a_phrase():
    graph = WordGraph(3, 2, (WordArc(0, 1, None), WordArc(1, 2, "stop")), "stop")

    assert phrases(graph, {"stop"}) == ["stop"]
    assert phrases(graph, set()) == []
