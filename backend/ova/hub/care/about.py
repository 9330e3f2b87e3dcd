"""What this program is: version, how it was installed, what it is made of, what it takes up."""

import platform
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import ova
from ova import __version__
from ova.folder import HomeFolder, size_of

_PACKAGE = Path(ova.__file__).parent
_LONGEST_LICENCE = 60


def about(folder: HomeFolder) -> dict[str, Any]:
    """Return the wire form of ``GET /api/about``."""
    how, command = installed()
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "licence": "Apache-2.0",
        "installed": how,
        "update_command": command,
        "folder": str(folder.path),
        "storage": storage(folder),
        "libraries": libraries(),
        "changes": changes(),
    }


def installed() -> tuple[str, str]:
    """Return how the hub was installed (``docker``, ``git`` or ``pip``), and what updates it."""
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return "docker", "docker build --pull --tag openvoiceassistant . && docker restart ova"
    root = _PACKAGE.parent.parent
    if (root / ".git").exists() and (root / "pyproject.toml").is_file():
        return "git", f"git -C {root} pull && {root}/scripts/run"
    return "pip", f"{sys.executable} -m pip install --upgrade openvoiceassistant"


def storage(folder: HomeFolder) -> dict[str, int]:
    """Return what lies in the folder, in bytes by what it is."""
    places = {
        "database": [folder.database],
        "models": [folder.models],
        "backups": [folder.backups],
        "recordings": [folder.recordings],
        "plugins": [folder.integrations, folder.skills],
        "cache": [folder.cache],
        "before_restore": list(folder.path.glob("before-restore-*")),
    }
    return {name: sum(size_of(path) for path in paths) for name, paths in places.items()}


def libraries() -> list[dict[str, str]]:
    """Return the libraries that are installed beside the hub, with their licences."""
    found = {}
    for one in distributions():
        name = one.metadata["Name"]
        if name and name.lower() != "openvoiceassistant":
            found[name.lower()] = {
                "name": name,
                "version": one.version,
                "licence": _licence(one.metadata),
            }
    return [found[key] for key in sorted(found)]


def changes() -> str:
    """Return what is new, in Markdown; empty where the list was not installed along."""
    for place in (_PACKAGE / "bundled" / "CHANGELOG.md", _PACKAGE.parents[1] / "CHANGELOG.md"):
        if place.is_file():
            return place.read_text(encoding="utf-8")
    return ""


def _licence(metadata: Any) -> str:
    expression = metadata.get("License-Expression") or ""
    kinds = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    text = str(metadata.get("License") or "").strip().splitlines()
    short = text[0] if text and len(text[0]) <= _LONGEST_LICENCE else ""
    return str(expression or ", ".join(kinds) or short or "?")
