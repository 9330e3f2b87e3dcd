"""Integrations and skills: finding, loading, configuring, calling and unloading them.

Law: an author's fault is named, fenced and shown, and never takes a neighbour down. A plugin's code is
called in ``fence`` and nowhere else.
"""

from ova.plugins.by_name import id_of, plugin_path
from ova.plugins.config import UndeclaredKey
from ova.plugins.connection_test import Account
from ova.plugins.declared import (
    ActionDef,
    Capabilities,
    DataDef,
    PollDef,
    SchemaCheck,
    WebhookDef,
)
from ova.plugins.discovery import PluginFolders, bundled_folder, find_plugins
from ova.plugins.entry import Entry, Part, RetiringPart
from ova.plugins.errors import (
    AlreadyAdded,
    ConfigInvalid,
    ConnectionTestFailed,
    IntegrationNotLoaded,
    MigrationFailed,
    OtherAccount,
    PluginBroken,
    PluginFault,
    PluginNotFound,
    PluginsError,
    RequirementsConflict,
    RequirementsFailed,
    SkillNotLoaded,
    Unsupported,
)
from ova.plugins.fence import arguments_taken, redact
from ova.plugins.fetch import Fetcher, filled
from ova.plugins.fields import is_secret
from ova.plugins.flights import Flights
from ova.plugins.form import BLANK
from ova.plugins.found import FoundPlugin
from ova.plugins.health import Health, told_health
from ova.plugins.integrations import IntegrationManager
from ova.plugins.loader import MODULE_PREFIX
from ova.plugins.locale import Locale, SkillSentences, read_locale, read_yaml
from ova.plugins.manifest import Manifest
from ova.plugins.manifest_parts import OAuthPart
from ova.plugins.marked_yaml import MarkedYaml, YamlFault, read_marked
from ova.plugins.outside import as_plugin_error
from ova.plugins.redaction import ALL_LOGS, HIDDEN, blot, blot_document, blot_text
from ova.plugins.sign_in import SignIns, SignInTerms, sign_in_hook
from ova.plugins.skills import SkillManager
from ova.plugins.store import PluginStorage
from ova.plugins.translations import ENGLISH

__all__ = [
    "ALL_LOGS",
    "BLANK",
    "ENGLISH",
    "HIDDEN",
    "MODULE_PREFIX",
    "Account",
    "ActionDef",
    "AlreadyAdded",
    "Capabilities",
    "ConfigInvalid",
    "ConnectionTestFailed",
    "DataDef",
    "Entry",
    "Fetcher",
    "Flights",
    "FoundPlugin",
    "Health",
    "IntegrationManager",
    "IntegrationNotLoaded",
    "Locale",
    "Manifest",
    "MarkedYaml",
    "MigrationFailed",
    "OAuthPart",
    "OtherAccount",
    "Part",
    "PluginBroken",
    "PluginFault",
    "PluginFolders",
    "PluginNotFound",
    "PluginStorage",
    "PluginsError",
    "PollDef",
    "RequirementsConflict",
    "RequirementsFailed",
    "RetiringPart",
    "SchemaCheck",
    "SignInTerms",
    "SignIns",
    "SkillManager",
    "SkillNotLoaded",
    "SkillSentences",
    "UndeclaredKey",
    "Unsupported",
    "WebhookDef",
    "YamlFault",
    "arguments_taken",
    "as_plugin_error",
    "blot",
    "blot_document",
    "blot_text",
    "bundled_folder",
    "filled",
    "find_plugins",
    "id_of",
    "is_secret",
    "plugin_path",
    "read_locale",
    "read_marked",
    "read_yaml",
    "redact",
    "sign_in_hook",
    "told_health",
]
