"""The real linux-voice-assistant, with a microphone and a loudspeaker that PulseAudio makes up."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.hubs import free_port, spoken_file
from tests.wyoming.real_satellite import wait_until

PROGRAMS = ("pulseaudio", "pactl", "paplay", "parec", "espeak-ng")
SINK = "sink_name={name} rate={rate} format=s16le channels=1 channel_map=mono norewinds=1"


class RealDevice:
    """One that runs."""

    def __init__(self, folder: Path, port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.log = folder / "log.txt"
        self.speaker = folder / "speaker.raw"
        self._folder = folder
        self._environment = environment

    def say(self, *parts: str | float) -> None:
        """Have something said into its microphone, and wait until it was."""
        path = spoken_file(self._folder / f"said-{time.monotonic_ns()}.wav", *parts)
        subprocess.run(
            ["paplay", "--device=fakemic", str(path)], env=self._environment, check=True, timeout=60
        )

    def wake(self) -> None:
        """Say its wake word, again where it did not hear it: the voice is no person's."""
        path = self._folder / "wake.wav"
        for speed in ("140", "130", "150", "120", "160", "140", "130"):
            subprocess.run(
                ["espeak-ng", "-v", "en-us", "-s", speed, "-w", str(path), "okay nabu"],
                check=True,
                timeout=60,
            )
            subprocess.run(
                ["paplay", "--device=fakemic", str(path)],
                env=self._environment,
                check=True,
                timeout=60,
            )
            deadline = time.monotonic() + 3.0
            while time.monotonic() < deadline:
                if self.said("Starting audio streaming") or self.said("starting audio streaming"):
                    return
                time.sleep(0.05)  # the program being watched is another one
        raise AssertionError("it did not wake")

    def said(self, text: str) -> bool:
        """Tell whether its log has a text."""
        return text in self.log.read_text()

    def loud_bytes(self) -> int:
        """Return how much of what it has played so far is no silence."""
        if not self.speaker.exists():
            return 0
        data = self.speaker.read_bytes()
        return len(data) - data.count(b"\0")


@contextmanager
def real_device(folder: Path) -> Iterator[RealDevice]:
    """Run the program; skips where it, or what it needs, is not installed."""
    python = os.environ.get("OVA_TEST_LVA", "")
    if not python or not all(shutil.which(one) for one in PROGRAMS):
        pytest.skip(
            "OVA_TEST_LVA names no Python with linux-voice-assistant, or PulseAudio is missing"
        )
    folder.mkdir(parents=True, exist_ok=True)
    run = folder / "pulse"
    run.mkdir(mode=0o700)
    names = ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "HOME")
    environment = {**os.environ, **dict.fromkeys(names, str(run))}
    environment["PULSE_SERVER"] = f"unix:{run}/native"
    started: list[subprocess.Popen[bytes]] = []
    device = RealDevice(folder, free_port(), environment)

    def start(*command: str, log: Path | None = None) -> None:
        with (log or folder / "other.txt").open("ab") as output:
            started.append(subprocess.Popen(command, env=environment, stdout=output, stderr=output))

    try:
        sinks = [
            SINK.format(name="fakemic", rate=16_000),
            SINK.format(name="speaker", rate=22_050),
        ]
        start(
            *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"),
            *("--disable-shm=yes", "-L"),
            f"module-native-protocol-unix socket={run}/native auth-anonymous=1",
            *(part for sink in sinks for part in ("-L", f"module-null-sink {sink}")),
        )
        wait_until((run / "native").exists, "PulseAudio did not start")
        for what, name in (("sink", "speaker"), ("source", "fakemic.monitor")):
            subprocess.run(
                ["pactl", f"set-default-{what}", name], env=environment, check=True, timeout=60
            )
        start(
            *("sh", "-c", 'exec parec -d speaker.monitor --rate=22050 --channels=1 --raw > "$0"'),
            str(device.speaker),
        )
        start(
            *(python, "-m", "linux_voice_assistant", "--name", "Shelf", "--debug"),
            *("--host", "127.0.0.1", "--network-interface", "lo", "--port", str(device.port)),
            *("--peripheral-host", "127.0.0.1", "--peripheral-port", str(free_port())),
            *("--preferences-file", str(folder / "preferences.json")),
            *("--download-dir", str(folder / "download")),
            log=device.log,
        )
        yield device
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=30)
