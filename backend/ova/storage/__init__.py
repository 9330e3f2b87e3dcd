"""What the hub remembers: tables, migrations, and secrets at rest.

Law: the only room that speaks SQL. Others use one repository class per noun, found on an open
``Database``. What a method stored before it returned survives ``kill -9``.
"""

from ova.storage.accesses import Accesses, StoredAccess
from ova.storage.action_runs import ActionRuns, ActionUsage, StoredActionRun
from ova.storage.areas import Areas
from ova.storage.data_copies import DataCopies
from ova.storage.database import Database
from ova.storage.entities import Entities, StoredEntity
from ova.storage.errors import (
    DatabaseCorrupt,
    DatabaseTooNew,
    SecretKeyError,
    StorageError,
    StorageFull,
)
from ova.storage.feed import ChangeFeed
from ova.storage.files import sync_folder, write_atomically
from ova.storage.floors import Floors
from ova.storage.integration_events import IntegrationEvents, StoredEvent
from ova.storage.issues import Issues, StoredIssue
from ova.storage.lists import ListStore, StoredListChange
from ova.storage.not_commands import NotCommand, NotCommands
from ova.storage.plugin_store import PluginStore
from ova.storage.plugins import Plugins, StoredPlugin
from ova.storage.poll_states import PollState, PollStates
from ova.storage.routines import Routines
from ova.storage.run_filter import RunFilter, folded
from ova.storage.runs import Runs
from ova.storage.satellite_groups import SatelliteGroups
from ova.storage.satellites import Satellites
from ova.storage.schedules import Schedules
from ova.storage.secret_box import SecretBox
from ova.storage.secret_values import Secrets
from ova.storage.settings import Settings
from ova.storage.settle import settle_copy
from ova.storage.skill_texts import SkillTexts, StoredText
from ova.storage.tokens import Token, Tokens
from ova.storage.users import User, Users

__all__ = [
    "Accesses",
    "ActionRuns",
    "ActionUsage",
    "Areas",
    "ChangeFeed",
    "DataCopies",
    "Database",
    "DatabaseCorrupt",
    "DatabaseTooNew",
    "Entities",
    "Floors",
    "IntegrationEvents",
    "Issues",
    "ListStore",
    "NotCommand",
    "NotCommands",
    "PluginStore",
    "Plugins",
    "PollState",
    "PollStates",
    "Routines",
    "RunFilter",
    "Runs",
    "SatelliteGroups",
    "Satellites",
    "Schedules",
    "SecretBox",
    "SecretKeyError",
    "Secrets",
    "Settings",
    "SkillTexts",
    "StorageError",
    "StorageFull",
    "StoredAccess",
    "StoredActionRun",
    "StoredEntity",
    "StoredEvent",
    "StoredIssue",
    "StoredListChange",
    "StoredPlugin",
    "StoredText",
    "Token",
    "Tokens",
    "User",
    "Users",
    "folded",
    "settle_copy",
    "sync_folder",
    "write_atomically",
]
