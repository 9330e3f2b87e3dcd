"""Where commands start and end."""

import pytest

from ova.audio import (
    EndpointChange,
    Endpointer,
    Endpointing,
    EndpointSettings,
    Patience,
    patient,
)

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


def test_speech_starts_after_200_ms_and_ends_after_700_ms_of_silence():
    endpointer, changes = run([(0.0, 1.0), (0.9, 1.5), (0.1, 2.0)])

    (start, started), (end, ended) = changes
    assert (start, end) == (EndpointChange.SPEECH_START, EndpointChange.SPEECH_END)
    assert started == pytest.approx(1.0 + 0.2, abs=2 * CHUNK_S)
    assert endpointer.speech_start_s == pytest.approx(1.0, abs=CHUNK_S)
    assert endpointer.last_speech_s == pytest.approx(2.5, abs=CHUNK_S)
    assert ended == pytest.approx(2.5 + 0.7, abs=2 * CHUNK_S)
    assert endpointer.over


@pytest.mark.parametrize(("complete", "pause_s"), [(True, 0.7), (False, 1.2)])
def test_a_whole_sentence_in_doubt_ends_nothing_early(complete, pause_s):
    endpointer, _ = run([(0.9, 1.0)])
    endpointer.words(complete=complete, continues=not complete)

    endpointer.unsure()

    silence_s = 0.0
    while not endpointer.over:
        endpointer.feed(0.0, CHUNK_S)
        silence_s += CHUNK_S
    assert silence_s == pytest.approx(pause_s, abs=CHUNK_S)


@pytest.mark.parametrize("continues", [True, False])
def test_a_sentence_found_by_looking_back_gets_a_longer_pause(continues):
    endpointer, _ = run([(0.9, 1.0), (0.0, 4 * CHUNK_S)])

    endpointer.words(complete=True, continues=continues, late=True)

    silence_s = 4 * CHUNK_S
    while not endpointer.over:
        endpointer.feed(0.0, CHUNK_S)
        silence_s += CHUNK_S
    assert silence_s == pytest.approx(0.45, abs=CHUNK_S)


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


def after_words(pattern, *, complete, continues, words_at_s=1.0, settings=None):
    """Feed (probability, level, seconds); the words are heard at a time. Returns when it ended."""
    endpointer = Endpointer(settings)
    told = False
    for probability, level, seconds in pattern:
        for _ in range(round(seconds / CHUNK_S)):
            if endpointer.elapsed_s >= words_at_s and not told:
                endpointer.words(complete=complete, continues=continues)
                told = True
            change = endpointer.feed(probability, CHUNK_S, level)
            if change not in (None, EndpointChange.SPEECH_START):
                return change, endpointer.elapsed_s
    return None, endpointer.elapsed_s


SPOKEN = [(0.95, -25.0, 1.3), (0.02, -60.0, 4.0)]


@pytest.mark.parametrize(
    ("complete", "continues", "pause_s"),
    [(True, False, 0.16), (True, True, 0.22), (False, True, 1.2)],
)
def test_the_pause_that_ends_a_command_depends_on_what_its_words_allow(
    complete, continues, pause_s
):
    change, ended_s = after_words(SPOKEN, complete=complete, continues=continues)

    assert change is EndpointChange.SPEECH_END
    assert ended_s == pytest.approx(1.3 + pause_s, abs=2 * CHUNK_S)


def test_words_do_not_matter_when_silence_alone_shall_end_a_command():
    settings = EndpointSettings(endpointing=Endpointing.SILENCE)

    _, ended_s = after_words(SPOKEN, complete=True, continues=False, settings=settings)

    assert ended_s == pytest.approx(1.3 + 0.7, abs=2 * CHUNK_S)


def test_a_shorter_silence_asked_for_holds_for_whole_sentences_too():
    settings = EndpointSettings(end_silence_s=0.2)

    _, ended_s = after_words(SPOKEN, complete=True, continues=True, settings=settings)

    assert ended_s == pytest.approx(1.3 + 0.2, abs=2 * CHUNK_S)


def test_a_longer_silence_asked_for_holds_in_the_middle_of_a_sentence():
    settings = EndpointSettings(end_silence_s=2.0)

    _, ended_s = after_words(SPOKEN, complete=False, continues=True, settings=settings)

    assert ended_s == pytest.approx(1.3 + 2.0, abs=2 * CHUNK_S)


def test_a_much_quieter_television_does_not_hold_the_command_open():
    pattern = [(0.95, -22.0, 1.6), (0.95, -48.0, 20.0)]

    change, ended_s = after_words(pattern, complete=True, continues=True)

    assert change is EndpointChange.SPEECH_END
    assert ended_s < 1.6 + 1.2


def test_a_television_as_loud_as_the_command_is_recognised_by_adding_no_words():
    pattern = [(0.95, -22.0, 20.0)]

    change, ended_s = after_words(pattern, complete=True, continues=False)

    assert change is EndpointChange.SPEECH_END
    assert ended_s == pytest.approx(1.0 + 1.2, abs=3 * CHUNK_S)


def test_a_quiet_syllable_between_loud_ones_still_belongs_to_the_command():
    pattern = [(0.95, -22.0, 1.2), (0.95, -45.0, 0.25), (0.95, -24.0, 0.6), (0.0, -60.0, 3.0)]

    _, ended_s = after_words(pattern, complete=True, continues=False, words_at_s=1.9)

    assert ended_s > 1.2 + 0.25 + 0.6


def test_a_word_that_appears_only_in_the_pause_delays_the_end_but_little():
    endpointer = Endpointer()
    ended_s = None
    for chunk in range(200):
        if chunk == 30:
            endpointer.words(complete=True, continues=True)  # "coffee with sugar"
        if chunk == 53:
            endpointer.words(complete=False, continues=True)  # "... and", heard in silence
        if endpointer.feed(0.95 if chunk < 50 else 0.02, CHUNK_S) is EndpointChange.SPEECH_END:
            ended_s = endpointer.elapsed_s
            break

    assert ended_s == pytest.approx(50 * CHUNK_S + 0.45, abs=2 * CHUNK_S)


def test_long_commands_get_a_longer_pause_before_more_may_come():
    long = [(0.95, -25.0, 2.6), (0.02, -60.0, 4.0)]

    _, ended_s = after_words(long, complete=True, continues=True, words_at_s=2.4)

    assert ended_s == pytest.approx(2.6 + 0.3, abs=2 * CHUNK_S)


def test_who_is_patient_waits_longer_and_who_is_not_ends_sooner_whatever_was_said():
    def pause_s(patience, words):
        endpointer = Endpointer(patient(EndpointSettings(), patience))
        for _ in range(100):
            endpointer.feed(0.9, 0.01)
        if words is not None:
            endpointer.words(complete=words[0], continues=words[1])
        silent = 0
        while not endpointer.over:
            endpointer.feed(0.0, 0.01)
            silent += 1
        return silent

    for words in (None, (True, False), (True, True), (False, True)):
        aggressive, usual, relaxed = (
            pause_s(one, words) for one in (Patience.AGGRESSIVE, Patience.DEFAULT, Patience.RELAXED)
        )
        assert aggressive < usual < relaxed


def test_patience_keeps_what_is_longer_or_shorter_already():
    slow, quick = EndpointSettings(end_silence_s=3.0), EndpointSettings(end_silence_s=0.2)

    assert patient(slow, Patience.RELAXED).end_silence_s == 3.0
    assert patient(quick, Patience.AGGRESSIVE).end_silence_s == 0.2
    assert patient(slow, Patience.DEFAULT) == slow
