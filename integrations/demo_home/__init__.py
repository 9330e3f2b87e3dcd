"""A virtual house to try everything with: nothing has to be bought or configured."""

from typing import Any

from ova.sdk import Ova

from .demo import DemoHome

manifest = {
    "name": "Demo Home",
    "description": "A virtual house to try everything with.",
    "version": "1.0.1",
    "docs": "/integration/demo_home/docs",
    "logo": "logo.svg",
    "category": "demo",
    "enabled_by_default": True,
}


def default_config() -> dict[str, Any]:
    """Return the settings: there are none."""
    return {}


def build_integration(config: dict[str, Any], ova: Ova) -> DemoHome:  # noqa: ARG001 - the contract's shape
    """Build the house."""
    return DemoHome()
