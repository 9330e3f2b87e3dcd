"""Real satellite programs in rooms that hear one voice, at a real hub, and what each of them did."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.hubs import ServedHub
from tests.satellite.room import Rooms
from tests.satellite.running import Running, running
from tests.satellite.speech import RATE, found_at

from ova.satellite.cues import Cue, cue_samples

LIGHTS = 2
_FRAME_BYTES = 4 * (1 + LIGHTS + 1)
ELSEWHERE = "wake-elsewhere"
UNHEARD_S = 10.0
"""Who has not heard the wake word so long after it was said, on a busy machine, does not hear it any more."""
ALIKE = 0.9
"""From then on a sound was that one; by chance it is below 0.3."""


@dataclass(frozen=True, slots=True)
class Did:
    """What one satellite did about one saying."""

    lines: list[dict[str, Any]]
    cue_s: float | None
    """When its listening sound began, in seconds after the wake word's end."""
    loudest: int
    """Of its loudspeaker; 0 is no sound at all."""
    colours: set[tuple[int, int, int]]
    """Red, green and blue of all its lights."""

    def told(self, kind: str) -> list[dict[str, Any]]:
        """Return the data of its lines of a kind."""
        return [line["data"] for line in self.lines if line["type"] == kind]


class Earwitnesses:
    """The programs, one for each place of the rooms."""

    def __init__(self, hub: ServedHub, rooms: Rooms, folder: Path) -> None:
        self.programs: list[Running] = []
        self._hub = hub
        self._rooms = rooms
        self._folder = folder

    def say(self, wake: NDArray[np.int16], rest: NDArray[np.int16]) -> list[Did]:
        """Say the wake word and what follows, and return what each did until all was over."""
        before = [len(program.lines) for program in self.programs]
        lit = [self._lights(number).stat().st_size for number in range(len(self.programs))]
        with self._rooms.recorded() as heard:
            self._rooms.say_to_all(np.concatenate([wake, rest]))
            deadline = time.monotonic() + UNHEARD_S
            self._hub.wait(
                lambda: (
                    _over(since := self._since(before))
                    or (time.monotonic() > deadline and not _wakes(since))
                )
            )
        count = len(self.programs)
        cue = cue_samples(Cue.WAKE, RATE).astype(np.int16)
        did = []
        for number, program in enumerate(self.programs):
            end = found_at(wake, heard[number])[0] + wake.size
            at, alike = found_at(cue, heard[count + number])
            did.append(
                Did(
                    program.lines[before[number] :],
                    (at - end) / RATE if alike > ALIKE else None,
                    int(np.abs(heard[count + number].astype(int)).max()),
                    _colours(self._lights(number).read_bytes()[lit[number] :]),
                )
            )
        return did

    def start(self, number: int, area: str, stack: ExitStack) -> None:
        """Start one of them and wait until it listens in the dark."""
        program = stack.enter_context(
            running(
                *(
                    "--hub",
                    self._hub.url,
                    "--token",
                    self._hub.token,
                    "--name",
                    area,
                    "--area",
                    area,
                ),
                *("--id", area, "--leds", f"apa102:{LIGHTS}@{self._lights(number)}"),
                environment={
                    **self._rooms.environment_of(number),
                    "OVA_HOME": str(self._folder / f"home{number}"),
                },
            )
        )
        program.until("satellite-connected")
        self.programs.append(program)

    def _since(self, before: Sequence[int]) -> list[list[dict[str, Any]]]:
        return [program.lines[start:] for program, start in zip(self.programs, before, strict=True)]

    def _lights(self, number: int) -> Path:
        return self._folder / f"lights{number}"


@contextmanager
def earwitnesses(
    hub: ServedHub, rooms: Rooms, folder: Path, areas: Sequence[str]
) -> Iterator[Earwitnesses]:
    """Start a program for each place in its area, and end them."""
    with ExitStack() as stack:
        all_of_them = Earwitnesses(hub, rooms, folder)
        for number, area in enumerate(areas):
            all_of_them.start(number, area, stack)
        yield all_of_them


def _over(all_lines: Sequence[list[dict[str, Any]]]) -> bool:
    """Tell whether somebody has answered and whatever a wake word began has ended."""
    ends = [
        line["data"]["error"] for lines in all_lines for line in lines if line["type"] == "run-end"
    ]
    return len(ends) >= len(_wakes(all_lines)) and any(error != ELSEWHERE for error in ends)


def _wakes(all_lines: Sequence[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [line for lines in all_lines for line in lines if line["type"] == "satellite-wake"]


def _colours(frames: bytes) -> set[tuple[int, int, int]]:
    """Return the colours in APA102 frames."""
    pieces = np.frombuffer(frames[: len(frames) // _FRAME_BYTES * _FRAME_BYTES], np.uint8)
    lights = pieces.reshape(-1, LIGHTS + 2, 4)[:, 1:-1, 1:].reshape(-1, 3)
    return {(int(red), int(green), int(blue)) for blue, green, red in lights}
