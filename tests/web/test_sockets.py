"""Socket.IO through real sockets against the real server."""

import hashlib
import json
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import websocket
from conftest import PASSWORD, WAIT_S, Server
from web_hub import FLOOD, STORM

from ova.satellite.transport import OrderedClient

PCM = bytes(range(256)) * 25  # 200 ms at 16 kHz


class Client:
    """A Socket.IO client that keeps what it is sent."""

    def __init__(
        self,
        url: str,
        namespace: str,
        websocket_extra_options: dict[str, Any] | None = None,
        **how: Any,
    ) -> None:
        self.namespace = namespace
        self.events: queue.Queue[tuple[Any, ...]] = queue.Queue()
        self.gone = threading.Event()
        self._client = OrderedClient(
            reconnection=False, websocket_extra_options=websocket_extra_options
        )
        self._client.on("*", self._keep, namespace=namespace)
        self._client.on("disconnect", lambda *_: self.gone.set(), namespace=namespace)
        self._client.on("connect_error", lambda data: self.events.put(("refused", data)), namespace)
        self._client.connect(
            url, namespaces=[namespace], transports=how.pop("transports", ["websocket"]), **how
        )

        self._websocket = self._client.eio.ws

    def _keep(self, event: str, *args: Any) -> None:
        self.events.put((event, *args))

    def send(self, event: str, *args: Any) -> None:
        """Send without asking for an acknowledgement."""
        self._client.emit(event, args if args else None, namespace=self.namespace)

    def call(self, event: str, *args: Any) -> Any:
        """Send and return the acknowledgement."""
        data = args if args else None
        return self._client.call(event, data, namespace=self.namespace, timeout=WAIT_S)

    def next(self, wanted: str) -> tuple[Any, ...]:
        """Return what came with the next event of a name."""
        while True:
            event, *args = self.events.get(timeout=WAIT_S)
            if event == wanted:
                return tuple(args)

    def close(self) -> None:
        """Disconnect."""
        self._client.disconnect()
        self._client.shutdown()
        if self._websocket is not None:  # the library leaves it open when the server hung up
            self._websocket.shutdown()


Connect = Callable[..., Client]


@pytest.fixture
def connect(server: Server) -> Iterator[Connect]:
    """Connect clients with the owner's token; they are closed at the end."""
    opened = []

    def open_client(namespace: str, **how: Any) -> Client:
        how.setdefault("auth", {"token": server.token})
        client = Client(server.url, namespace, **how)
        opened.append(client)
        return client

    yield open_client
    for client in opened:
        client.close()


class RawWebSocket(websocket.WebSocket):
    """A websocket that closes its socket also when the server has hung up."""

    def close(self, *args: Any, **options: Any) -> None:
        super().close(*args, **options)
        self.shutdown()


def raw_websocket(server: Server, **how: Any) -> websocket.WebSocket:
    """Open an Engine.IO connection without a Socket.IO client."""
    url = server.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    raw = websocket.create_connection(url, timeout=WAIT_S, class_=RawWebSocket, **how)
    assert raw.recv().startswith("0{")
    return raw


def join(raw: websocket.WebSocket, namespace: str, token: str) -> None:
    raw.send(f"40{namespace}," + json.dumps({"token": token}))
    assert raw.recv().startswith(f"40{namespace},")


def count_until_closed(raw: websocket.WebSocket) -> int:
    """Read until the server has closed the connection; return how many messages came."""
    count = 0
    try:
        while raw.recv():
            count += 1
    except (websocket.WebSocketConnectionClosedException, ConnectionError):
        pass  # the end that is waited for; a timeout is not, and fails the test
    raw.close()
    return count


def bearer(server: Server) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.token}"}


@pytest.mark.parametrize("namespace", ["/ui", "/satellite"])
@pytest.mark.parametrize("auth", [None, {"token": "wrong"}, {"token": 5}, {"token": ""}])
def test_strangers_are_refused_with_a_cure(namespace: str, auth: Any, server: Server):
    raw = raw_websocket(server)
    raw.send(f"40{namespace}," + (json.dumps(auth) if auth else ""))
    answer = raw.recv()
    assert answer.startswith(f"44{namespace},")
    told = json.loads(answer.split(",", 1)[1])
    assert told["data"]["code"] == "not_signed_in"
    assert told["message"]
    assert told["data"]["cure"]
    raw.close()


def test_a_session_cookie_is_enough_but_not_from_another_site(server: Server):
    session = requests.Session()
    signed_in = session.post(
        f"{server.url}/api/session", json={"username": "anna", "password": PASSWORD}, timeout=WAIT_S
    )
    assert signed_in.ok
    cookie = f"ova_session={session.cookies['ova_session']}"
    session.close()
    page = raw_websocket(server, cookie=cookie, origin=server.url)
    page.send("40/ui,")
    assert page.recv().startswith('40/ui,{"sid"')
    page.close()
    with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
        raw_websocket(server, cookie=cookie, origin="http://evil.example")


