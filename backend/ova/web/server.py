"""Serving the hub with gunicorn: one watching process, one process for the hub."""

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from gunicorn.app.base import BaseApplication

from ova.core import OvaError
from ova.web.binding import bind
from ova.web.ports import ServedHub
from ova.web.streams import keep_streams, say
from ova.web.tls import TlsFiles
from ova.web.worker import STOP_S, HubArbiter, HubWorker, ServerLog

if TYPE_CHECKING:
    from ova.web.app import WebApp
    from ova.web.deliveries import DeliveryDoor

log = logging.getLogger(__name__)

KEEPALIVE_S = 75
BOOT_WITHIN_S = 120
MAX_REQUEST_LINE = 8190
"""Characters of method and address: services send long codes. The most gunicorn can be set to."""
SPARE_THREADS = 20
"""Threads kept for requests, however many live connections there are."""

_BOOT_FAILED = 3  # gunicorn's Arbiter.WORKER_BOOT_ERROR: it does not try again


def serve(
    hub_factory: Callable[[], ServedHub],
    *,
    host: str = "127.0.0.1",
    port: int = 7123,
    tls: TlsFiles | None = None,
    threads: int = 300,
    frontend_dir: Path | None = None,
    on_listening: Callable[[str], None] | None = None,
) -> int:
    """Serve a hub until SIGTERM or SIGINT; return the exit code.

    ``hub_factory`` is called in the process that serves, after the port is taken. ``port`` 0 takes
    any free one. ``on_listening`` is told the base URL once the port is taken. Returns 0 after an
    orderly end, and 1, after one line on stderr, when the port cannot be used or the hub cannot
    start.
    """
    keep_streams()
    try:
        listener = bind(host, port)
    except OvaError as error:
        say(str(error))
        return 1
    scheme = "https" if tls else "http"
    shown = f"[{host}]" if ":" in host else (host or "0.0.0.0")  # noqa: S104 - only shown
    if on_listening is not None:
        on_listening(f"{scheme}://{shown}:{listener.getsockname()[1]}")
    settings = {
        "bind": f"fd://{listener.detach()}",
        "workers": 1,
        "threads": threads,
        "worker_class": HubWorker,
        "logger_class": ServerLog,
        "keepalive": KEEPALIVE_S,
        "limit_request_line": MAX_REQUEST_LINE,
        "timeout": BOOT_WITHIN_S,
        "graceful_timeout": STOP_S,
        "preload_app": False,
        "control_socket_disable": True,
        "proc_name": "ova",
        "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108 - memory-backed: the heartbeat file must not wait for a disk
        "certfile": str(tls.certificate) if tls else None,
        "keyfile": str(tls.key) if tls else None,
    }
    application = _HubApplication(
        hub_factory, settings, threads=threads, secure=tls is not None, frontend_dir=frontend_dir
    )
    return application.serve()


class _HubApplication(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """What gunicorn runs: the settings, and the web application over a new hub."""

    def __init__(
        self,
        hub_factory: Callable[[], ServedHub],
        settings: dict[str, Any],
        *,
        threads: int,
        secure: bool,
        frontend_dir: Path | None,
    ) -> None:
        self._hub_factory = hub_factory
        self._settings = settings
        self._threads = threads
        self._secure = secure
        self._frontend_dir = frontend_dir
        self._hub: ServedHub | None = None
        self._web: WebApp | None = None
        self.outlives_terminal = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().__init__()

    def load_config(self) -> None:
        """Hand the settings to gunicorn."""
        for name, value in self._settings.items():
            if value is not None:
                self.cfg.set(name, value)

    def load(self) -> "DeliveryDoor":
        """Build the hub, in the process that serves it; a failure is one line, not a trace."""
        try:
            with _uncollected():
                return self._load()
        except OvaError as error:
            self._give_up(str(error))
        except Exception as error:
            log.debug("The hub could not start", exc_info=error)
            reason = " ".join(str(error).split())
            self._give_up(f"The hub could not start: {type(error).__name__}: {reason}")

    def _load(self) -> "DeliveryDoor":
        from ova.web.app import create_app  # the watching process never loads it
        from ova.web.deliveries import DeliveryDoor

        self._hub = self._hub_factory()
        self._web = create_app(
            self._hub,
            secure_cookies=self._secure,
            frontend_dir=self._frontend_dir,
            max_connections=max(1, self._threads - SPARE_THREADS),
        )
        return DeliveryDoor(self._web, self._hub.webhooks)

    def close_live(self) -> None:
        """Close the live connections."""
        if self._web is not None:
            self._web.close()

    def close(self) -> None:
        """Close the live connections and the hub."""
        self.close_live()
        if self._hub is not None:
            self._hub.close()

    def serve(self) -> int:
        """Run until the end; return the exit code. In the hub's own process it never returns."""
        watcher = os.getpid()
        try:
            HubArbiter(self).run()
        except SystemExit as end:
            if os.getpid() != watcher:
                raise
            return 0 if end.code in (0, None) else 1
        return 0

    def _give_up(self, line: str) -> NoReturn:
        say(line)
        if self._hub is not None:
            self._hub.close()
        sys.exit(_BOOT_FAILED)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from going through the program while it is loaded, or ever after."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
