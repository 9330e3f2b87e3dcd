"""Tables of floors, areas and entities."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from ova.storage.tables.metadata import metadata

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
