"""How quickly a hub with much planned starts, and how punctual it is."""

import datetime as dt
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ova.core import PlanKind, Recurrence, Schedule, ScheduleState, Wish
from ova.schedule import Planner, plan_of
from ova.storage import Database

FIRST_DUE_S = 2.0
"""So long after the start the first plan is due."""
LATEST_S = 60.0
"""So long the last one is waited for."""
WEEKDAYS = frozenset(range(5))
ZONE = ZoneInfo("Europe/Berlin")
_KINDS = (PlanKind.ALARM, PlanKind.REMINDER, PlanKind.COMMAND)


def run_schedule_bench(
    pending: int = 10_000,
    due: int = 500,
    seconds: float = 10.0,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Start a planner with ``pending`` plans and let ``due`` of them come due within some seconds.

    They are alarms, reminders and commands in equal parts, every other one on days of the week, on a
    database of its own. The error is from
    the moment a plan is due to the moment everybody is told that it is, after it was stored.
    """
    tell = progress or (lambda _line: None)
    due = min(due, pending)
    with tempfile.TemporaryDirectory(prefix="ova-bench-") as name:
        file = Path(name) / "ova.sqlite3"
        tell(f"planning {pending} things")
        with Database.open(file) as database:
            database.schedules.put(*_plans(pending))
        with Database.open(file) as database:
            begun = time.time()
            _make_due(database, due, begun, seconds)
            tell("starting")
            errors: dict[str, float] = {}
            over = threading.Event()

            def told(plan: Schedule) -> None:
                if plan.state is ScheduleState.RINGING and plan.id not in errors:
                    errors[plan.id] = time.time() - plan.due_at
                    if len(errors) == due:
                        over.set()

            started = time.perf_counter()
            planner = Planner(database, lambda _plan: None, zone=lambda: ZONE)
            planner.subscribe(told)
            planner.start()
            start_s = time.perf_counter() - started
            tell(f"waiting for {due} of them")
            over.wait(seconds + LATEST_S)
            planner.close()
    found = sorted(1000 * abs(error) for error in errors.values())
    return {
        "pending": pending,
        "start_s": round(start_s, 3),
        "due": due,
        "fired": len(found),
        "error_p50_ms": round(statistics.median(found), 1) if found else None,
        "error_p95_ms": _share(found, 0.95),
        "error_max_ms": round(found[-1], 1) if found else None,
        "load": round(os.getloadavg()[0], 1),
    }


def _plans(count: int) -> list[Schedule]:
    """Return plans that are due some time from tomorrow on."""
    now = time.time()
    return [
        plan_of(
            Wish(kind=_KINDS[number % 3], text="turn on the light", **_when(number)),
            now,
            ZONE,
        )
        for number in range(count)
    ]


def _when(number: int) -> dict[str, Any]:
    if number % 2:
        return {"repeat": Recurrence(dt.time(number // 60 % 24, number % 60), WEEKDAYS)}
    return {"in_s": 90_000.0 + 60.0 * number}


def _make_due(database: Database, count: int, now: float, seconds: float) -> None:
    first = database.schedules.all([ScheduleState.PENDING])[:count]
    step = seconds / max(1, count)
    due = [
        replace(plan, due_at=now + FIRST_DUE_S + step * number) for number, plan in enumerate(first)
    ]
    database.schedules.put(*due)


def _share(found: list[float], share: float) -> float | None:
    return round(found[min(len(found) - 1, int(share * len(found)))], 1) if found else None
