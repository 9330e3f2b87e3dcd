"""How long to wait before trying again."""

import random


class Backoff:
    """Waits that double up to a limit, spread by a fifth so that a house does not retry in step."""

    def __init__(self, first_s: float, longest_s: float, rng: random.Random) -> None:
        """Start with ``first_s`` seconds."""
        self._first_s = first_s
        self._longest_s = longest_s
        self._rng = rng
        self._next_s = first_s

    def next(self) -> float:
        """Return the seconds to wait now."""
        wait_s = self._next_s * self._rng.uniform(0.8, 1.2)
        self._next_s = min(self._next_s * 2, self._longest_s)
        return wait_s

    def reset(self) -> None:
        """Start from the beginning: it worked."""
        self._next_s = self._first_s
