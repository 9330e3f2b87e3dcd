"""Real hubs for tests: in this process, or as the program people start."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from tests.espeak import fresh_speech
from tests.grammars import leave_grammars, take_grammars
from tests.threads import assert_threads_end, open_hubs

from ova.core import AudioClip, AudioFormat
from ova.engines import write_wav
from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant

PASSWORD = "correct horse battery"
START_S = 120.0


@contextmanager
def hub_in_process(
    folder: Path, *, workers: int = 0, compiles: bool = False, url: str = ""
) -> Iterator[OpenVoiceAssistant]:
    """Run a hub in this process; one that ``compiles`` takes nothing over from other hubs."""
    home = HomeFolder(folder)
    home.prepare()
    if not compiles:
        take_grammars(folder)
    before = set(threading.enumerate())
    hub = OpenVoiceAssistant(HubOptions(folder=home, workers=workers, url=url))
    open_hubs.add(hub)
    try:
        hub.start()
        assert hub.wait_ready(START_S)
        yield hub
    finally:
        hub.close()
        open_hubs.discard(hub)
        if not open_hubs:
            assert_threads_end(before)
        if not compiles:
            leave_grammars(folder)


@contextmanager
def a_new_grammar(hub: OpenVoiceAssistant) -> Iterator[None]:
    """Change something, then wait until the sentences that come of it are in force."""
    before = hub.grammar.grammar
    yield
    deadline = time.monotonic() + START_S
    while hub.grammar.busy or hub.grammar.grammar is before:
        assert time.monotonic() < deadline, "the grammar stayed as it was"
        time.sleep(0.02)  # the hub tells nobody: its commands never wait for this


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ova(
    folder: Path, *arguments: str, timeout: float = 120, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the ``ova`` command on a folder and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "ova.cli", *arguments],
        env={**os.environ, "OVA_HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@dataclass
class ServedHub:
    """A hub started with ``ova run``."""

    process: subprocess.Popen[str]
    url: str
    folder: Path
    log: Path
    token: str = ""
    ca: str | None = None

    def get(self, path: str) -> Any:
        """GET with the token; returns the JSON."""
        return self.call("GET", path).json()

    def post(self, path: str, body: Any = None) -> Any:
        """POST JSON with the token; returns the JSON."""
        return self.call("POST", path, json=body).json()

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """Call a route with the token and return the response, which must be a success."""
        response = self.ask(method, path, **options)
        assert response.ok, f"{method} {path}: {response.status_code} {response.text[:500]}"
        return response

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """Call a route with the token and return the response, whatever it is."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return requests.request(
            method,
            self.url + path,
            headers=headers,
            timeout=60,
            verify=self.ca or True,
            **options,
        )

    def wait(self, holds: Callable[[], bool]) -> None:
        """Ask until a condition holds; the hub does some things after it has answered."""
        deadline = time.monotonic() + START_S
        while not holds():
            assert time.monotonic() < deadline, "it did not come about"
            time.sleep(0.05)  # the program being watched is another one

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Stop the hub and return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(timeout=30)

    def kill(self) -> None:
        """Kill the hub and everything it started, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)


def start_hub(
    folder: Path, *arguments: str, port: int | None = None, host: str = "127.0.0.1"
) -> ServedHub:
    """Start ``ova run`` on a folder and wait until it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    take_grammars(folder)
    chosen = port or free_port()
    log = folder.parent / f"{folder.name}-{chosen}.log"
    with log.open("a") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "ova.cli",
                "run",
                "--host",
                host,
                "--port",
                str(chosen),
                *arguments,
            ],
            env={**os.environ, "OVA_HOME": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    secure = "--self-signed" in arguments
    hub = ServedHub(process, f"{'https' if secure else 'http'}://{host}:{chosen}", folder, log)
    if secure:
        hub.ca = str(folder / "tls" / "certificate.pem")
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(requests.RequestException, OSError):
            if requests.get(f"{hub.url}/healthz", timeout=20, verify=hub.ca or True).ok:
                return hub
        time.sleep(0.05)  # asks a program that has no other way to say it is up
    process.kill()
    process.wait()
    raise AssertionError(f"the hub did not start:\n{log.read_text()[-3000:]}")


def with_owner(hub: ServedHub) -> ServedHub:
    """Create the owner's account and a token of theirs over REST."""
    with requests.Session() as session:
        response = session.post(
            f"{hub.url}/api/setup",
            json={"username": "anna", "password": PASSWORD},
            timeout=60,
            verify=hub.ca or True,
        )
        assert response.ok, response.text
        made = session.post(
            f"{hub.url}/api/tokens",
            json={"name": "tests"},
            headers={"X-OVA-CSRF": response.json()["csrf"]},
            timeout=60,
            verify=hub.ca or True,
        )
        assert made.ok, made.text
    hub.token = made.json()["token"]
    hub.call("PATCH", "/api/onboarding", json={"finished": True})  # its page has tests of its own
    return hub


@contextmanager
def served_hub(folder: Path, *arguments: str) -> Iterator[ServedHub]:
    """Start a hub with an owner, and stop it at the end."""
    hub = start_hub(folder, *arguments)
    try:
        yield with_owner(hub)
    finally:
        if hub.process.poll() is None:
            hub.stop()
        leave_grammars(folder)


def spoken(*parts: str | float, pad_s: float = 0.5) -> AudioClip:
    """Return texts spoken by espeak-ng with pauses (numbers, in seconds) between them."""
    fmt = fresh_speech("a").format
    pieces: list[bytes] = [_silence(pad_s, fmt)]
    pieces.extend(
        fresh_speech(part).pcm if isinstance(part, str) else _silence(part, fmt) for part in parts
    )
    pieces.append(_silence(pad_s, fmt))
    return AudioClip(b"".join(pieces), fmt)


def spoken_file(path: Path, *parts: str | float, pad_s: float = 0.5) -> Path:
    """Write spoken texts to a WAV file."""
    path.write_bytes(write_wav(spoken(*parts, pad_s=pad_s)))
    return path


def _silence(seconds: float, fmt: AudioFormat) -> bytes:
    return bytes(int(seconds * fmt.rate) * fmt.frame_bytes)


def lines(text: str) -> Sequence[Any]:
    """Parse JSON lines."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]
