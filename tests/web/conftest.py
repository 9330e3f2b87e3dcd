"""The web room over a small hub, or a whole one: in process for REST, as a real server for the rest."""

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ova.web import HubPort, WebApp, create_app

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))  # the small hub is a module of this folder, also for its server

from web_hub import SmallHub  # noqa: E402 - found through the line above

PASSWORD = "correct horse"
WAIT_S = 60.0


class WholeAnswers(FlaskClient):
    """Reads every answer to its end, so that files are closed."""

    def open(self, *args, **options):
        return super().open(*args, **{"buffered": True, **options})


@pytest.fixture
def hub() -> SmallHub:
    """A hub without an owner."""
    return SmallHub()


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    """A built frontend."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>OVA</title>")
    (folder / "assets" / "index-B7xYz12Q.js").write_text("console.log('plain')")
    (folder / "assets" / "index-B7xYz12Q.js.gz").write_bytes(b"gzipped")
    (folder / "assets" / "index-B7xYz12Q.js.br").write_bytes(b"brotli")
    (folder / "favicon.svg").write_text("<svg/>")
    return folder


@pytest.fixture
def app(hub: SmallHub, frontend: Path) -> Iterator[WebApp]:
    """The application, with every answer checked against the form it promises."""
    port: HubPort = hub
    app = create_app(port, frontend_dir=frontend)
    app.validate_response = True
    app.test_client_class = WholeAnswers
    yield app
    app.close()


@pytest.fixture
def stranger(app: WebApp) -> FlaskClient:
    """A client nobody is signed in with."""
    return app.test_client()


@pytest.fixture
def client(app: WebApp, hub: SmallHub) -> FlaskClient:
    """A client with the owner's token."""
    owner = hub.accounts.create_owner("anna", PASSWORD)
    _, secret = hub.accounts.create_token(owner.id, "tests")
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


@pytest.fixture(scope="module")
def rest(whole_hub, tmp_path_factory) -> Iterator[WebApp]:
    """The application over the ``whole_hub`` of a module; every answer is checked as above."""
    app = create_app(whole_hub, frontend_dir=tmp_path_factory.mktemp("dist"))
    app.validate_response = True
    yield app
    app.close()


@pytest.fixture
def anna(rest: WebApp, whole_hub) -> FlaskClient:
    """A client with a token of the owner of the ``whole_hub``."""
    _, secret = whole_hub.accounts.create_token(whole_hub.accounts.users()[0].id, "tests")
    client = rest.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


@dataclass
class Server:
    """A server that was started as a program."""

    process: subprocess.Popen[str]
    url: str
    token: str = "ova_secret_1"
    lines: "queue.Queue[str]" = field(default_factory=queue.Queue)

    def wait_line(self, wanted: str) -> None:
        """Wait until the program prints or logs a line with these words."""
        while wanted not in self.lines.get(timeout=WAIT_S):
            continue

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Stop the program and return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(timeout=WAIT_S)


def run_server(*arguments: str) -> "subprocess.Popen[str]":
    """Start the server program."""
    return subprocess.Popen(
        [sys.executable, str(FOLDER / "web_server.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def started(*arguments: str) -> Iterator[Server]:
    """Run the server program until the end of the block."""
    process = run_server(*arguments)
    assert process.stdout is not None
    assert process.stderr is not None
    server = Server(process, "")
    readers = [
        threading.Thread(target=_read_lines, args=(process.stdout, server.lines.put)),
        threading.Thread(target=_read_lines, args=(process.stderr, server.lines.put)),
    ]
    for reader in readers:
        reader.start()
    try:
        server.url = server.lines.get(timeout=WAIT_S)
        server.wait_line("hub")
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(timeout=WAIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for reader in readers:
            reader.join()
        process.stdout.close()
        process.stderr.close()


def _read_lines(stream: "Iterator[str]", put: Callable[[str], object]) -> None:
    for line in stream:
        put(line.rstrip("\n"))


@pytest.fixture
def server_program() -> Callable[..., "subprocess.Popen[str]"]:
    """Start the server program and leave the rest to the test."""
    return run_server


@pytest.fixture
def start_server() -> Callable[..., object]:
    """Give the means to run the server program for a block."""
    return started


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A running server."""
    with started() as running:
        yield running
