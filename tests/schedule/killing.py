"""Kill a process that plans and carries out commands, again and again, and see what became of each.

Nothing that was acknowledged may be lost, done twice, or passed over in silence: every command is
done once, or told as missed or unsure.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ova.core import RoutineStepKind, ScheduleState, StepState
from ova.storage import Database

CHILD = """
import datetime, os, random, sys, threading
from ova.core import PlanKind, Wish
from ova.schedule import Planner
from ova.storage import Database

database, log, seed = sys.argv[1:]
done = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
rng = random.Random(int(seed))
over = threading.Event()


def carry_out(plan):
    os.write(done, (plan.id + "\\n").encode())


planner = Planner(Database.open(database), carry_out, zone=lambda: datetime.UTC)
planner.subscribe(lambda plan: over.set() if not waiting() else None)


def waiting():
    return [one for one in planner.all() if one.state != "ringing" or one.data.get("running")]


planner.start()
if int(seed) < 0:
    while waiting():
        over.wait(0.1)
    planner.close()
    sys.exit(0)
while True:
    wish = Wish(kind=PlanKind.COMMAND, in_s=rng.uniform(0.005, 0.4), text="do it")
    print(planner.add(wish).id, flush=True)
    over.wait(rng.uniform(0.0, 0.02))
"""
ROUTINES = """
import os, random, sys, threading, time, uuid
from ova.core import RoutineRun, RoutineStep, RoutineStepKind, StepResult, StepState
from ova.hub.routine_runs import RoutineRuns
from ova.schedule import Jobs
from ova.storage import Database

database, log, seed = sys.argv[1:]
done = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
rng = random.Random(int(seed))
ended = threading.Event()


class Deeds:
    def carry_out(self, run, text):
        os.write(done, f"{run.id}/{text}\\n".encode())
        return StepResult(StepState.DONE)

    def tell(self, run):
        pass


store = Database.open(database).routines
jobs = Jobs()
runs = RoutineRuns(store, Deeds(), jobs, time.time, lambda run: ended.set() if run.over else None)
runs.start()
if int(seed) < 0:
    while any(not run.over for run in store.unfinished()):
        ended.wait(0.1)
        ended.clear()
    jobs.close()
    sys.exit(0)
while True:
    steps = [RoutineStep(RoutineStepKind.COMMAND, str(number)) for number in range(4)]
    steps.insert(2, RoutineStep(RoutineStepKind.WAIT, seconds=rng.uniform(0.01, 0.1)))
    run = RoutineRun(
        id=uuid.uuid4().hex, routine_id=uuid.uuid4().hex, name="Night", steps=tuple(steps),
        source="page", started_at=time.time(),
    )
    print(runs.begin(run).id, flush=True)
"""
"""Runs routines of four steps and a wait."""
LONGEST_LIFE_S = 0.4
NURSERY = """
import os, sys

program, database, log = sys.argv[1:]
exec(program.partition("database, log, seed")[0])  # its imports
for seed in iter(sys.stdin.readline, ""):
    pid = os.fork()
    if not pid:
        print("born", os.getpid(), flush=True)
        sys.argv = ["planner", database, log, seed.strip()]
        exec(program, {"__name__": "__main__"})
    _, status = os.waitpid(pid, 0)
    print("\\nover", status, flush=True)
"""
"""Makes a copy of itself for every planner: all is imported, and nothing else is shared."""


@dataclass
class Findings:
    """What became of the commands of all rounds."""

    planned: int = 0
    done: int = 0
    told: int = 0
    """Not known to be done, and said so."""
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    """Over without being done or told."""

    @property
    def clean(self) -> bool:
        """Whether every command became what it should."""
        return not (self.lost or self.doubled or self.silent)

    def counts(self) -> dict[str, int]:
        """Return how many there are of each, by its words."""
        return {
            "planned": self.planned,
            "done": self.done,
            "told": self.told,
            "lost": len(self.lost),
            "done twice": len(self.doubled),
            "passed over": len(self.silent),
        }


def crash(
    rounds: int,
    seed: int,
    folder: Path,
    *,
    routines: bool = False,
    round_over: Callable[[], None] = lambda: None,
) -> Findings:
    """Kill the planner so many times at random moments, then let it finish and look.

    With ``routines`` it is what runs routines, and steps are what may not be done twice.
    """
    rng = random.Random(seed)  # noqa: S311 - any moment will do
    database, log = folder / "ova.sqlite3", folder / "done"
    acknowledged: list[str] = []
    program = ROUTINES if routines else CHILD
    nursery = _Nursery(program, database, log)
    try:
        for _ in range(rounds):
            seconds = rng.uniform(0.0, LONGEST_LIFE_S)
            acknowledged += nursery.life(rng.getrandbits(31), seconds)
            round_over()
    finally:
        nursery.close()
    subprocess.run([sys.executable, "-c", program, database, log, "-1"], check=True, timeout=120)
    return (_look_at_runs if routines else _look)(database, log, acknowledged)


class _Nursery:
    """A process that has everything imported, and becomes a new planner in no time, to be killed."""

    def __init__(self, program: str, database: Path, log: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY, program, database, log],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def life(self, seed: int, seconds: float) -> list[str]:
        """Let a planner live for so long after its first word, kill it, and return what it acknowledged."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{seed}\n")
        stdin.flush()
        pid = int(stdout.readline().removeprefix("born "))
        said = [stdout.readline()]
        time.sleep(seconds)  # its life goes on meanwhile
        os.kill(pid, signal.SIGKILL)
        while not said[-1].startswith("over"):
            said.append(stdout.readline())
            if not said[-1]:
                raise RuntimeError("The process that starts planners is gone.")
        if said.pop() != f"over {signal.SIGKILL.value}\n":
            raise RuntimeError("The planner ended by itself.")
        return [line.strip() for line in said if len(line.strip()) == 32]  # the last may be torn

    def close(self) -> None:
        """End it: there is nothing more to read for it."""
        with self._process:
            pass


def _look(database: Path, log: Path, acknowledged: list[str]) -> Findings:
    times = Counter(log.read_text().split()) if log.exists() else Counter()
    found = Findings(planned=len(acknowledged), done=len(times))
    found.doubled = [one for one, count in times.items() if count > 1]
    with Database.open(database) as opened:
        for plan_id in acknowledged:
            plan = opened.schedules.get(plan_id)
            if plan is None:
                found.lost.append(plan_id)
            elif plan.state is ScheduleState.RINGING and plan.data.get("trouble"):
                found.told += 1
            elif plan.state is not ScheduleState.FINISHED or plan_id not in times:
                found.silent.append(plan_id)
    return found


def _look_at_runs(database: Path, log: Path, acknowledged: list[str]) -> Findings:
    times = Counter(log.read_text().split()) if log.exists() else Counter()
    found = Findings(planned=len(acknowledged), done=len(times))
    found.doubled = [one for one, count in times.items() if count > 1]
    with Database.open(database) as opened:
        for run_id in acknowledged:
            run = opened.routines.run(run_id)
            if run is None or not run.over:
                found.lost.append(run_id)
                continue
            for step, result in zip(run.steps, run.results, strict=True):
                said = result.state in (StepState.UNSURE, StepState.MISSED)
                found.told += said
                done = f"{run_id}/{step.text}" in times
                if step.kind is RoutineStepKind.COMMAND and not said and not done:
                    found.silent.append(f"{run_id}/{step.text}")
    return found
