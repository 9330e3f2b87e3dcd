"""A service on this machine for integrations to ask, and a home whose clock stands still."""

import json
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ova.home import Home
from ova.platform import Platform
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage
from ova.schedule import Jobs
from ova.storage import Database

START = 1_700_000_000.0


class Gate:
    """Holds requests up until a test opens it."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._open = threading.Event()

    def __call__(self) -> None:
        """Take note of a request and hold it up."""
        self.asked.set()
        self._open.wait(60)

    def wait_asked(self) -> None:
        """Wait until there is a request."""
        assert self.asked.wait(30)

    def open(self) -> None:
        """Let all requests pass."""
        self._open.set()


@dataclass
class Upstream:
    """What the service answers, and what it was asked."""

    url: str = ""
    body: Any = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    on_request: Callable[[], None] = lambda: None

    def hold(self) -> Gate:
        """Hold up what is asked from now on."""
        gate = Gate()
        self.on_request = gate
        return gate


@contextmanager
def upstream() -> Iterator[Upstream]:
    """Run the service until the end of the block."""
    service = Upstream()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            service.asked.append((parts.path, dict(parse_qsl(parts.query))))
            service.on_request()
            body = json.dumps(service.body).encode()
            self.send_response(service.status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Seconds since the epoch that pass when a test says so."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@dataclass
class Hub:
    """What integrations receive as ``ova``, as far as these tests need it."""

    home: Home
    integration_manager: IntegrationManager
    platform: Platform
    world: dict[str, Any]

    @property
    def data(self) -> Any:
        return self.platform.data


class House:
    """A folder of integrations and a hub over it, started again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.world: dict[str, Any] = {}
        self.told: list[Any] = []

    def write(self, path: str, text: str) -> None:
        """Write a file below ``integrations/``."""
        file = self.folder / "integrations" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")

    def start(self) -> None:
        """Open the database and load what is there."""
        self.database = Database.open(
            self.folder / "ova.sqlite3", key_file=self.folder / "key", now=self.clock
        )
        self.jobs = Jobs(threads=0, steady=self.clock)
        home = Home(self.database, now=self.clock)
        self.manager = IntegrationManager(
            PluginStorage(self.database),
            PluginFolders(user=self.folder, packages=False),
            home,
            jobs=self.jobs,
            now=self.clock,
        )
        self.platform = Platform(
            self.database, self.manager, self.jobs, now=self.clock, jitter=lambda _pause: 0.0
        )
        self.platform.events.subscribe(self.told.append)
        self.home = home
        self.manager.load_all(Hub(home, self.manager, self.platform, self.world))

    def stop(self) -> None:
        """End everything."""
        self.manager.unload_all()
        self.jobs.close()
        self.database.close()

    def restart(self) -> None:
        """End everything and begin anew with what is stored."""
        self.stop()
        self.start()

    def pass_time(self, seconds: float) -> int:
        """Let time pass and do what is due; return how many jobs that were."""
        self.clock.now += seconds
        return self.jobs.run_due()

    def trigger(self, entry: str = "news") -> dict[str, Any]:
        """Return the only trigger of an integration."""
        (found,) = self.platform.polling.triggers(entry)
        return found


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """Give a house and end what it runs."""
    made = House(folder)
    yield made
    if hasattr(made, "manager"):
        made.stop()