def test_pages_see_runs_entities_and_timers_live(server: Server, connect: Connect):
    page = connect("/ui")
    other = connect("/ui", transports=["polling"])
    third = connect("/ui", transports=["polling", "websocket"])
    requests.post(
        f"{server.url}/api/converse", json={"text": "hi"}, headers=bearer(server), timeout=WAIT_S
    )
    requests.post(
        f"{server.url}/api/timers", json={"duration_s": 5}, headers=bearer(server), timeout=WAIT_S
    )
    for client in (page, other, third):
        assert client.next("run_event")[0]["type"] == "run-end"
        assert client.next("timer")[0]["duration_s"] == 5


def test_a_page_may_not_send_events(connect: Connect):
    answer = connect("/ui").call("entity", {"id": "light.kitchen"})
    assert answer["ok"] is False
    assert answer["code"] == "unknown_event"


def test_a_satellite_says_hello_and_is_told_who_it_is(connect: Connect):
    satellite = connect("/satellite")
    answer = satellite.call("hello", {"id": "pi", "name": "Pi", "kind": "ova", "version": "1"})
    assert answer["ok"] is True
    assert answer["satellite"]["id"] == "pi"


@pytest.mark.parametrize("kind", ["wyoming", "esphome"])
def test_kinds_that_the_hub_connects_to_itself_are_refused(connect: Connect, kind: str):
    answer = connect("/satellite").call("hello", {"id": "pi", "kind": kind})

    assert (answer["ok"], answer["code"]) == (False, "bad_satellite_message")
    assert answer["cure"]


@pytest.mark.parametrize("data", [(), (None,), (5,), ([],), ({"id": 5},), ("x", "y", "z")])
def test_a_hello_that_makes_no_sense_is_acknowledged_as_an_error(
    data: tuple[Any, ...], connect: Connect
):
    answer = connect("/satellite").call("hello", *data)
    assert answer == {
        "ok": False,
        "code": "invalid_input",
        "message": "'id' must be a text.",
        "cure": "Send an object with an id.",
    }


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {"x": ["\udfff"]}])
def test_what_can_neither_be_stored_nor_sent_on_is_refused(value: Any, connect: Connect):
    answer = connect("/satellite").call("text", {"text": "hello", "more": value})
    assert answer["code"] == "malformed_message"


def test_a_fault_of_the_hub_is_acknowledged_without_its_details(connect: Connect):
    satellite = connect("/satellite")
    answer = satellite.call("hello", {"id": "crash"})
    assert answer["code"] == "internal_error"
    assert "fault of the hub" not in json.dumps(answer)
    assert satellite.call("text", {"text": "hello"})["ok"] is True


def test_a_spoken_command_goes_up_in_order_and_the_reply_comes_down_whole(connect: Connect):
    satellite = connect("/satellite")
    assert satellite.call("start", {"rate": 16_000, "width": 2, "channels": 1})["run_id"] == "run1"
    pieces = [bytes([number]) * 640 for number in range(200)]
    for piece in pieces:
        satellite.send("audio", piece)
    assert satellite.call("stop", {}) == {"ok": True}
    (event,) = satellite.next("event")
    sent = b"".join(pieces)
    assert event["data"] == {"bytes": len(sent), "sha1": hashlib.sha1(sent).hexdigest()}  # noqa: S324 - a fingerprint, no secret
    assert satellite.next("play_start")[0]["id"] == "p1"
    for number in range(5):
        assert satellite.next("play_chunk") == ("p1", bytes([number]) * 3200)
    assert satellite.next("play_end")[0]["keep_listening"] is False


def test_the_other_messages_of_a_satellite_are_taken(connect: Connect):
    satellite = connect("/satellite")
    assert satellite.call("text", {"text": "hello"})["run_id"] == "run2"
    for event, data in (("cancel", {}), ("ring_stop", {"id": "t1"}), ("played", {"id": "p1"})):
        assert satellite.call(event, data) == {"ok": True}


def test_acknowledgements_never_get_between_a_message_and_its_sound(connect: Connect):
    satellite = connect("/satellite")
    assert satellite.call("text", {"text": "flood"})["ok"] is True
    for _ in range(80):
        assert satellite.call("audio", PCM[:640])["ok"] is True
    for number in range(FLOOD):
        assert satellite.next("play_chunk") == (str(number), number.to_bytes(2, "big") * 800)
    assert satellite.next("play_end") == ({"id": "flood"},)


