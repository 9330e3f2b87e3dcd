"""The server as a program: start, orderly end, and what stops it from starting."""

import http.client
import json
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from subprocess import Popen

import psutil
import pytest
import requests
import websocket
from conftest import WAIT_S, Server, started
from cryptography import x509
from test_sockets import Client, count_until_closed, join, raw_websocket

from ova.satellite.transport import QuickSocket
from ova.web import CannotListen, self_signed_certificate
from ova.web.binding import bind
from ova.web.tls import TlsFiles

Start = Callable[..., AbstractContextManager[Server]]
Program = Callable[..., "Popen[str]"]
STOP_WITHIN_S = 90


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A running server with a certificate of its own, and that."""
    files = self_signed_certificate(tmp_path_factory.mktemp("tls"))
    with started("--tls", str(files.certificate), str(files.key)) as running:
        yield running, files.certificate


@pytest.fixture
def served(secure: bool, server: Server, secured: tuple[Server, Path]) -> tuple[str, str | bool]:
    """The address of one that goes on running, and how to trust it."""
    return (secured[0].url, str(secured[1])) if secure else (server.url, True)


def ended(process: "Popen[str]") -> tuple[int, str]:
    """Wait for a program's end; return its exit code and what it said on stderr."""
    _, said = process.communicate(timeout=WAIT_S)
    return process.returncode, said


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_server_in_order_with_connections_open(
    how: signal.Signals, start_server: Start
):
    with start_server() as server, requests.Session() as kept_alive:
        assert kept_alive.get(f"{server.url}/healthz", timeout=WAIT_S).ok
        page = raw_websocket(server)
        join(page, "/ui", server.token)
        satellite = raw_websocket(server)
        join(satellite, "/satellite", server.token)
        worker = psutil.Process(server.process.pid).children()
        assert len(worker) == 1
        server.process.send_signal(how)
        assert server.process.wait(timeout=STOP_WITHIN_S) == 0
        server.wait_line("closed")
        # Its parent is gone: whoever adopted it may not have taken note of its end yet.
        assert not worker[0].is_running() or worker[0].status() == psutil.STATUS_ZOMBIE
        for client in (page, satellite):
            count_until_closed(client)


def test_control_c_reaches_both_processes_and_still_ends_in_order(start_server: Start):
    with start_server() as server:
        (worker,) = psutil.Process(server.process.pid).children()
        worker.send_signal(signal.SIGINT)
        assert server.stop(signal.SIGINT) == 0
        server.wait_line("closed")


def test_control_c_pressed_again_and_again_ends_it_in_order(start_server: Start):
    with start_server() as server:
        (worker,) = psutil.Process(server.process.pid).children()
        with suppress(psutil.NoSuchProcess):  # it may be gone before the last
            for how in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT) * 100:
                worker.send_signal(how)
        assert server.stop(signal.SIGINT) == 0
        server.wait_line("closed")


def test_the_hub_is_started_again_when_its_process_dies(start_server: Start):
    with start_server() as server:
        (worker,) = psutil.Process(server.process.pid).children()
        worker.kill()
        server.wait_line("hub")
        assert requests.get(f"{server.url}/healthz", timeout=WAIT_S).ok


def test_the_hub_ends_in_order_when_the_watching_process_is_killed(start_server: Start):
    with start_server() as server:
        server.process.kill()
        server.wait_line("closed")


def test_the_watching_process_does_not_load_the_web_application():
    script = (
        "import sys, ova.web; print([one for one in ('flask', 'pydantic') if one in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=WAIT_S
    )
    assert found.stdout == "[]\n"


def test_signals_that_would_start_a_second_hub_are_ignored(start_server: Start):
    with start_server() as server:
        master = psutil.Process(server.process.pid)
        before = master.children()
        for how in (signal.SIGTTIN, signal.SIGUSR2, signal.SIGTTOU):
            server.process.send_signal(how)
        assert requests.get(f"{server.url}/healthz", timeout=WAIT_S).ok
        ended_since, _ = psutil.wait_procs(before, timeout=1.5)  # it looks every second
        assert not ended_since
        assert master.children() == before


