"""Tables of past commands."""

from sqlalchemy import JSON, Column, Double, Index, Integer, Table, Text, UniqueConstraint

from ova.storage.tables.metadata import metadata

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
