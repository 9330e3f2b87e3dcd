"""How quickly typed commands are answered over Socket.IO, one after the other and at once."""

import math
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from ova.bench.everything import COMMANDS, TALK
from ova.bench.own_hub import OwnHub
from ova.bench.typist import Typed, Typist
from ova.bench.unheard import unheard_texts

PER_S = 40.0
"""So many commands a satellite sends in a second at most: the hub allows no more than 50."""


def run_text_bench(
    rounds: int = 3,
    sessions: int = 16,
    seconds: float = 10.0,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Start a hub of its own with every bundled skill and type commands of all of them.

    First one satellite at a time sends each command and each line of talk ``rounds`` times and waits
    for the end of its run; then ``sessions`` satellites do so at once for some seconds, and once more
    with texts that were never typed before (``unheard``). Times are in milliseconds from sending a text to the end of its run, reply and all. ``hub_ms`` is what the hub's
    own processor time came to for each. The clients run on the same machine.
    Raises Unavailable when the hub does not start or does not answer.
    """
    tell = progress or (lambda _line: None)
    with (
        tempfile.TemporaryDirectory(prefix="ova-bench-") as folder,
        OwnHub(Path(folder)) as hub,
        ExitStack() as satellites,
    ):
        people = [
            satellites.enter_context(Typist(hub.url, hub.key, f"bench-{number}"))
            for number in range(sessions)
        ]
        tell("warming up")
        for number, text in enumerate((*COMMANDS, *TALK)):
            people[number % len(people)].say(text)
        hub.settle()  # what was written on lists is listened for from then on
        parts: dict[str, Any] = {}
        for name, texts in (("command", COMMANDS), ("no_command", TALK)):
            tell(f"{len(texts)} texts, {rounds} times: {name}")
            parts[name] = _one_by_one(hub, people, texts, rounds)
        tell(f"{sessions} satellites at once for {seconds:g} s")
        every = (*COMMANDS, *TALK)
        again = [
            islice(cycle(every), number * len(every) // sessions, None)
            for number in range(sessions)
        ]
        parts["together"] = _together(hub, people, again, seconds)
        tell("the same with texts that were never typed before")
        new = list(unheard_texts())
        never = [iter(new[number::sessions]) for number in range(sessions)]
        return {
            **parts,
            "unheard": _together(hub, people, never, seconds),
            "load": round(os.getloadavg()[0], 1),
        }


def _one_by_one(
    hub: OwnHub, people: Sequence[Typist], texts: Sequence[str], rounds: int
) -> dict[str, Any]:
    """Let the satellites take turns, so that none of them is too quick for the hub."""
    before = hub.cpu_s()["hub"]
    typed: list[Typed] = []
    step = 1.0 / PER_S / len(people)
    due = time.perf_counter()
    for number, text in enumerate(list(texts) * rounds):
        time.sleep(max(0.0, due - time.perf_counter()))
        due = max(due + step, time.perf_counter())
        typed.append(people[number % len(people)].say(text))
    spent = hub.cpu_s()["hub"] - before
    return {**_summary(typed), "hub_ms": round(1000 * spent / len(typed), 2)}


def _together(
    hub: OwnHub, people: Sequence[Typist], texts: Sequence[Iterator[str]], seconds: float
) -> dict[str, Any]:
    gate = threading.Barrier(len(people))
    before, began = hub.cpu_s()["hub"], time.perf_counter()

    def type_on(number: int) -> list[Typed]:
        gate.wait()
        end = time.perf_counter() + seconds
        typed = []
        due = time.perf_counter()
        while time.perf_counter() < end:
            typed.append(people[number].say(next(texts[number])))
            due = max(due + 1.0 / PER_S, time.perf_counter() - 0.5)
            time.sleep(max(0.0, due - time.perf_counter()))
        return typed

    with ThreadPoolExecutor(len(people)) as threads:
        jobs = [threads.submit(type_on, number) for number in range(len(people))]
        typed = [one for job in jobs for one in job.result()]
    wall = time.perf_counter() - began
    spent = hub.cpu_s()["hub"] - before
    return {
        "satellites": len(people),
        **_summary(typed),
        "per_s": round(len(typed) / wall, 1),
        "hub_cores": round(spent / wall, 2),
        "per_hub_core_s": round(len(typed) / spent, 1) if spent else None,
    }


def _summary(typed: Sequence[Typed]) -> dict[str, Any]:
    times = sorted(one.ms for one in typed)
    return {
        "texts": len(typed),
        "understood": sum(one.intent is not None for one in typed),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[math.ceil(0.95 * len(times)) - 1], 2),
        "slowest": max(typed, key=lambda one: one.ms).text,
    }
