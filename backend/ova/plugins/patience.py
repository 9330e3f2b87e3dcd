"""How long a plugin may keep a person waiting."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from contextvars import copy_context
from typing import Any

from ova.plugins.errors import PluginFault
from ova.plugins.hands import do

WAIT_S = 20.0
"""Nobody waits longer for a spoken answer."""
MOST_STUCK = 4


class Patience:
    """Calls one plugin's functions in threads of their own and gives up on those that hang.

    A thread cannot be ended from outside, so one that hangs is left to itself; with ``most_stuck``
    of them the plugin is not called until one has returned.
    """

    def __init__(self, wait_s: float = WAIT_S, most_stuck: int = MOST_STUCK) -> None:
        """Wait up to ``wait_s`` seconds for an answer."""
        self._wait_s = wait_s
        self._most_stuck = most_stuck
        self._stuck: set[Future[Any]] = set()
        self._awaited: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._ended = False

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what ``function`` returns, or raise what it raises.

        Raises PluginFault when it takes too long, or too many earlier calls never returned.
        """
        answer: Future[Any] = Future()
        with self._lock:
            if self._ended:
                raise _unloaded()
            self._stuck = {one for one in self._stuck if not one.done()}
            if len(self._stuck) >= self._most_stuck:
                raise PluginFault(
                    "The plugin is stuck.",
                    reason=f"{len(self._stuck)} earlier calls have not returned",
                    cure="Wait, or start the hub again; its author should give what it waits for a limit.",
                )
            self._awaited.add(answer)
        try:
            context = copy_context()  # what the caller notes is noted there, too
            do(lambda: context.run(_work, answer, function, args))
            came = _came(answer, self._wait_s)
        finally:
            with self._lock:
                self._awaited.discard(answer)
        if not came:
            self._stuck = {*self._stuck, answer}
            raise PluginFault(
                "The plugin took too long.",
                reason=f"it did not answer within {self._wait_s:g} seconds",
                cure="Its author should give what it waits for a limit.",
            )
        return answer.result()

    def end(self) -> None:
        """Wait for no answer any more, neither those under way nor later ones."""
        with self._lock:
            self._ended = True
            awaited = list(self._awaited)
        for answer in awaited:
            with suppress(InvalidStateError):  # it came at this very moment
                answer.set_exception(_unloaded())


def _unloaded() -> PluginFault:
    return PluginFault(
        "The plugin was unloaded.",
        reason="it was unloaded before it answered",
        cure="Ask again when it is loaded.",
    )


def _came(answer: "Future[Any]", seconds: float) -> bool:
    try:
        answer.exception(seconds)
    except TimeoutError:  # of the waiting; what the function raised is returned
        return False
    return True


def _work(answer: "Future[Any]", function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    try:
        result = function(*args)
    except BaseException as error:  # noqa: BLE001 - it is raised again where the answer is awaited
        with suppress(InvalidStateError):  # nobody waits for it any more
            answer.set_exception(error)
    else:
        with suppress(InvalidStateError):
            answer.set_result(result)
