"""Which parts of a recording are as near as its loudest speech."""

import numpy as np

from ova.audio import near_enough

CHUNK_S = 0.1


def near(levels, speech):
    return near_enough(np.array(levels, float), np.array(speech, bool), CHUNK_S).tolist()


def test_voices_far_behind_the_loudest_are_not_near_and_quiet_syllables_are():
    levels = [-50] * 6 + [-20, -40, -22, -20] + [-50] * 6
    speech = [True] * len(levels)
    told = near(levels, speech)
    assert told[6:10] == [True] * 4
    assert not any(told[:2])
    assert not any(told[-2:])


def test_loud_noise_that_is_no_speech_makes_no_speech_far():
    levels = [-5] + [-40] * 8
    speech = [False] + [True] * 8
    assert all(near(levels, speech))


def test_without_speech_everything_counts():
    assert near([-60, -10], [False, False]) == [True, True]
    assert near([], []) == []
