"""Sentences to a word graph."""

import itertools

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.core import WILDCARD, HomeNames, SpokenName
from ova.language import SentenceSource, accepts, compile_grammar


def sentences_of(graph):
    """Return every sentence of a small graph."""
    outgoing = {}
    for arc in graph.arcs:
        outgoing.setdefault(arc.start, []).append(arc)

    def walk(state):
        if state == graph.final:
            yield ()
        for arc in outgoing.get(state, ()):
            for rest in walk(arc.end):
                yield ((arc.word,) if arc.word else ()) + rest

    return sorted(" ".join(words) for words in walk(0))


def graph_of(source, names=None):
    return compile_grammar([source], names or HomeNames()).word_graph()


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ("hello", ["hello"]),
        ("Hello [There]", ["hello", "hello there"]),
        ("light[s] on", ["light on", "lights on"]),
        ("fan[s|ning]", ["fan", "fanning", "fans"]),
        ("(un|)lock [the] door", ["lock door", "lock the door", "unlock door", "unlock the door"]),
        ("(a;b)", ["a b", "b a"]),
        ("turn (on;[now])", ["turn now on", "turn on", "turn on now"]),
        ("five( |-)minute timer", ["five minute timer"]),
        ("wi-fi off?", ["wi fi off"]),
        ("what's up", ["what's up"]),
        ("{1..3:n} times", ["one times", "three times", "two times"]),
        ("{20..21:n}[ ]percent", ["twenty one percent", "twenty percent"]),
        ("set it to {1..1:n}[%| percent]", ["set it to one", "set it to one percent"]),
        ("play {what}", [f"play {WILDCARD}"]),
        ("play [the song {what}]", ["play", f"play the song {WILDCARD}"]),
        ("play {what}[ ]now", [f"play {WILDCARD} now"]),
        ("{what} [is] needed", [f"{WILDCARD} is needed", f"{WILDCARD} needed"]),
        ("<greet> you", ["hello you", "hi you"]),
        ("take {size}", ["take big", "take bigger", "take small"]),
        ("[a] [b]", ["a", "a b", "b"]),
    ],
)
def test_a_template_becomes_its_sentences(source, template, sentences):
    lists = {"what": {"wildcard": True}, "size": {"values": ["small", "big[ger]"]}}
    made = source(template, lists=lists, rules={"greet": "(hi|hello)"})
    assert sentences_of(graph_of(made)) == sentences


@pytest.mark.parametrize("template", ["{what}", "[please] {what}", "{what} {what}"])
def test_a_sentence_that_may_be_nothing_but_free_text_is_only_typed(source, template):
    grammar = compile_grammar(
        [source("stop", template, lists={"what": {"wildcard": True}})], HomeNames()
    )

    assert sentences_of(grammar.word_graph()) == ["stop"]
    assert ["free text" in problem.reason for problem in grammar.problems] == [True]


def test_free_text_is_no_word_and_no_part_of_samples_and_phrases(source, dice):
    made = source("play [{what} in] (kitchen|hall)", lists={"what": {"wildcard": True}})
    grammar = compile_grammar([made], HomeNames())
    graph = grammar.word_graph()

    assert graph.has_free_speech
    assert graph.words == {"play", "in", "kitchen", "hall"}
    assert set(grammar.sample(dice(1), 20)) == {"play kitchen", "play hall"}
    assert sorted(grammar.vosk_phrases()) == ["play hall", "play kitchen"]


def test_a_graph_without_its_free_speech_has_no_dead_ends(source):
    made = source("play [{what} in] kitchen", "add {what}", lists={"what": {"wildcard": True}})
    graph = graph_of(made)
    closed = graph.closed()

    assert sentences_of(closed) == ["play kitchen"]
    assert closed.words == {"play", "kitchen"}
    assert closed.key != graph.key
    assert closed.closed() is closed


