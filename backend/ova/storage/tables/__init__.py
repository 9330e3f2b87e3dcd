"""Every table. A change here needs a new file in ``migrations/versions``."""

from ova.storage.tables.accounts import tokens, users
from ova.storage.tables.home import areas, entities, floors
from ova.storage.tables.lists import list_changes, list_items, list_words, lists
from ova.storage.tables.metadata import metadata
from ova.storage.tables.platform import (
    accesses,
    action_runs,
    data_copies,
    integration_events,
    poll_records,
    poll_states,
)
from ova.storage.tables.plugins import issues, plugin_values, plugins, skill_texts
from ova.storage.tables.runs import not_commands, run_facts, runs
from ova.storage.tables.satellite_groups import satellite_group_members, satellite_groups
from ova.storage.tables.satellites import satellite_keys, satellites
from ova.storage.tables.schedules import routine_runs, routines, schedules
from ova.storage.tables.settings import secrets, settings

__all__ = [
    "accesses",
    "action_runs",
    "areas",
    "data_copies",
    "entities",
    "floors",
    "integration_events",
    "issues",
    "list_changes",
    "list_items",
    "list_words",
    "lists",
    "metadata",
    "not_commands",
    "plugin_values",
    "plugins",
    "poll_records",
    "poll_states",
    "routine_runs",
    "routines",
    "run_facts",
    "runs",
    "satellite_group_members",
    "satellite_groups",
    "satellite_keys",
    "satellites",
    "schedules",
    "secrets",
    "settings",
    "skill_texts",
    "tokens",
    "users",
]
