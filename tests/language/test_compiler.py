"""What is compiled is kept, and what is kept means the same."""

import subprocess
import sys
import zlib
from datetime import date

import pytest

from ova.core import HomeNames, SpokenName
from ova.language import GrammarCompiler, SentenceSource, compile_grammar, package_source

KITCHEN = HomeNames(
    entities=(SpokenName("Kettle", "Kettle", "switch", "Kitchen"),), areas=(("Kitchen", "Kitchen"),)
)


class Shelf:
    """A store that counts."""

    def __init__(self):
        self.kept = {}
        self.loaded = []
        self.saved = []

    def load(self, key):
        if key in self.kept:
            self.loaded.append(key)
        return self.kept.get(key)

    def save(self, key, data):
        self.saved.append(key)
        self.kept[key] = data


@pytest.fixture
def shelf():
    return Shelf()


def outcomes(grammar):
    texts = (
        "turn on the kettle",
        "trun on the ketle",
        "set the kitchen lights to 20 percent",
        "set a timer for two and a half minutes",
        "turn off the lights in the kitchen in five minutes",
        "add milk to my shopping list",
        "is the kettle on",
        "turn off all the lights except the kitchen",
        "don't turn on the kettle",
    )
    matches = [grammar.match(text, area="Kitchen") for text in texts]
    return [
        (match.intents, match.reason, match.trace.to_json() if match.trace else None)
        for match in matches
    ]


def test_what_was_kept_means_the_same_as_what_is_compiled(shelf):
    sources = [package_source("home")]
    first = GrammarCompiler("en", shelf).compile(sources, KITCHEN)
    graph = first.word_graph()
    assert len(shelf.saved) == 2
    second = GrammarCompiler("en", shelf).compile(sources, KITCHEN)
    assert second.word_graph() == graph
    assert shelf.loaded == shelf.saved
    assert len(shelf.saved) == 2
    assert outcomes(second) == outcomes(first) == outcomes(compile_grammar(sources, KITCHEN))
    assert second.problems == first.problems
    assert second.conflicts == first.conflicts


def test_names_alone_do_not_compile_sentences_again(shelf, source):
    compiler = GrammarCompiler("en", shelf)
    sources = [source("wake {name}")]
    assert compiler.compile(sources, HomeNames()).match("wake kettle").intent is None
    assert compiler.compile(sources, KITCHEN).match("wake kettle").intent is not None
    assert len(shelf.saved) == 1
    assert shelf.loaded == []


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["intents"]["Test"]["data"][0]["sentences"].append("good night"),
        lambda data: data["intents"]["Test"]["data"][0].update(slots={"where": "here"}),
        lambda data: data.update(skip_words=["please"]),
    ],
)
def test_changed_sentences_are_compiled_anew(shelf, source, change):
    compiler = GrammarCompiler("en", shelf)
    one = source("good morning")
    compiler.compile([one], HomeNames())
    change(one.data)
    compiler.compile([one], HomeNames())
    assert len(set(shelf.saved)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"not compressed",
        lambda data: zlib.compress(b"[]"),
        lambda data: zlib.compress(b'{"format": 3}'),
        lambda data: zlib.compress(b'{"format": 0}'),
        lambda data: zlib.compress(zlib.decompress(data).replace(b'"nodes":[', b'"nodes":[[],', 1)),
    ],
)
def test_a_damaged_file_is_compiled_anew_and_replaced(shelf, source, damage):
    sources = [source("good (morning|night)")]
    GrammarCompiler("en", shelf).compile(sources, HomeNames())
    (key,) = shelf.saved
    whole = shelf.kept[key]
    shelf.kept[key] = damage(whole)
    grammar = GrammarCompiler("en", shelf).compile(sources, HomeNames())
    assert grammar.match("good night").intent is not None
    assert shelf.kept[key] == whole


def test_a_damaged_word_graph_is_built_anew(shelf, source):
    sources = [source("good (morning|night)")]
    graph = GrammarCompiler("en", shelf).compile(sources, HomeNames()).word_graph()
    key = next(key for key in shelf.saved if key.startswith("graph"))
    shelf.kept[key] = shelf.kept[key][:-5]
    assert GrammarCompiler("en", shelf).compile(sources, HomeNames()).word_graph() == graph


def test_values_without_a_json_form_are_compiled_at_every_start(shelf):
    data = {
        "intents": {"Day": {"data": [{"sentences": ["what was {day}"]}]}},
        "lists": {"day": {"values": [{"in": "d day", "out": date(1944, 6, 6)}]}},
    }
    sources = [SentenceSource("history", "en", data, "history.yaml")]
    for _ in range(2):
        grammar = GrammarCompiler("en", shelf).compile(sources, HomeNames())
        assert grammar.match("what was d day").intent is not None
    assert shelf.kept == {}


def test_the_key_is_the_same_in_every_process(shelf):
    code = (
        "from ova.language.compiler import _key\n"
        "from ova.language import package_source\n"
        "print(_key([package_source('home')], 'en'))"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(keys) == 1
    assert keys.pop().strip()
