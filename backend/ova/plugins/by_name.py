"""Finding the files of one plugin by what its author calls it: an id, or a path."""

import difflib
from pathlib import Path

from ova.core import NotFound, PluginKind
from ova.plugins.discovery import PluginFolders, find_plugins


def plugin_path(kind: PluginKind, home: Path, name: str) -> Path:
    """Return the folder or file of a plugin; ``home`` is the folder with a user's own plugins.

    Raises NotFound with near matches.
    """
    path = Path(name)
    if path.exists() and (path.suffix == ".py" or path.is_dir()):
        return path.resolve()
    places = {
        found.id: found.folder or found.path
        for found in find_plugins(kind, PluginFolders.standard(home))
        if found.entry_point is None and "~" not in found.id
    }
    if name in places:
        return places[name]
    near = difflib.get_close_matches(name, places) or sorted(places)
    raise NotFound(
        f"There is no {kind.value} {name!r}, and no such path.",
        cure=f"Give a folder, or one of {', '.join(near)}.",
    )


def id_of(path: Path) -> str:
    """Return the id of the plugin whose folder or file this is."""
    return path.resolve().stem.lower().replace("-", "_").lstrip("_")
