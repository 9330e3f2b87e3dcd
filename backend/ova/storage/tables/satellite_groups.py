"""Tables of groups of satellites."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from ova.storage.tables.metadata import metadata

satellite_groups = Table(
    "satellite_groups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

satellite_group_members = Table(
    "satellite_group_members",
    metadata,
    Column(
        "group_id",
        Text,
        ForeignKey("satellite_groups.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column(
        "satellite_id",
        Text,
        ForeignKey("satellites.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, nullable=False),
)
