"""What plugins need to be installed: told, and installed when somebody asks for it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ova.core import PluginInfo, PluginState
from ova.plugins.dependencies import requirements_of, unmet
from ova.plugins.errors import PluginFault
from ova.plugins.installing import install
from ova.plugins.manager import PluginManager
from ova.plugins.record import PluginRecord

_INSTALLING = threading.Lock()
"""One at a time, of either kind: what is installed for one must not differ from another's."""


class Requiring(PluginManager):
    """A manager that knows what its plugins need."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.neighbours: list[Requiring] = []
        """Managers whose plugins share the interpreter."""

    def package_folders(self) -> dict[str, Path | None]:
        """Return where the packages of each plugin are, by its name."""
        return {
            one.name: one.found.dependencies
            for one in self._records.copy().values()
            if one.found is not None
        }

    def install_requirements(
        self, plugin_id: str, progress: Callable[[str], None] = lambda _line: None
    ) -> PluginInfo:
        """Install what a plugin needs and is not there, and load it anew.

        ``progress`` is told what happens, and so is everybody who listens. Raises
        RequirementsConflict naming both sides, RequirementsFailed; then nothing was changed.
        """
        record = self._record(plugin_id)
        found = record.files()
        code = record.code
        wanted = requirements_of(found, code.manifest if code else None)

        def tell(line: str) -> None:
            record.progress = line
            progress(line)
            self._tell(plugin_id)

        others = {
            name: folder
            for manager in (self, *self.neighbours)
            for name, folder in manager.package_folders().items()
            if folder != found.dependencies
        }
        try:
            with _INSTALLING:
                installed = install(found, record.name, wanted, others, tell)
        finally:
            record.progress = ""
        if not installed and record.state is not PluginState.BROKEN:
            return record.info()
        return self.reload(plugin_id)

    def _imported(self, record: PluginRecord) -> None:
        super()._imported(record)
        record.unmet = ()
        found, code = record.found, record.code
        if found is None:
            return
        try:
            wanted = requirements_of(found, code.manifest if code else None)
            record.unmet = tuple(one.requirement for one in unmet(found, wanted) if not one.have)
        except PluginFault as fault:
            record.notes.append(fault.reason)
        if code is not None:
            record.notes.extend(code.notes)
