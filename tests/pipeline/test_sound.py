"""The sound of a reply while it grows."""

import threading

from ova.core import AudioClip, AudioFormat
from ova.pipeline import ReplySound

FMT = AudioFormat(22_050)
A, B = AudioClip(b"\1\0" * 50, FMT), AudioClip(b"\2\0" * 50, FMT)
WAIT_S = 60.0


def test_a_listener_hears_what_was_there_before_it_and_what_comes():
    sound, heard = ReplySound(), []
    sound.add(A)
    sound.follow(heard.append)
    sound.add(B)
    sound.finish()
    sound.add(A)

    assert heard == [A, B]
    assert sound.whole(0) == AudioClip(A.pcm + B.pcm, FMT)
    assert sound.seconds == A.seconds + B.seconds


def test_a_listener_that_comes_last_hears_everything():
    sound, heard = ReplySound(), []
    sound.add(A)
    sound.finish()
    sound.follow(heard.append)

    assert heard == [A]


def test_who_wants_it_whole_waits_for_its_end():
    sound, got = ReplySound(), []
    waiting = threading.Thread(target=lambda: got.append(sound.whole(WAIT_S)))
    waiting.start()
    sound.add(A)
    assert sound.whole(0) is None

    sound.finish()
    waiting.join(WAIT_S)

    assert got == [A]


def test_what_is_stopped_takes_nothing_more_and_still_ends():
    sound, heard = ReplySound(), []
    sound.follow(heard.append)
    sound.add(A)
    sound.stop()
    sound.add(B)

    assert not sound.wanted
    assert heard == [A]
    sound.finish()
    assert sound.whole(0) == A


def test_a_sound_in_which_nothing_was_said_is_none():
    sound = ReplySound()
    sound.finish()

    assert sound.whole(0) is None
    assert sound.size == 0
