"""Kill a process that plans and carries out commands, again and again, and see what became of each.

.venv/bin/python scripts/crash_schedules.py [ROUNDS] [--seed N] [--at-once N] [--routines]

With --routines it is the steps of routines that may be neither lost nor done twice.
"""

import argparse
import secrets
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.schedule.killing import Findings, crash  # noqa: E402 - found only after the line above

TOLD_EVERY_S = 15.0


class Progress:
    """Says how many rounds are over, and how long the others may take. Thread-safe."""

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._over = 0
        self._began = self._told = time.monotonic()
        self._lock = threading.Lock()

    def round_over(self) -> None:
        """Count a round."""
        with self._lock:
            self._over += 1
            now = time.monotonic()
            if now - self._told < TOLD_EVERY_S:
                return
            self._told = now
            left_s = (now - self._began) / self._over * (self._rounds - self._over)
            share = f"{self._over} of {self._rounds} rounds"
            sys.stdout.write(f"{share}, about {left_s / 60:.1f} minutes left\n")
            sys.stdout.flush()


def main() -> None:
    """Run as many rounds as asked for, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    parser.add_argument("--at-once", type=int, default=1, help="homes that are tried side by side")
    parser.add_argument("--routines", action="store_true")
    given = parser.parse_args()
    sys.stdout.write(f"{given.rounds} rounds, seed {given.seed}\n")
    sys.stdout.flush()
    began, progress = time.monotonic(), Progress(given.rounds)

    def home(number: int) -> Findings:
        rounds = len(range(number, given.rounds, given.at_once))
        with tempfile.TemporaryDirectory() as folder:
            return crash(
                rounds,
                given.seed + number,
                Path(folder),
                routines=given.routines,
                round_over=progress.round_over,
            )

    with ThreadPoolExecutor(given.at_once) as homes:
        all_found = list(homes.map(home, range(given.at_once)))
    found = {name: sum(one.counts()[name] for one in all_found) for name in Findings().counts()}
    told = ", ".join(f"{count} {name}" for name, count in found.items())
    sys.stdout.write(f"{told}; {(time.monotonic() - began) / 60:.1f} minutes\n")
    sys.exit(0 if all(one.clean for one in all_found) else 1)


if __name__ == "__main__":
    main()
