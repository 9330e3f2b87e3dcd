"""Where commands start and end."""

import pytest

from ova.audio import EndpointChange, Endpointer, EndpointSettings

CHUNK_S = 0.032


def run(pattern, settings=None):
    """Feed (probability, seconds) pairs; return the changes with the time they were seen at."""
    endpointer = Endpointer(settings)
    changes = []
    for probability, seconds in pattern:
        for _ in range(round(seconds / CHUNK_S)):
            change = endpointer.feed(probability, CHUNK_S)
            if change is not None:
                changes.append((change, endpointer.elapsed_s))
    return endpointer, changes


def test_speech_starts_after_300_ms_and_ends_after_700_ms_of_silence():
    endpointer, changes = run([(0.0, 1.0), (0.9, 1.5), (0.1, 2.0)])

    (start, started), (end, ended) = changes
    assert (start, end) == (EndpointChange.SPEECH_START, EndpointChange.SPEECH_END)
    assert started == pytest.approx(1.0 + 0.3, abs=2 * CHUNK_S)
    assert endpointer.speech_start_s == pytest.approx(1.0, abs=CHUNK_S)
    assert endpointer.last_speech_s == pytest.approx(2.5, abs=CHUNK_S)
    assert ended == pytest.approx(2.5 + 0.7, abs=2 * CHUNK_S)
    assert endpointer.over


def test_a_click_is_no_speech():
    _, changes = run([(0.9, 0.1), (0.0, 1.0), (0.9, 0.1), (0.0, 3.0)])

    assert changes == []


def test_short_gaps_between_syllables_do_not_lose_the_start():
    endpointer, changes = run([(0.9, 0.16), (0.0, 0.2), (0.9, 0.16)])

    assert [change for change, _ in changes] == [EndpointChange.SPEECH_START]
    assert endpointer.speech_start_s == 0.0


def test_a_pause_shorter_than_the_end_silence_does_not_end_the_command():
    _, changes = run([(0.9, 1.0), (0.0, 0.6), (0.9, 1.0), (0.0, 1.0)])

    assert [change for change, _ in changes] == [
        EndpointChange.SPEECH_START,
        EndpointChange.SPEECH_END,
    ]
    assert changes[1][1] == pytest.approx(3.3, abs=3 * CHUNK_S)


def test_a_click_in_the_silence_does_not_delay_the_end():
    _, changes = run([(0.9, 1.0), (0.0, 0.4), (0.9, CHUNK_S), (0.0, 1.0)])

    assert changes[1][1] == pytest.approx(1.0 + 0.7 + CHUNK_S, abs=2 * CHUNK_S)


def test_endless_speech_is_cut_at_the_limit():
    _, changes = run([(0.9, 20.0)], EndpointSettings(max_speech_s=15.0))

    assert [change for change, _ in changes] == [
        EndpointChange.SPEECH_START,
        EndpointChange.LIMIT,
    ]
    assert changes[1][1] == pytest.approx(15.0, abs=CHUNK_S)


def test_it_gives_up_when_nobody_speaks():
    _, changes = run([(0.1, 8.0)], EndpointSettings(no_speech_s=5.0))

    assert [change for change, _ in changes] == [EndpointChange.TIMEOUT]
    assert changes[0][1] == pytest.approx(5.0, abs=CHUNK_S)


def test_it_does_not_give_up_while_someone_begins_to_speak():
    _, changes = run([(0.0, 4.9), (0.9, 1.0)], EndpointSettings(no_speech_s=5.0))

    assert [change for change, _ in changes] == [EndpointChange.SPEECH_START]


def test_after_the_end_nothing_changes_any_more():
    endpointer, _ = run([(0.9, 1.0), (0.0, 1.0)])
    elapsed = endpointer.elapsed_s

    assert endpointer.feed(0.9, 5.0) is None
    assert endpointer.elapsed_s == elapsed
    assert not endpointer.in_speech
