"""Tables of shopping and to-do lists."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text

from ova.storage.tables.metadata import metadata

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
