"""Roles of people and tokens, one-time sign-in links, and sessions that are ended."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.add_column("users", sa.Column("sign_outs", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("users", sa.Column("link_digest", sa.Text()))
    op.add_column("users", sa.Column("link_expires_at", sa.Double()))
    op.add_column("tokens", sa.Column("role", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE users SET role = 'adult' WHERE role NOT IN ('owner', 'adult', 'guest')")