def test_text_in_place_of_audio_is_refused(connect: Connect):
    satellite = connect("/satellite")
    for data in ("AAAA", [1, 2], None, {"pcm": 1}):
        assert satellite.call("audio", data)["code"] == "not_audio"
    assert satellite.call("audio", PCM) == {"ok": True}


def test_audio_faster_than_anyone_speaks_ends_the_connection_with_a_reason(
    connect: Connect, server: Server
):
    satellite = connect("/satellite")
    other = connect("/satellite")
    satellite.call("start", {"rate": 16_000})
    for _ in range(40):
        satellite.send("audio", bytes(100_000))
    (problem,) = satellite.next("problem")
    assert problem["code"] == "too_fast"
    assert problem["cure"]
    assert satellite.gone.wait(WAIT_S)
    assert other.call("text", {"text": "hello"})["ok"] is True


def test_a_message_that_is_too_large_ends_the_connection(connect: Connect, server: Server):
    satellite = connect("/satellite")
    satellite.send("audio", bytes(400_000))
    assert satellite.gone.wait(WAIT_S)
    assert connect("/satellite").call("text", {"text": "hello"})["ok"] is True


BROKEN_PACKETS = [
    "",
    "9",
    "x",
    "0",
    "bAAAA",
    "\x1e",
    "1",
    "4" + "[" * 5000,
    '451-/satellite,["audio",{"_placeholder":true,"num":9}]',
]


@pytest.mark.parametrize("packet", BROKEN_PACKETS)
def test_a_packet_that_is_none_harms_only_its_own_connection(packet: str, server: Server):
    raw = raw_websocket(server)
    join(raw, "/satellite", server.token)
    raw.send(packet)
    raw.close()
    other = raw_websocket(server)
    join(other, "/satellite", server.token)
    other.close()


GARBAGE = [
    "4",
    "42",
    "42[",
    "42/satellite",
    "42/satellite,",
    "42/satellite,[]",
    "42/satellite,{}",
    '42/satellite,5["text"]',
    "42/satellite,[5]",
    '42/satellite,[{"a":1}]',
    '42/satellite,["connect",{}]',
    '42/satellite,1["connect"]',
    '42/satellite,["__class__"]',
    '42/satellite,["audio"]',
    '42/satellite,["audio",{"_placeholder":true,"num":7}]',
    '43/satellite,99["ack"]',
    "44/satellite,",
    '452-["x"]',
    "42/nothing,[1]",
    "40/nothing,",
]


def test_garbage_is_survived_by_the_server_and_by_the_connection(server: Server):
    raw = raw_websocket(server)
    join(raw, "/satellite", server.token)
    for piece in GARBAGE:
        raw.send(piece)
        raw.send_binary(b"\x00\xff" * 10)  # completes a packet that waits for binary data
    raw.send('42/satellite,77["text",{"text":"still here"}]')
    while not (answer := raw.recv()).startswith("43/satellite,77"):
        continue
    assert '"ok":true' in answer
    raw.close()


def test_an_event_called_disconnect_ends_only_the_senders_link(server: Server):
    raw = raw_websocket(server)
    join(raw, "/satellite", server.token)
    raw.send('42/satellite,["disconnect","ha"]')
    raw.send('42/satellite,5["text",{"text":"x"}]')
    assert "not_connected" in raw.recv()
    raw.close()


def test_a_client_that_does_not_read_holds_nobody_up_and_is_cut_off(
    server: Server, connect: Connect
):
    # A system may keep megabytes for a client that does not read, unless told otherwise.
    sleeper = raw_websocket(server, sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)])
    join(sleeper, "/ui", server.token)
    done = requests.post(
        f"{server.url}/api/converse", json={"text": "storm"}, headers=bearer(server), timeout=WAIT_S
    )
    assert done.ok
    server.wait_line("does not read")
    page = connect("/ui")
    requests.post(
        f"{server.url}/api/converse", json={"text": "hi"}, headers=bearer(server), timeout=WAIT_S
    )
    assert page.next("run_event")
    assert count_until_closed(sleeper) < STORM


def test_a_connection_that_never_signs_in_is_closed(server: Server):
    assert count_until_closed(raw_websocket(server)) <= 1


@pytest.mark.parametrize("namespace", ["/ui", "/satellite"])
def test_a_deleted_token_ends_what_it_has_opened(namespace: str, server: Server, connect: Connect):
    made = requests.post(
        f"{server.url}/api/tokens", json={"name": "lost"}, headers=bearer(server), timeout=WAIT_S
    ).json()
    lost = connect(namespace, auth={"token": made["token"]})
    kept = connect(namespace)

    deleted = requests.delete(
        f"{server.url}/api/tokens/{made['id']}", headers=bearer(server), timeout=WAIT_S
    )

    assert deleted.ok
    assert lost.gone.wait(WAIT_S)
    assert not kept.gone.is_set()
