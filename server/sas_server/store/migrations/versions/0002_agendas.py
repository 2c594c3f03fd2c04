"""How far the slots of each agenda have been derived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the table; `sas-fhir agenda recompute` fills it for agendas that are there."""
    op.create_table(
        "agenda",
        sa.Column("rid", BIG, autoincrement=False, nullable=False, comment="of the Schedule"),
        sa.Column(
            "derived",
            sa.BigInteger(),
            nullable=False,
            comment="slots that start before are there",
        ),
        sa.Column("last", sa.BigInteger(), nullable=False, comment="no occurrence starts after"),
        sa.PrimaryKeyConstraint("rid", name="pk_agenda"),
        comment="Agendas with availabilities, and how far their slots have been derived.",
    )
    op.create_index("ix_agenda_derived", "agenda", ["derived"], unique=False)
