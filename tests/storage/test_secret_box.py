"""Secrets at rest and their keys."""

import stat

import pytest
from cryptography.fernet import Fernet

from ova.storage import Database, SecretBox, SecretKeyError


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "keys" / "secret.key"


def test_a_key_file_is_made_private(key_file):
    box = SecretBox.open(key_file, environ={})
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [item.name for item in key_file.parent.iterdir()] == ["secret.key"]
    assert SecretBox.open(key_file, environ={}).decrypt(box.encrypt("hunter2")) == "hunter2"


def test_a_key_file_others_could_read_becomes_private(key_file, caplog):
    SecretBox.open(key_file, environ={})
    key_file.chmod(0o644)
    SecretBox.open(key_file, environ={})
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert "private" in caplog.text


def test_keys_in_the_environment_go_before_the_file(key_file):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    token = SecretBox([old]).encrypt("hunter2")
    box = SecretBox.open(key_file, environ={"OVA_SECRET_KEY": f"{new}, {old}"})
    assert box.decrypt(token) == "hunter2"
    assert not key_file.exists()


@pytest.mark.parametrize("content", ["", "short", "x" * 44, "é" * 44])
def test_a_file_that_holds_no_key_is_refused_with_a_cure(key_file, content):
    key_file.parent.mkdir()
    key_file.write_text(content, encoding="utf-8")
    with pytest.raises(SecretKeyError) as refused:
        SecretBox.open(key_file, environ={})
    assert refused.value.cure
    assert key_file.read_text(encoding="utf-8") == content


def test_no_key_shows_in_a_representation(key_file):
    box = SecretBox.open(key_file, environ={})
    assert key_file.read_text().strip() not in repr(box)


def test_no_stored_byte_shows_a_secret(path, key_file):
    with Database.open(path, key_file=key_file) as database:
        database.secrets.set("a", "token", "hunter2 and more")
    assert b"hunter2" not in path.read_bytes()


def test_a_missing_key_is_named_and_none_is_made(path, key_file):
    Database.open(path, key_file=key_file).close()
    key_file.unlink()
    with pytest.raises(SecretKeyError, match="missing"):
        Database.open(path, key_file=key_file)
    assert not key_file.exists()


def test_a_wrong_key_is_named(path, key_file):
    Database.open(path, key_file=key_file).close()
    key_file.write_bytes(Fernet.generate_key())
    with pytest.raises(SecretKeyError, match="does not fit"):
        Database.open(path, key_file=key_file)


def test_a_database_opened_without_a_key_says_so_when_secrets_are_wanted(path):
    with Database.open(path) as database, pytest.raises(SecretKeyError):
        database.secrets.get("a", "token")


def test_rotation_replaces_the_key_and_keeps_the_secrets(path, key_file):
    with Database.open(path, key_file=key_file) as database:
        database.secrets.set("a", "token", "hunter2")
        old = key_file.read_text().strip()
        database.secrets.rotate_key()
        assert database.secrets.get("a", "token") == "hunter2"
    assert old not in key_file.read_text()
    with Database.open(path, key_file=key_file) as database:
        assert database.secrets.get("a", "token") == "hunter2"


def test_keys_from_the_environment_are_not_rotated_here(path, monkeypatch):
    monkeypatch.setenv("OVA_SECRET_KEY", Fernet.generate_key().decode())
    with Database.open(path) as database:
        database.secrets.set("a", "token", "hunter2")
        with pytest.raises(SecretKeyError, match="OVA_SECRET_KEY"):
            database.secrets.rotate_key()
        assert database.secrets.get("a", "token") == "hunter2"
