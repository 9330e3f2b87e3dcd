"""The sentences of the bundled skills, all together."""

import pytest

from ova.cli.bench_sources import bundled_sentences
from ova.core import HomeNames
from ova.language import compile_grammar


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl", "it"])
def test_no_sentence_is_faulty_and_none_belongs_to_two_skills(language):
    sources = bundled_sentences(language)
    every = {"clock", "home", "timers"} | ({"alarms"} if language in ("en", "de") else set())
    assert {source.skill for source in sources} == every
    grammar = compile_grammar(sources, HomeNames(), language)
    grammar.word_graph()
    assert [str(problem) for problem in grammar.problems] == []
    assert [str(conflict) for conflict in grammar.conflicts] == []
