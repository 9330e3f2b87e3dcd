"""Finding plugins: in the bundled folders, in OVA_HOME, and in installed packages."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path

import ova
from ova.core import PluginKind
from ova.plugins.classes import classes_of
from ova.plugins.found import FoundPlugin

logger = logging.getLogger(__name__)

CONFIG_FILE = "config.json"
VALID_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class PluginFolders:
    """The places to look in, the first one winning when two plugins have one id."""

    bundled: Path | None = None
    """Folder that holds ``integrations/`` and ``skills/``."""
    user: Path | None = None
    """The same under OVA_HOME."""
    packages: bool = True
    """Look for entry points of installed packages."""
    single: tuple[Path, ...] = ()
    """Files or folders of one plugin each, wherever they lie."""

    @classmethod
    def standard(cls, home: Path) -> "PluginFolders":
        """Return the places of a normal hub whose state lives in ``home``."""
        return cls(bundled=bundled_folder(), user=home)


def bundled_folder() -> Path | None:
    """Return the folder of the bundled plugins: inside the installed package, else the source tree's."""
    package = Path(ova.__file__).parent
    if (package / "bundled").is_dir():
        return package / "bundled"
    root = package.parent.parent
    return root if (root / "pyproject.toml").is_file() else None


def find_plugins(kind: PluginKind, folders: PluginFolders) -> list[FoundPlugin]:
    """Return every plugin of a kind, each id once.

    A second plugin with an id that is taken comes back under ``<id>~2`` with a fault that names both.
    """
    found: list[FoundPlugin] = []
    for path in folders.single:
        found.extend(_at(kind, path, "user"))
    for base, origin in ((folders.bundled, "bundled"), (folders.user, "user")):
        if base is not None:
            found.extend(_in_folder(kind, base / f"{kind.value}s", origin))
    if folders.packages:
        found.extend(_in_packages(kind))
    return [replace(one, dependencies=_dependencies(one, folders)) for one in _unique(found)]


def _dependencies(plugin: FoundPlugin, folders: PluginFolders) -> Path | None:
    """Return the folder of a plugin's own packages; that of the hub's files may be read-only."""
    if plugin.origin == "user":
        if plugin.folder is not None:
            return plugin.folder / "dependencies"
        return plugin.path.parent / ".dependencies" / plugin.path.stem
    if folders.user is None:
        return None
    return folders.user / f"{plugin.kind.value}s" / ".dependencies" / plugin.id


def _in_folder(kind: PluginKind, folder: Path, origin: str) -> Iterator[FoundPlugin]:
    try:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        logger.warning("The plugin folder %s cannot be read: %s", folder, error.strerror)
        return
    for entry in entries:
        if not entry.name.startswith(("_", ".")):
            yield from _at(kind, entry, origin)


def _at(kind: PluginKind, entry: Path, origin: str) -> Iterator[FoundPlugin]:
    """Return the plugins of one file or folder; none when it is something else."""
    if entry.is_file() and entry.suffix == ".py":
        yield from _by_class(FoundPlugin(_normal(entry.stem), kind, entry, origin))
    elif entry.is_dir() and (entry / CONFIG_FILE).is_file():
        yield _checked(_described(kind, entry, origin))
    elif entry.is_dir() and (entry / "__init__.py").is_file():
        main = entry / "__init__.py"
        yield from _by_class(FoundPlugin(_normal(entry.name), kind, main, origin, is_package=True))
    elif entry.is_dir() and any(entry.glob("*.py")):
        yield FoundPlugin(
            _normal(entry.name),
            kind,
            entry / "__init__.py",
            origin,
            is_package=True,
            fault=f"{entry} has no __init__.py",
            cure="Put the plugin's code into __init__.py, or make it one file.",
        )


def _by_class(plugin: FoundPlugin) -> Iterator[FoundPlugin]:
    """Return a plugin, or one for each integration class its file defines, under the class's key."""
    classes = classes_of(plugin.path) if plugin.kind is PluginKind.INTEGRATION else []
    if not any(one.key for one in classes):
        yield _checked(plugin)
        return
    for one in classes:
        own = replace(plugin, id=_normal(one.key or one.name), class_name=one.name)
        yield _checked(own)


def _described(kind: PluginKind, folder: Path, origin: str) -> FoundPlugin:
    """Return the plugin whose ``config.json`` names the file with its code."""
    plugin = FoundPlugin(
        _normal(folder.name),
        kind,
        folder / "__init__.py",
        origin,
        is_package=True,
        config_file=folder / CONFIG_FILE,
    )
    try:
        told = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return replace(
            plugin,
            fault=f"{CONFIG_FILE} is not JSON: {error.msg} at {place}",
            cure=f"Correct {folder / CONFIG_FILE}.",
        )
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return replace(plugin, fault=f"{CONFIG_FILE} cannot be read: {error}", cure="Correct it.")
    named = told.get("entry_point", "") if isinstance(told, dict) else ""
    if not named:
        if plugin.path.is_file():
            return plugin
        return replace(
            plugin,
            fault=f"/entry_point in {CONFIG_FILE} is missing",
            cure='Name the file with the code: "entry_point": "my_integration.py".',
        )
    if not isinstance(named, str) or Path(named).name != named or not named.endswith(".py"):
        return replace(
            plugin,
            fault=f"/entry_point in {CONFIG_FILE} is {named!r}",
            cure="Give the name of a Python file in the same folder.",
        )
    if not (folder / named).is_file():
        return replace(
            plugin,
            fault=f"/entry_point in {CONFIG_FILE} names {named}, which is not there",
            cure=f"Put {named} beside {CONFIG_FILE}, or correct the name.",
        )
    return replace(plugin, path=folder / named)


def _in_packages(kind: PluginKind) -> Iterator[FoundPlugin]:
    for point in entry_points(group=f"ova.{kind.value}s"):
        yield _checked(
            FoundPlugin(_normal(point.name), kind, Path(point.value), "package", entry_point=point)
        )


def _normal(name: str) -> str:
    return name.lower().replace("-", "_").lstrip("_")


def _checked(plugin: FoundPlugin) -> FoundPlugin:
    if VALID_ID.fullmatch(plugin.id):
        return plugin
    return replace(
        plugin,
        fault=f"{plugin.id!r} cannot be the id of a plugin",
        cure="Name the file with small letters, digits and underscores, beginning with a letter.",
    )


def _unique(found: list[FoundPlugin]) -> Iterator[FoundPlugin]:
    taken: dict[str, list[FoundPlugin]] = {}
    for plugin in found:
        earlier = taken.setdefault(plugin.id, [])
        if not earlier:
            yield plugin
        else:
            yield replace(
                plugin,
                id=f"{plugin.id}~{len(earlier) + 1}",
                fault=(
                    f"{_place(plugin)} has the id {plugin.id!r}, "
                    f"which {_place(earlier[0])} already has"
                ),
                cure="Rename or remove one of the two.",
            )
        earlier.append(plugin)


def _place(plugin: FoundPlugin) -> str:
    return f"{plugin.where} (class {plugin.class_name})" if plugin.class_name else plugin.where
