"""Kill a process that plans and carries out commands, again and again, and see what became of each.

Nothing that was acknowledged may be lost, done twice, or passed over in silence: every command is
done once, or told as missed or unsure.
"""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ova.core import ScheduleState
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
LONGEST_LIFE_S = 0.4


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


def crash(rounds: int, seed: int, folder: Path) -> Findings:
    """Kill the planner so many times at random moments, then let it finish and look."""
    rng = random.Random(seed)  # noqa: S311 - any moment will do
    database, log = folder / "ova.sqlite3", folder / "done"
    acknowledged: list[str] = []
    for number in range(rounds):
        acknowledged += _life(database, log, number, rng.uniform(0.0, LONGEST_LIFE_S))
    subprocess.run([sys.executable, "-c", CHILD, database, log, "-1"], check=True, timeout=120)
    return _look(database, log, acknowledged)


def _life(database: Path, log: Path, seed: int, seconds: float) -> list[str]:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, database, log, str(seed)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline()]
        time.sleep(seconds)  # its life goes on meanwhile
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().splitlines()
    if child.returncode != -signal.SIGKILL:
        raise RuntimeError(f"The planner ended by itself with {child.returncode}.")
    return [line.strip() for line in said if len(line.strip()) == 32]  # the last may be torn


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
