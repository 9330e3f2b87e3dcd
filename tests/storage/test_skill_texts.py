"""The home's own texts of skills: every version is kept, none is overwritten."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from ova.core import OvaError
from ova.storage import StoredText
from ova.storage.skill_texts import KEEP_VERSIONS

EGG = StoredText("t1", 1, "timers", "en", "sentence", "HassStartTimer", {"text": "egg time"}, "Ada")


def test_a_text_is_stored_with_its_number_and_time(any_database):
    texts = any_database.skill_texts
    (stored,) = texts.add([EGG])
    assert stored == replace(EGG, at=1000.0, seq=stored.seq)
    assert stored.seq > 0
    assert texts.latest() == [stored]


def test_a_change_is_a_new_version_and_the_old_ones_stay(any_database):
    texts = any_database.skill_texts
    texts.add([EGG])
    (second,) = texts.add([replace(EGG, version=2, value={"text": "egg clock"})])
    (gone,) = texts.add([replace(EGG, version=3, value=None)])
    assert texts.latest() == [gone]
    assert gone.value is None
    assert [one.version for one in texts.history("t1")] == [3, 2, 1]
    assert texts.history("t1")[1] == second
    assert texts.history("other") == []


def test_the_same_version_is_not_stored_twice(any_database):
    texts = any_database.skill_texts
    texts.add([EGG])
    with pytest.raises((OvaError, IntegrityError)):
        texts.add([replace(EGG, id="t2"), EGG])
    assert [one.id for one in texts.latest()] == ["t1"]


def test_very_old_versions_are_forgotten(any_database):
    texts = any_database.skill_texts
    texts.add([replace(EGG, version=number) for number in range(1, KEEP_VERSIONS + 4)])
    versions = [one.version for one in texts.history("t1")]
    assert versions == list(range(KEEP_VERSIONS + 3, 3, -1))
