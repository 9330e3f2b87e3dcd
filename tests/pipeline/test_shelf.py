"""The shelf of spoken replies."""

from ova.core import AudioClip
from ova.pipeline import ReplyShelf


def test_a_clip_is_found_until_it_is_too_old():
    now = [0.0]
    shelf = ReplyShelf(lambda: now[0], keep_s=60)
    key = shelf.put(AudioClip(b"\0\0"))

    now[0] = 59
    assert shelf.get(key) == AudioClip(b"\0\0")
    now[0] = 61
    assert shelf.get(key) is None


def test_the_oldest_goes_when_there_are_too_many_bytes():
    shelf = ReplyShelf(lambda: 0.0, keep_bytes=10)

    first, second = shelf.put(AudioClip(bytes(8))), shelf.put(AudioClip(bytes(8)))

    assert shelf.get(first) is None
    assert shelf.get(second) is not None


def test_one_clip_is_kept_whatever_its_size():
    shelf = ReplyShelf(lambda: 0.0, keep_bytes=10)

    assert shelf.get(shelf.put(AudioClip(bytes(100)))) is not None


def test_a_sound_that_is_being_made_is_found_and_given_when_it_is_whole():
    shelf = ReplyShelf(lambda: 0.0)
    sound = shelf.open()
    sound.add(AudioClip(b"\0\0"))

    assert shelf.sound(sound.id) is sound
    assert shelf.get(sound.id) is None
    sound.finish()
    assert shelf.get(sound.id) == AudioClip(b"\0\0")
    assert shelf.get("another") is None
