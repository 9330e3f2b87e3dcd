"""A plugin's imported code: its module, manifest and settings form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ova.plugins.dependencies import Unmet, offer, requirements_of, unmet
from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.form import ConfigForm
from ova.plugins.found import FoundPlugin
from ova.plugins.loader import load_module
from ova.plugins.manifest import Manifest, parse_manifest
from ova.plugins.python_version import check_python
from ova.plugins.styles import style_of
from ova.plugins.translations import Translations, read_translations
from ova.sdk import IntegrationOAuth


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
    migrate: Callable[..., Any] | None = None
    """Called with the settings and their version when it is an older one; returns new settings."""
    sign_in: IntegrationOAuth | None = None
    """What the author wrote of the sign-in at the other side."""
    secrets_handed_over: bool = False
    """Its settings are given to a constructor, each under its own name."""
    translations: Translations = field(default_factory=Translations)
    notes: tuple[str, ...] = ()
    """What is not as it asked for, and may do all the same."""


def read_code(plugin: FoundPlugin) -> PluginCode:
    """Import a plugin and read what it declares. Raises PluginFault for whatever it does wrong."""
    if plugin.fault:
        raise PluginFault(f"{plugin.id} cannot be loaded.", reason=plugin.fault, cure=plugin.cure)
    offer(plugin.dependencies)
    module = _imported(plugin)
    style = style_of(module, plugin)
    parsed = parse_manifest(style.manifest, style.source)
    check_python(parsed.requires_python)
    translations = read_translations(plugin.folder)
    notes = (*_requirement_notes(plugin, parsed), *translations.problems)
    summary = (getattr(module, "__doc__", None) or "").strip().partition("\n")[0]
    folders = list(getattr(module, "__path__", []))
    folder = Path(folders[0]) if folders else None
    owned = plugin.entry_point is None
    name = module.__name__ if owned else ""
    form = ConfigForm.of(style.defaults, parsed)
    return PluginCode(
        name,
        style.build,
        parsed,
        form,
        folder,
        summary,
        style.migrate,
        style.sign_in,
        style.hands_over,
        translations,
        notes,
    )


def _imported(plugin: FoundPlugin) -> Any:
    try:
        return fenced(plugin, "import", load_module, plugin, own_words=False)
    except PluginFault as fault:
        if isinstance(fault.__cause__, ModuleNotFoundError):
            _require(plugin, unmet(plugin, requirements_of(plugin)), fault)
            fault.cure = (
                "If it is a package, name that under requirements in its manifest, then: "
                f"ova {plugin.kind.value} install {plugin.id}"
            )
        raise


def _requirement_notes(plugin: FoundPlugin, manifest: Manifest) -> tuple[str, ...]:
    """Return the requirements that are there in another version. Raises PluginFault for absent ones."""
    missing = unmet(plugin, requirements_of(plugin, manifest))
    _require(plugin, missing)
    return tuple(f"asks for {one.requirement}; {one.name} {one.have} is used" for one in missing)


def _require(plugin: FoundPlugin, missing: list[Unmet], cause: BaseException | None = None) -> None:
    absent = [one.requirement for one in missing if not one.have]
    if absent:
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"needs {', '.join(absent)}, which is not installed",
            cure=f"Install what it needs: ova {plugin.kind.value} install {plugin.id}",
        ) from cause
