"""The process the hub lives in, under gunicorn."""

import logging
import os
import queue
import select
import signal
import threading
import time
from contextlib import suppress
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from ova.web.slow import Hurry

log = logging.getLogger("ova.web.server")

DRAIN_S = 1
"""Seconds that requests have to finish when the hub stops."""
STOP_S = 4
"""Seconds after which a hub that does not stop is killed."""
LINGER_AFTER = "/webhooks/"
LINGER_MS = 10
"""So long a thread waits for the next delivery on the same connection; half of the threads at most."""
SKIP_S = 10.0
SKIP_BYTES = 256 * 1024 * 1024
"""So much of what a request still sends after it was answered is skipped: most clients read the
answer only when they have sent everything."""


class HubWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Serves the hub until SIGTERM or SIGINT, then closes it in order."""

    def init_process(self) -> None:
        """Prepare for the orderly end, build the hub and serve it."""
        self.cfg.set("graceful_timeout", DRAIN_S)
        # An event would wait for itself when a second signal comes while the first one sets it.
        self._stopping: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._linger = threading.Semaphore(max(1, self.cfg.threads // 2))
        threading.Thread(target=self._close_live, name="ova-web-stop", daemon=True).start()
        super().init_process()

    def run(self) -> None:
        """Serve; afterwards close the hub."""
        try:
            super().run()
        finally:
            self._stopping.put(None)
            _exit_at_last(STOP_S)
            self.app.close()

    def handle(self, conn: Any) -> Any:
        """Answer requests of a connection while there are any that were read already.

        Draining the body of a request that was refused can read the next request along; gunicorn
        then waits for bytes that have come long ago, and the client for its answer.
        """
        hurry = _hurry(conn)
        hurry.start()
        again = super().handle(conn)
        while again is True and (_has_read_ahead(conn) or self._another_comes(conn)):
            hurry.start()
            again = super().handle(conn)
        if again is False:
            _close(conn)
        return again

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer one request, and note whether more of its kind are likely to follow at once."""
        conn.ova_lingers = req.path.startswith(LINGER_AFTER)
        return super().handle_request(req, conn)

    def _another_comes(self, conn: Any) -> bool:
        """Wait a moment for the next delivery of a service that sends many.

        Handing a connection back to the thread that watches them all, and to another thread when
        something comes, costs more than the delivery itself.
        """
        if not conn.ova_lingers or not self.alive or not self._linger.acquire(blocking=False):
            return False
        try:
            watch = select.poll()
            watch.register(conn.sock, select.POLLIN)
            return bool(watch.poll(LINGER_MS))
        finally:
            self._linger.release()

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Skip the body of a request that was refused; tell whether another may follow.

        gunicorn itself skips 64 kB, and only of connections it keeps: who sends more would see a
        broken connection in place of the answer.
        """
        until = time.monotonic() + SKIP_S
        skipped = conn.parser.finish_body(deadline=until, max_bytes=SKIP_BYTES)
        return keepalive and bool(skipped)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what cannot be read with a problem, like any other mistake."""
        if isinstance(exc, ParseException):
            from ova.web.unreadable import refuse_unreadable  # the watching process never loads it

            refuse_unreadable(client, exc)
        else:
            super().handle_error(req, client, addr, exc)

    def init_signals(self) -> None:
        """Leave it to the watching process to act on a terminal that goes away."""
        super().init_signals()
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Begin the orderly end."""
        super().handle_exit(sig, frame)
        self._stopping.put(None)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Treat SIGINT and SIGQUIT like SIGTERM: what the hub keeps must be stored either way."""
        self.handle_exit(sig, frame)

    def _close_live(self) -> None:
        """Close live connections as soon as the end begins: they would never end by themselves."""
        self._stopping.get()
        self.app.close_live()


class HubArbiter(Arbiter):  # type: ignore[misc]  # gunicorn ships no types
    """Watches over the one process of the hub.

    Signals that would start a second one are ignored: two hubs must not share a database.
    """

    def handle_hup(self) -> None:
        """Stop in order when the terminal goes away, unless started with ``nohup``."""
        if not self.app.outlives_terminal:
            raise StopIteration

    def handle_usr2(self) -> None:
        """Do nothing: there is no second hub."""

    def handle_ttin(self) -> None:
        """Do nothing: there is no second hub."""

    def handle_ttou(self) -> None:
        """Do nothing: there is always one hub."""

    def handle_int(self) -> None:
        """Stop in order."""
        raise StopIteration


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Passes gunicorn's messages to the hub's log, the talkative ones for debugging only."""

    def setup(self, cfg: Any) -> None:
        """Leave handlers and levels to the program."""
        self.cfg = cfg
        self.error_log = log
        self.access_log = logging.getLogger("ova.web.access")
        self.access_log.disabled = True

    def info(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log what is of interest to developers only."""
        log.debug(msg, *args, **kwargs)

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning, unless it tells of a stranger's malformed request."""
        level = logging.DEBUG if msg.startswith("Invalid request from") else logging.WARNING
        log.log(level, msg, *args, **kwargs)

    def error(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log an error, unless it only repeats that the hub could not start."""
        level = logging.DEBUG if msg.startswith(_ALREADY_TOLD) else logging.ERROR
        log.log(level, msg, *args, **kwargs)


_ALREADY_TOLD = ("Worker (pid:%s) exited", "Shutting down", "Reason:")


def _hurry(conn: Any) -> Hurry:
    """Return the connection's own, made when it is first seen."""
    known: Hurry | None = getattr(conn, "ova_hurry", None)
    if known is None:
        known = conn.ova_hurry = Hurry(conn)
    return known


def _close(conn: Any) -> None:
    """Close a connection here, where it holds up nobody.

    gunicorn would wait for the client's goodbye in the thread that takes all connections.
    """
    with suppress(OSError):  # it is closed already
        conn.close(graceful=True)
    conn.close = _closed


def _closed(*, graceful: bool = False) -> None:
    """Stand in for the closing of a connection that is closed."""


def _has_read_ahead(conn: Any) -> bool:
    """Tell whether bytes of the next request are in the parser, or decrypted and not yet read."""
    unread = conn.parser.unreader.buf.getvalue()
    pending = getattr(conn.sock, "pending", None)
    return bool(unread) or (pending is not None and pending() > 0)


def _exit_at_last(seconds: float) -> None:
    """Leave the process after ``seconds`` even when some thread does not end."""

    def leave() -> None:
        waiting = [one.name for one in threading.enumerate() if not one.daemon]
        log.warning("The hub did not stop in time and is ended: %s", ", ".join(waiting))
        os._exit(0)

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()
