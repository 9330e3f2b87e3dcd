"""How quickly a hub is up, how large it is, and how fast it answers typed commands over HTTP."""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from ova.core import Unavailable

START_LIMIT_S = 60.0
POLL_S = 0.02
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
    rounds: int = 300, progress: Callable[[str], None] | None = None
) -> dict[str, Any]:
    """Start a hub of its own twice in an empty folder and measure it.

    Returns seconds until ``/healthz`` is ok (first and second start), memory of all its processes in
    MB (resident, and proportional where shared pages are split), and milliseconds per typed command
    (p50, p95) on one kept-alive connection. Raises Unavailable when the hub does not start.
    """
    tell = progress or (lambda _line: None)
    with tempfile.TemporaryDirectory(prefix="ova-bench-") as folder:
        tell("first start")
        cold, process, port = _start(Path(folder))
        _stop(process)
        tell("second start")
        warm, process, port = _start(Path(folder))
        try:
            memory = _memory_mb(process.pid)
            tell(f"{rounds} typed commands")
            times = _ask(f"http://127.0.0.1:{port}", Path(folder), rounds)
        finally:
            _stop(process)
    return {
        "ready_s": {"first": round(cold, 2), "warm": round(warm, 2)},
        "memory_mb": memory,
        "text_ms": {
            "p50": round(statistics.median(times), 2),
            "p95": round(statistics.quantiles(times, n=20)[-1], 2),
            "rounds": rounds,
        },
    }


def _start(folder: Path) -> tuple[float, subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - starts this very program
        [sys.executable, "-m", "ova.cli", "run", "--port", str(port), "--log-level", "ERROR"],
        env={**os.environ, "OVA_HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while time.perf_counter() - began < START_LIMIT_S and process.poll() is None:
        try:
            if requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).ok:
                return time.perf_counter() - began, process, port
        except requests.RequestException:
            pass
        time.sleep(POLL_S)
    process.kill()
    raise Unavailable("The hub did not start.", cure="Run 'ova doctor' to see why.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)


def _memory_mb(pid: int) -> dict[str, float]:
    """Return the memory of a process and its descendants. Source: proc(5), smaps_rollup."""
    totals = {"resident": 0.0, "proportional": 0.0}
    for member in _family(pid):
        text = Path(f"/proc/{member}/smaps_rollup").read_text()
        fields = dict(line.split(":", 1) for line in text.splitlines()[1:])
        totals["resident"] += int(fields["Rss"].split()[0]) / 1024
        totals["proportional"] += int(fields["Pss"].split()[0]) / 1024
    return {name: round(value, 1) for name, value in totals.items()}


def _family(pid: int) -> list[int]:
    found = [pid]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found


def _ask(url: str, folder: Path, rounds: int) -> list[float]:
    key = json.loads((folder / "hub.json").read_text())["key"]
    times = []
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {key}"
        for number in range(rounds + len(SENTENCES)):
            body = {"text": SENTENCES[number % len(SENTENCES)]}
            began = time.perf_counter()
            session.post(f"{url}/api/converse", json=body, timeout=30).raise_for_status()
            times.append((time.perf_counter() - began) * 1000)
    return times[len(SENTENCES) :]  # the first of each kind parse their templates