def test_a_port_in_use_is_one_line_and_exit_code_1(server_program: Program):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = ended(server_program("--port", str(taken.getsockname()[1])))
    assert code == 1
    assert said.count("\n") == 1
    assert "already in use" in said
    assert "--port" in said


def test_an_address_of_another_machine_is_one_line_and_exit_code_1(server_program: Program):
    code, said = ended(server_program("--host", "192.0.2.1"))
    assert code == 1
    assert said.count("\n") == 1
    assert "192.0.2.1" in said


AS_NOBODY = """
import os
from ova.web.binding import bind
from ova.web.errors import CannotListen
bind("127.0.0.1", 0).close()  # loads what nobody may not read
if os.geteuid() == 0:
    os.setuid(65534)
try:
    bind("127.0.0.1", 80)
except CannotListen as error:
    print(error)
"""


def test_a_port_only_root_may_use_is_refused_with_a_cure():
    tried = subprocess.run(
        [sys.executable, "-c", AS_NOBODY], capture_output=True, text=True, check=True
    )

    assert "above 1023" in tried.stdout


def test_a_name_nobody_knows_is_refused_with_a_cure():
    with pytest.raises(CannotListen, match=r"0\.0\.0\.0"):
        bind("no such name", 0)


@pytest.mark.parametrize(
    ("factory", "words"),
    [
        ("fail", "Error: The hub could not start: RuntimeError: no model"),
        ("refuse", "Error: The database is newer than this hub. Install a newer hub."),
    ],
)
def test_a_hub_that_cannot_start_is_one_line_and_exit_code_1(
    factory: str, words: str, server_program: Program
):
    code, said = ended(server_program("--factory", factory))
    assert code == 1
    assert said == f"{words}\n"


def test_requests_share_a_connection(server: Server):
    host = server.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=WAIT_S)
    connection.connect()
    used = connection.sock
    for body in (b"", b"x" * 100_000):
        connection.request("POST", "/api/listen", body)
        answer = connection.getresponse()
        assert answer.status == 401
        answer.read()
        assert connection.sock is used
    connection.close()


@pytest.mark.parametrize("secure", [False, True])
def test_deliveries_and_pages_share_a_connection(served: tuple[str, str | bool]):
    url, verify = served
    said = []
    with requests.Session() as session:
        for path in ["/webhooks/x/y"] * 3 + ["/api/tokens", "/webhooks/x/y", "/api/tokens"]:
            answer = session.post(url + path, json={"a": 1}, timeout=WAIT_S, verify=verify)
            said.append(answer.status_code)
    assert said == [404, 404, 404, 401, 404, 401]


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("connection", ["keep-alive", "close"])
def test_who_sends_much_that_is_not_wanted_still_gets_the_answer(
    served: tuple[str, str | bool], chunked: bool, connection: str
):
    url, verify = served
    piece = bytes(1024 * 1024)
    answer = requests.post(
        f"{url}/api/models?name=model.zip",
        data=(piece for _ in range(40)) if chunked else piece * 40,
        headers={"Content-Type": "application/octet-stream", "Connection": connection},
        verify=verify,
        timeout=WAIT_S,
    )
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"


def test_clients_that_do_not_hang_up_hold_up_nobody(server: Server):
    with ExitStack() as stack:
        host, port = server.url.removeprefix("http://").split(":")
        clients = [socket.create_connection((host, int(port)), timeout=WAIT_S) for _ in range(20)]
        for client in clients:
            stack.enter_context(client)
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n")
        for client in reversed(clients):  # the last one has waited for all others
            assert client.recv(4096).startswith(b"HTTP/1.1 200")
        assert requests.get(f"{server.url}/healthz", timeout=WAIT_S).ok


