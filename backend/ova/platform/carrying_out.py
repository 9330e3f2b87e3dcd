"""One order on its way through an integration's code: checked, called, checked again."""

from collections.abc import Mapping
from typing import Any

from ova.platform.action_errors import InputRefused, OutputRefused
from ova.platform.outcome import NotPlain, faults_of, unwrapped
from ova.plugins import ActionDef, Entry
from ova.sdk import ActionResult, SecretMissing

_BLANK: tuple[Any, ...] = (None, "", [])


def carried_out(entry: Entry, action: ActionDef, given: Any) -> ActionResult:
    """Call an action with an input that fits and return an output that fits.

    Raises SecretMissing when a setting it cannot do without is blank, InputRefused and OutputRefused with
    every fault, and what the author's code raises as a PluginError or PluginFault.
    """
    _check_credentials(entry)

    def work() -> ActionResult:
        faults = (
            action.input.faults(given)
            if isinstance(given, Mapping)
            else [{"field": "", "detail": "must be an object"}]
        )
        if faults:
            raise InputRefused(action.name, faults)
        returned = entry.loop.finish(action.run(action.input.made(dict(given)), entry.context))
        try:
            result = unwrapped(returned)
        except NotPlain as fault:
            reason = [{"field": "", "detail": str(fault)}]
            raise OutputRefused(entry.name, action.name, reason) from None
        faults = faults_of(action.output, result.data)
        if faults:
            raise OutputRefused(entry.name, action.name, faults)
        return result

    done: ActionResult = entry.call(action.name, work)
    return done


def _check_credentials(entry: Entry) -> None:
    config = entry.context.config
    blank = [name for name in entry.manifest.config_required if config.get(name) in _BLANK]
    if blank:
        raise SecretMissing(
            f"{entry.name} lacks {', '.join(blank)}.", cure="Fill that in under its settings."
        )
