"""Messages between the pool and its workers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ova.core import Transcript, WordTime
from ova.engines import BadAudio, EngineError, SpeechEvent, StreamFailed
from ova.engines.wire import (
    Unpacker,
    answers_of,
    error_from_json,
    error_to_json,
    event_from_json,
    event_to_json,
    graph_from_bytes,
    graph_to_bytes,
    pack,
    with_answers,
)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.dictionaries(st.text(), st.text()), st.binary(max_size=300)), max_size=5),
    st.integers(1, 64),
)
def test_frames_survive_being_cut_anywhere(messages, size):
    stream = b"".join(pack(head, body) for head, body in messages)
    unpacker = Unpacker()

    got = [
        frame for i in range(0, len(stream), size) for frame in unpacker.feed(stream[i : i + size])
    ]

    assert got == messages


def test_a_graph_arrives_as_it_was_sent(light_graph):
    assert graph_from_bytes(graph_to_bytes(light_graph)) == light_graph


def test_answers_arrive_with_the_job_that_is_to_hear_them(light_graph):
    ((head, _),) = Unpacker().feed(pack(with_answers({"op": "open"}, light_graph)))
    assert answers_of(head) == light_graph
    assert answers_of(with_answers({"op": "open"}, None)) is None


@pytest.mark.parametrize(
    "event",
    [
        SpeechEvent("vad-start", 1.25),
        SpeechEvent("partial", 2.0, text="turn on"),
        SpeechEvent(
            "final",
            3.0,
            Transcript("ülkü", 0.5, ("a", "b"), (WordTime("ülkü", 0.1, 0.5, 0.9),), "pocketsphinx"),
            "ülkü",
        ),
    ],
)
def test_an_event_arrives_as_it_was_sent(event):
    assert event_from_json(event_to_json(event)) == event


@pytest.mark.parametrize("kind", [StreamFailed, BadAudio, EngineError])
def test_an_error_keeps_its_kind_code_and_cure(kind):
    error = error_from_json(error_to_json(kind("It broke.", cure="Mend it.", code="special")))

    assert type(error) is kind
    assert (error.message, error.cure, error.code) == ("It broke.", "Mend it.", "special")
