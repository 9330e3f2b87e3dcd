"""The Socket.IO door of a whole hub, and those who misuse it: cut with a reason, and nobody else notices.

``OVA_TEST_FRAMES`` says how many malformed frames are sent, ``OVA_TEST_RECONNECTS`` how often
satellites come and go; the seed of a failure is in its message.
"""

import json
import os
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests
import socketio
import websocket
from tests.hubs import ServedHub, served_hub

from ova.satellite.transport import OrderedClient

FRAMES = int(os.environ.get("OVA_TEST_FRAMES", "1500"))
RECONNECTS = int(os.environ.get("OVA_TEST_RECONNECTS", "60"))
GROWTH_KB = 150_000
WAIT_S = 60.0
NAMESPACE = "/satellite"
NOISE = random.Random(3).randbytes(64_000)  # noqa: S311 - not for secrets
EVENTS = (
    *("hello", "start", "audio", "stop", "cancel", "text", "ring_stop", "played", "level", "log"),
    *("ring_snooze", "pong", "wait", "wait_over"),
    *("connect", "disconnect", "__class__", "x" * 300, ""),
)
NAMES = (
    *("id", "name", "kind", "area", "version", "wake_words", "features", "facts", "session"),
    *("rate", "width", "channels", "floating", "wake_word", "speak", "text", "lines", "number"),
    *("rms_dbfs", "peak_dbfs", "open", "sayings", "score", "level", "age_s"),
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    with served_hub(tmp_path_factory.mktemp("door") / "home") as hub:
        yield hub


class Satellite:
    """A satellite over a real connection."""

    def __init__(self, hub: ServedHub, name: str, token: str | None = None, **hello: Any) -> None:
        self.gone = threading.Event()
        self.problems: list[dict[str, Any]] = []
        self.client = OrderedClient(reconnection=False)  # else replies can overtake their sound
        self.client.on("disconnect", lambda *_: self.gone.set(), namespace=NAMESPACE)
        self.client.on("problem", self.problems.append, namespace=NAMESPACE)
        self.client.on("*", lambda *_: None, namespace=NAMESPACE)
        self.client.connect(
            hub.url,
            auth={"token": token or hub.token},
            namespaces=[NAMESPACE],
            transports=["websocket"],
            wait_timeout=WAIT_S,
        )
        self._socket = self.client.eio.ws
        self.answer = self.call("hello", {"id": name, "name": name, "kind": "ova", **hello})

    def call(self, event: str, data: Any) -> Any:
        return self.client.call(event, data, namespace=NAMESPACE, timeout=WAIT_S)

    def stream(self, pieces: int, size: int, every_s: float) -> None:
        """Send so many pieces of noise, until it is over or one is cut."""
        for _ in range(pieces):
            with suppress(socketio.exceptions.SocketIOError):
                self.client.emit("audio", NOISE[:size], namespace=NAMESPACE)
            if self.gone.wait(every_s):
                return

    def close(self) -> None:
        self.client.disconnect()
        if self._socket is not None:
            self._socket.shutdown()  # the library leaves it open when the server hung up


@pytest.fixture
def come(hub: ServedHub) -> Iterator[Callable[..., Satellite]]:
    came: list[Satellite] = []

    def one(name: str, **how: Any) -> Satellite:
        came.append(Satellite(hub, name, **how))
        return came[-1]

    yield one
    for satellite in came:
        satellite.close()


def is_well(satellite: Satellite) -> bool:
    """Tell whether somebody else is still served."""
    return not satellite.gone.is_set() and satellite.call("text", {"text": "hello"})["ok"] is True


def joined(hub: ServedHub, name: str) -> tuple[str, str, str, str]:
    """Let a satellite in by its code; return its token, the request, the secret and the code."""
    secret = f"{name:x<24}"
    asked = hub.post("/api/pairing", {"satellite_id": name, "name": name, "secret": secret})
    request, code = asked["request_id"], asked["code"]
    hub.post(f"/api/pairing/{request}/accept", {"code": code})
    token = hub.post(f"/api/pairing/{request}/claim", {"secret": secret})["token"]
    return token, request, secret, code


def test_a_satellite_that_lies_about_its_rate_is_cut_with_a_reason(hub: ServedHub, come: Any):
    liar, other = come("liar"), come("other")
    for _ in range(40):  # each command is over before it has sent much
        if liar.gone.is_set() or not liar.call("start", {"rate": 8_000})["ok"]:
            break
        liar.stream(3, 48_000, every_s=0.35)  # what takes 3 s at 8 kHz
    assert liar.gone.wait(WAIT_S)
    assert [problem["code"] for problem in liar.problems] == ["wrong_rate"]
    assert "8000 Hz" in liar.problems[0]["message"]
    assert liar.problems[0]["cure"]
    assert is_well(other)


def test_a_satellite_that_never_stops_streaming_is_cut_with_a_reason(hub: ServedHub, come: Any):
    endless, other = come("endless"), come("other")
    assert endless.call("start", {})["ok"]
    endless.call("cancel", {})
    endless.stream(400, 16_000, every_s=0.065)
    assert endless.gone.wait(WAIT_S)
    assert [problem["code"] for problem in endless.problems] == ["nobody_listens"]
    assert is_well(other)


def test_a_code_and_its_token_count_once(hub: ServedHub):
    token, request, secret, code = joined(hub, "once")
    assert token
    again = hub.ask("POST", f"/api/pairing/{request}/claim", json={"secret": secret})
    assert (again.status_code, again.json()["code"]) == (403, "pairing_used")
    replayed = hub.ask("POST", f"/api/pairing/{request}/accept", json={"code": code})
    assert replayed.status_code in (404, 409), replayed.text
    fresh = hub.post("/api/pairing", {"satellite_id": "two", "name": "Two", "secret": "s" * 24})
    stale = hub.ask("POST", f"/api/pairing/{fresh['request_id']}/accept", json={"code": code})
    assert (stale.status_code, stale.json()["code"]) == (403, "wrong_code")


def test_a_satellite_cannot_be_another_one(hub: ServedHub, come: Any):
    token, *_ = joined(hub, "shelf")
    come("hall", features=["ping"])
    stolen = come("hall", token=token)
    assert (stolen.answer["ok"], stolen.answer["code"]) == (False, "token_of_another")
    assert stolen.call("text", {"text": "hello"})["code"] == "no_hello"
    assert come("shelf", token=token).answer["ok"]


def test_a_token_that_was_taken_back_ends_what_it_opened_and_opens_nothing(
    hub: ServedHub, come: Any
):
    token, *_ = joined(hub, "former")
    former, other = come("former", token=token), come("other")
    hub.call("DELETE", "/api/satellites/former")
    assert former.gone.wait(WAIT_S)
    with pytest.raises(socketio.exceptions.ConnectionError):
        come("former", token=token)
    assert is_well(other)
    assert "former" not in [one["id"] for one in hub.get("/api/satellites")]


def process_of(hub: ServedHub) -> psutil.Process:
    """Return the process that serves: the child of the one that watches."""
    return psutil.Process(hub.process.pid).children()[0]


def test_satellites_that_come_and_go_leave_nothing_behind(hub: ServedHub):
    process = process_of(hub)

    def visit(number: int) -> None:
        satellite = Satellite(hub, f"guest-{number % 10}")
        if number % 3 == 0:
            satellite.call("start", {})
            satellite.client.emit("audio", NOISE[:3_200], namespace=NAMESPACE)
        if number % 2 == 0:  # as when it is unplugged
            satellite.client.eio.ws.sock.shutdown(socket.SHUT_RDWR)
            assert satellite.gone.wait(WAIT_S)
        satellite.close()

    for number in range(20):  # pools and caches are filled
        visit(number)
    settled = settle(hub, process)
    for number in range(RECONNECTS):
        visit(number)
    after = settle(hub, process)
    threads, sockets, files, connected = (
        after[name] - settled[name] for name in ("threads", "sockets", "files", "connected")
    )
    assert (sockets, connected) == (0, 0), after
    assert threads <= 4, (settled, after)  # idle threads of the server's pool
    assert files <= 4, (settled, after)
    assert after["memory_kb"] - settled["memory_kb"] < 20_000 + RECONNECTS * 20


def settle(hub: ServedHub, process: psutil.Process) -> dict[str, int]:
    """Return what the hub holds, once the last satellite is gone."""

    def sockets() -> int:
        port = int(hub.url.rsplit(":", 1)[1])
        return sum(
            one.laddr.port == port and one.status == psutil.CONN_ESTABLISHED
            for one in process.net_connections("tcp")
        )

    def connected() -> int:
        return sum(one["connected"] for one in hub.get("/api/satellites"))

    hub.wait(lambda: connected() == 0 and sockets() <= 1)
    return {
        "threads": process.num_threads(),
        "files": process.num_fds(),
        "sockets": max(0, sockets() - 1),
        "connected": connected(),
        "memory_kb": process.memory_info().rss // 1024,
    }


def _value(rng: random.Random, depth: int = 0) -> object:
    plain = [None, True, -1, 0, 2, 16_000, 10**25, 1e308, "", "ova", "\0\u202e", "a" * 300, [[]]]
    if depth < 3 and rng.random() < 0.3:
        return {rng.choice(NAMES): _value(rng, depth + 1) for _ in range(rng.randrange(5))}
    if depth < 3 and rng.random() < 0.1:
        return [_value(rng, depth + 1) for _ in range(rng.randrange(3))]
    return rng.choice(plain)


def malformed(rng: random.Random) -> str | bytes:
    """Return a frame nobody should send."""
    kind = rng.random()
    if kind < 0.1:
        return rng.randbytes(rng.randrange(1, 400))
    placeholder = rng.choice([{"_placeholder": True, "num": rng.choice([0, 1, -1, 9, "x"])}, None])
    data = [rng.choice(EVENTS), *(_value(rng) for _ in range(rng.randrange(3)))]
    if placeholder is not None:
        data.append(placeholder)
    head = rng.choice(
        ["42", "42", "42", "42", "43", "451-", "45", "459-", "40", "41", "44", "4", "2"]
    )
    where = rng.choice([f"{NAMESPACE},"] * 6 + ["/ui,", "/nothing,", "", "/satellite"])
    text = json.dumps(data)
    frame = f"{head}{where}{rng.choice(['', '', '7', '99999999999'])}{text}"
    if rng.random() < 0.2:
        at = rng.randrange(len(frame))
        frame = frame[:at] + rng.choice('[]{},"\\0\u20ac\x00') + frame[at + 1 :]
    return frame[: rng.randrange(1, len(frame))] if rng.random() < 0.1 else frame


@pytest.mark.timeout(14_400)
def test_the_door_survives_malformed_frames(hub: ServedHub, come: Any):
    seed = 22
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    process, patient = process_of(hub), come("patient", features=["level"])
    before, errors = process.memory_info().rss, _errors(hub)
    sent = 0
    while sent < FRAMES:
        raw = websocket.create_connection(
            hub.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket", timeout=WAIT_S
        )
        sock = raw.sock
        with suppress(OSError, websocket.WebSocketException):
            assert raw.recv().startswith("0{")
            if rng.random() < 0.9:
                raw.send(f"40{NAMESPACE}," + json.dumps({"token": hub.token}))
                raw.recv()
                if rng.random() < 0.7:
                    raw.send(f'42{NAMESPACE},["hello",{{"id":"odd","name":"Odd"}}]')
            for _ in range(rng.randrange(1, 80)):
                sent += 1
                frame = malformed(rng)
                if isinstance(frame, bytes):
                    raw.send_binary(frame)
                else:
                    raw.send(frame.encode(errors="surrogatepass"))
        sock.close()
    assert is_well(patient), f"seed {seed}"
    hub.wait(
        lambda: [x["connected"] for x in hub.get("/api/satellites") if x["id"] == "odd"] != [True]
    )
    assert _errors(hub) == errors, hub.log.read_text()[-3_000:]
    assert process.memory_info().rss - before < GROWTH_KB * 1024


def _errors(hub: ServedHub) -> int:
    """Return how many faults of its own the hub has logged."""
    return Path(hub.log).read_text().count("Traceback")


def test_who_is_no_satellite_of_this_hub_is_told_nothing_of_others(hub: ServedHub):
    told = requests.get(f"{hub.url}/api/hub", timeout=WAIT_S).json()
    assert set(told) == {"id", "name", "version"}
    body = {"satellite_id": "hall", "nonce": "n" * 24}
    proofs = {
        requests.post(f"{hub.url}/api/hub/proof", json=body, timeout=WAIT_S).json()["proof"]
        for _ in range(2)
    }
    assert len(proofs) == 2, "a satellite without a token of its own cannot be told from none"
