"""Integrations and skills: finding, loading, configuring, calling and unloading them.

Law: an author's fault is named, fenced and shown, and never takes a neighbour down. A plugin's code is
called in ``fence`` and nowhere else.
"""

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
from ova.plugins.fence import redact
from ova.plugins.fetch import filled
from ova.plugins.fields import is_secret
from ova.plugins.flights import Flights
from ova.plugins.integrations import IntegrationManager
from ova.plugins.locale import Locale, SkillSentences, read_locale, read_yaml
from ova.plugins.manifest import Manifest, OAuthPart
from ova.plugins.marked_yaml import MarkedYaml, YamlFault, read_marked
from ova.plugins.outside import as_plugin_error
from ova.plugins.redaction import HIDDEN
from ova.plugins.sign_in import SignIns, SignInTerms, sign_in_hook
from ova.plugins.skills import SkillManager
from ova.plugins.store import PluginStorage

__all__ = [
    "HIDDEN",
    "Account",
    "ActionDef",
    "AlreadyAdded",
    "Capabilities",
    "ConfigInvalid",
    "ConnectionTestFailed",
    "DataDef",
    "Entry",
    "Flights",
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
    "as_plugin_error",
    "bundled_folder",
    "filled",
    "find_plugins",
    "is_secret",
    "read_locale",
    "read_marked",
    "read_yaml",
    "redact",
    "sign_in_hook",
]
