"""Models of the engines: which there are, which are on this machine, and how they come and go.

Law: nothing is trusted that came over a network: it is verified, unpacked with care and tried
before it appears. Reading the shelf needs no network library: that is loaded to install.
"""

import importlib
from typing import TYPE_CHECKING, Any

from ova.engines.models.disk import FreeSpace, free_space, need_room, need_room_for_more
from ova.engines.models.errors import (
    BadArchive,
    DiskFull,
    InstallStopped,
    ModelInUse,
    NoSuchModel,
    NoWay,
    WrongChecksum,
)
from ova.engines.models.gather import check_folder
from ova.engines.models.language import fit
from ova.engines.models.listing import listed_model, listed_models
from ova.engines.models.model import InstalledModel, Label, ModelKind, Offer
from ova.engines.models.offers import find_offer, no_such_model, offers
from ova.engines.models.progress import InstallStep, Progress, Report, Stop
from ova.engines.models.shelf import Shelf, best_model

if TYPE_CHECKING:
    from ova.engines.models.install import Installer
    from ova.engines.models.upstream import Upstream

__all__ = [
    "BadArchive",
    "DiskFull",
    "FreeSpace",
    "InstallStep",
    "InstallStopped",
    "InstalledModel",
    "Installer",
    "Label",
    "ModelInUse",
    "ModelKind",
    "NoSuchModel",
    "NoWay",
    "Offer",
    "Progress",
    "Report",
    "Shelf",
    "Stop",
    "Upstream",
    "WrongChecksum",
    "best_model",
    "check_folder",
    "find_offer",
    "fit",
    "free_space",
    "listed_model",
    "listed_models",
    "need_room",
    "need_room_for_more",
    "no_such_model",
    "offers",
]

_LATER = {"Installer": "install", "Upstream": "upstream"}


def __getattr__(name: str) -> Any:
    """Load what needs the network library when it is asked for."""
    if name in _LATER:
        return getattr(importlib.import_module(f"ova.engines.models.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
