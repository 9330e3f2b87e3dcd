"""How an integration is, in a dot and a few words."""

from collections.abc import Mapping
from typing import Any

from ova.core import PluginState

DOTS = ("ok", "warn", "bad")
LONGEST = 20
"""Characters of the words beside the dot."""
_OF_STATE = {
    PluginState.NOT_LOADED: ("off", "Off"),
    PluginState.SETUP_IN_PROGRESS: ("warn", "Starting"),
    PluginState.LOADED: ("ok", "Running"),
    PluginState.SETUP_RETRY: ("warn", "Trying again"),
    PluginState.SETUP_ERROR: ("bad", "Set-up failed"),
    PluginState.NEEDS_SETUP: ("warn", "Needs settings"),
    PluginState.REAUTH: ("bad", "Sign in again"),
    PluginState.MIGRATION_ERROR: ("bad", "Settings do not fit"),
    PluginState.BROKEN: ("bad", "Broken"),
    PluginState.MISSING: ("bad", "Files are gone"),
    PluginState.UNSUPPORTED: ("bad", "Not supported"),
    PluginState.PAUSED: ("off", "Paused"),
}

Health = tuple[str, str]
"""A dot (``ok``, ``warn``, ``bad``, ``off``) and at most 20 characters."""


def state_health(state: PluginState, *, warned: bool) -> Health:
    """Return how something in this state is, unless its author knows better."""
    if state == PluginState.LOADED and warned:
        return "warn", "See its warnings"
    return _OF_STATE[state]


def told_health(told: Any) -> Health | None:
    """Return what an author's ``health`` says, cut to length; None for nothing or nonsense.

    That is ``("ok", "12 lamps")``, ``{"dot": "ok", "text": "12 lamps"}``, a text alone, or a truth value.
    """
    if isinstance(told, bool):
        return ("ok", "Running") if told else ("bad", "Not working")
    if isinstance(told, str):
        return "ok", short(told)
    if isinstance(told, Mapping):
        told = (told.get("dot"), told.get("text", ""))
    if isinstance(told, tuple | list) and len(told) == 2 and told[0] in DOTS:
        return str(told[0]), short(str(told[1]))
    return None


def short(text: str) -> str:
    """Return a text of one line in at most 20 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
