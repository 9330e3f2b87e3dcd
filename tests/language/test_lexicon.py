"""Which words a wrong word may have been meant as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.core import StepKind
from ova.language.lexicon import Lexicon
from ova.language.sounds import sound_key
from ova.language.spelling import spelling

WORDS = (
    "turn on off the kitchen bedroom light lights lamp lock unlock increase decrease temperature"
)


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.of(WORDS.split(), "en")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kitchne", "kitchen"),
        ("kitcen", "kitchen"),
        ("kitchenn", "kitchen"),
        ("kitchin", "kitchen"),
        ("litchen", "kitchen"),
        ("trun", "turn"),
        ("temprature", "temperature"),
        ("temperatuer", "temperature"),
        ("lites", "lights"),
    ],
)
def test_the_likeliest_word_comes_first(lexicon, said, meant):
    assert lexicon.near(said)[0].word == meant


@pytest.mark.parametrize("said", ["zebra", "xylophone", "q", "12", "°", "k" * 100])
def test_what_is_like_nothing_has_no_neighbours(lexicon, said):
    assert lexicon.near(said) == ()


def test_a_word_that_sounds_the_same_is_told_as_such(lexicon):
    (near,) = [each for each in lexicon.near("lites") if each.word == "lights"]
    assert near.kind is StepKind.SOUND


def test_longer_words_forgive_more(lexicon):
    assert lexicon.near("temprture")[0].word == "temperature"
    assert [each.word for each in lexicon.near("lmpa")] == []


def test_a_slip_in_a_short_word_costs_more(lexicon):
    long = lexicon.near("bedroon")[0].cost
    short = min(each.cost for each in lexicon.near("onn") if each.word == "on")
    assert long < short


def test_a_common_word_is_hardly_taken_for_another(lexicon):
    assert lexicon.near("lack")[0].cost > lexicon.near("lockk")[0].cost + 0.5


def test_a_word_is_not_its_own_neighbour(lexicon):
    for word in WORDS.split():
        assert all(near.word != word for near in lexicon.near(word))


@given(word=st.sampled_from(WORDS.split()), place=st.integers(0, 20), letter=st.sampled_from("etx"))
def test_one_letter_too_many_is_always_found(lexicon, word, place, letter):
    place = min(place, len(word))
    said = word[:place] + letter + word[place:]
    if said not in lexicon.words and len(word) > 2:
        assert word in {near.word for near in lexicon.near(said)}


@given(st.text(min_size=1, max_size=50))
def test_any_word_gets_an_answer(lexicon, said):
    costs = [near.cost for near in lexicon.near(said)]
    assert costs == sorted(costs)
    assert all(cost > 0 for cost in costs)


@pytest.mark.parametrize(
    ("one", "other"),
    [("knight", "night"), ("phone", "fone"), ("write", "rite")],
)
def test_words_that_sound_alike_share_a_key(one, other):
    assert sound_key(one, "en") == sound_key(other, "en")


def test_words_that_do_not_sound_alike_have_different_keys():
    assert len({sound_key(word, "en") for word in WORDS.split()}) == len(WORDS.split())


@pytest.mark.parametrize(
    ("said", "meant"),
    [("pizkza", "pizza"), ("raedy", "ready"), ("siobhan", "siobhan"), ("xy", "xy")],
)
def test_free_text_is_written_right_where_the_word_is_clear(said, meant):
    assert spelling("en").meant(said) == meant


@pytest.mark.parametrize(
    ("language", "word"),
    [("de", "licht"), ("fr", "lumière"), ("es", "cocina"), ("it", "luce"), ("nl", "keuken")],
)
def test_every_language_knows_its_own_words(language, word):
    assert word in spelling(language).known


def test_a_language_without_words_leaves_everything_as_it_is():
    assert spelling("xx").meant("pizkza") == "pizkza"
