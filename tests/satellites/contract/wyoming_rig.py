"""The real ``wyoming-satellite`` program, with a microphone and a loudspeaker that are files."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.hubs import ServedHub, free_port, spoken
from tests.satellites.contract.relay import Relay
from tests.wyoming.real_satellite import VOICE_RATE, RealSatellite, WakeService, real_satellite


class WyomingRig:
    """See ``Rig``."""

    kind, name, area_id = "wyoming", "Shelf", "kitchen"
    rate = VOICE_RATE
    needs_wake_word = True
    silences = "stop the timer"

    def __init__(self, hub: ServedHub, folder: Path, wake: WakeService, relay: Relay, port: int):
        self.relay = relay
        self.satellite_id = f"wyoming-127.0.0.1-{relay.port}"
        self._hub, self._folder, self._wake, self._port = hub, folder, wake, port
        self._running = ExitStack()
        self._satellite: RealSatellite | None = None

    def command(self, text: str) -> None:
        self._wake.wait_asking()
        self._wake.hear()
        self.say(text)

    def say(self, text: str) -> None:
        assert self._satellite is not None
        self._satellite.say(spoken(text, 1.0))

    def played(self) -> bytes:
        return b"" if self._satellite is None else self._satellite.heard()

    def garbage(self) -> bytes:
        return b'{"type": 7}\n' + b"no event at all\n" * 20

    def gone(self) -> bool:
        return not self._hub.get("/api/settings")["wyoming_satellites"]

    def kill(self) -> None:
        if self._satellite is not None:  # None: the program is not on this machine
            self._satellite.process.kill()
        self._running.close()

    def start(self) -> None:
        options = ("--wake-uri", self._wake.uri, "--wake-word-name", "okay_nabu")
        self._satellite = self._running.enter_context(
            real_satellite(self._folder, *options, port=self._port)
        )


@contextmanager
def wyoming_rig(hub: ServedHub, folder: Path) -> Iterator[WyomingRig]:
    """Start one, and have the hub drive it."""
    wake, port = WakeService(), free_port()
    relay = Relay(port)
    rig = WyomingRig(hub, folder, wake, relay, port)
    try:
        rig.start()
        where = {"kind": "wyoming", "address": "127.0.0.1", "port": relay.port}
        hub.wait(lambda: hub.ask("POST", "/api/discovered-satellites", json=where).ok)
        yield rig
    finally:
        rig.kill()
        relay.close()
        wake.close()
