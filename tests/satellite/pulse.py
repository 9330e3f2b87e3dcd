"""A PulseAudio of our own with a microphone and a loudspeaker that are only software."""

import ctypes.util
import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.peers import require

SPEAKER_RATE = 22_050
# without norewinds a null sink rewrites what its monitor has yet to read: gaps in the sound
NULL_SINK = (
    "module-null-sink sink_name={} rate={} format=s16le channels={} channel_map={} norewinds=1"
)
USUAL = (
    NULL_SINK.format("fakemic", 16_000, 1, "mono"),
    NULL_SINK.format("speaker", SPEAKER_RATE, 1, "mono"),
)
REASON = "a microphone in software needs PulseAudio and PortAudio"


class Pulse:
    """The default source hears what is played to ``fakemic``; the default sink is ``speaker``."""

    def __init__(
        self,
        folder: Path,
        modules: Sequence[str] = USUAL,
        *,
        source: str = "fakemic.monitor",
        sink: str = "speaker",
    ) -> None:
        program = require("pulseaudio", REASON)
        for tool in ("pactl", "paplay", "parec"):
            require(tool, REASON)
        require(lambda: ctypes.util.find_library("portaudio") is not None, REASON)
        folder.chmod(0o700)
        self.folder = folder
        socket = folder / "native"
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_STATE_PATH": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
        }
        self._process = subprocess.Popen(
            [
                program,
                "-n",
                "--daemonize=no",
                "--use-pid-file=no",
                "--exit-idle-time=-1",
                "--disable-shm=yes",
                "--log-level=error",
                f"-Lmodule-native-protocol-unix socket={socket} auth-anonymous=1",
                *(f"-L{module}" for module in modules),
            ],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._wait_until_it_answers()
            self._control("set-default-source", source)
            self._control("set-default-sink", sink)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)

    def say(self, wav: Path) -> None:
        """Play a file into the microphone, in real time."""
        subprocess.run(
            ["paplay", "--device=fakemic", str(wav)], env=self.environment, check=True, timeout=60
        )

    def hear_the_speaker(self) -> None:
        """Mix what the loudspeaker plays into the microphone, as in a room."""
        self._control("load-module", "module-loopback", "source=speaker.monitor", "sink=fakemic")

    def record(self, file: Path) -> subprocess.Popen[bytes]:
        """Write what the loudspeaker plays to a raw file until the process is ended."""
        return subprocess.Popen(
            [
                "parec",
                "--device=speaker.monitor",
                f"--rate={SPEAKER_RATE}",
                "--channels=1",
                "--format=s16le",
                "--latency-msec=20",
                str(file),
            ],
            env=self.environment,
        )

    @contextmanager
    def music(self, percent: int) -> Iterator[None]:
        """Let another program play, so loud, meanwhile."""
        program = subprocess.Popen(
            [
                *("pacat", "--raw", "--device=speaker", "--client-name=music"),
                *(f"--volume={percent * 65_536 // 100}", "/dev/zero"),
            ],
            env=self.environment,
        )
        try:
            yield
        finally:
            program.kill()
            program.wait(30)

    def wait_for_music(self, percent: int) -> None:
        """Wait until the other program is so loud."""
        deadline = time.monotonic() + 60
        while percent not in (heard := self._loudness_of_music()):
            assert time.monotonic() < deadline, f"it plays at {heard} percent"
            time.sleep(0.05)  # the sound server tells by being asked

    def _loudness_of_music(self) -> list[int]:
        streams = json.loads(self._control("--format=json", "list", "sink-inputs"))
        return [
            round(channel["value"] / 655.36)
            for one in streams
            if one["properties"].get("application.name") == "music"
            for channel in one["volume"].values()
        ]

    def sources_in_use(self) -> int:
        """Return how many programs record."""
        return len(self._control("list", "short", "source-outputs").splitlines())

    def _control(self, *arguments: str) -> str:
        return subprocess.run(
            ["pactl", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self._process.poll() is None:
            if not subprocess.run(
                ["pactl", "info"], env=self.environment, capture_output=True, check=False
            ).returncode:
                return
            time.sleep(0.02)  # it offers nothing to wait on but answering
        raise RuntimeError("PulseAudio does not start")
