"""A hub of the benchmark's own: started in an empty folder, measured, stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from ova.bench.own_skill import SKILL, drop_in_skill
from ova.core import Unavailable

_START_LIMIT_S = 60.0
_STOP_LIMIT_S = 30.0
_POLL_S = 0.02


class OwnHub:
    """``ova run`` on a folder, as people start it. Leaving it as a context stops it."""

    def __init__(self, folder: Path, workers: int | None = None) -> None:
        """Start it and wait until it answers. Raises Unavailable when it does not."""
        self.folder = folder
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        chosen = [] if workers is None else ["--workers", str(workers)]
        began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - starts this very program
            [
                *(sys.executable, "-m", "ova.cli", "run", "--port", str(port)),
                *("--log-level", "ERROR", *chosen),
            ],
            env={**os.environ, "OVA_HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - began > _START_LIMIT_S:
                self._process.kill()
                self._process.wait()
                raise Unavailable("The hub did not start.", cure="Run 'ova doctor' to see why.")
            time.sleep(_POLL_S)
        self.ready_s = time.perf_counter() - began
        """Seconds from its start until it could answer commands."""
        self.key: str = json.loads((folder / "hub.json").read_text())["key"]

    def __enter__(self) -> "OwnHub":
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def kill(self) -> None:
        """End it and everything it started at once, as a power cut would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def learn(self, data: Path) -> None:
        """Have it understand the sentences of a speech benchmark's folder too.

        Raises InvalidInput without usable sentences, Unavailable when they are not taken in time.
        """
        headers = {"Authorization": f"Bearer {self.key}"}
        drop_in_skill(self.folder, data)
        before = self._graph(headers)
        requests.post(
            f"{self.url}/api/skills/{SKILL}", headers=headers, json={}, timeout=_START_LIMIT_S
        ).raise_for_status()
        began = time.perf_counter()
        while self._graph(headers) == before:
            if time.perf_counter() - began > _START_LIMIT_S:
                raise Unavailable(
                    "The hub did not take the sentences.", cure=f"Check {data}/sentences.yaml."
                )
            time.sleep(_POLL_S)

    def settle(self) -> None:
        """Wait until new words are understood. Raises Unavailable when that takes too long."""
        headers = {"Authorization": f"Bearer {self.key}"}
        began = time.perf_counter()
        while requests.get(
            f"{self.url}/api/sentences/in-force", headers=headers, timeout=_START_LIMIT_S
        ).json()["busy"]:
            if time.perf_counter() - began > _START_LIMIT_S:
                raise Unavailable(
                    "The sentences were not ready in time.", cure="Run 'ova doctor' to see why."
                )
            time.sleep(_POLL_S)

    def _graph(self, headers: dict[str, str]) -> set[str]:
        """Return which sentences the speech workers hear."""
        status = requests.get(f"{self.url}/api/status", headers=headers, timeout=10).json()
        return {worker["graph"] for worker in status["speech_workers"]}

    def memory_mb(self) -> dict[str, float]:
        """Return the memory of all its processes: resident, and proportional where pages are shared.

        Source: proc(5), smaps_rollup.
        """
        totals = {"resident": 0.0, "proportional": 0.0}
        for member in self._family():
            text = _told_of(member, "smaps_rollup")
            if not text:
                continue
            fields = dict(line.split(":", 1) for line in text.splitlines()[1:])
            totals["resident"] += int(fields["Rss"].split()[0]) / 1024
            totals["proportional"] += int(fields["Pss"].split()[0]) / 1024
        return {name: round(value, 1) for name, value in totals.items()}

    def cpu_s(self) -> dict[str, float]:
        """Return the processor seconds of the hub itself and of its speech workers so far."""
        tick = os.sysconf("SC_CLK_TCK")
        totals = {"hub": 0.0, "speech": 0.0}
        for member in self._family():
            fields = _told_of(member, "stat").rpartition(")")[2].split()
            if fields:
                part = "speech" if _is_speech(member) else "hub"
                totals[part] += (int(fields[11]) + int(fields[12])) / tick
        return totals

    def _family(self) -> list[int]:
        found = [self._process.pid]
        for member in found:
            for children in Path(f"/proc/{member}/task").glob("*/children"):
                threads = children.relative_to(f"/proc/{member}")
                found += [int(child) for child in _told_of(member, str(threads)).split()]
        return found

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/healthz", timeout=2).ok
        except requests.RequestException:
            return False


def _is_speech(pid: int) -> bool:
    return "ova.engines.worker" in _told_of(pid, "cmdline")


def _told_of(pid: int, name: str) -> str:
    """Return what the system tells of a process; nothing when it has just ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
