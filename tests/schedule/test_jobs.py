"""Things to do later: once each, moved, cancelled, and never twice at a time."""

import threading

import pytest

from ova.schedule import Jobs


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def jobs(clock):
    jobs = Jobs(threads=0, steady=clock)
    yield jobs
    jobs.close()


def test_a_job_runs_once_when_its_time_has_come(jobs, clock):
    ran = []
    jobs.plan("a", 5, lambda: ran.append(clock.now))
    assert jobs.run_due() == 0
    clock.now = 5
    assert jobs.run_due() == 1
    clock.now = 50
    assert jobs.run_due() == 0
    assert ran == [5]


def test_planning_again_moves_and_replaces(jobs, clock):
    ran = []
    jobs.plan("a", 5, lambda: ran.append("old"))
    jobs.plan("a", 9, lambda: ran.append("new"))
    clock.now = 8
    assert jobs.run_due() == 0
    clock.now = 9
    jobs.run_due()
    assert ran == ["new"]


def test_a_job_may_plan_itself_again_and_one_that_fails_stops_no_other(jobs, clock, caplog):
    ran = []

    def again():
        ran.append(clock.now)
        jobs.plan("a", 10, again)
        raise ValueError("no luck")

    jobs.plan("a", 0, again)
    jobs.plan("b", 1, lambda: ran.append("b"))
    for clock.now in (0, 1, 10):
        jobs.run_due()
    assert ran == [0, "b", 10]
    assert "The job a failed" in caplog.text
    assert jobs.planned() == ["a"]


def test_cancelling_waits_for_what_runs_and_forgets_what_is_planned():
    began, go, ended = threading.Event(), threading.Event(), threading.Event()
    jobs = Jobs()

    def work():
        began.set()
        go.wait(30)
        ended.set()

    jobs.plan("a", 0, work)
    assert began.wait(30)
    threading.Timer(0.05, go.set).start()
    jobs.cancel("a")
    assert ended.is_set()
    assert jobs.planned() == []
    jobs.close()


def test_a_job_far_off_holds_up_no_other():
    done = threading.Event()
    jobs = Jobs()
    jobs.plan("far", 1e12, lambda: None)  # more than the system waits for
    jobs.plan("near", 0, done.set)
    assert done.wait(30)
    assert jobs.planned()[0] == "far"
    jobs.close()


def test_a_job_can_cancel_itself():
    done = threading.Event()
    jobs = Jobs()

    def work():
        jobs.cancel("a")
        done.set()

    jobs.plan("a", 0, work)
    assert done.wait(30)
    jobs.close()


def test_nothing_is_taken_after_closing(jobs):
    jobs.close()
    jobs.plan("a", 0, lambda: None)
    assert jobs.planned() == []
