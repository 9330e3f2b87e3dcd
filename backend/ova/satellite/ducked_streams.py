"""Which programs were made quieter, and how loud they were before."""

import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ova.satellite.kept_file import keep

log = logging.getLogger(__name__)

FILE = "satellite-ducked.json"
CLOSE = 0.01
"""Volumes so near are the same: the sound server rounds them."""

Volumes = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """What a program plays."""

    index: int
    """The sound server's number of it; the next one after a restart may be another's."""
    program: str
    volumes: Volumes
    """One for each channel, 1 is full."""


@dataclass(frozen=True, slots=True)
class _Ducked:
    program: str
    before: Volumes
    now: Volumes


class DuckedStreams:
    """Kept in a file that is written before anything is changed."""

    def __init__(self, folder: Path) -> None:
        """Keep it in ``folder``, which need not exist yet."""
        self._file = folder / FILE
        self._ducked = self._read()

    def __bool__(self) -> bool:
        return bool(self._ducked)

    def duck(self, playing: Sequence[Stream], share: float) -> dict[int, Volumes]:
        """Return the new volumes of what plays and is not quieter yet, by index.

        What somebody has changed since it was made quieter stays as they want it.
        """
        fresh = {
            one.index: _Ducked(
                one.program, one.volumes, tuple(round(value * share, 4) for value in one.volumes)
            )
            for one in playing
            if any(one.volumes) and not self._is_known(one)
        }
        if fresh:
            self._ducked |= fresh
            self._keep()
        return {index: one.now for index, one in fresh.items()}

    def put_back(self, playing: Sequence[Stream]) -> dict[int, Volumes]:
        """Return the volumes from before, by index, of what is as quiet as it was made.

        Also of what the same program has begun since: sound servers remember a program's volume.
        """
        back = {}
        for one in playing:
            known = self._ducked.get(one.index)
            alike = [known] if known is not None and known.program == one.program else []
            alike += [other for other in self._ducked.values() if other.program == one.program]
            same = next((other for other in alike if _near(other.now, one.volumes)), None)
            if same is not None:
                back[one.index] = same.before
        return back

    def are_back(self) -> None:
        """Take everything as put back."""
        if self._ducked:
            self._ducked = {}
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _is_known(self, one: Stream) -> bool:
        known = self._ducked.get(one.index)
        if known is not None and known.program == one.program:
            return True
        # a new sound of a program that is quieter already begins as quiet
        return any(
            other.program == one.program and _near(other.now, one.volumes)
            for other in self._ducked.values()
        )

    def _read(self) -> dict[int, _Ducked]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            return {
                int(one["index"]): _Ducked(
                    str(one["program"]), _volumes(one["before"]), _volumes(one["now"])
                )
                for one in kept
            }
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    def _keep(self) -> None:
        """Write it; where that is not possible it is known as long as the program runs."""
        rows = [
            {"index": index, "program": one.program, "before": one.before, "now": one.now}
            for index, one in self._ducked.items()
        ]
        try:
            keep(self._file, rows)
        except OSError as error:
            log.warning("What was made quieter cannot be kept: %s", error)


def _volumes(told: Sequence[float]) -> Volumes:
    return tuple(min(2.0, max(0.0, float(value))) for value in told)


def _near(one: Volumes, other: Volumes) -> bool:
    return len(one) == len(other) and all(
        abs(first - second) <= CLOSE for first, second in zip(one, other, strict=True)
    )
