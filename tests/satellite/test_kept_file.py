"""What the device keeps is there whole, or as it was."""

import errno
import os
from pathlib import Path

import pytest

from ova.satellite.identity import satellite_id
from ova.satellite.kept_file import keep, kept_texts


def test_what_is_kept_replaces_what_was_in_a_folder_made_for_it(tmp_path: Path):
    path = tmp_path / "state" / "kept.json"
    keep(path, {"volume": 40})
    keep(path, {"volume": 70})
    assert path.read_text() == '{"volume": 70}'
    assert [one.name for one in path.parent.iterdir()] == ["kept.json"]


def test_what_cannot_be_written_leaves_what_was_and_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "kept.json"
    keep(path, [1])
    with pytest.raises(TypeError):
        keep(path, [2, object()])
    assert path.read_text() == "[1]"
    assert [one.name for one in tmp_path.iterdir()] == ["kept.json"]


def test_the_identity_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        derived = satellite_id(tmp_path)
        assert derived == satellite_id(tmp_path), "the machine stays the same one"
    assert list(tmp_path.iterdir()) == []
    kept = satellite_id(tmp_path)
    assert kept == satellite_id(tmp_path)


def test_a_place_that_takes_no_file_is_told(tmp_path: Path):
    (tmp_path / "state").write_text("no folder")
    with pytest.raises(OSError, match="state"):
        keep(tmp_path / "state" / "kept.json", [])


def test_what_is_kept_is_for_its_own_user_only(tmp_path: Path):
    keep(tmp_path / "kept.json", {"hub": "token"})
    assert (tmp_path / "kept.json").stat().st_mode & 0o777 == 0o600


def test_texts_are_read_and_whatever_else_a_file_holds_is_none(tmp_path: Path):
    path = tmp_path / "kept.json"
    assert kept_texts(path) == {}
    keep(path, {"hub": "text", "number": 3})
    assert kept_texts(path) == {"hub": "text"}
    for broken in ("[1]", '{"hub": "te'):
        path.write_text(broken)
        assert kept_texts(path) == {}
