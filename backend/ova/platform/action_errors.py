"""Why an action did not happen: one class, one stable code per kind of reason."""

from collections.abc import Sequence
from typing import Any

from ova.core import OvaError
from ova.platform.inputs import pointed
from ova.plugins import Entry, PluginFault, redact
from ova.sdk import ActionError, InputInvalid, OutputInvalid, PluginError

Faults = Sequence[dict[str, Any]]
"""What is wrong with a value, as SchemaCheck tells it."""


class InputRefused(InputInvalid):
    """The input does not fit; the author's code was not called."""

    def __init__(self, action: str, faults: Faults) -> None:
        listed = "; ".join(f"{one['field'] or 'the input'} {one['detail']}" for one in faults)
        super().__init__(
            f"The input of {action} does not fit: {listed}.",
            cure="Correct the named fields; the action's input_schema tells what is wanted.",
        )
        self.errors = pointed(faults)


class OutputRefused(OutputInvalid):
    """What came back is not what the action declares; nobody is given it."""

    def __init__(self, name: str, action: str, faults: Faults) -> None:
        listed = "; ".join(f"{one['field'] or 'the output'} {one['detail']}" for one in faults)
        super().__init__(
            f"{name} returned something else than {action} declares.",
            cure=f"For its author: {listed}.",
        )
        self.errors = pointed(faults)


class ActionFault(PluginError):
    """The author's code failed, or took too long."""

    code = "plugin_fault"


def as_told(entry: Entry, error: OvaError) -> OvaError:
    """Return what callers are told of an error: with a class of 4xx, 502 or 503, without secrets."""
    if isinstance(error, PluginFault):
        own = error.__cause__ is None  # the hub's own words: it took too long, say
        told: OvaError = ActionFault(
            f"{entry.name}: {error.message}" if own else f"Something went wrong in {entry.name}.",
            cure=f"{error.cure} For its author: {error.reason}.".strip(),
        )
    elif error.status == OvaError.status:  # an author's own class without one
        told = ActionError(error.message, cure=error.cure, code=error.code)
    else:
        told = error
    told.message = redact(told.message, entry.secrets)
    told.cure = redact(told.cure, entry.secrets)
    told.args = (told.message,)
    errors: Any = getattr(told, "errors", None)
    for each in errors or ():
        each["detail"] = redact(each["detail"], entry.secrets)
    return told
