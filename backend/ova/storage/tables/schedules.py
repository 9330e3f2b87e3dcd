"""Tables of schedules and routines."""

from sqlalchemy import JSON, Boolean, Column, Double, Index, Table, Text

from ova.storage.tables.metadata import metadata

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
