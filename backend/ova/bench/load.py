"""How many satellites may speak at once."""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from ova.bench.own_hub import OwnHub
from ova.bench.silent import SilentSatellites
from ova.bench.talker import Talker, Timing
from ova.bench.utterances import SpokenCommand, spoken_commands

LIMIT_S = 1.0
"""More than this in the 95th percentile is too slow."""
SIZES = (1, 5, 10, 20, 30)
_SPREAD_S = 3.0


def run_load_bench(
    sizes: Sequence[int] = SIZES,
    rounds: int = 2,
    data: Path | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    connected: int = 0,
) -> dict[str, Any]:
    """Start a hub of its own and let ever more satellites speak to it in real time.

    Each says a command of its own, once begun at random within three seconds of the others
    (``staggered``) and once in the same moment (``together``), ``rounds`` times. The talkers are
    threads of this process, on the same machine as the hub: ``late_ms`` tells how far they fell
    behind real time. So many satellites as ``connected`` says are there in all: those that are not
    among the speakers only answer the hub's pings, from a process of their own. ``data`` is the folder of a speech benchmark to take the commands from.
    Raises Unavailable when the hub does not start, InvalidInput when the folder cannot be used.
    """
    tell = progress or (lambda _line: None)
    table: dict[str, Any] = {}
    with (
        tempfile.TemporaryDirectory(prefix="ova-bench-") as folder,
        OwnHub(Path(folder)) as hub,
        ExitStack() as talkers,
    ):
        if data is not None:
            hub.learn(data)
        people: list[Talker] = []
        commands = spoken_commands(max(sizes), data)
        bare_mb = hub.memory_mb()["proportional"]
        began = time.perf_counter()
        others = max(0, connected - max(sizes))
        if others:
            talkers.enter_context(SilentSatellites(hub.url, hub.key, others))
        silent = {
            "connected": others,
            "connect_s": round(time.perf_counter() - began, 1),
            "memory_mb": round(hub.memory_mb()["proportional"] - bare_mb, 1),
        }
        for size in sorted(sizes):
            while len(people) < size:
                name = f"bench-{len(people)}"
                people.append(talkers.enter_context(Talker(hub.url, hub.key, name)))
            tell(f"{size} satellites")
            table[str(size)] = {
                "staggered": _measure(hub, people, commands, rounds, _SPREAD_S),
                "together": _measure(hub, people, commands, rounds, 0.0),
            }
    return {
        "limit_s": LIMIT_S,
        "silent": silent,
        "satellites": table,
        "satellites_within_limit": {
            how: max((int(size) for size, row in table.items() if _fits(row[how])), default=0)
            for how in ("staggered", "together")
        },
    }


def spoken_summary(timings: Iterable[Timing]) -> dict[str, Any]:
    """Return percentiles in milliseconds, and how many commands came to a handler."""
    every = list(timings)
    return {
        "commands": len(every),
        "answered": sum(one.handler_s is not None for one in every),
        "as_said": sum(one.error is None and one.handler_s is not None for one in every),
        "errors": sorted({one.error for one in every if one.error}),
        "to_endpoint_ms": _percentiles(one.endpoint_s for one in every),
        "to_handler_ms": _percentiles(one.handler_s for one in every),
        "to_first_sound_ms": _percentiles(one.reply_s for one in every),
        "late_ms": round(1000 * max((one.late_s for one in every), default=0.0), 1),
    }


def _measure(
    hub: OwnHub,
    people: Sequence[Talker],
    commands: Sequence[SpokenCommand],
    rounds: int,
    spread_s: float,
) -> dict[str, Any]:
    rng = Random(len(people))  # noqa: S311 - spreads the starts, guards nothing
    timings: list[Timing] = []
    before, began = hub.cpu_s(), time.perf_counter()
    for _ in range(rounds):
        pauses = [rng.uniform(0, spread_s) for _ in people]
        gate = threading.Barrier(len(people))

        def speak(number: int, gate: threading.Barrier, pauses: list[float]) -> Timing:
            gate.wait()
            time.sleep(pauses[number])
            return people[number].say(commands[number])

        with ThreadPoolExecutor(len(people)) as mouths:
            jobs = [mouths.submit(speak, one, gate, pauses) for one in range(len(people))]
            timings += [job.result() for job in jobs]
    seconds = time.perf_counter() - began
    after = hub.cpu_s()
    return {
        **spoken_summary(timings),
        "cores": {name: round((after[name] - before[name]) / seconds, 2) for name in after},
        "memory_mb": hub.memory_mb(),
    }


def _fits(row: dict[str, Any]) -> bool:
    p95 = row["to_handler_ms"]["p95"]
    return row["answered"] == row["commands"] and p95 is not None and p95 <= 1000 * LIMIT_S


def _percentiles(seconds: Iterable[float | None]) -> dict[str, float | None]:
    known = sorted(1000 * one for one in seconds if one is not None)
    if len(known) < 2:
        return {"p50": known[0] if known else None, "p95": known[0] if known else None}
    return {
        "p50": round(statistics.median(known), 1),
        "p95": round(statistics.quantiles(known, n=20, method="inclusive")[-1], 1),
    }
