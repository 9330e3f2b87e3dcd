"""Real voices for tests: Piper's, made by scripts/piper_fixture.py, and Wyoming servers in processes."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PIPER_VOICES = Path(__file__).parent / "engines" / "piper_voices"
PIPER_VOICE = "en_US-tones-low"
"""Speaks in tones, one for each phoneme."""
TWINS = "en_US-twins-low"
"""The same, with the speakers ``low`` and ``high``."""
START_S = 120.0
SERVER = Path(__file__).parent / "engines" / "voice_server.py"


def install_piper(models: Path, *names: str) -> Path:
    """Copy Piper voices to where a hub keeps them and return the folder of models."""
    for name in names or (PIPER_VOICE, TWINS):
        shutil.copytree(PIPER_VOICES / name, models / "piper" / name)
    return models


@dataclass
class VoiceServer:
    """A Wyoming voice server that runs."""

    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"tcp://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(30)


@contextmanager
def voice_server(fault: str = "", port: int = 0) -> Iterator[VoiceServer]:
    """Start a voice server, and kill it at the end."""
    process = subprocess.Popen(
        [sys.executable, str(SERVER), "--fault", fault, "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        with process.stdout:
            told = process.stdout.readline()
            assert told, "the voice server did not start"
            yield VoiceServer(process, int(told))
    finally:
        process.kill()
        process.wait(30)


def wait_until_open(port: int) -> None:
    """Wait until a program listens; it has no other way to say so."""
    deadline = time.monotonic() + START_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline, "nobody listens"
            time.sleep(0.05)  # the program being waited for is another one
        else:
            return
