"""How quickly a hub is up, how large it is, and how fast it answers typed and spoken commands."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from ova.bench.load import spoken_summary
from ova.bench.own_hub import OwnHub
from ova.bench.talker import Talker
from ova.bench.utterances import spoken_commands

SENTENCES = (
    "turn on the kitchen light",
    "turn off the bedroom lamp",
    "what time is it",
    "set the living room lamp to 50 percent",
    "is the front door locked",
    "open the garage door",
    "this is no command at all",
)


def run_latency_bench(
    rounds: int = 300,
    spoken: int = 24,
    data: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Start a hub of its own twice in an empty folder and measure it.

    Returns seconds until ``/healthz`` is ok (first and second start), memory of all its processes in
    MB (resident, and proportional where shared pages are split), milliseconds per typed command
    (p50, p95) on one kept-alive connection, and of ``spoken`` commands, streamed in real time by one
    satellite, from the last sample of speech to the handler's start and to the reply's first sample.
    ``data`` is the folder of a speech benchmark to take the spoken commands from.
    Raises Unavailable when the hub does not start, InvalidInput when the folder cannot be used.
    """
    tell = progress or (lambda _line: None)
    with tempfile.TemporaryDirectory(prefix="ova-bench-") as folder:
        tell("first start")
        with OwnHub(Path(folder)) as hub:
            first_s = hub.ready_s
        tell("second start")
        with OwnHub(Path(folder)) as hub:
            memory = hub.memory_mb()
            tell(f"{rounds} typed commands")
            times = _ask(hub, rounds)
            tell(f"{spoken} spoken commands")
            said = _speak(hub, spoken, data)
            return {
                "ready_s": {"first": round(first_s, 2), "warm": round(hub.ready_s, 2)},
                "memory_mb": memory,
                "memory_after_mb": hub.memory_mb(),
                "text_ms": {
                    "p50": round(statistics.median(times), 2),
                    "p95": round(statistics.quantiles(times, n=20)[-1], 2),
                    "rounds": rounds,
                },
                "spoken": said,
            }


def _ask(hub: OwnHub, rounds: int) -> list[float]:
    times = []
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {hub.key}"
        for number in range(rounds + len(SENTENCES)):
            body = {"text": SENTENCES[number % len(SENTENCES)]}
            began = time.perf_counter()
            session.post(f"{hub.url}/api/converse", json=body, timeout=30).raise_for_status()
            times.append((time.perf_counter() - began) * 1000)
    return times[len(SENTENCES) :]  # the first of each kind parse their templates


def _speak(hub: OwnHub, count: int, data: Path | None) -> dict[str, Any]:
    if data is not None:
        hub.learn(data)
    with Talker(hub.url, hub.key, "bench") as talker:
        return spoken_summary(talker.say(command) for command in spoken_commands(count, data))
