"""A hub's polling as a program of its own, to be killed: polls again and again until its end."""

import sys
from pathlib import Path

from tests.platform.upstream import house


def say(words: str) -> None:
    """Tell whoever started the program."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(folder: str, later_s: float) -> None:
    """Poll for ever, so many seconds later than a first hub, and say when a poll is over."""
    with house(Path(folder)) as home:
        home.clock.now += later_s
        home.start()
        say("ready")
        while True:
            home.clock.now += 60.0
            say(f"polled {home.platform.polling.run('news', 'items')['new']}")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
