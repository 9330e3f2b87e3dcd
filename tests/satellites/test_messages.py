"""What a satellite may send."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ova.core import InvalidInput
from ova.satellite.hello import FEATURES, hello_of
from ova.satellite.options import SatelliteOptions
from ova.satellites.messages import parse_hello, parse_start, parse_text

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
fields = st.sampled_from(["id", "name", "kind", "area", "wake_words", "rate", "channels", "text"])


def test_all_that_the_program_on_a_device_can_do_is_taken():
    hello = hello_of(SatelliteOptions())
    assert parse_hello(hello).features == FEATURES


def test_a_hello_is_read():
    hello = parse_hello({"id": "kitchen-1", "name": "Kitchen", "kind": "ova", "area": "Kitchen"})

    assert (hello.id, hello.name, hello.kind, hello.area) == (
        "kitchen-1",
        "Kitchen",
        "ova",
        "Kitchen",
    )


@pytest.mark.parametrize("bad", ["", "../../etc", "a" * 65, "two words", "<script>"])
def test_an_id_that_is_none_is_refused(bad: str):
    with pytest.raises(InvalidInput):
        parse_hello({"id": bad})


@pytest.mark.parametrize("rate", [0, 7_999, 48_001, "16000", True, None.__class__])
def test_a_rate_nobody_records_at_is_refused(rate: object):
    with pytest.raises(InvalidInput):
        parse_start({"rate": rate})


def test_a_start_without_a_format_is_speech():
    assert parse_start(None).format.rate == 16_000


@given(st.one_of(anything, st.dictionaries(fields, anything)))
def test_garbage_is_refused_by_name_and_never_breaks_the_door(garbage: object):
    for parse in (parse_hello, parse_start, parse_text):
        with suppress(InvalidInput):
            assert parse(garbage) is not None


@pytest.mark.parametrize(
    "told",
    [5, [], {"name": "x" * 101}, {"deep": {"er": 1}}, {str(count): 1 for count in range(11)}],
)
def test_what_is_told_of_a_wake_word_is_short_and_flat(told: object):
    with pytest.raises(InvalidInput):
        parse_start({"wake_word": told})


def test_a_wake_word_is_passed_on():
    told = {"name": "okay_nabu", "score": 0.98, "level": None}
    assert parse_start({"wake_word": told}).wake_word == told


def test_a_text_nobody_would_type_is_refused():
    with pytest.raises(InvalidInput, match="20000 characters"):
        parse_text({"text": "x" * 20_000})


@pytest.mark.parametrize("name", ["a\x00b", "bell\x07", "\x1b[31mred"])
def test_a_name_with_control_characters_is_refused(name: str):
    with pytest.raises(InvalidInput):
        parse_hello({"id": "kitchen", "name": name})
