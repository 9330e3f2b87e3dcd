"""Tables of satellites."""

from sqlalchemy import JSON, Column, Double, ForeignKey, Table, Text, UniqueConstraint

from ova.storage.tables.metadata import metadata

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
