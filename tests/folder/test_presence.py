"""How commands find the hub, and what they make of what is left of one."""

import os
from pathlib import Path

import pytest

from ova.core import Unavailable
from ova.folder import HomeFolder, Presence, read_presence, remove_presence, write_presence

HUB = Presence("http://127.0.0.1:7123", "ova_key", os.getpid())


def test_what_was_written_is_read_until_it_is_removed(tmp_path: Path):
    write_presence(tmp_path, HUB)
    assert read_presence(tmp_path) == HUB
    assert (tmp_path / "hub.json").stat().st_mode & 0o077 == 0

    remove_presence(tmp_path)
    remove_presence(tmp_path)
    assert read_presence(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "{garbage",
        "[]",
        "{}",
        '{"url": 5, "key": "k", "pid": 1}',
        '{"url": "http://x", "key": ["k"], "pid": 1}',
        '{"url": "http://x", "key": "k", "pid": "1"}',
        '{"url": "http://x", "key": "k", "pid": 99999999999999999999999}',
        '{"url": "http://x", "key": "k", "pid": 1, "certificate": 5}',
    ],
)
def test_a_file_that_makes_no_sense_is_taken_for_none(text: str, tmp_path: Path):
    (tmp_path / "hub.json").write_text(text)
    assert read_presence(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_an_error_with_a_cure_and_leaves_no_draft(
    tmp_path: Path,
):
    (tmp_path / "hub.json").mkdir()
    with pytest.raises(Unavailable) as refused:
        write_presence(tmp_path, HUB)
    assert refused.value.cure
    assert [one.name for one in tmp_path.iterdir()] == ["hub.json"]


def test_a_lock_that_cannot_be_claimed_is_an_error_with_a_cure(tmp_path: Path):
    (tmp_path / "lock").mkdir()
    with pytest.raises(Unavailable) as refused:
        HomeFolder(tmp_path).lock()
    assert refused.value.cure
