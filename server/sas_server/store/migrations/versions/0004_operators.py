"""Operators with their sessions and attempts, and the journal of what is withheld."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the tables and their indexes."""
    _create_withheld()
    _create_operator()
    _create_operator_session()
    _create_sign_in_attempt()


def _create_withheld() -> None:
    op.create_table(
        "withheld",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("noticed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "version", "basis", name="pk_withheld"),
        comment="Versions that were found not to meet the definitions in force.",
    )


def _create_operator() -> None:
    op.create_table(
        "operator",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "hash",
            sa.String(length=255),
            nullable=False,
            comment="of the password, as Argon2 writes it",
        ),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_operator"),
    )


def _create_operator_session() -> None:
    op.create_table(
        "operator_session",
        sa.Column(
            "token",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of what the browser holds",
        ),
        sa.Column("operator", sa.String(length=100), nullable=False),
        sa.Column("form_token", sa.String(length=64), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator"], ["operator.name"], name="fk_operator_session_operator"
        ),
        sa.PrimaryKeyConstraint("token", name="pk_operator_session"),
    )
    op.create_index("ix_operator_session_expires", "operator_session", ["expires"])


def _create_sign_in_attempt() -> None:
    op.create_table(
        "sign_in_attempt",
        sa.Column("seq", BIG, autoincrement=True, nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_sign_in_attempt"),
        comment="Attempts that count against a name or an address for a while.",
    )
    op.create_index("ix_sign_in_attempt_moment", "sign_in_attempt", ["moment"])
    op.create_index("ix_sign_in_attempt_who_moment", "sign_in_attempt", ["who", "moment"])
