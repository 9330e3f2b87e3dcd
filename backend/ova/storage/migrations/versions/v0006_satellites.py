"""Satellites' volume, language and voice, and the keys of paired ones."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "satellites", sa.Column("preferences", sa.JSON(), nullable=False, server_default="{}")
    )
    op.create_table(
        "satellite_keys",
        sa.Column("satellite_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["satellite_id"],
            ["satellites.id"],
            name=op.f("fk_satellite_keys_satellite_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("satellite_id", name=op.f("pk_satellite_keys")),
        sa.UniqueConstraint("digest", name=op.f("uq_satellite_keys_digest")),
    )
