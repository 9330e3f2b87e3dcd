"""The program ``ova satellite`` with a microphone and a loudspeaker in software."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hubs import ServedHub, spoken_file
from tests.satellite.pulse import SPEAKER_RATE, Pulse
from tests.satellites.contract.relay import Relay
from tests.satellites.contract.rig import empty

PAUSE_S = 0.5


class ProgramRig:
    """See ``Rig``."""

    kind, name, area_id, satellite_id = "ova", "Cupboard", "kitchen", "contract-program"
    rate = SPEAKER_RATE
    needs_wake_word = False
    silences = "stop"

    def __init__(self, hub: ServedHub, folder: Path, pulse: Pulse, relay: Relay) -> None:
        self.relay = relay
        self._hub, self._folder, self._pulse = hub, folder, pulse
        self._program: subprocess.Popen[bytes] | None = None

    def command(self, text: str) -> None:
        self._pulse.say(self._wav("okay nabu", PAUSE_S, text))

    def say(self, text: str) -> None:
        self._pulse.say(self._wav(text))

    def played(self) -> bytes:
        return empty(self._folder / "heard.raw")

    def garbage(self) -> bytes:
        return b"\xff\x00 no frame of a websocket" * 20

    def gone(self) -> bool:
        return "forgotten" in (self._folder / "log.txt").read_text()

    def kill(self) -> None:
        assert self._program is not None
        self._program.kill()
        self._program.wait()

    def start(self) -> None:
        command = [sys.executable, "-m", "ova.cli", "satellite", "--id", self.satellite_id]
        command += ["--hub", f"http://127.0.0.1:{self.relay.port}", "--token", self._hub.token]
        with (self._folder / "log.txt").open("a") as log:
            self._program = subprocess.Popen(
                [*command, "--name", self.name, "--area", "Kitchen"],
                env=self._pulse.environment | {"OVA_HOME": str(self._folder)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _wav(self, *parts: str | float) -> Path:
        return spoken_file(self._folder / "said.wav", *parts, 1.0)


@contextmanager
def program_rig(hub: ServedHub, folder: Path) -> Iterator[ProgramRig]:
    """Start one."""
    (folder / "pulse").mkdir()
    pulse = Pulse(folder / "pulse")
    relay = Relay(int(hub.url.rpartition(":")[2]))
    rig = ProgramRig(hub, folder, pulse, relay)
    recorder = pulse.record(folder / "heard.raw")
    rig.start()
    try:
        yield rig
    finally:
        rig.kill()
        recorder.terminate()
        recorder.wait()
        relay.close()
        pulse.close()
