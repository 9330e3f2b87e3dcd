"""Which programs are made quieter, and what they get back."""

from ova.satellite.ducked_streams import DuckedStreams, Stream


def test_everything_that_plays_is_quieter_once_and_gets_back_what_it_had(tmp_path):
    ducked = DuckedStreams(tmp_path)
    radio, film = Stream(1, "radio", (0.8,)), Stream(2, "film", (1.0, 0.5))

    assert ducked.duck([radio, film], 0.5) == {1: (0.4,), 2: (0.5, 0.25)}
    quiet = [Stream(1, "radio", (0.4,)), Stream(2, "film", (0.5, 0.25))]
    assert ducked.duck(quiet, 0.5) == {}
    assert ducked.put_back(quiet) == {1: (0.8,), 2: (1.0, 0.5)}
    ducked.are_back()
    assert not DuckedStreams(tmp_path)


def test_what_somebody_changes_meanwhile_stays_as_they_want_it(tmp_path):
    ducked = DuckedStreams(tmp_path)
    ducked.duck([Stream(1, "radio", (0.8,))], 0.5)
    louder = [Stream(1, "radio", (0.9,))]

    assert ducked.duck(louder, 0.5) == {}
    assert ducked.put_back(louder) == {}


def test_after_a_crash_the_file_tells_what_to_put_back_and_others_are_left_alone(tmp_path):
    DuckedStreams(tmp_path).duck([Stream(1, "radio", (0.8,))], 0.5)
    after = DuckedStreams(tmp_path)

    assert after.put_back([Stream(1, "film", (0.4,))]) == {}, "another program has that number now"
    assert after.put_back([Stream(7, "radio", (0.4,))]) == {7: (0.8,)}, "it began to play anew"
    (tmp_path / "satellite-ducked.json").write_text('[{"index": "x"}]')
    assert not DuckedStreams(tmp_path)


def test_silent_programs_are_left_alone(tmp_path):
    assert DuckedStreams(tmp_path).duck([Stream(1, "radio", (0.0, 0.0))], 0.5) == {}
