"""What people are told when an author's code failed."""

from ova.core import OvaError
from ova.plugins import Entry, PluginFault
from ova.sdk import PluginError


def told_of(entry: Entry, error: OvaError) -> OvaError:
    """Return an error for whoever asked: a fault in the code is not the hub's own."""
    if isinstance(error, PluginFault):
        return PluginError(
            f"Something went wrong in {entry.name}.", cure=f"For its author: {error.reason}."
        )
    return error


def reason_of(error: OvaError) -> str:
    """Return what went wrong in one line."""
    return error.reason if isinstance(error, PluginFault) else error.message
