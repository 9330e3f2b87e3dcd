"""Runs of routines on a real database, over waits, faults and ends of the hub."""

from dataclasses import dataclass, field, replace

import pytest

from ova.core import (
    Conflict,
    OvaError,
    RoutineRun,
    RoutineRunState,
    RoutineStep,
    RoutineStepKind,
    StepResult,
    StepState,
)
from ova.hub.routine_runs import RoutineRuns
from ova.schedule import Jobs
from ova.storage import Database

OFF = RoutineStep(RoutineStepKind.COMMAND, "turn off the lights")
LOCK = RoutineStep(RoutineStepKind.COMMAND, "lock the door")
BYE = RoutineStep(RoutineStepKind.SAY, "Sleep well.")
WAIT = RoutineStep(RoutineStepKind.WAIT, seconds=60.0)


@dataclass
class Deeds:
    done: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    told: list[RoutineRun] = field(default_factory=list)
    fails: set[str] = field(default_factory=set)

    def carry_out(self, run, text):
        self.done.append(text)
        if text in self.fails:
            return StepResult(StepState.FAILED, "It is broken.")
        return StepResult(StepState.DONE, "Okay.")

    def say(self, run, step):
        if step.text in self.fails:
            raise OvaError("Nobody is there.")
        self.said.append(step.text)
        return StepResult(StepState.DONE, step.text)

    def tell(self, run):
        self.told.append(run)


class Bench:
    """A hub's part that runs routines, which can be ended and started again."""

    def __init__(self, database):
        self.database = database
        self.time = 1000.0
        self.deeds = Deeds()
        self.changes = []
        self.restart()

    def restart(self):
        self.jobs = Jobs(threads=0, steady=lambda: self.time)
        self.runs = RoutineRuns(
            self.database.routines, self.deeds, self.jobs, lambda: self.time, self.changes.append
        )
        self.runs.start()
        self.jobs.run_due()

    def begin(self, *steps, source="voice", run_id="r"):
        run = RoutineRun(
            id=run_id, routine_id="night", name="Night", steps=steps, source=source, started_at=1.0
        )
        return self.runs.begin(run)

    def pass_by(self, seconds):
        self.time += seconds
        self.jobs.run_due()

    def stored(self, run_id="r"):
        return self.database.routines.run(run_id)


@pytest.fixture
def bench(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3") as database:
        yield Bench(database)


def test_steps_are_done_one_after_the_other(bench):
    run = bench.begin(OFF, BYE)

    assert run.state is RoutineRunState.DONE
    assert (bench.deeds.done, bench.deeds.said) == ([OFF.text], [BYE.text])
    assert bench.stored() == run
    assert bench.changes[-1] == run


def test_a_step_that_fails_keeps_no_other_back_and_is_named(bench):
    bench.deeds.fails = {OFF.text, BYE.text}

    run = bench.begin(OFF, LOCK, BYE)

    assert run.state is RoutineRunState.FAILED
    assert bench.deeds.done == [OFF.text, LOCK.text]
    assert [(step, result.words) for step, result in run.troubles] == [
        (OFF, "It is broken."),
        (BYE, "Nobody is there."),
    ]
    assert bench.deeds.told == []  # who asked hears it


def test_what_runs_by_itself_tells_what_did_not_work(bench):
    bench.deeds.fails = {OFF.text}

    bench.begin(OFF, source="schedule")

    assert [run.id for run in bench.deeds.told] == ["r"]
    assert bench.stored().told


def test_a_wait_lets_time_pass_also_while_the_hub_is_off(bench):
    waiting = bench.begin(OFF, WAIT, LOCK)

    assert (waiting.state, waiting.resume_at) == (RoutineRunState.WAITING, 1060.0)
    bench.pass_by(30)
    bench.restart()
    assert bench.deeds.done == [OFF.text]
    bench.pass_by(30)
    assert bench.deeds.done == [OFF.text, LOCK.text]
    assert bench.stored().state is RoutineRunState.DONE


def test_what_is_left_is_done_a_little_late_and_missed_much_later(bench):
    bench.begin(OFF, WAIT, LOCK)
    bench.begin(OFF, WAIT, LOCK, run_id="later")
    bench.time += 60 + 500
    bench.restart()
    assert bench.stored().state is RoutineRunState.DONE

    bench.begin(WAIT, LOCK, run_id="missed")
    bench.time += 60 + 601
    bench.restart()
    assert [one.state for one in bench.stored("missed").results] == [StepState.MISSED] * 2
    assert [run.id for run in bench.deeds.told] == ["missed"]


def test_a_step_the_hub_died_over_is_not_done_again_and_told(bench):
    class PowerCut(BaseException):
        pass

    def dies(run, text):
        raise PowerCut

    bench.deeds.carry_out = dies
    with pytest.raises(PowerCut):
        bench.begin(OFF, BYE)
    bench.restart()

    run = bench.stored()
    assert [one.state for one in run.results] == [StepState.UNSURE, StepState.DONE]
    assert bench.deeds.said == [BYE.text]
    assert [one.id for one in bench.deeds.told] == ["r"]
    bench.restart()
    assert len(bench.deeds.told) == 1


def test_a_run_is_begun_once_however_often_it_is_asked_for(bench):
    first = bench.begin(OFF, source="schedule")

    assert bench.begin(OFF, source="schedule") == replace(first, told=True)
    assert bench.deeds.done == [OFF.text]


def test_a_run_that_waits_is_stopped(bench):
    bench.begin(OFF, WAIT, LOCK)

    (stopped,) = bench.runs.stop("night")

    assert stopped.state is RoutineRunState.STOPPED
    bench.pass_by(100)
    assert bench.deeds.done == [OFF.text]
    with pytest.raises(Conflict):
        bench.runs.stop("night")


def test_only_the_last_runs_are_kept(bench):
    for number in range(25):
        bench.time += 1
        run = RoutineRun(
            id=str(number),
            routine_id="night",
            name="Night",
            steps=(OFF,),
            source="page",
            started_at=bench.time,
        )
        bench.runs.begin(run)

    kept = bench.database.routines.runs("night", 100)
    assert [one.id for one in kept[:2]] == ["24", "23"]
    assert len(kept) == 20
