"""Tables of people and their tokens."""

from sqlalchemy import Column, Double, ForeignKey, Integer, Table, Text, UniqueConstraint

from ova.storage.tables.metadata import metadata

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
