"""The last few seconds of sound."""

import numpy as np
from numpy.typing import NDArray


class RingBuffer:
    """Keeps the newest ``capacity`` int16 samples. Not thread-safe: one owner."""

    def __init__(self, capacity: int) -> None:
        if capacity <= 0:
            raise ValueError(f"capacity must be positive, not {capacity}")
        self._data = np.zeros(capacity, dtype=np.int16)
        self._next = 0
        self._filled = 0

    def __len__(self) -> int:
        """Return how many samples are held."""
        return self._filled

    @property
    def capacity(self) -> int:
        """How many samples fit."""
        return int(self._data.size)

    def write(self, samples: NDArray[np.int16]) -> None:
        """Append samples; the oldest give way."""
        newest = samples[-self.capacity :]
        end = self._next + newest.size
        head = min(newest.size, self.capacity - self._next)
        self._data[self._next : self._next + head] = newest[:head]
        self._data[: newest.size - head] = newest[head:]
        self._next = end % self.capacity
        self._filled = min(self.capacity, self._filled + newest.size)

    def read(self) -> NDArray[np.int16]:
        """Return a copy of what is held, oldest first."""
        if self._filled < self.capacity:
            return self._data[: self._filled].copy()
        return np.concatenate((self._data[self._next :], self._data[: self._next]))

    def clear(self) -> None:
        """Forget everything."""
        self._next = 0
        self._filled = 0
