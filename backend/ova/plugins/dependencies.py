"""The packages a plugin needs: which they are, whether they are there, and where its own lie."""

import ast
import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distributions, requires
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from ova.plugins.errors import PluginFault
from ova.plugins.found import FoundPlugin
from ova.plugins.manifest import Manifest
from ova.plugins.syntax import parsed

REQUIREMENTS_FILE = "requirements.txt"
_offered: dict[str, None] = {}


@dataclass(frozen=True, slots=True)
class Unmet:
    """A requirement nothing that is installed fulfils."""

    requirement: str
    name: str
    have: str
    """The version that is there; empty when there is none."""


def requirements_of(found: FoundPlugin, manifest: Manifest | None = None) -> list[Requirement]:
    """Return what a plugin requires on this system, each package as often as it is named.

    Without a manifest it is read from the source, as code that cannot be imported has none. Raises
    PluginFault for what is no requirement.
    """
    told = _told_in_source(found) if manifest is None else manifest.requirements
    parsed = [_parsed(one, "manifest") for one in told]
    parsed += [_parsed(line, REQUIREMENTS_FILE) for line in _lines(found)]
    unique = {str(one): one for one in parsed}
    return [one for one in unique.values() if one.marker is None or one.marker.evaluate()]


def unmet(found: FoundPlugin, wanted: Iterable[Requirement]) -> list[Unmet]:
    """Return the requirements that neither the hub nor the plugin's own folder fulfils."""
    own = [str(found.dependencies)] if found.dependencies is not None else []
    missing = []
    for one in wanted:
        have = _version(one.name, _hub_path()) or _version(one.name, own)
        if not have or not one.specifier.contains(have, prereleases=True):
            missing.append(Unmet(str(one), canonicalize_name(one.name), have))
    return missing


def hub_packages() -> dict[str, str]:
    """Return the version of every package in the hub's own environment, by canonical name."""
    return _versions(distributions(path=_hub_path()))


def installed_in(folder: Path | None) -> dict[str, str]:
    """Return the version of every package in a plugin's own folder, by canonical name."""
    if folder is None or not folder.is_dir():
        return {}
    return _versions(distributions(path=[str(folder)]))


@cache
def hub_requirements() -> tuple[Requirement, ...]:
    """Return what the hub itself requires: packages every plugin may use."""
    try:
        told = requires("openvoiceassistant") or []
    except PackageNotFoundError:  # it runs from a source tree
        return ()
    parsed = [Requirement(one) for one in told]
    return tuple(one for one in parsed if one.marker is None or one.marker.evaluate({"extra": ""}))


def offer(folder: Path | None) -> None:
    """Let a plugin import from its own folder: after everything else, so it shadows nothing."""
    if folder is not None and folder.is_dir() and str(folder) not in sys.path:
        _offered[str(folder)] = None
        sys.path.append(str(folder))
        importlib.invalidate_caches()


def _parsed(text: str, where: str) -> Requirement:
    try:
        return Requirement(text)
    except InvalidRequirement:
        raise PluginFault(
            "The requirements cannot be read.",
            reason=f"{where}: {text!r} is no requirement",
            cure="Write it as pip names packages: feedparser>=6,<7",
        ) from None


def _lines(found: FoundPlugin) -> Iterator[str]:
    if found.folder is None:
        return
    try:
        text = (found.folder / REQUIREMENTS_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for line in text.splitlines():
        plain = line.partition(" #")[0].strip()
        if plain and not plain.startswith("#"):
            yield plain


def _told_in_source(found: FoundPlugin) -> list[str]:
    """Return the ``requirements`` of ``config.json`` and of any dict written in the main file."""
    told: list[Any] = []
    try:
        if found.config_file is not None:
            told = json.loads(found.config_file.read_text(encoding="utf-8"))["requirements"]
        tree = parsed(found.path.read_bytes())
    except (OSError, KeyError, TypeError, SyntaxError, ValueError, RecursionError):
        tree = ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "requirements":
                    told = [*told, *_literal(value)]
    return [one for one in told if isinstance(one, str)]


def _literal(node: ast.expr) -> list[Any]:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return []
    return list(value) if isinstance(value, list | tuple) else []


def _hub_path() -> list[str]:
    return [one for one in sys.path if one not in _offered]


def _version(name: str, path: list[str]) -> str:
    """Return the version of one package below ``path``; empty when it is not there."""
    found = next(iter(distributions(name=name, path=path)), None)
    return (found.version or "") if found is not None else ""


def _versions(found: Iterable[Distribution]) -> dict[str, str]:
    versions: dict[str, str] = {}
    for one in found:
        name = one.metadata["Name"]
        if name:  # a folder that was deleted half has none
            versions.setdefault(canonicalize_name(name), one.version)
    return versions
