"""Backups: made while the hub runs, checked, restored; and refused with a cure."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ova.core import Conflict, NotFound, OvaError, Unavailable
from ova.folder import HomeFolder
from ova.hub.backups import Backups, BackupSchedule
from ova.hub.backups.errors import BackupDamaged
from ova.hub.backups.file import DATABASE, MANIFEST
from ova.hub.backups.restoring import is_ordered, last_restore
from ova.hub.backups.shelf import SPARE_BYTES
from ova.hub.opening import open_locked
from ova.storage import Database, StorageFull

WAIT_S = 120.0
PASSPHRASE = "a long passphrase"
PROGRAM = Path(__file__).with_name("restore_program.py")


class Place:
    """A home folder with something in it, and its backups."""

    def __init__(self, path: Path) -> None:
        self.folder = HomeFolder(path)
        self.folder.prepare()
        self.lock, self.database = open_locked(self.folder)
        self.told: list[dict[str, Any]] = []
        self.restarts = 0
        self.free = 10**12
        self.backups = self._backups()

    def _backups(self) -> Backups:
        return Backups(
            self.folder,
            self.database,
            self.told.append,
            home_name=lambda: "Nest",
            restart=self._restarted,
            free=lambda _place: self.free,
        )

    def _restarted(self) -> None:
        self.restarts += 1

    def fill(self, word: str) -> None:
        """Remember a word everywhere a backup reaches."""
        self.database.settings.set("word", word)
        self.database.secrets.set("hub", "word", word)
        (self.folder.integrations / "mine").mkdir(exist_ok=True)
        (self.folder.integrations / "mine" / "word.py").write_text(word)
        (self.folder.skills / "mine.py").write_text(word)

    def words(self) -> list[str | None]:
        """Return the word as it is remembered everywhere."""
        return [
            self.database.settings.get("word"),
            self.database.secrets.get("hub", "word"),
            (self.folder.integrations / "mine" / "word.py").read_text(),
            (self.folder.skills / "mine.py").read_text(),
        ]

    def create(self, passphrase: str | None = None, **options: Any) -> str:
        """Make a backup; return its name."""
        self.backups.create(passphrase, **options)
        job = self.backups.wait(WAIT_S)
        assert job is not None
        assert job["state"] == "done", job
        return str(job["backup"])

    def restore(self, name: str, passphrase: str | None = None, **options: Any) -> dict[str, Any]:
        """Restore a backup; return the job."""
        self.backups.restore(name, passphrase, **options)
        job = self.backups.wait(WAIT_S)
        assert job is not None
        return job

    def reopen(self) -> None:
        """Start anew, as the hub does."""
        self.close()
        self.lock, self.database = open_locked(self.folder)
        self.backups = self._backups()

    def close(self) -> None:
        self.backups.close()
        self.database.close()
        self.lock.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "home")
    place.fill("old")
    yield place
    place.close()


def test_a_restore_brings_everything_back_and_keeps_what_was_there(place: Place):
    name = place.create(PASSPHRASE)
    place.fill("new")

    job = place.restore(name, PASSPHRASE)
    assert job["state"] == "restarting"
    assert place.restarts == 1
    assert place.words() == ["new"] * 4
    place.reopen()

    assert place.words() == ["old"] * 4
    done = last_restore(place.folder)
    assert done is not None
    assert (done["name"], done["secrets"]) == (name, True)
    kept = place.folder.path / done["kept"]
    assert (kept / "skills" / "mine.py").read_text() == "new"
    with Database.open(kept / DATABASE, key_file=kept / "secret.key") as before:
        assert before.settings.get("word") == "new"
    assert place.backups.all()[0]["name"] == name


def test_what_is_told_of_a_backup(place: Place):
    name = place.create(PASSPHRASE)
    told = place.backups.get(name)

    assert told["home"] == "Nest"
    assert (told["state"], told["has_key"], told["plugins"]) == ("ok", True, 2)
    assert [one["state"] for one in place.told][-1] == "done"
    assert {"copy", "pack"} <= {one["step"] for one in place.told}
    assert (place.folder.backups / name).stat().st_mode & 0o077 == 0


def test_the_key_is_in_a_backup_only_behind_its_passphrase(place: Place):
    key = place.folder.key_file.read_text().strip()
    without = place.folder.backups / place.create()
    sealed = place.folder.backups / place.create(PASSPHRASE)

    for path in (without, sealed):
        with zipfile.ZipFile(path) as archive:
            assert all(key.encode() not in archive.read(one) for one in archive.namelist())
    assert not place.backups.get(without.name)["has_key"]


def test_a_backup_without_a_passphrase_keeps_its_secrets_on_the_same_machine(place: Place):
    name = place.create()
    place.fill("new")
    assert place.restore(name)["state"] == "restarting"
    place.reopen()
    assert place.words() == ["old"] * 4


def test_on_another_machine_the_passphrase_opens_the_secrets(place: Place, tmp_path: Path):
    name = place.create(PASSPHRASE)
    other = Place(tmp_path / "other")
    moved = other.backups.upload_target(0)
    moved.write_bytes((place.folder.backups / name).read_bytes())
    told = other.backups.take_upload(moved, "../../etc/my backup.zip")
    assert told["name"] == "my-backup.zip"

    refused = other.restore(told["name"])
    assert refused["state"] == "failed"
    assert refused["error"]["code"] == "secrets_unreadable"
    wrong = other.restore(told["name"], "not the passphrase")
    assert wrong["error"]["code"] == "wrong_passphrase"
    assert not is_ordered(other.folder)

    assert other.restore(told["name"], PASSPHRASE)["state"] == "restarting"
    other.reopen()
    assert other.words() == ["old"] * 4
    other.close()


def test_without_the_key_everything_but_the_secrets_comes_back(place: Place, tmp_path: Path):
    name = place.create()
    other = Place(tmp_path / "other")
    moved = other.backups.upload_target(0)
    moved.write_bytes((place.folder.backups / name).read_bytes())
    other.backups.take_upload(moved, name)

    assert other.restore(name, without_secrets=True)["state"] == "restarting"
    other.reopen()

    assert other.words() == ["old", None, "old", "old"]
    done = last_restore(other.folder)
    assert done is not None
    assert done["secrets"] is False
    other.close()


@pytest.mark.parametrize("damage", ["cut", "flipped", "no zip", "empty", "another zip"])
def test_a_damaged_file_is_told_and_changes_nothing(place: Place, damage: str):
    name = place.create(PASSPHRASE)
    path = place.folder.backups / name
    whole = path.read_bytes()
    if damage == "another zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("hello.txt", "hello")
    else:
        middle = len(whole) // 3
        path.write_bytes(
            {
                "cut": whole[: len(whole) // 2],
                "flipped": whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :],
                "no zip": b"hello",
                "empty": b"",
            }[damage]
        )

    job = place.restore(name)

    assert job["state"] == "failed"
    assert job["error"]["code"] == "backup_damaged"
    assert job["error"]["cure"]
    assert not is_ordered(place.folder)
    assert not (place.folder.restoring / "new").exists()
    part = place.folder.backups / ".part-upload"
    part.write_bytes(path.read_bytes())
    with pytest.raises(BackupDamaged):
        place.backups.take_upload(part, "x.zip")


def rewritten(path: Path, change: dict[str, Any]) -> None:
    """Write a backup anew with another manifest."""
    with zipfile.ZipFile(path) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    manifest = {**json.loads(members[MANIFEST]), **change}
    with zipfile.ZipFile(path, "w") as archive:
        for one, content in {**members, MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(one, content)


def test_a_backup_of_a_newer_version_is_refused(place: Place):
    name = place.create()
    rewritten(place.folder.backups / name, {"format": 99})

    assert place.backups.get(name)["state"] == "newer"
    assert place.restore(name)["error"]["code"] == "backup_too_new"


def test_a_newer_database_in_a_backup_is_refused(place: Place, tmp_path: Path):
    import hashlib
    import sqlite3

    name = place.create()
    path = place.folder.backups / name
    inside = tmp_path / "inside.sqlite3"
    with zipfile.ZipFile(path) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    inside.write_bytes(members[DATABASE])
    connection = sqlite3.connect(inside)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    content = inside.read_bytes()
    manifest = json.loads(members[MANIFEST])
    manifest["files"][DATABASE] = [len(content), hashlib.sha256(content).hexdigest()]
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in {
            **members,
            DATABASE: content,
            MANIFEST: json.dumps(manifest).encode(),
        }.items():
            archive.writestr(one, data)

    assert place.restore(name)["error"]["code"] == "backup_too_new"
    assert not is_ordered(place.folder)


@pytest.mark.parametrize(
    "member", ["../evil", "/etc/evil", "integrations/../../evil", "cache/evil"]
)
def test_a_backup_cannot_write_outside_of_its_folders(place: Place, member: str):
    path = place.folder.backups / place.create()
    with zipfile.ZipFile(path) as archive:
        files = json.loads(archive.read(MANIFEST))["files"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, "evil")
    rewritten(path, {"files": {**files, member: [4, "0" * 64]}})

    assert place.restore(path.name)["error"]["code"] == "backup_damaged"
    assert not list(place.folder.path.parent.rglob("evil"))


def test_a_full_disk_is_told_before_anything_is_written(place: Place):
    name = place.create()
    place.free = SPARE_BYTES

    assert place.restore(name)["error"]["code"] == "disk_full"
    place.backups.create()
    made = place.backups.wait(WAIT_S)
    assert made is not None
    assert made["error"]["code"] == "disk_full"
    with pytest.raises(StorageFull):
        place.backups.upload_target(1)
    assert [one["name"] for one in place.backups.all()] == [name]


def test_only_one_thing_is_done_at_a_time(place: Place):
    name = place.create()
    place.restore(name)

    with pytest.raises(Conflict) as refused:
        place.backups.create()
    assert refused.value.code in ("backup_busy", "restore_ordered")


def test_a_name_is_a_name(place: Place):
    for name in ("../ova.sqlite3", "nothing.zip", ".part-x.zip", "/etc/passwd"):
        with pytest.raises(NotFound):
            place.backups.path(name)


def test_a_database_server_is_backed_up_by_its_own_tools(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OVA_DATABASE_URL", "postgresql+psycopg://ova@localhost/ova")
    with pytest.raises(Unavailable) as refused:
        place.backups.create()
    assert "pg_dump" in refused.value.cure
    assert not place.backups.status()["available"]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_a_backup_a_day_is_made_and_the_oldest_go(place: Place):
    clock = Clock()
    backups = Backups(place.folder, place.database, now=clock)
    schedule = BackupSchedule(
        backups, place.database.settings, lambda: place.database.secrets, clock
    )
    assert not schedule.look()
    by_hand = place.create()
    told = schedule.change({"daily": True, "at": "03:30", "keep": 2, "passphrase": PASSPHRASE})
    assert told["has_passphrase"]
    assert not schedule.look()

    made = []
    for _ in range(4):
        clock.now += timedelta(days=1)
        made.append(schedule.look())
        assert not schedule.look()

    assert made == [True] * 4
    kept = [one for one in backups.all() if one["reason"] == "daily"]
    assert len(kept) == 2
    assert all(one["has_key"] for one in kept)
    assert by_hand in {one["name"] for one in backups.all()}


def test_the_plan_is_checked_and_two_do_not_overwrite_each_other(place: Place):
    clock = Clock()
    schedule = BackupSchedule(
        place.backups, place.database.settings, lambda: place.database.secrets, clock
    )
    for wrong in ({"at": "25:00"}, {"keep": 0}, {"passphrase": "short"}):
        with pytest.raises(OvaError):
            schedule.change(wrong)
    schedule.change({"keep": 3}, was={"keep": 7})
    with pytest.raises(Conflict):
        schedule.change({"keep": 4}, was={"keep": 7})
    assert schedule.to_json()["keep"] == 3


def killed_after(folder: Path, steps: int) -> int:
    """Put an ordered restore in place in a program that is killed after some steps."""
    process = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder), str(steps)], check=False, env=os.environ
    )
    return process.returncode


def test_a_restore_survives_kill_9_at_every_step(tmp_path: Path):
    place = Place(tmp_path / "home")
    place.fill("old")
    name = place.create(PASSPHRASE)
    place.fill("new")
    assert place.restore(name, PASSPHRASE)["state"] == "restarting"
    place.close()

    kills = 0
    for steps in range(1, 200):
        ended = killed_after(place.folder.path, steps)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        kills += 1
        place.folder.prepare()  # every start makes the folders that are missing
    assert kills > 5
    assert not is_ordered(place.folder)
    place.reopen()
    assert place.words() == ["old"] * 4
    kept = next(place.folder.path.glob("before-restore-*"))
    assert (kept / "integrations" / "mine" / "word.py").read_text() == "new"
    with Database.open(kept / DATABASE, key_file=kept / "secret.key") as before:
        assert before.settings.get("word") == "new"
    place.close()
