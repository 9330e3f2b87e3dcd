"""Every table. A change here needs a new file in ``migrations/versions``."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("sign_outs", Integer, nullable=False, server_default="0"),
    Column("link_digest", Text),
    Column("link_expires_at", Double),
    UniqueConstraint("name_key"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("last_used_at", Double),
    Column("role", Text, nullable=False, server_default=""),
    UniqueConstraint("digest"),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

floors = Table(
    "floors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
)

areas = Table(
    "areas",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("floor_id", Text, ForeignKey("floors.id", ondelete="SET NULL")),
    Column("aliases", JSON, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("area_id", Text, ForeignKey("areas.id", ondelete="SET NULL")),
    Column("device_class", Text),
    Column("aliases", JSON, nullable=False),
    Column("exposed", Boolean, nullable=False),
    Column("customised", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("changed_at", Double, nullable=False),
    Column("detached", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("key"),
)

plugins = Table(
    "plugins",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("config", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
    Column("plugin_id", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False, server_default=""),
    Column("unique_id", Text, nullable=False, server_default=""),
    Column("config_version", Text, nullable=False, server_default=""),
    Column("paused", Boolean, nullable=False, server_default=false()),
)

plugin_values = Table(
    "plugin_values",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
)

schedules = Table(
    "schedules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("duration_s", Double, nullable=False),
    Column("name", Text),
    Column("satellite_id", Text),
    Column("area_id", Text),
    Column("state", Text, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("data", JSON, nullable=False),
    Index(None, "state"),
)

runs = Table(
    "runs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("run_id", Text, nullable=False),
    Column("started_at", Double, nullable=False),
    Column("satellite_id", Text),
    Column("text", Text, nullable=False),
    Column("intent", Text),
    Column("error", Text),
    Column("result", JSON, nullable=False),
    Column("events", JSON, nullable=False),
    UniqueConstraint("run_id"),
    sqlite_autoincrement=True,
)

run_facts = Table(
    "run_facts",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("run_id", Text, nullable=False),
    Column("started_at", Double, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("satellite_id", Text, nullable=False),
    Column("area_id", Text, nullable=False),
    Column("intents", Text, nullable=False),
    Column("skills", Text, nullable=False),
    Column("again_of", Text, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("run_id"),
    Index(None, "started_at"),
    Index(None, "outcome"),
    Index(None, "satellite_id"),
    Index(None, "again_of"),
)
"""What runs are found by: small rows, so that all can be looked through in milliseconds."""

not_commands = Table(
    "not_commands",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    UniqueConstraint("text"),
)

satellites = Table(
    "satellites",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("area_id", Text, ForeignKey("areas.id", ondelete="SET NULL")),
    Column("last_seen", Double),
    Column("version", Text, nullable=False),
    Column("info", JSON, nullable=False),
    Column("preferences", JSON, nullable=False, server_default="{}"),
)

satellite_keys = Table(
    "satellite_keys",
    metadata,
    Column(
        "satellite_id",
        Text,
        ForeignKey("satellites.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("digest", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    UniqueConstraint("digest"),
)

poll_states = Table(
    "poll_states",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("inputs", JSON, nullable=False),
    Column("every_s", Double),
    Column("enabled", Boolean, nullable=False),
    Column("last_poll_ts", Text),
    Column("last_run_at", Double),
    Column("failures", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("not_before", Double),
)

poll_records = Table(
    "poll_records",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("seen_at", Double, nullable=False),
    sqlite_with_rowid=False,
)

integration_events = Table(
    "integration_events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("entry", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("external_id", Text),
    Column("payload", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Double, nullable=False),
    UniqueConstraint("entry", "type", "external_id"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

action_runs = Table(
    "action_runs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("entry", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Double, nullable=False),
    Column("duration_ms", Double, nullable=False),
    Column("input", JSON, nullable=False),
    Column("output", JSON),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("cost_usd", Double),
    Index(None, "entry"),
    sqlite_autoincrement=True,
)

accesses = Table(
    "accesses",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("expires_at", Double),
    Column("scope", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("requires_reconnect", Boolean, nullable=False),
    Column("additional_info", JSON, nullable=False),
    Column("updated_at", Double, nullable=False),
)

data_copies = Table(
    "data_copies",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("endpoint", Text, primary_key=True),
    Column("at", Double, nullable=False),
    Column("value", JSON, nullable=False),
)

issues = Table(
    "issues",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("cure", Text, nullable=False),
    Column("fixable", Boolean, nullable=False),
    Column("learn_more", Text, nullable=False),
    Column("ignored", Boolean, nullable=False),
    Column("created_at", Double, nullable=False),
)

skill_texts = Table(
    "skill_texts",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("text_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("skill", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", JSON(none_as_null=True)),
    Column("by", Text, nullable=False),
    Column("at", Double, nullable=False),
    UniqueConstraint("text_id", "version"),
    sqlite_autoincrement=True,
)

routines = Table(
    "routines",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("data", JSON, nullable=False),
)

routine_runs = Table(
    "routine_runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("routine_id", Text, nullable=False),
    Column("started_at", Double, nullable=False),
    Column("ended_at", Double),
    Column("told", Boolean, nullable=False),
    Column("data", JSON, nullable=False),
    Index(None, "routine_id"),
)

lists = Table(
    "lists",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("revision", Integer, nullable=False),
)

list_items = Table(
    "list_items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("list_id", Text, ForeignKey("lists.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("done_at", Double),
    Column("position", Double, nullable=False),
    Column("added_at", Double, nullable=False),
    Column("added_by", Text, nullable=False),
    Index(None, "list_id"),
)

list_changes = Table(
    "list_changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("list_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("at", Double, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index(None, "origin"),
    sqlite_autoincrement=True,
)
"""What can be taken back."""

list_words = Table(
    "list_words",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Double, nullable=False),
)
"""What was ever written on lists, to be offered and heard."""
