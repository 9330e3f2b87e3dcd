"""Tables of what the hub does for integrations."""

from sqlalchemy import JSON, Boolean, Column, Double, Index, Integer, Table, Text, UniqueConstraint

from ova.storage.tables.metadata import metadata

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
