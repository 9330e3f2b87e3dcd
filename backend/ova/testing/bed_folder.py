"""What a test bed's folder is made of: an empty home, and plugins that came with the hub."""

import functools
import tempfile
from pathlib import Path

from ova.core import InvalidInput
from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.plugins import bundled_folder


def bundled(kind: str, one: str | Path) -> Path:
    """Return the folder of a plugin that came with the hub, or of a path."""
    path = Path(one)
    if path.exists():
        return path.resolve()
    folder = bundled_folder()
    found = folder / kind / str(one) if folder is not None else None
    if found is None or not found.exists():
        raise InvalidInput(f"The hub came with no {kind[:-1]} {one}.", cure="Give its folder.")
    return found


@functools.cache
def empty_home() -> Path:
    """Return a folder with an empty database: copying it is quicker than making one for every test."""
    workplace = tempfile.TemporaryDirectory(prefix="ova-empty-")
    folder = HomeFolder(Path(workplace.name))
    folder.prepare()
    OpenVoiceAssistant(HubOptions(folder=folder, workers=0, by_hand=True)).close()
    _KEPT.append(workplace)
    return folder.path


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Deleted when the program ends."""
