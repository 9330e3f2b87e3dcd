"""What was spoken before: in memory and on disk."""

import os
import threading

import pytest

from ova.core import AudioClip, AudioFormat
from ova.engines import VoiceCache

CLIP = AudioClip(b"\1\0" * 4_000, AudioFormat(22_050))
SLOW_S = 1.0
KEY = VoiceCache.key("piper", "anna", 1.0, "Hello.")


def files(folder):
    return sorted(folder.glob("*.speech"))


def test_what_was_kept_is_given_back_also_after_a_restart(tmp_path):
    VoiceCache(tmp_path / "voice").put(KEY, CLIP, SLOW_S)

    assert VoiceCache(tmp_path / "voice").get(KEY) == CLIP
    assert VoiceCache(tmp_path / "voice").get(VoiceCache.key("other")) is None


def test_every_part_of_the_key_counts():
    parts = ("piper", "anna", 1.0, "Hello.")
    others = [("espeak", *parts[1:]), ("piper", "anna", 1.5, "Hello."), (*parts[:3], "Hello!")]

    assert len({VoiceCache.key(*each) for each in (parts, *others)}) == 4


def test_what_is_quickly_made_again_is_kept_in_memory_only(tmp_path):
    cache = VoiceCache(tmp_path)
    cache.put(KEY, CLIP, 0.001)

    assert cache.get(KEY) == CLIP
    assert files(tmp_path) == []


def test_a_file_tells_nobody_what_was_said(tmp_path):
    VoiceCache(tmp_path).put(VoiceCache.key("the alarm code is 1234"), CLIP, SLOW_S)
    (file,) = files(tmp_path)

    assert b"1234" not in file.read_bytes() + file.name.encode()


def test_what_was_used_longest_ago_goes_first(tmp_path):
    cache = VoiceCache(tmp_path, memory_bytes=0, disk_bytes=2 * (len(CLIP.pcm) + 100))
    for name in ("first", "second"):
        cache.put(name, CLIP, SLOW_S)
    cache.get("first")
    cache.put("third", CLIP, SLOW_S)

    assert cache.get("second") is None
    assert cache.get("first") == cache.get("third") == CLIP
    assert {file.stem for file in files(tmp_path)} == {"first", "third"}


def test_the_order_of_use_outlives_a_restart(tmp_path):
    before = VoiceCache(tmp_path, memory_bytes=0)
    for place, name in enumerate(("first", "second")):
        before.put(name, CLIP, SLOW_S)
        os.utime(tmp_path / f"{name}.speech", (place, place))
    before.get("first")

    after = VoiceCache(tmp_path, memory_bytes=0, disk_bytes=2 * (len(CLIP.pcm) + 100))
    after.put("third", CLIP, SLOW_S)
    assert after.get("second") is None
    assert after.get("first") == CLIP


def test_memory_is_bounded():
    cache = VoiceCache(memory_bytes=len(CLIP.pcm))
    cache.put("first", CLIP, SLOW_S)
    cache.put("second", CLIP, SLOW_S)
    cache.put("huge", AudioClip(CLIP.pcm * 2), SLOW_S)

    assert cache.get("first") is None
    assert cache.get("second") == CLIP
    assert cache.get("huge") is None


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2] + b"\xff" + data[len(data) // 2 + 1 :],
        lambda data: data.replace(b"22050", b"99999"),
        lambda data: b"[]\n" + data,
        lambda data: b"noise",
    ],
    ids=["empty", "cut", "flipped", "rate", "head", "noise"],
)
def test_a_damaged_file_is_dropped_and_made_again(tmp_path, harm):
    VoiceCache(tmp_path).put(KEY, CLIP, SLOW_S)
    (file,) = files(tmp_path)
    file.write_bytes(harm(file.read_bytes()))

    cache = VoiceCache(tmp_path)
    assert cache.get(KEY) is None
    assert files(tmp_path) == []
    cache.put(KEY, CLIP, SLOW_S)
    assert VoiceCache(tmp_path).get(KEY) == CLIP


def test_what_a_power_cut_left_half_written_is_cleared_up(tmp_path):
    (tmp_path / ".half").write_bytes(b"{")

    VoiceCache(tmp_path).put(KEY, CLIP, SLOW_S)

    assert [file.stem for file in tmp_path.iterdir()] == [KEY]


def test_a_folder_that_cannot_be_written_to_only_means_nothing_is_kept(tmp_path, caplog):
    (tmp_path / "voice").write_text("a file where the folder should be")
    cache = VoiceCache(tmp_path / "voice")

    cache.put(KEY, CLIP, SLOW_S)

    assert cache.get(KEY) == CLIP
    assert "could not be kept" in caplog.text


def test_many_threads_may_use_it_at_once(tmp_path):
    cache = VoiceCache(tmp_path, memory_bytes=3 * len(CLIP.pcm), disk_bytes=5 * len(CLIP.pcm))
    faults = []

    def use(number):
        for turn in range(40):
            key = f"{(number + turn) % 9}"
            found = cache.get(key)
            if found not in (None, CLIP):
                faults.append(key)
            cache.put(key, CLIP, SLOW_S)

    threads = [threading.Thread(target=use, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert faults == []
    assert sum(file.stat().st_size for file in files(tmp_path)) <= 5 * len(CLIP.pcm)
