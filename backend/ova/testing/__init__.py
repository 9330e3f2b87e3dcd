"""Trying integrations in pytest: a test bed, a service that answers what it is told, an acceptance suite.

Law: an author's code runs on the hub's own paths, in a folder that is gone afterwards; nothing is sent
anywhere unless the test asks for it. What is named here is imported when it is used, because pytest
imports this room for its plugin in every run.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ova.testing.acceptance import IntegrationAcceptance
    from ova.testing.execution import ExecutionContext
    from ova.testing.service import Asked, Service
    from ova.testing.testbed import Testbed

_HOMES = {
    "Asked": "service",
    "ExecutionContext": "execution",
    "IntegrationAcceptance": "acceptance",
    "Service": "service",
    "Testbed": "testbed",
}

__all__ = ["Asked", "ExecutionContext", "IntegrationAcceptance", "Service", "Testbed"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
