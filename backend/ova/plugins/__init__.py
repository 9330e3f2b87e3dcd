"""Integrations and skills: finding, loading, configuring, calling and unloading them.

Law: an author's fault is named, fenced and shown, and never takes a neighbour down. A plugin's code is
called in ``fence`` and nowhere else.
"""

from ova.plugins.discovery import PluginFolders, find_plugins
from ova.plugins.errors import (
    ConfigInvalid,
    IntegrationNotLoaded,
    PluginBroken,
    PluginFault,
    PluginNotFound,
    PluginsError,
    SkillNotLoaded,
)
from ova.plugins.integrations import IntegrationManager
from ova.plugins.locale import Locale, SkillSentences, read_locale, read_yaml
from ova.plugins.manifest import Manifest
from ova.plugins.marked_yaml import YamlFault
from ova.plugins.skills import SkillManager
from ova.plugins.store import PluginStorage

__all__ = [
    "ConfigInvalid",
    "IntegrationManager",
    "IntegrationNotLoaded",
    "Locale",
    "Manifest",
    "PluginBroken",
    "PluginFault",
    "PluginFolders",
    "PluginNotFound",
    "PluginStorage",
    "PluginsError",
    "SkillManager",
    "SkillNotLoaded",
    "SkillSentences",
    "YamlFault",
    "find_plugins",
    "read_locale",
    "read_yaml",
]
