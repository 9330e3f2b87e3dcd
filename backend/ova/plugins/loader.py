"""Executing a plugin's code under a module name of its own."""

import importlib
import itertools
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
)
from importlib.util import module_from_spec, spec_from_file_location
from types import CodeType, ModuleType
from typing import Any

from ova.plugins.errors import PluginFault
from ova.plugins.found import FoundPlugin

MODULE_PREFIX = "ova_plugin_"
_numbers = itertools.count(1)


class FreshLoader(SourceFileLoader):
    """Compiles the source each time.

    Cached bytecode is matched by the source's size and its time in whole seconds, so an edit of the
    same length within one second would be missed.
    """

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the source as it is now."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class _SubmoduleFinder(MetaPathFinder):
    """Finds the sub-modules of plugins, so that they are compiled fresh as well."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return the spec of a plugin's sub-module, or None for everybody else's modules."""
        if not fullname.startswith(MODULE_PREFIX) or path is None:
            return None
        for folder in path:
            finder = FileFinder(
                folder, (ExtensionFileLoader, EXTENSION_SUFFIXES), (FreshLoader, [".py"])
            )
            spec = finder.find_spec(fullname, target)
            if spec is not None:
                return spec
        return None


_FINDER = _SubmoduleFinder()


def load_module(plugin: FoundPlugin) -> Any:
    """Execute a plugin's code and return its module, or what its entry point names.

    Every call executes anew under a new name, so an object built before keeps its own code. Raises
    whatever the code raises.
    """
    if plugin.entry_point is not None:
        forget_module(plugin.entry_point.module)
        importlib.invalidate_caches()
        return plugin.entry_point.load()
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)
    name = f"{MODULE_PREFIX}{plugin.kind.value}_{plugin.id}_{next(_numbers)}"
    spec = spec_from_file_location(
        name,
        plugin.path,
        loader=FreshLoader(name, str(plugin.path)),
        submodule_search_locations=[str(plugin.folder)] if plugin.folder is not None else None,
    )
    if spec is None or spec.loader is None:
        raise PluginFault(f"{plugin.path} cannot be loaded.", reason="it is not Python source")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        forget_module(name)
        raise
    return module


def forget_module(name: str) -> None:
    """Drop a module and its sub-modules from the interpreter's table."""
    for loaded in [key for key in sys.modules.copy() if key == name or key.startswith(f"{name}.")]:
        del sys.modules[loaded]
