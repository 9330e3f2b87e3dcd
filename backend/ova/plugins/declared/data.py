"""The data source of an integration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DataDef:
    """Series that can be asked for by ``id[endpoint]``."""

    get: Callable[..., Any]
    """Called with the endpoint's name and ``ctx``; returns a DataBatch."""
    endpoints: Callable[..., Any] | None
    """Called with ``ctx``; returns the names that may be asked for."""
    cache_s: float
