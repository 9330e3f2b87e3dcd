"""A plugin as it lies on disk or in an installed package."""

from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

from ova.core import PluginKind


@dataclass(frozen=True, slots=True)
class FoundPlugin:
    """Where a plugin is and how it is reached."""

    id: str
    kind: PluginKind
    path: Path
    """The file that is executed; for an entry point its value."""
    origin: str
    """``bundled``, ``user`` or ``package``."""
    is_package: bool = False
    """It has a folder of its own, with ``path`` in it."""
    config_file: Path | None = None
    """Its ``config.json``."""
    entry_point: EntryPoint | None = None
    dependencies: Path | None = None
    """Where packages are that were installed for it alone; it need not exist."""
    class_name: str = ""
    """The class derived from BaseIntegration that it is, where its file has several."""
    fault: str = ""
    """Why it is refused without being tried; empty when it may be loaded."""
    cure: str = ""

    @property
    def folder(self) -> Path | None:
        """The plugin's own folder; None for a single file and an entry point."""
        return self.path.parent if self.is_package else None

    @property
    def where(self) -> str:
        """The place in words."""
        if self.entry_point is not None:
            return f"entry point {self.entry_point.value}"
        return str(self.path)

    def owns(self, filename: str) -> bool:
        """Tell whether a source file belongs to this plugin."""
        if self.entry_point is not None:
            package = self.entry_point.module.replace(".", "/")
            plain = Path(filename).as_posix()
            return f"/{package}/" in plain or plain.endswith(f"/{package}.py")
        if self.folder is not None:
            return Path(filename).is_relative_to(self.folder)
        return Path(filename) == self.path

    def short(self, filename: str) -> str:
        """Name a source file the way its author knows it: ``my_plugin/api.py``."""
        path = Path(filename)
        if self.folder is not None and path.is_relative_to(self.folder):
            return path.relative_to(self.folder.parent).as_posix()
        return path.name
