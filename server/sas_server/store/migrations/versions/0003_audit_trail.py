"""The audit trail: one row for each access."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table and its indexes."""
    op.create_table(
        "audit_event",
        sa.Column("seq", BIG, autoincrement=True, nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("interaction", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=1), nullable=False),
        sa.Column("outcome", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("agent", BYTEWISE, nullable=False, comment="empty for who is not known"),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("entity", BYTEWISE, nullable=False, comment="Type/id; empty for none"),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("correlation", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_event"),
        sqlite_autoincrement=True,
        comment="Who asked for what, when, with which outcome.",
    )
    op.create_index("ix_audit_event_recorded", "audit_event", ["recorded"])
    op.create_index("ix_audit_event_entity_seq", "audit_event", ["entity", "seq"])
    op.create_index("ix_audit_event_agent_seq", "audit_event", ["agent", "seq"])
