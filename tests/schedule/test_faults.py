"""Sudden death and full disks."""

import random
import signal
import subprocess
import sys

import pytest
from sqlalchemy import event
from tests.schedule.killing import crash

from ova.core import ScheduleState
from ova.schedule import Timers
from ova.storage import Database, StorageFull

ROUNDS = 20

CHILD = """
import sys
from ova.schedule import Timers
from ova.storage import Database

timers = Timers(Database.open(sys.argv[1]))
timers.start()
for number in range(100):
    timer = timers.set(1000 + number, f"timer {number}", "sat")
    print(timer.id, number, flush=True)
"""

RINGING_CHILD = """
import sys
import threading
from ova.core import ScheduleState
from ova.schedule import Timers
from ova.storage import Database

timers = Timers(Database.open(sys.argv[1]))
timers.subscribe(lambda timer: print(timer.id, timer.state.value, flush=True))
timers.start()
timers.set(1)
threading.Event().wait()
"""


def killed_after(code, path, lines):
    """Run a program and kill it as soon as it has said so many lines."""
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True
    ) as child:
        said = [child.stdout.readline().split() for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
        # what it said before it died counts as well
        said += [line.split() for line in child.stdout.read().splitlines()]
    assert child.returncode in (0, -signal.SIGKILL)
    return said


@pytest.mark.parametrize("number", range(ROUNDS))
def test_every_acknowledged_timer_survives_a_kill(tmp_path, number):
    path = tmp_path / "ova.sqlite3"
    lines = random.Random(number).randint(1, 30)  # noqa: S311 - any moment will do
    said = killed_after(CHILD, path, lines)
    with Database.open(path) as database:
        stored = {timer.id: timer for timer in Timers(database).pending()}
    for timer_id, step in said:
        timer = stored.pop(timer_id)
        assert timer.name == f"timer {step}"
        assert timer.due_at - timer.created_at == timer.duration_s == 1000 + int(step)
    assert len(stored) <= 1  # the one it was about to acknowledge


def test_a_planner_that_is_killed_again_and_again_loses_doubles_and_hides_nothing(tmp_path):
    found = crash(12, 7, tmp_path)

    assert found.planned > 12
    assert (found.lost, found.doubled, found.silent) == ([], [], [])
    assert found.clean


def test_a_timer_that_rang_when_the_hub_was_killed_rings_again(tmp_path):
    path = tmp_path / "ova.sqlite3"
    said = killed_after(RINGING_CHILD, path, 2)
    assert [state for _, state in said] == ["pending", "ringing"]
    with Database.open(path) as database:
        timers, told = Timers(database), []
        timers.subscribe(told.append)
        timers.start()
        timers.close()
    assert [(timer.id, timer.state) for timer in told] == [(said[0][0], ScheduleState.RINGING)]


def limit_pages(database, pages):
    def apply(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count={pages}").fetchall()

    event.listen(database._connections.engine, "checkout", apply)


def refuse_writes(database, *, refused):
    def apply(connection, _record, _proxy):
        connection.execute(f"PRAGMA query_only={int(refused)}")

    event.listen(database._connections.engine, "checkout", apply)


def test_a_timer_that_cannot_be_stored_is_not_acknowledged(timers, database):
    limit_pages(database, 60)
    acknowledged = []

    def set_many():
        acknowledged.extend(timers.set(1000, "x" * 100, str(number)) for number in range(10_000))

    with pytest.raises(StorageFull):
        set_many()
    assert len(acknowledged) == len(timers.pending()) == len(database.schedules.all())
    limit_pages(database, 1_000_000)
    timers.set(1000)
    assert len(timers.pending()) == len(acknowledged) + 1


def test_a_timer_rings_and_stops_whatever_is_wrong_with_the_disk(timers, database, clocks, caplog):
    timer = timers.set(10)
    refuse_writes(database, refused=True)
    clocks.pass_by(10)
    timers.check_now()
    assert timers.ringing()[0].id == timer.id
    assert "kept in memory" in caplog.text
    [stopped] = timers.stop_ringing(timer.id)
    assert timers.get(timer.id) == stopped
    assert database.schedules.get(timer.id).state is ScheduleState.PENDING
    refuse_writes(database, refused=False)
    timers.check_now()
    assert database.schedules.get(timer.id).state is ScheduleState.FINISHED


def test_timers_start_and_ring_although_nothing_can_be_stored(make, database, clocks):
    timer = make().set(60)
    refuse_writes(database, refused=True)
    clocks.off(120)
    timers = make()
    timers.start()
    assert [(one.id, one.late) for one in timers.ringing()] == [(timer.id, True)]
    refuse_writes(database, refused=False)
    timers.close()
    assert database.schedules.get(timer.id).state is ScheduleState.RINGING
