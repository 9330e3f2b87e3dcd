"""The four ways to write a plugin, brought to one: how it is built, and what it declares."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.found import FoundPlugin
from ova.sdk import BaseIntegration, Integration
from ova.sdk.base import is_integration_class


@dataclass(frozen=True, slots=True)
class Style:
    """What a module says of itself."""

    build: Callable[..., Any]
    manifest: Any
    defaults: Any
    migrate: Callable[..., Any] | None = None


def style_of(module: Any, plugin: FoundPlugin) -> Style:
    """Return how a module is written. Raises PluginFault when it is none of the ways."""
    hook = f"build_{plugin.kind.value}"
    build = getattr(module, hook, None)
    if callable(build):
        return _hooks(module, plugin, build)
    if plugin.kind.value == "integration":
        handlers = next(
            (one for one in vars(module).values() if isinstance(one, Integration)), None
        )
        if handlers is not None:
            return _handlers(handlers, plugin)
        classes = _own_classes(module)
        if classes:
            return _class(classes, plugin)
    raise PluginFault(
        f"{plugin.id} cannot be loaded.",
        reason=f"{plugin.where} has no function {hook}(config, ova)",
        cure=f"Add {hook}(config, ova) that returns an object.",
    )


def _hooks(module: Any, plugin: FoundPlugin, build: Callable[..., Any]) -> Style:
    manifest = getattr(module, "manifest", None)
    if callable(manifest):
        manifest = fenced(plugin, "manifest()", manifest, own_words=False)
    if manifest is None:
        manifest = _config_file(plugin)
    declared = getattr(module, "default_config", None)
    defaults = (
        fenced(plugin, "default_config()", declared, own_words=False)
        if callable(declared)
        else declared
    )
    migrate = getattr(module, "migrate", None)
    return Style(build, manifest, defaults, migrate if callable(migrate) else None)


def _handlers(handlers: Integration, plugin: FoundPlugin) -> Style:
    manifest = _config_file(plugin)
    if manifest is None:
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason="Integration.load() finds no config.json beside the code",
            cure="Put config.json into the integration's folder.",
        )
    return Style(lambda _config, _ova: handlers, manifest, None)


def _class(classes: list[type[BaseIntegration]], plugin: FoundPlugin) -> Style:
    if len(classes) > 1:
        names = " and ".join(one.__name__ for one in classes)
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"{plugin.where} has several integrations: {names}",
            cure="Give each class a file of its own.",
        )
    made = classes[0]
    if not made.key or not made.name:
        absent = "key" if not made.key else "name"
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"the class {made.__name__} has no {absent}",
            cure=f'Give it one: {absent} = "{plugin.id}".',
        )
    if made.key.lower().replace("-", "_") != plugin.id:
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"the class {made.__name__} has the key {made.key!r}, and its file another name",
            cure=f"Name the file or folder {made.key}, or the key {plugin.id}.",
        )
    manifest = {
        "name": made.name,
        "version": made.version,
        "description": made.description,
        "auth": {
            "type": "custom",
            "fields": {
                "type": "object",
                "properties": {
                    secret.name: {
                        "type": "string",
                        "format": "password",
                        "description": secret.description,
                        "default": "",
                    }
                    for secret in made.secrets
                },
                "required": [secret.name for secret in made.secrets if secret.required],
            },
        },
        "events": {event.name: event.description for event in made.events},
    }

    def build(config: dict[str, Any], _ova: Any) -> BaseIntegration:
        return made(**{secret.name: config[secret.name] for secret in made.secrets})

    return Style(build, {**(_config_file(plugin) or {}), **manifest}, None)


def _own_classes(module: Any) -> list[type[BaseIntegration]]:
    """Return the integration classes defined in a module or a package, not those it imports."""
    if not isinstance(module, ModuleType):
        return []
    prefix = f"{module.__name__}."
    modules = [
        module,
        *(one for name, one in sys.modules.copy().items() if name.startswith(prefix)),
    ]
    found: dict[type[BaseIntegration], None] = {}
    for one in modules:
        for value in list(vars(one).values()):
            where = getattr(value, "__module__", "")
            mine = where == module.__name__ or where.startswith(prefix)
            if is_integration_class(value) and mine:
                found[value] = None
    bases = {base for made in found for base in made.__mro__[1:]}
    return [made for made in found if made not in bases]


def _config_file(plugin: FoundPlugin) -> Any:
    if plugin.config_file is None:
        return None
    return json.loads(plugin.config_file.read_text(encoding="utf-8"))
