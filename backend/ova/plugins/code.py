"""A plugin's imported code: its module, manifest and settings form."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.form import ConfigForm
from ova.plugins.found import FoundPlugin
from ova.plugins.loader import load_module
from ova.plugins.manifest import Manifest, parse_manifest


@dataclass(frozen=True, slots=True)
class PluginCode:
    """What importing a plugin gave."""

    module_name: str
    """Its place in the interpreter's table of modules; empty when the plugin does not own one."""
    build: Callable[..., Any]
    manifest: Manifest
    form: ConfigForm
    folder: Path | None
    """The package's folder; None for a single file."""
    summary: str
    """First line of the module's docstring."""


def read_code(plugin: FoundPlugin) -> PluginCode:
    """Import a plugin and read what it declares. Raises PluginFault for whatever it does wrong."""
    if plugin.fault:
        raise PluginFault(f"{plugin.id} cannot be loaded.", reason=plugin.fault, cure=plugin.cure)
    module = fenced(plugin, "import", load_module, plugin, own_words=False)
    hook = f"build_{plugin.kind.value}"
    build = getattr(module, hook, None)
    if not callable(build):
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"{plugin.where} has no function {hook}(config, ova)",
            cure=f"Add {hook}(config, ova) that returns an object.",
        )
    manifest = getattr(module, "manifest", None)
    if callable(manifest):
        manifest = fenced(plugin, "manifest()", manifest, own_words=False)
    default_config = getattr(module, "default_config", None)
    defaults = (
        fenced(plugin, "default_config()", default_config, own_words=False)
        if callable(default_config)
        else default_config
    )
    parsed = parse_manifest(manifest)
    summary = (getattr(module, "__doc__", None) or "").strip().partition("\n")[0]
    folders = list(getattr(module, "__path__", []))
    folder = Path(folders[0]) if folders else None
    owned = plugin.entry_point is None
    name = module.__name__ if owned else ""
    return PluginCode(name, build, parsed, ConfigForm.of(defaults, parsed), folder, summary)
