"""Accounts of integrations, and what they do: polls, events, actions, sign-ins, data, issues."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    for name in ("plugin_id", "title", "unique_id", "config_version"):
        op.add_column("plugins", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "plugins", sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "entities", sa.Column("detached", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "poll_states",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("every_s", sa.Double()),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("last_poll_ts", sa.Text()),
        sa.Column("last_run_at", sa.Double()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Double()),
        sa.PrimaryKeyConstraint("entry", "name", name=op.f("pk_poll_states")),
    )
    op.create_table(
        "poll_records",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "name", "record_id", name=op.f("pk_poll_records")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "integration_events",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text()),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_integration_events")),
        sa.UniqueConstraint(
            "entry", "type", "external_id", name=op.f("uq_integration_events_entry")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_integration_events_at"), "integration_events", ["at"])
    op.create_table(
        "action_runs",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("duration_ms", sa.Double(), nullable=False),
        sa.Column("input", sa.JSON(), nullable=False),
        sa.Column("output", sa.JSON()),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("cost_usd", sa.Double()),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_action_runs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_runs_entry"), "action_runs", ["entry"])
    op.create_table(
        "accesses",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Double()),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("requires_reconnect", sa.Boolean(), nullable=False),
        sa.Column("additional_info", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_accesses")),
    )
    op.create_table(
        "data_copies",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "endpoint", name=op.f("pk_data_copies")),
    )
    op.create_table(
        "issues",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("cure", sa.Text(), nullable=False),
        sa.Column("fixable", sa.Boolean(), nullable=False),
        sa.Column("learn_more", sa.Text(), nullable=False),
        sa.Column("ignored", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "id", name=op.f("pk_issues")),
    )
