"""Sound is kept only for those who ask, and not for ever."""

import itertools
import os
import stat

import pytest

from ova.core import AudioClip, NotFound, RunResult
from ova.engines import read_audio
from ova.hub import HomeSettings
from ova.hub.history import Recordings

NOW = 1_800_000_000.0
DAY_S = 86_400


def a_run(number, error=None):
    return RunResult(
        run_id=f"{number:032x}",
        text="",
        intent=None,
        reply="",
        confidence=0.0,
        reason="",
        error=error,
        timings_ms={},
    )


@pytest.fixture
def open_recordings(tmp_path):
    opened = []

    def open_them(**settings):
        seconds = itertools.count(NOW)
        opened.append(
            Recordings(
                tmp_path / "recordings", lambda: HomeSettings(**settings), lambda: next(seconds)
            )
        )
        return opened[-1]

    yield open_them
    for recordings in opened:
        recordings.close()


def sound(seconds=0.5, seed=b"\1\0\2\0"):
    return AudioClip(seed * round(seconds * 8000))


def test_nothing_is_kept_unless_asked_for(open_recordings, tmp_path):
    recordings = open_recordings()
    recordings.keep(a_run(1), sound())

    assert not recordings.wanted()
    assert recordings.names() == frozenset()
    assert not (tmp_path / "recordings").exists()


def test_what_was_heard_is_kept_as_flac_for_its_user_only(open_recordings, tmp_path):
    recordings = open_recordings(keep_audio="all")
    recordings.keep(a_run(1), sound())

    assert recordings.wanted()
    assert read_audio(recordings.flac(a_run(1).run_id)) == sound()
    file = tmp_path / "recordings" / f"{a_run(1).run_id}.flac"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_only_failures_are_kept_when_that_is_asked(open_recordings):
    recordings = open_recordings(keep_audio="failed")
    recordings.keep(a_run(1), sound())
    recordings.keep(a_run(2, error="no_intent"), sound())

    assert recordings.names() == {a_run(2).run_id}


def test_a_recording_can_be_deleted_and_so_can_all(open_recordings):
    recordings = open_recordings(keep_audio="all")
    for number in range(3):
        recordings.keep(a_run(number), sound())

    recordings.delete(a_run(1).run_id)

    assert recordings.names() == {a_run(0).run_id, a_run(2).run_id}
    with pytest.raises(NotFound):
        recordings.flac(a_run(1).run_id)
    with pytest.raises(NotFound):
        recordings.delete(a_run(1).run_id)
    assert recordings.clear() == 2
    assert recordings.names() == frozenset()


def test_old_recordings_go_also_after_keeping_was_switched_off(open_recordings, tmp_path):
    recordings = open_recordings(keep_audio="all", keep_audio_days=2)
    for number in range(2):
        recordings.keep(a_run(number), sound())
    recordings.names()
    for number, days in enumerate((3, 1)):
        moment = NOW - days * DAY_S
        os.utime(tmp_path / "recordings" / f"{a_run(number).run_id}.flac", (moment, moment))

    assert open_recordings(keep_audio="off", keep_audio_days=2).names() == {a_run(1).run_id}


def test_of_too_much_the_oldest_goes(open_recordings):
    recordings = open_recordings(keep_audio="all", keep_audio_mb=1)
    for number in range(3):
        recordings.keep(a_run(number), AudioClip(os.urandom(600_000)))  # cannot be compressed

    assert recordings.names() == {a_run(2).run_id}


def test_a_name_that_is_no_run_reaches_no_other_file(open_recordings, tmp_path):
    recordings = open_recordings(keep_audio="all")
    recordings.keep(a_run(1), sound())
    (tmp_path / "secret.flac").write_bytes(b"secret")

    for name in ("../secret", "", "x" * 300, str(tmp_path / "secret")):
        with pytest.raises(NotFound):
            recordings.flac(name)


def test_a_disk_that_refuses_is_told_in_the_log_and_harms_nobody(open_recordings, tmp_path, caplog):
    (tmp_path / "recordings").write_text("a file where the folder should be")
    recordings = open_recordings(keep_audio="all")
    recordings.keep(a_run(1), sound())

    assert recordings.names() == frozenset()
    assert "is not kept" in caplog.text


def test_a_folder_of_a_recordings_name_is_no_recording(open_recordings, tmp_path):
    recordings = open_recordings(keep_audio="all", keep_audio_days=1)
    recordings.keep(a_run(1), sound())
    assert recordings.has(a_run(1).run_id)
    (tmp_path / "recordings" / f"{2:032x}.flac").mkdir()

    recordings.keep(a_run(3), sound())

    assert recordings.names() == {a_run(1).run_id, a_run(3).run_id}
    assert recordings.clear() == 2
