"""The four ways to write a plugin, brought to one: how it is built, and what it declares."""

import inspect
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from ova.plugins.discovery import CONFIG_FILE
from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.found import FoundPlugin
from ova.plugins.hooks import HOOKS
from ova.sdk import BaseIntegration, Integration, IntegrationOAuth
from ova.sdk.marks import is_integration_class


@dataclass(frozen=True, slots=True)
class Style:
    """What a module says of itself."""

    build: Callable[..., Any]
    manifest: Any
    defaults: Any
    migrate: Callable[..., Any] | None = None
    sign_in: IntegrationOAuth | None = None
    source: str = "manifest"
    """What the manifest was read from."""
    hands_over: bool = False
    """Its settings are given to a constructor, each under its own name."""


def style_of(module: Any, plugin: FoundPlugin) -> Style:
    """Return how a module is written. Raises PluginFault when it is none of the ways."""
    sign_in = _sign_in(module)
    if sign_in is None:
        return _written(module, plugin)
    if callable(getattr(module, f"build_{plugin.kind.value}", None)):
        return with_sign_in(_written(module, plugin), sign_in)
    manifest = getattr(module, "manifest", None) or _config_file(plugin)
    named = {"name": sign_in.name, **(manifest or {})}
    return with_sign_in(Style(lambda _config, _ova: sign_in, named, None), sign_in)


def _written(module: Any, plugin: FoundPlugin) -> Style:
    hook = f"build_{plugin.kind.value}"
    build = getattr(module, hook, None)
    if callable(build):
        return _hooks(module, plugin, build)
    if plugin.kind.value == "integration":
        handlers = next(
            (one for one in vars(module).values() if isinstance(one, Integration)), None
        )
        if handlers is not None:
            return _handlers(module, handlers, plugin)
        classes = _own_classes(module)
        if classes:
            return _class(module, classes, plugin)
    raise PluginFault(
        f"{plugin.id} cannot be loaded.",
        reason=f"{plugin.where} has no function {hook}(config, ova)",
        cure=f"Add {hook}(config, ova) that returns an object.",
    )


def _hooks(module: Any, plugin: FoundPlugin, build: Callable[..., Any]) -> Style:
    manifest = getattr(module, "manifest", None)
    if callable(manifest):
        manifest = fenced(plugin, "manifest()", manifest, own_words=False)
    source = "manifest"
    if manifest is None and plugin.config_file is not None:
        manifest, source = _config_file(plugin), CONFIG_FILE
    declared = getattr(module, "default_config", None)
    defaults = (
        fenced(plugin, "default_config()", declared, own_words=False)
        if callable(declared)
        else declared
    )
    migrate = getattr(module, "migrate", None)
    return Style(build, manifest, defaults, migrate if callable(migrate) else None, source=source)


def _handlers(module: Any, handlers: Integration, plugin: FoundPlugin) -> Style:
    for name in HOOKS:  # functions of the module, as the object has no class of the author's
        hook = getattr(module, name, None)
        if inspect.isfunction(hook) and not hasattr(handlers, name):
            setattr(handlers, name, hook)
    manifest = _config_file(plugin)
    if manifest is None:
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason="Integration.load() finds no config.json beside the code",
            cure="Put config.json into the integration's folder.",
        )
    return Style(lambda _config, _ova: handlers, manifest, None, source=CONFIG_FILE)


def _class(module: Any, classes: list[type[BaseIntegration]], plugin: FoundPlugin) -> Style:
    if plugin.class_name:
        classes = [one for one in classes if one.__name__ == plugin.class_name] or classes
    if len(classes) > 1:
        names = " and ".join(one.__name__ for one in classes)
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"{plugin.where} has several integrations: {names}",
            cure="Define them in the file itself with a key each, or give each a file of its own.",
        )
    made = classes[0]
    if not made.key or not made.name:
        absent = "key" if not made.key else "name"
        raise PluginFault(
            f"{plugin.id} cannot be loaded.",
            reason=f"the class {made.__name__} has no {absent}",
            cure=f'Give it one, as in {absent} = "{plugin.id}".',
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

    more = getattr(module, "manifest", None)
    more = more if isinstance(more, dict) else _config_file(plugin) or {}
    return Style(build, {**more, **manifest}, None, hands_over=True)


def with_sign_in(style: Style, sign_in: IntegrationOAuth) -> Style:
    """Return a style with what an IntegrationOAuth declares; what the manifest says goes before it."""
    told = style.manifest
    if not isinstance(told, dict | None) or not isinstance(style.defaults, dict | None):
        return style  # the manifest's own checks say what is wrong
    declared = sign_in.declared()
    manifest = {**declared, **(told or {})}
    if isinstance(manifest.get("http"), dict):
        manifest["http"] = {**declared.get("http", {}), **manifest["http"]}
    defaults = {**sign_in.client, **(style.defaults or {})}
    return replace(style, manifest=manifest, defaults=defaults, sign_in=sign_in)


def _sign_in(module: Any) -> IntegrationOAuth | None:
    """Return the sign-in a module or a package registered, or None."""
    found = [
        value
        for one in _own_modules(module)
        for value in list(vars(one).values())
        if isinstance(value, IntegrationOAuth) and value.registered
    ]
    return found[0] if found else None


def _own_modules(module: Any) -> list[Any]:
    """Return a module and, when it is a package, what was imported of its inside."""
    if not isinstance(module, ModuleType):
        return []
    prefix = f"{module.__name__}."
    inner = [one for name, one in sys.modules.copy().items() if name.startswith(prefix)]
    return [module, *inner]


def _own_classes(module: Any) -> list[type[BaseIntegration]]:
    """Return the integration classes defined in a module or a package, not those it imports."""
    if not isinstance(module, ModuleType):
        return []
    prefix = f"{module.__name__}."
    found: dict[type[BaseIntegration], None] = {}
    for one in _own_modules(module):
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