def test_names_of_other_domains_do_not_occur(source):
    names = HomeNames(
        entities=(SpokenName("Lamp 2", "Lamp 2", "light"), SpokenName("Door", "Door", "lock")),
        areas=(("Kid's Room", "Kid's Room"),),
    )
    lock = source("lock [the] {name}", requires_context={"domain": "lock"})
    assert sentences_of(graph_of(lock, names)) == ["lock door", "lock the door"]
    spared = source("lock [the] {name}", excludes_context={"domain": "lock"})
    assert sentences_of(graph_of(spared, names)) == ["lock lamp two", "lock the lamp two"]
    area = source("lights in {area}", requires_context={"area": {"slot": True}})
    assert sentences_of(graph_of(area, names)) == ["lights in kid's room"]
    bare = source("stop [{name}]", requires_context={"domain": "light"})
    assert sentences_of(graph_of(bare, names)) == ["stop lamp two"]


def test_a_block_may_be_for_typing_only(source):
    grammar = compile_grammar([source("hello", metadata={"speech": False})], HomeNames())
    assert not grammar.word_graph().arcs
    assert grammar.match("hello").intent is not None


def test_a_name_that_cannot_be_said_is_reported(source):
    names = HomeNames(entities=(SpokenName("R2D2", "R2D2", "vacuum"),))
    grammar = compile_grammar([source("start {name}")], names)
    assert not grammar.word_graph().arcs
    assert [problem.sentence for problem in grammar.problems] == ["R2D2"]
    assert grammar.match("start r2d2").intent is not None


def test_equal_sentences_share_their_states(source):
    one = graph_of(source("(a|b|c) x (d|e)"))
    two = graph_of(source("(c|b) x (e|d)", "a x d", "a x e", "b x d"))
    assert one == two
    assert (one.states, len(one.arcs)) == (4, 6)
    assert one.key != graph_of(source("(a|b|c) x d")).key


def test_a_final_state_that_goes_on_ends_by_an_empty_arc(source):
    graph = graph_of(source("go [on]"))
    assert [(arc.start, arc.end, arc.word) for arc in graph.arcs] == [
        (0, 1, "go"),
        (1, 2, None),
        (1, 2, "on"),
    ]


def test_the_graph_is_acyclic_deterministic_and_trim(grammar):
    graph = grammar.word_graph()
    labels = [(arc.start, arc.word) for arc in graph.arcs]
    assert len(labels) == len(set(labels))
    order = {}
    into = dict.fromkeys(range(graph.states), 0)
    for arc in graph.arcs:
        into[arc.end] += 1
        order.setdefault(arc.start, []).append(arc.end)
    ready, seen = [0], 0
    while ready:
        seen += 1
        for end in order.get(ready.pop(), ()):
            into[end] -= 1
            if into[end] == 0:
                ready.append(end)
    assert seen == graph.states
    assert set(order) == set(range(graph.states)) - {graph.final}


def test_the_graph_of_a_whole_home_stays_small(grammar):
    graph = grammar.word_graph()
    assert not grammar.problems
    assert len(graph.arcs) < 10_000
    assert graph is grammar.word_graph()


@pytest.mark.parametrize(
    "sentence",
    [
        "turn on the kitchen light",
        "turn the kitchen light off",
        "turn off the lights",
        "set the bedroom lamp to fifty percent",
        "set the bedroom lamp to red",
        "set a timer for five minutes",
        "set a five minute timer",
        "set a timer for one hour and thirty minutes",
        "cancel the timer",
        "what time is it",
        "open the garage door",
        "lock the front door",
        "turn on lamp two",
        "turn on wi fi and router",
        "turn on the bed light",
        "turn off the lights on the second floor",
        "turn on the lights in the kids' room",
        "set the temperature to twenty one point five degrees",
        "never mind",
    ],
)
def test_everyday_commands_can_be_spoken(grammar, sentence):
    assert accepts(grammar.word_graph(), sentence)


@pytest.mark.parametrize(
    "sentence", ["", "turn on", "turn on the", "turn on the disco ball", "the"]
)
def test_other_sentences_cannot_be_spoken(grammar, sentence):
    assert not accepts(grammar.word_graph(), sentence)


def test_hidden_entities_cannot_be_spoken(grammar):
    assert "siren" not in grammar.word_graph().words


def test_whatever_can_be_spoken_is_understood(grammar, dice):
    declined = [
        sentence
        for sentence in grammar.sample(dice(7), 1500)
        if grammar.match(sentence, area="Kitchen").intent is None
    ]
    assert declined == []