def test_a_request_that_comes_with_the_unread_body_of_the_one_before_is_answered(server: Server):
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=WAIT_S) as connection:
        connection.sendall(
            b"PATCH /api/timers HTTP/1.1\r\nHost: hub\r\nContent-Length: 20\r\n\r\n"
            + bytes(20)
            + b"GET /healthz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
        )
        answers = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 ") == 2
    assert b"HTTP/1.1 200 OK" in answers


def test_more_live_connections_than_can_be_served_are_refused_and_requests_go_on(
    start_server: Start,
):
    with start_server("--threads", "23") as server:
        opened = [raw_websocket(server) for _ in range(3)]
        with pytest.raises(websocket.WebSocketBadStatusException, match="503"):
            raw_websocket(server)
        assert requests.get(f"{server.url}/healthz", timeout=WAIT_S).ok
        opened.pop().close()
        deadline = time.monotonic() + WAIT_S
        while True:
            try:
                opened.append(raw_websocket(server))
                break
            except websocket.WebSocketBadStatusException:
                assert time.monotonic() < deadline
        for raw in opened:
            raw.close()


def test_the_hubs_own_certificate_is_made_once_and_is_private(tmp_path: Path):
    files = self_signed_certificate(tmp_path / "tls")
    for path in (files.certificate, files.key):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = files.certificate.read_bytes()
    assert self_signed_certificate(tmp_path / "tls") == files
    assert files.certificate.read_bytes() == before
    certificate = x509.load_pem_x509_certificate(before)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "localhost" in names.get_values_for_type(x509.DNSName)
    assert "127.0.0.1" in [str(one) for one in names.get_values_for_type(x509.IPAddress)]
    lifetime = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert lifetime.days >= 3650


def test_over_https_requests_and_large_live_messages_arrive_whole(
    start_server: Start, tmp_path: Path
):
    files = self_signed_certificate(tmp_path)
    with start_server("--tls", str(files.certificate), str(files.key)) as server:
        assert server.url.startswith("https://")
        answer = requests.get(
            f"{server.url}/healthz", verify=str(files.certificate), timeout=WAIT_S
        )
        assert answer.json() == {"status": "ok"}
        client = live_over_https(server, files)
        assert client.call("start", {})["ok"] is True
        assert client.call("audio", bytes(200_000))["ok"] is True
        for size in (10_000, 60_000, 250_000):
            assert client.call("text", {"text": f"echo {size}"})["ok"] is True
            assert client.next("play_chunk") == ("echo", b"e" * size)
        client.close()
        assert server.stop() == 0


def test_over_https_messages_both_ways_at_the_same_time_break_no_connection(
    start_server: Start, tmp_path: Path
):
    files = self_signed_certificate(tmp_path)

    def talk(server: Server) -> int:
        echoed = 0
        for _ in range(3):
            client = live_over_https(server, files)
            assert client.call("start", {})["ok"] is True
            for _ in range(20):
                client.send("ring_stop", {"id": "x" * 500})
                client.send("text", {"text": "echo 20000"})
                echoed += len(client.next("play_chunk")[1])
            client.close()
        return echoed

    with (
        start_server("--tls", str(files.certificate), str(files.key)) as server,
        ThreadPoolExecutor(4) as pool,
    ):
        assert list(pool.map(talk, [server] * 4)) == [3 * 20 * 20_000] * 4


def live_over_https(server: Server, files: TlsFiles) -> Client:
    """Open a live connection, as the program on a device does."""
    trusting = {
        "sslopt": {"cert_reqs": ssl.CERT_REQUIRED, "ca_certs": str(files.certificate)},
        "class_": QuickSocket,
    }
    auth = {"token": server.token}
    return Client(server.url, "/satellite", auth=auth, websocket_extra_options=trusting)


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", 414, "uri_too_long"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431, "headers_too_large"),
        (b"complete nonsense\r\n\r\n", 400, "bad_request"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_problem(
    sent: bytes, status: int, code: str, server: Server
):
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=WAIT_S) as connection:
        connection.sendall(sent)
        answer = b"".join(iter(lambda: connection.recv(65_536), b"")).decode()
    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "application/problem+json" in head
    assert json.loads(body)["code"] == code
