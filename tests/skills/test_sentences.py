"""The sentences of the bundled skills, all together."""

from pathlib import Path

import pytest

from ova.cli.bench_sources import bundled_sentences
from ova.core import HomeNames
from ova.language import compile_grammar

SKILLS = Path(__file__).parents[2] / "skills"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl", "it"])
def test_no_sentence_is_faulty_and_none_belongs_to_two_skills(language):
    sources = bundled_sentences(language)
    every = {path.parents[1].name for path in SKILLS.glob(f"[a-z]*/locale/{language}")}
    assert {source.skill for source in sources} == every >= {"clock", "home", "timers"}
    grammar = compile_grammar(sources, HomeNames(), language)
    grammar.word_graph()
    assert [str(problem) for problem in grammar.problems] == []
    assert [str(conflict) for conflict in grammar.conflicts] == []
