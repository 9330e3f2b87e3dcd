"""From a plugin's code and settings to its object, and back."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from ova.core import OvaError
from ova.plugins.config import PluginConfig
from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.patience import Patience
from ova.plugins.record import Live, PluginRecord, reason_of
from ova.plugins.redaction import ALL_LOGS

logger = logging.getLogger(__name__)


def build_live(
    record: PluginRecord,
    values: Mapping[str, Any],
    ova: Any,
    find_marked: Callable[[Any], dict[str, Callable[..., Any]]],
    needs: Mapping[str, Any],
) -> Live:
    """Call a plugin's build function with checked settings. Raises OvaError when it fails."""
    code, found = record.usable_code(), record.files()
    secrets = list(code.form.split(values)[1].values())
    ALL_LOGS.add(secrets)
    config = PluginConfig(values)
    hook = f"build_{record.kind.value}"
    built = fenced(
        found, hook, Patience().call, code.build, config, ova, secrets=secrets, service=record.name
    )
    if built is None:
        raise PluginFault(
            f"{record.name} could not be set up.",
            reason=f"{hook} returned nothing",
            cure=f"Return the object at the end of {hook}.",
        )
    marked = fenced(found, hook, find_marked, built, secrets=secrets)
    for warning in config.warnings:
        logger.warning("%s %s %s", record.kind.value, record.id, warning)
    return Live(built, config, secrets, marked, needs)


def unload_live(record: PluginRecord, live: Live) -> None:
    """Call an object's ``unload`` and end what ran for it. What that raises is only logged."""
    try:
        _unload(record, live)
    finally:
        live.goodbye()
        if live.entry is not None:
            live.entry.end()


def _unload(record: PluginRecord, live: Live) -> None:
    unload = getattr(live.object, "unload", None)
    if not callable(unload) or record.found is None:
        return
    try:
        if live.entry is not None:
            live.entry.call("unload", unload)
        else:
            fenced(record.found, "unload", unload, secrets=live.secrets)
    except OvaError as error:
        logger.warning("%s %s: %s", record.kind.value, record.id, reason_of(error))
