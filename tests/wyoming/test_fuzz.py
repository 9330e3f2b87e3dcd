"""Malformed frames at both Wyoming doors: cut with a reason, and nobody else notices.

``OVA_TEST_FRAMES`` says how many are sent to each door, and ``pytest -s`` then prints what that cost;
the seed of a failure is in its message.
"""

import json
import os
import random
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.hubs import free_port
from tests.wyoming.client import Describe, client
from tests.wyoming.real_satellite import wait_until
from tests.wyoming.warm import warm_hub
from wyoming.event import Event

from ova.core import OvaError
from ova.engines import WyomingAddress
from ova.hub import OpenVoiceAssistant
from ova.wyoming.connection import Connection
from ova.wyoming.satellite import WyomingSatellite

FRAMES = int(os.environ.get("OVA_TEST_FRAMES", "400"))
GROWTH_KB = 150_000
TYPES = (
    *("describe", "info", "transcribe", "audio-start", "audio-chunk", "audio-stop", "transcript"),
    *("synthesize-start", "synthesize-chunk", "synthesize-stop", "recognize", "detect"),
    *("synthesize", "ping", "pong", "run-pipeline", "detection", "played", "error", "x" * 200, ""),
    *("transcript-start", "transcript-chunk", "transcript-stop", "synthesize-stopped", "intent"),
    *("intents-start", "intents-stop", "not-recognized", "handled", "not-handled", "not-detected"),
    *("handled-start", "handled-chunk", "handled-stop", "streaming-started", "streaming-stopped"),
    *("run-satellite", "pause-satellite", "satellite-connected", "satellite-disconnected"),
    *("voice-started", "voice-stopped", "timer-started", "timer-finished", "select-program"),
)
NAMES = (
    *("rate", "width", "channels", "text", "voice", "context", "name", "start_stage", "satellite"),
    *("names", "language", "text_format", "end_stage", "announce_text", "snd_format", "entities"),
    *("conversation_id", "timestamp", "restart_on_end", "wake_word_name", "active_wake_words"),
)


def _value(rng: random.Random, depth: int = 0) -> object:
    plain = [None, True, -1, 0, 2, 16_000, 10**25, 1e308, "", "asr", "wake", "\0\u202e", "a" * 300]
    plain += ["okay_nabu", "what time is it", "en", 1]
    if depth < 2 and rng.random() < 0.2:
        return {rng.choice(NAMES): _value(rng, depth + 1) for _ in range(rng.randrange(4))}
    return [_value(rng, depth + 1)] if depth < 2 and rng.random() < 0.1 else rng.choice(plain)


def malformed(rng: random.Random) -> bytes:
    """Return a frame nobody should send."""
    if rng.random() < 0.15:
        return rng.randbytes(rng.randrange(1, 300)) + b"\n"
    data = json.dumps({rng.choice(NAMES): _value(rng) for _ in range(rng.randrange(6))}).encode()
    payload = rng.randbytes(rng.randrange(0, 200))
    head: dict[str, object] = {"type": rng.choice(TYPES)}
    head["data_length"] = rng.choice([len(data)] * 6 + [-1, 10**9, "7", None, True, 3])
    head["payload_length"] = rng.choice([len(payload)] * 6 + [-5, 10**12, [], None, False])
    if rng.random() < 0.1:
        head["data"] = _value(rng)
    frame = json.dumps(head).encode() + b"\n" + data + payload
    if rng.random() < 0.2:
        at = rng.randrange(len(frame))
        frame = frame[:at] + rng.randbytes(1) + frame[at + 1 :]
    return frame[: rng.randrange(1, len(frame))] if rng.random() < 0.1 else frame


def attack(connect: Callable[[], socket.socket], seed: int) -> int:
    """Send frames over as many connections as it takes; return how many connections that were."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    connections, sent = 0, 0
    while sent < FRAMES:
        sock = connect()
        connections += 1
        reader = threading.Thread(target=_drain, args=(sock,))
        reader.start()
        with suppress(OSError):
            for _ in range(rng.randrange(1, 40)):
                sent += 1
                sock.sendall(malformed(rng))
        with suppress(OSError):
            sock.shutdown(socket.SHUT_WR)
        reader.join(60)
        assert not reader.is_alive(), f"a connection was not ended (seed {seed}, frame {sent})"
        sock.close()
    return connections


def _drain(sock: socket.socket) -> None:
    with suppress(OSError):
        while sock.recv(65_536):
            pass


class Cost:
    """What an attack costs: time, memory and threads."""

    def __init__(self) -> None:
        self._began, self._kb = time.monotonic(), resident_kb()
        self._threads = threading.active_count()

    def check(self, connections: int) -> None:
        """Tell it, and wait until nothing is left of it."""
        wait_until(lambda: threading.active_count() <= self._threads, "threads are left behind")
        grown = resident_kb() - self._kb
        sys.stderr.write(
            f"{FRAMES} malformed frames over {connections} connections in"
            f" {time.monotonic() - self._began:.0f} s; memory {self._kb // 1024} MB"
            f" {grown / 1024:+.0f} MB; threads {self._threads} before,"
            f" {threading.active_count()} after\n"
        )
        assert grown < GROWTH_KB


def resident_kb() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova")) as hub:
        hub.update_settings({"wyoming_port": free_port()})
        yield hub


@pytest.mark.timeout(7_200)
def test_the_service_survives_malformed_frames(hub: OpenVoiceAssistant):
    port, seed = hub.wyoming.service.port, 20
    cost = Cost()

    with client(port) as patient:
        connections = attack(
            lambda: socket.create_connection(("127.0.0.1", port), timeout=60), seed
        )
        patient.ask(Describe().event(), "info")

    with client(port) as later:
        later.ask(Event("transcript", {"text": "what time is it"}), "handled")
    cost.check(connections)


@pytest.mark.timeout(7_200)
def test_the_hub_survives_a_satellite_that_sends_malformed_frames(hub: OpenVoiceAssistant):
    seed, cost = 21, Cost()
    address = WyomingAddress.of("127.0.0.1", 10700)
    info = b'{"type": "info", "data": {"satellite": {"name": "Odd"}}}\n'
    driving: list[threading.Thread] = []

    def drive(sock: socket.socket) -> None:
        connection = Connection(sock)
        with suppress(OvaError):
            satellite = WyomingSatellite(connection, address, uuid.uuid4().hex, hub.wyoming.lent)
            connection.tick = satellite.tick
            satellite.run()
        connection.close()

    def connect() -> socket.socket:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            ours = socket.create_connection(listener.getsockname(), timeout=60)
            theirs, _ = listener.accept()
        for thread in driving:
            thread.join(60)
        driving[:] = [threading.Thread(target=drive, args=(ours,))]
        driving[0].start()
        theirs.settimeout(60)
        theirs.sendall(info)
        return theirs

    connections = attack(connect, seed)
    driving[0].join(60)

    assert not any(one.connected for one in hub.satellites.all())
    assert hub.converse("what time is it").intent is not None
    cost.check(connections)
