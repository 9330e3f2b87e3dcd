"""Tables of plugins, what they keep and what the home changed about them."""

from sqlalchemy import JSON, Boolean, Column, Double, Integer, Table, Text, UniqueConstraint, false

from ova.storage.tables.metadata import metadata

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
