"""Real servers on this machine, and waiting for what they and the home do."""

import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ova.core import Entity
from ova.home import Home

START_S = 90.0
WAIT_S = 60.0


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_until(condition: Callable[[], object], what: str, within_s: float = WAIT_S) -> None:
    """Wait for a condition of another process, which tells nobody when it comes true."""
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
    except OSError:
        return False
    return True


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it listens on ``port`` when the block begins."""
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_until(
                lambda: process.poll() is not None or listens(port),
                f"{command[0]} does not listen: see {log}",
                START_S,
            )
            assert process.poll() is None, log.read_text(errors="replace")
            yield process
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def change(home: Home, wanted: Callable[[Entity], object]) -> Iterator[None]:
    """Run a block, then wait until an entity of the home is as ``wanted``."""
    seen = threading.Event()
    end = home.subscribe(lambda entity: seen.set() if wanted(entity) else None)
    try:
        yield
        if not any(wanted(entity) for entity in home.entities()):
            assert seen.wait(WAIT_S), "the change did not come"
    finally:
        end()


def run_action(hub: Any, entry_id: str, name: str, values: dict[str, Any]) -> Any:
    """Run an action of a loaded integration with values its schema takes."""
    entry = hub.integration_manager.entry(entry_id)
    found = entry.capabilities.action(name)
    assert found.input.faults(values) == []
    return entry.call(name, found.run, found.input.made(values), entry.context)


def ask(hub: Any, entry_id: str, hook: str) -> Any:
    """Call a hook that takes nothing but the context."""
    entry = hub.integration_manager.entry(entry_id)
    return entry.call(hook, entry.hook(hook), entry.context)
