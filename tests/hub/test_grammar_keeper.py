"""The Grammar is rebuilt in the background and swapped in one step."""

import gc
import queue
import threading
import weakref

import pytest

from ova.core import HomeNames
from ova.hub.grammar_keeper import GrammarKeeper
from ova.language import SentenceSource, compile_grammar


def grammar_of(*sentences, language="en"):
    data = {"intents": {"Test": {"data": [{"sentences": list(sentences)}]}}}
    sources = [SentenceSource("test", language, data, "test.yaml")]
    return compile_grammar(sources, HomeNames(), language)


@pytest.fixture
def keeper_of():
    keepers = []

    def make(build, on_graph=None, **options):
        keeper = GrammarKeeper(build, on_graph, **options)
        keepers.append(keeper)
        keeper.start()
        return keeper

    yield make
    for keeper in keepers:
        keeper.close()


def test_commands_go_on_with_the_old_grammar_while_a_new_one_is_built(keeper_of):
    building, go_on = threading.Event(), threading.Event()
    grammars = [grammar_of("good morning"), grammar_of("good night")]

    def build():
        if len(grammars) == 1:
            building.set()
            assert go_on.wait(20)
        return grammars.pop(0)

    in_force = queue.SimpleQueue()
    keeper = keeper_of(build, in_force.put)
    in_force.get(timeout=60)
    keeper.refresh()
    assert building.wait(20)
    assert keeper.grammar.match("good morning").intent is not None
    assert keeper.grammar.match("good night").intent is None
    go_on.set()
    in_force.get(timeout=60)
    assert keeper.grammar.match("good night").intent is not None


def test_a_grammar_that_cannot_be_built_leaves_the_old_one_in_force(keeper_of, caplog):
    tried = threading.Event()
    first = [grammar_of("good morning")]

    def build():
        if first:
            return first.pop()
        tried.set()
        raise ValueError("broken")

    keeper = keeper_of(build)
    assert keeper.wait_ready(20)
    keeper.refresh()
    assert tried.wait(20)
    keeper.close()
    assert keeper.grammar.match("good morning").intent is not None
    assert "the one before stays in force" in caplog.text


def test_a_command_keeps_the_language_it_was_begun_in(keeper_of):
    grammars = [grammar_of("good morning"), grammar_of("guten morgen", language="de")]
    keeper = keeper_of(lambda: grammars.pop(0))
    assert keeper.wait_ready(20)
    keeper.refresh()

    for language, said in (("de", "guten morgen"), ("en", "good morning")):
        grammar = keeper.in_language(language, 20)
        assert grammar.language == language
        assert grammar.match(said).intent is not None
    assert keeper.grammar.language == "de"
    assert keeper.in_language("fr", 0.1) is None


def test_the_sentences_of_the_language_before_do_not_stay_for_ever(keeper_of):
    gone = threading.Event()
    grammars = [grammar_of("good morning"), grammar_of("guten morgen", language="de")]
    weakref.finalize(grammars[0], gone.set)
    keeper = keeper_of(lambda: grammars.pop(0), kept_s=0.01)
    assert keeper.wait_ready(20)
    keeper.refresh()

    assert keeper.in_language("de", 20) is not None
    assert gone.wait(20)
    assert keeper.in_language("en", 20) is None


def test_the_decoder_is_told_only_of_a_graph_that_is_new(keeper_of):
    graphs, begun = [], queue.SimpleQueue()
    grammars = [grammar_of("good morning"), grammar_of("good morning"), grammar_of("good night")]

    def build():
        begun.put(None)
        return grammars.pop(0)

    keeper = keeper_of(build, graphs.append)
    for _ in range(2):
        begun.get(timeout=60)
        keeper.refresh()
    begun.get(timeout=60)
    keeper.close()
    assert len(graphs) == 2
    assert graphs[0].words == {"good", "morning"}
    assert graphs[1].words == {"good", "night"}


def test_the_garbage_collector_is_back_at_work_after_a_build(keeper_of):
    enabled = []

    def build():
        enabled.append(gc.isenabled())
        return grammar_of("good morning")

    keeper = keeper_of(build)
    assert keeper.wait_ready(20)
    keeper.close()
    assert enabled == [False]
    assert gc.isenabled()


def test_faults_and_conflicts_of_the_grammar_in_force_are_told(keeper_of, caplog):
    data = {"intents": {"Test": {"data": [{"sentences": ["good (night", "good morning"]}]}}}
    sources = [SentenceSource(skill, "en", data, f"{skill}.yaml") for skill in ("one", "two")]
    keeper = keeper_of(lambda: compile_grammar(sources, HomeNames()))
    assert keeper.wait_ready(20)
    assert [problem.sentence for problem in keeper.problems] == ["good (night", "good (night"]
    assert [conflict.sentence for conflict in keeper.conflicts] == ["good morning"]
    assert "Two skills claim a sentence" in caplog.text