def test_lists_whose_values_are_templates_can_be_spoken_and_understood(source, dice):
    data = yaml.safe_load(
        """
        language: en
        intents:
          Order:
            data:
              - sentences: ["(brew|i'd like) [a|an] [{roast} ]{drink}[ with {milk}]"]
        lists:
          roast: {values: [light roast, dark roast]}
          drink: {values: [espresso, iced coffee, coffee]}
          milk: {values: ["[(a little bit of|some|a lot of) ](milk|skim milk|cream)"]}
        """
    )
    grammar = compile_grammar([SentenceSource("coffee", "en", data)], HomeNames())
    sentences = sentences_of(grammar.word_graph())
    assert len(sentences) == 2 * 3 * 3 * 3 * (1 + 4 * 3)
    for sentence in dice(1).sample(sentences, 100):
        intent = grammar.match(sentence).intent
        assert intent is not None, sentence
        milk = intent.value("milk")
        assert milk is None or sentence.endswith(f" with {milk}")


@pytest.mark.parametrize("template", ["(a|b|c|d)" * 12, "x " * 80, "(a b c d e f " * 30 + ")" * 30])
def test_a_sentence_that_would_burst_the_graph_is_refused_by_name(source, template):
    grammar = compile_grammar([source("hello", template)], HomeNames())
    assert sentences_of(grammar.word_graph()) == ["hello"]
    (problem,) = grammar.problems
    assert problem.intent == "Test"
    assert problem.sentence == template
    assert "cannot be spoken" in problem.reason or "too many sentences" in problem.reason


def test_an_intent_that_would_burst_the_graph_is_refused_and_spares_the_others(source):
    # Remembering which of fourteen words were said takes two to the fourteenth states.
    words = [f"word{letter}" for letter in "abcdefghijklmn"]
    bursting = [
        " ".join(f"[{word}]" if word != kept else word for word in words) + f" {kept}"
        for kept in words
    ]
    blocks = source(*bursting, skill="greedy", intent="Burst", requires_context={})
    grammar = compile_grammar([source("good night"), blocks], HomeNames())
    graph = grammar.word_graph()
    assert accepts(graph, "good night")
    assert not accepts(graph, "worda worda")
    assert [problem.intent for problem in grammar.problems] == ["Burst"]
    assert grammar.match("worda worda").intent is not None


def test_vosk_phrases_hold_every_pair_of_words(grammar, dice):
    graph = grammar.word_graph()
    pairs = set()
    for phrase in grammar.vosk_phrases():
        assert accepts(graph, phrase)
        words = ["", *phrase.split(), ""]
        pairs.update(itertools.pairwise(words))
    for sentence in grammar.sample(dice(3), 300):
        words = ["", *sentence.split(), ""]
        assert set(itertools.pairwise(words)) <= pairs


def test_nothing_to_say_is_an_empty_graph(dice):
    grammar = compile_grammar([], HomeNames())
    graph = grammar.word_graph()
    assert (graph.arcs, graph.words) == ((), frozenset())
    assert grammar.sample(dice(1), 5) == []
    assert grammar.vosk_phrases() == []
    assert grammar.match("turn on the light").reason == "no_intent"


WORD = st.sampled_from(["a", "b", "on", "off", "the"])


def templates():
    return st.recursive(
        WORD,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(" ".join),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({';'.join(parts)})"),
            inner.map(lambda part: f"[{part}]"),
            st.tuples(WORD, inner).map(lambda pair: f"{pair[0]}[{pair[1]}]"),
        ),
        max_leaves=8,
    )


@settings(max_examples=150, deadline=None)
@given(template=templates())
def test_any_template_speaks_only_what_it_understands(template, dice):
    data = {"intents": {"Test": {"data": [{"sentences": [template]}]}}}
    grammar = compile_grammar([SentenceSource("test", "en", data)], HomeNames())
    for sentence in grammar.sample(dice(1), 10):
        assert grammar.match(sentence).intent is not None


def test_two_graphs_joined_hold_the_sentences_of_both(source):
    one = graph_of(source("turn (on|off) the light", "stop"))
    other = graph_of(source("[the] desk lamp", "bedroom lamp [please]"))

    both = one.joined(other)

    assert sentences_of(both) == sorted((*sentences_of(one), *sentences_of(other)))
    assert both.key not in (one.key, other.key, other.joined(one).key)
