"""How long a plugin may keep a person waiting."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
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
        self._ended: Future[None] = Future()

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what ``function`` returns, or raise what it raises.

        Raises PluginFault when it takes too long, or too many earlier calls never returned.
        """
        self._check_ended()
        self._stuck = {one for one in self._stuck if not one.done()}
        if len(self._stuck) >= self._most_stuck:
            raise PluginFault(
                "The plugin is stuck.",
                reason=f"{len(self._stuck)} earlier calls have not returned",
                cure="Wait, or start the hub again; its author should give what it waits for a limit.",
            )
        answer: Future[Any] = Future()
        do(lambda: _work(answer, function, args))
        wait([answer, self._ended], self._wait_s, return_when=FIRST_COMPLETED)
        if not answer.done():
            self._stuck = {*self._stuck, answer}
            self._check_ended()
            raise PluginFault(
                "The plugin took too long.",
                reason=f"it did not answer within {self._wait_s:g} seconds",
                cure="Its author should give what it waits for a limit.",
            )
        return answer.result()

    def end(self) -> None:
        """Wait for no answer any more, neither those under way nor later ones."""
        if not self._ended.done():
            self._ended.set_result(None)

    def _check_ended(self) -> None:
        if self._ended.done():
            raise PluginFault(
                "The plugin was unloaded.",
                reason="it was unloaded before it answered",
                cure="Ask again when it is loaded.",
            )


def _work(answer: "Future[Any]", function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    try:
        result = function(*args)
    except BaseException as error:  # noqa: BLE001 - it is raised again where the answer is awaited
        answer.set_exception(error)
    else:
        answer.set_result(result)
