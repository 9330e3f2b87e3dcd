"""Full disks, locks, many threads, sudden death."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from sqlalchemy import event

from ova.core import Floor, RunResult, Schedule
from ova.storage import Database, StorageError, StorageFull


def schedule(number):
    return Schedule(f"s{number}", "timer", float(number), 0.0, 1.0, data={"x": "y" * 500})


def run(number):
    return RunResult(f"run-{number}", "x" * 500, None, "", 0.0, "", None, {})


def limit_pages(database, pages):
    """Let SQLite itself report that the database is full."""

    def apply(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count={pages}").fetchall()

    event.listen(database._connections.engine, "checkout", apply)
    return lambda: event.remove(database._connections.engine, "checkout", apply)


def fill_until_full(put):
    for number in range(100_000):
        try:
            put(number)
        except StorageFull as error:
            return number, error
    raise AssertionError("it never became full")


def test_a_full_database_refuses_and_keeps_what_it_had(database):
    database.settings.set("name", "Haus")
    limit_pages(database, 80)
    stored, error = fill_until_full(lambda number: database.schedules.put(schedule(number)))
    assert (error.code, error.status) == ("disk_full", 507)
    assert error.cure
    assert len(database.schedules.all()) == stored
    assert database.settings.get("name") == "Haus"


def test_a_full_database_rolls_a_transaction_back_and_works_again_later(database):
    limit_pages(database, 80)
    fill_until_full(lambda number: database.schedules.put(schedule(number)))

    def too_much():
        with database.transaction():
            database.floors.put(Floor("up", "Upstairs"))
            database.schedules.put(*map(schedule, range(100_000, 100_100)))

    with pytest.raises(StorageFull):
        too_much()
    assert database.floors.all() == []
    limit_pages(database, 1_000_000)
    database.floors.put(Floor("up", "Upstairs"))
    assert len(database.floors.all()) == 1


def test_runs_wait_in_memory_while_the_database_is_full(database, caplog):
    limit_pages(database, 80)
    fill_until_full(lambda number: database.schedules.put(schedule(number)))
    for number in range(50):
        database.runs.add(run(number))
    stored = database.runs.count()
    assert stored < 50
    assert "kept in memory" in caplog.text
    limit_pages(database, 1_000_000)
    assert database.runs.count() == 50


def test_a_full_disk_refuses_and_keeps_what_it_had(small_disk):
    path = small_disk / "ova.sqlite3"
    ballast = small_disk / "ballast"
    with Database.open(path) as database:
        database.settings.set("name", "Haus")
        free = os.statvfs(small_disk)
        ballast.write_bytes(b"x" * (free.f_bavail * free.f_bsize - 300_000))
        stored, error = fill_until_full(lambda number: database.schedules.put(schedule(number)))
        assert error.code == "disk_full"
        assert len(database.schedules.all()) == stored
        ballast.unlink()
        database.schedules.put(schedule(stored))
    with Database.open(path) as database:
        assert database.settings.get("name") == "Haus"
        assert len(database.schedules.all()) == stored + 1


def test_a_database_cannot_be_made_on_a_full_disk(small_disk):
    free = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * (free.f_bavail * free.f_bsize))
    with pytest.raises(StorageFull):
        Database.open(small_disk / "ova.sqlite3")
    (small_disk / "ballast").unlink()
    Database.open(small_disk / "ova.sqlite3").close()


def test_a_disk_that_became_read_only_is_named_and_harms_nothing(small_disk):
    path = small_disk / "ova.sqlite3"
    with Database.open(path) as database:
        database.settings.set("name", "Haus")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StorageError) as refused:
        Database.open(path, key_file=small_disk / "secret.key")
    assert refused.value.cure
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    with Database.open(path) as database:
        assert database.settings.get("name") == "Haus"


def test_another_program_that_holds_the_database_is_named(path, monkeypatch):
    monkeypatch.setattr("ova.storage.connections._BUSY_TIMEOUT_S", 0.05)
    with Database.open(path) as database, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as refused:
            database.settings.set("a", 1)
        assert refused.value.code == "storage_busy"
        other.rollback()
        database.settings.set("a", 1)


def test_many_threads_read_and_write_together(database):
    failures = []

    def work(number):
        try:
            for step in range(25):
                with database.transaction():
                    count = database.settings.get("count", 0)
                    database.settings.set("count", count + 1)
                database.schedules.put(schedule(number * 100 + step))
                database.settings.all()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert database.settings.get("count") == 16 * 25
    assert len(database.schedules.all()) == 16 * 25


WRITER = """
import sys
from ova.core import Entity, EntityState
from ova.storage import Database, StoredEntity

database = Database.open(sys.argv[1])
lamp = Entity("light.lamp", "Lamp", "light", "demo", "demo.lamp")
database.entities.put([StoredEntity(lamp)])
for number in range(1_000_000):
    database.settings.set("number", number)
    database.entities.put_state("light.lamp", EntityState(str(number)))
    print(number, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_what_was_stored_survives_a_kill(path, lines):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True
    ) as child:
        said = [child.stdout.readline() for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
    with Database.open(path) as database:
        assert database.settings.get("number") >= int(said[-1])
        assert int(database.entities.all()[0].entity.state.state) >= int(said[-1])
