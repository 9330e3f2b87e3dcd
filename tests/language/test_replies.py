"""Replies and speakable values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.core import InvalidInput
from ova.language import Replies, duration_words, join_words, number_text


def test_a_reply_is_filled_in():
    replies = Replies({"set": "{name} is set to {value} percent"})
    assert replies.render("set", name="Lamp", value=50.0) == "Lamp is set to 50 percent"


def test_variants_are_picked_by_the_generator_given(dice):
    replies = Replies({"ok": ["Done", "Sure", "Okay"]})
    assert replies.render("ok") == "Done"
    assert {replies.render("ok", dice(seed)) for seed in range(30)} == {"Done", "Sure", "Okay"}


def test_the_count_chooses_the_plural():
    replies = Replies({"timers": {"one": "{count} timer", "other": ["{count} timers"]}})
    assert [replies.render("timers", count=n) for n in (0, 1, 2)] == [
        "0 timers",
        "1 timer",
        "2 timers",
    ]


def test_a_missing_text_or_field_does_not_silence_the_assistant():
    replies = Replies({"set": "{name} is set to {value}"})
    assert replies.render("gone") == "gone"
    assert replies.render("set", name="Lamp") == "Lamp is set to"
    assert "set" in replies
    assert "gone" not in replies


@pytest.mark.parametrize(
    "text", [5, [], [5], "{name.__class__}", "{a[0]}", "{", "{}", {"one": 5}, {"other": "{x!r"}]
)
def test_a_text_that_cannot_be_used_is_refused_with_its_key(text):
    with pytest.raises(InvalidInput, match="greeting"):
        Replies({"greeting": text})


def test_braces_can_be_written():
    assert Replies({"x": "{{a}} {b}"}).render("x", b="{c}") == "{a} {c}"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59.6, "1 minute"),
        (65, "1 minute 5 seconds"),
        (300, "5 minutes"),
        (3600, "1 hour"),
        (3900, "1 hour 5 minutes"),
        (3599.7, "1 hour"),
        (3661, "1 hour 1 minute"),
        (86_400, "1 day"),
        (86_399, "1 day"),
        (90_000, "1 day 1 hour"),
        (1_209_600, "2 weeks"),
        (-5, "0 seconds"),
    ],
)
def test_a_duration_in_words(seconds, words):
    assert duration_words(seconds) == words


def test_a_duration_may_name_more_or_fewer_units():
    assert duration_words(3661, parts=3) == "1 hour 1 minute 1 second"
    assert duration_words(5400, parts=1) == "2 hours"
    assert duration_words(3661, "tlh") == "1:01:01"


@given(seconds=st.integers(0, 10_000_000))
def test_a_duration_names_at_most_two_units(seconds):
    words = duration_words(seconds).split()
    assert len(words) in (2, 4)
    assert all(word.isdigit() for word in words[::2])


def test_lists_in_words():
    assert [join_words(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert join_words(["a", "b", "c"], either=True) == "a, b or c"


@pytest.mark.parametrize(
    ("number", "text"),
    [(21.0, "21"), (21.456, "21.5"), (100, "100"), (-0.04, "0"), (0.5, "0.5"), (20, "20")],
)
def test_numbers_have_no_needless_decimals(number, text):
    assert number_text(number) == text


def test_a_text_that_was_not_checked_before_is_checked_where_it_is_used():
    replies = Replies({"good": "All {what}.", "bad": "{broken.part}"}, check=False)
    assert replies.render("good", what="well") == "All well."
    with pytest.raises(InvalidInput, match="bad"):
        replies.render("bad")
