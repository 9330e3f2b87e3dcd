"""Satellites that only answer the hub's pings, in a process of their own.

In that of those who speak they would take turns with them, and delay what is measured.
"""

import json
import subprocess
import sys
from contextlib import ExitStack

from ova.bench.talker import Talker
from ova.core import Unavailable

_READY = "ready"
_STOP_LIMIT_S = 60.0


class SilentSatellites:
    """So many connected satellites. Leaving it as a context ends them."""

    def __init__(self, url: str, key: str, count: int) -> None:
        """Connect them all. Raises Unavailable when that fails."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ova.bench.silent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: PT018, S101 - it was given pipes
        order = {"url": url, "key": key, "count": count}  # not an argument: those anybody may read
        stdin.write(f"{json.dumps(order)}\n")
        stdin.flush()
        if stdout.readline().strip() != _READY:
            self._process.wait(_STOP_LIMIT_S)
            raise Unavailable(
                f"{count} satellites could not be connected at once.",
                cure="Try fewer, or see the hub's log.",
            )

    def __enter__(self) -> "SilentSatellites":
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.communicate(timeout=_STOP_LIMIT_S)


def main() -> None:
    """Connect satellites as the first line of the input says, until the input ends."""
    order = json.loads(sys.stdin.readline())
    with ExitStack() as all_of_them:
        for number in range(order["count"]):
            name = f"bench-silent-{number}"
            all_of_them.enter_context(Talker(order["url"], order["key"], name))
        sys.stdout.write(f"{_READY}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
