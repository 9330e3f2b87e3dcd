"""What runs are found by, and texts that people reported as no commands."""

import json
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_AT_ONCE = 500
_ASKED = ("unsure", "ambiguous", "confirm")
_DROPPED = ("cancelled", "refused", "negation")
_NOT_UNDERSTOOD = (
    *("stt-no-text-recognized", "empty", "too_long", "text_too_long", "no_intent"),
    *("not_a_command", "exclusion", "unsure_dropped", "no_entity", "no_entity_exposed"),
    *("entity_elsewhere", "no_area", "no_floor", "needs_area"),
)


def upgrade() -> None:
    """Apply."""
    facts = op.create_table(
        "run_facts",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("satellite_id", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.Column("intents", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("again_of", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_run_facts")),
        sa.UniqueConstraint("run_id", name=op.f("uq_run_facts_run_id")),
    )
    for column in ("started_at", "outcome", "satellite_id", "again_of"):
        op.create_index(op.f(f"ix_run_facts_{column}"), "run_facts", [column])
    op.create_table(
        "not_commands",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_commands")),
        sa.UniqueConstraint("text", name=op.f("uq_not_commands_text")),
    )
    _fill(facts)


def _fill(facts: sa.Table) -> None:
    """Find what is known of the runs that were kept before."""
    connection = op.get_bind()
    areas = dict(connection.execute(sa.text("SELECT id, area_id FROM satellites")).tuples().all())
    last = 0
    while True:
        rows = connection.execute(
            sa.text(
                "SELECT seq, run_id, started_at, satellite_id, result FROM runs"
                " WHERE seq > :last ORDER BY seq LIMIT :most"
            ),
            {"last": last, "most": _AT_ONCE},
        ).all()
        if not rows:
            return
        connection.execute(sa.insert(facts), [_facts(row, areas) for row in rows])
        last = rows[-1].seq


def _facts(row: Any, areas: dict[str, str | None]) -> dict[str, Any]:
    result = json.loads(row.result) if isinstance(row.result, str) else row.result
    commands = result.get("commands") or []
    error = result.get("error") or ""
    return {
        "seq": row.seq,
        "run_id": row.run_id,
        "started_at": row.started_at,
        "outcome": _outcome(error, bool(result.get("question")), bool(commands)),
        "error": error,
        "source": result.get("source") or "text",
        "satellite_id": row.satellite_id or "",
        "area_id": areas.get(row.satellite_id or "") or "",
        "intents": _listed(one.get("intent") for one in commands),
        "skills": _listed(one.get("skill") for one in commands),
        "again_of": "",
        "words": _folded(f"{result.get('text') or ''}\n{result.get('reply') or ''}"),
    }


def _outcome(error: str, asked: bool, understood: bool) -> str:
    if asked or error in _ASKED:
        return "asked"
    if not error:
        return "done"
    if error in _DROPPED:
        return "dropped"
    return "not_understood" if error in _NOT_UNDERSTOOD and not understood else "failed"


def _listed(names: Any) -> str:
    found = dict.fromkeys(name for name in names if name)
    return "".join(f"|{name}" for name in found) + ("|" if found else "")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
