"""Kill a process that plans and carries out commands, again and again, and see what became of each.

.venv/bin/python scripts/crash_schedules.py [ROUNDS] [SEED] [--routines]

With --routines it is the steps of routines that may be neither lost nor done twice.
"""

import secrets
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.schedule.killing import crash  # noqa: E402 - found only after the line above


def main() -> None:
    """Run as many rounds as asked for, and say what was found."""
    given = [one for one in sys.argv[1:] if one != "--routines"]
    rounds = int(given[0]) if given else 1000
    seed = int(given[1]) if len(given) > 1 else secrets.randbits(32)
    sys.stdout.write(f"{rounds} rounds, seed {seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        found = crash(rounds, seed, Path(folder), routines="--routines" in sys.argv)
    sys.stdout.write(
        f"{found.planned} planned, {found.done} done, {found.told} told, {len(found.lost)} lost,"
        f" {len(found.doubled)} done twice, {len(found.silent)} passed over\n"
    )
    sys.exit(0 if found.clean else 1)


if __name__ == "__main__":
    main()
