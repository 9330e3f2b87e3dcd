"""Rooms in software: several microphones that hear one voice, and the loudspeakers beside them.

All of them are channels of one null sink, so that one recording of it shows what was said and what was
heard in answer, exact to the sample.
"""

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.satellite.pulse import NULL_SINK, Pulse
from tests.satellite.speech import RATE

NOISE = 12.0
"""Amplitude of the noise of each microphone: about -69 dBFS."""
SEED = 7
_POSITIONS = (
    *("front-left", "front-right", "rear-left", "rear-right"),
    *("front-center", "lfe", "side-left", "side-right"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a satellite stands: what becomes of the voice on the way to it."""

    delay_s: float = 0.0
    gain_db: float = 0.0


class Rooms(Pulse):
    """Microphones ``mic0`` and on, and loudspeakers ``speaker0`` and on, one for each place.

    Each microphone has noise of its own from the beginning.
    """

    def __init__(self, folder: Path, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        count = len(self.places)
        every = _POSITIONS[: 2 * count]
        self._mics, speakers = every[:count], every[count:]
        modules = [NULL_SINK.format("rooms", RATE, 2 * count, ",".join(every))]
        modules.append(_part("sink", "voice", "rooms", self._mics))
        for number, (mic, speaker) in enumerate(zip(self._mics, speakers, strict=True)):
            modules.append(_part("source", f"mic{number}", "rooms.monitor", [mic]))
            modules.append(_part("sink", f"speaker{number}", "rooms", [speaker]))
        super().__init__(folder, modules, source="mic0", sink="speaker0")
        self._noise = subprocess.Popen(
            ["pacat", *self._raw("voice", self._mics)],
            env=self.environment,
            stdin=subprocess.PIPE,
        )
        self._maker = threading.Thread(target=self._make_noise)
        self._maker.start()

    def close(self) -> None:
        """End it."""
        self._noise.terminate()
        self._noise.wait(30)
        self._maker.join(30)
        super().close()

    def environment_of(self, number: int) -> dict[str, str]:
        """Return the environment in which a program has one microphone and its loudspeaker."""
        own = {"PULSE_SOURCE": f"mic{number}", "PULSE_SINK": f"speaker{number}"}
        return {**self.environment, **own}

    def say_to_all(self, said: NDArray[np.int16]) -> None:
        """Let every microphone hear this, in real time."""
        longest = said.size + round(max(place.delay_s for place in self.places) * RATE)
        heard = np.zeros((longest, len(self.places)))
        for number, place in enumerate(self.places):
            start = round(place.delay_s * RATE)
            heard[start : start + said.size, number] = said * 10 ** (place.gain_db / 20)
        file = self.folder / "said.raw"
        file.write_bytes(heard.astype("<i2").tobytes())
        subprocess.run(
            ["pacat", *self._raw("voice", self._mics), str(file)],
            env=self.environment,
            check=True,
            timeout=120,
        )

    @contextmanager
    def recorded(self) -> Iterator[list[NDArray[np.int16]]]:
        """Record meanwhile; then the list holds a column for each microphone and each loudspeaker."""
        file = self.folder / "rooms.raw"
        channels = _POSITIONS[: 2 * len(self.places)]
        heard: list[NDArray[np.int16]] = []
        recorder = subprocess.Popen(
            ["parec", *self._raw("rooms.monitor", channels), "--latency-msec=20", str(file)],
            env=self.environment,
        )
        try:
            yield heard
        finally:
            recorder.terminate()
            recorder.wait(30)
        frame = 2 * len(channels)
        sound = file.read_bytes()
        whole = np.frombuffer(sound[: len(sound) // frame * frame], "<i2")
        heard.extend(whole.reshape(-1, len(channels)).T)

    def _make_noise(self) -> None:
        noise = np.random.default_rng(SEED)
        with suppress(BrokenPipeError), self._noise.stdin as stdin:
            while True:
                piece = noise.normal(0.0, NOISE, (RATE // 10, len(self.places)))
                stdin.write(piece.astype("<i2").tobytes())
                stdin.flush()

    @staticmethod
    def _raw(device: str, positions: Sequence[str]) -> list[str]:
        """Return how pacat and parec are told a device and the channels of raw sound."""
        return [
            *("--raw", f"--device={device}", "--format=s16le", f"--rate={RATE}"),
            *(f"--channels={len(positions)}", f"--channel-map={','.join(positions)}"),
        ]


def _part(kind: str, name: str, master: str, positions: Sequence[str]) -> str:
    """Return the module that offers some channels of a sink or source under a name of its own."""
    places = ",".join(positions)
    return (
        f"module-remap-{kind} {kind}_name={name} master={master} channels={len(positions)}"
        f" channel_map={places} master_channel_map={places} remix=no"
    )
