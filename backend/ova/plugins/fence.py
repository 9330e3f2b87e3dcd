"""The one place where a plugin's code is called: what it raises is caught, placed and named."""

import inspect
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from ova.core import OvaError
from ova.plugins.errors import PluginFault
from ova.plugins.found import FoundPlugin
from ova.plugins.outside import as_plugin_error
from ova.plugins.redaction import blot_text

MAX_WORDS = 1_000


def fenced(
    plugin: FoundPlugin,
    doing: str,
    function: Callable[..., Any],
    *args: Any,
    secrets: Sequence[str] = (),
    own_words: bool = True,
    service: str = "",
) -> Any:
    """Call a plugin's function and return what it returns.

    ``doing`` begins "... failed": ``build_integration``. An OvaError passes, since its words are for
    people, unless ``own_words`` is False; anything else, SystemExit included, becomes PluginFault.
    Values in ``secrets`` are blotted out of the words. A coroutine function is a PluginFault, too.
    With the name of a ``service``, a connection that fails is no fault of the code but a PluginError.
    """
    try:
        result = function(*args)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and _is_a_persons():
            raise
        if isinstance(error, OvaError) and own_words:
            error.message = redact(error.message, secrets)
            error.cure = redact(error.cure, secrets)
            error.args = (error.message,)
            raise
        outside = as_plugin_error(service, error) if service else None
        if outside is not None:
            told = redact(describe(plugin, error), secrets)
            outside.cure = f"{outside.cure} For its author: {told}".strip()
            raise outside from error
        raise PluginFault(
            f"{doing} of {plugin.id} failed.",
            reason=redact(f"{doing} failed: {describe(plugin, error)}", secrets),
            cure=cure_for(error),
        ) from error
    if inspect.iscoroutine(result):
        result.close()
        raise PluginFault(
            f"{doing} of {plugin.id} failed.",
            reason=f"{doing} is an async function",
            cure="Write it with a plain def.",
        )
    return result


def describe(plugin: FoundPlugin, error: BaseException) -> str:
    """Return type, text and the plugin's own line of an exception."""
    text = f"{type(error).__name__}: {_words(error)}".removesuffix(": ")
    place = _place(plugin, error)
    return f"{text} ({place})" if place else text


def _words(error: BaseException) -> str:
    """Return the text of an exception on one line, without signs that would steer a terminal."""
    try:
        text = (error.msg if isinstance(error, SyntaxError) else None) or str(error)
    except Exception as fault:  # noqa: BLE001 - an author's own __str__ may raise anything
        text = f"(its text cannot be had: {type(fault).__name__})"
    printable = "".join(sign if sign.isprintable() else " " for sign in text[:MAX_WORDS])
    return " ".join(printable.split())


def _is_a_persons() -> bool:
    """Tell a person's Ctrl-C from a plugin that raises KeyboardInterrupt itself.

    Python raises it in the main thread only, and not where the program handles SIGINT itself.
    """
    return (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )


def cure_for(error: BaseException) -> str:
    """Return what can be done about an exception."""
    cure = getattr(error, "cure", "")
    if isinstance(cure, str) and cure:
        return cure
    if isinstance(error, SyntaxError):
        return "Correct that line, then reload it."
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"Install what it needs in the hub's environment: pip install {error.name}"
    return "Check its settings; if they are right, its code needs a correction and a reload."


def redact(text: str, secrets: Sequence[str]) -> str:
    """Blot secret values out of a text; see ``blot_text``."""
    return blot_text(text, secrets)


def arguments_taken(function: Callable[..., Any], available: int) -> int:
    """Return how many of ``available`` positional arguments a function can take."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # builtins without a signature
        return available
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return available
    return min(
        available,
        sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters),
    )


def _place(plugin: FoundPlugin, error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.filename:
        return f"{plugin.short(error.filename)}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if plugin.owns(frame.filename)]
    if not own:
        return ""
    return f"{plugin.short(own[-1].filename)}:{own[-1].lineno}"
