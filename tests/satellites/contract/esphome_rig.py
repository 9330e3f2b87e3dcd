"""An ESPHome voice device made of the protocol's own messages, with a loudspeaker that is a file."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.esphome.playing_device import RATE_HZ
from tests.hubs import ServedHub, free_port, spoken
from tests.satellites.contract.relay import Relay
from tests.satellites.contract.rig import empty

from ova.audio import convert
from ova.core import AudioFormat

HERE = Path(__file__).parents[3]


class EsphomeRig:
    """See ``Rig``."""

    kind, name, area_id = "esphome", "Kitchen Voice", "kitchen"
    satellite_id = "esphome-aabbcc001122"
    rate = RATE_HZ
    needs_wake_word = False
    silences = "stop"

    def __init__(self, hub: ServedHub, folder: Path, relay: Relay, port: int) -> None:
        self.relay = relay
        self._hub, self._folder, self._port = hub, folder, port
        self._device: subprocess.Popen[str] | None = None
        self._said = 0

    def command(self, text: str) -> None:
        self._hear("Okay Nabu", text)

    def say(self, text: str) -> None:
        self._hear("", text)

    def played(self) -> bytes:
        return empty(self._folder / "heard.raw")

    def garbage(self) -> bytes:
        return b"\xff\x00 no message of a device" * 20

    def gone(self) -> bool:
        return not self._hub.get("/api/settings")["esphome_devices"]

    def kill(self) -> None:
        assert self._device is not None
        assert self._device.stdin is not None
        self._device.kill()
        self._device.wait()
        self._device.stdin.close()

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.esphome.playing_device", "--port", str(self._port)]
        with (self._folder / "log.txt").open("a") as log:
            self._device = subprocess.Popen(
                [*command, "--played", str(self._folder / "heard.raw")],
                cwd=HERE,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def _hear(self, phrase: str, text: str) -> None:
        self._said += 1
        sound = self._folder / f"said-{self._said}.raw"
        sound.write_bytes(convert(spoken(text, 2.0), AudioFormat()).pcm)
        assert self._device is not None
        assert self._device.stdin is not None
        self._device.stdin.write(json.dumps({"phrase": phrase, "sound": str(sound)}) + "\n")
        self._device.stdin.flush()


@contextmanager
def esphome_rig(hub: ServedHub, folder: Path) -> Iterator[EsphomeRig]:
    """Start one, and have the hub drive it."""
    port = free_port()
    relay = Relay(port)
    rig = EsphomeRig(hub, folder, relay, port)
    rig.start()
    try:
        where = {"kind": "esphome", "address": "127.0.0.1", "port": relay.port}
        hub.wait(lambda: hub.ask("POST", "/api/discovered-satellites", json=where).ok)
        yield rig
    finally:
        rig.kill()
        relay.close()
