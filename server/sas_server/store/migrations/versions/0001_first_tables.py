"""The first tables: resources, versions, values and index rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates every table and index."""
    _create_basis()
    _create_code_system()
    _create_date_index()
    _create_number_index()
    _create_parameter()
    _create_position_index()
    _create_quantity_index()
    _create_reference_date_index()
    _create_reference_index()
    _create_resource()
    _create_resource_type()
    _create_result_set()
    _create_string_index()
    _create_string_value()
    _create_token_index()
    _create_token_value()
    _create_uri_index()
    _create_uri_value()
    _create_version()


def _create_basis() -> None:
    op.create_table(
        "basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_basis"),
        sa.UniqueConstraint("digest", name="uq_basis_digest"),
        comment="Sets of definitions that versions were proven valid against.",
    )


def _create_code_system() -> None:
    op.create_table(
        "code_system",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("uri", BYTEWISE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_system"),
        sa.UniqueConstraint("uri", name="uq_code_system_uri"),
    )


def _create_date_index() -> None:
    op.create_table(
        "date_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("low", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("high", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rid", "parameter", "low", "high", name="pk_date_index"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_date_index_parameter_low_high_rid",
        "date_index",
        ["parameter", "low", "high", "rid"],
        unique=False,
    )


def _create_number_index() -> None:
    op.create_table(
        "number_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("low", sa.Float(precision=53), autoincrement=False, nullable=False),
        sa.Column("high", sa.Float(precision=53), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rid", "parameter", "low", "high", name="pk_number_index"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_number_index_parameter_low_high_rid",
        "number_index",
        ["parameter", "low", "high", "rid"],
        unique=False,
    )


def _create_parameter() -> None:
    op.create_table(
        "parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=128), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ready", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parameter"),
        sa.UniqueConstraint("type", "code", name="uq_parameter_type_code"),
        comment="What rows are indexed under; not ready until existing resources are indexed.",
    )


def _create_position_index() -> None:
    op.create_table(
        "position_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("latitude", sa.Float(precision=53), autoincrement=False, nullable=False),
        sa.Column("longitude", sa.Float(precision=53), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "rid", "parameter", "latitude", "longitude", name="pk_position_index"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_position_index_parameter_latitude_longitude_rid",
        "position_index",
        ["parameter", "latitude", "longitude", "rid"],
        unique=False,
    )


def _create_quantity_index() -> None:
    op.create_table(
        "quantity_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("low", sa.Float(precision=53), autoincrement=False, nullable=False),
        sa.Column("high", sa.Float(precision=53), autoincrement=False, nullable=False),
        sa.Column("system", BYTEWISE, autoincrement=False, nullable=False),
        sa.Column("code", BYTEWISE, autoincrement=False, nullable=False),
        sa.Column("unit", BYTEWISE, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "rid", "parameter", "low", "high", "system", "code", "unit", name="pk_quantity_index"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_quantity_index_parameter_low_high_rid",
        "quantity_index",
        ["parameter", "low", "high", "rid"],
        unique=False,
    )


def _create_reference_date_index() -> None:
    op.create_table(
        "reference_date_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", BIG, autoincrement=False, nullable=False),
        sa.Column("low", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("high", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "rid", "parameter", "target", "low", "high", name="pk_reference_date_index"
        ),
        comment="A reference together with a date: one range read per agenda and period.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_reference_date_index_parameter_target_low_high_rid",
        "reference_date_index",
        ["parameter", "target", "low", "high", "rid"],
        unique=False,
    )


def _create_reference_index() -> None:
    op.create_table(
        "reference_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rid", "parameter", "target", name="pk_reference_index"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_reference_index_target_parameter_rid",
        "reference_index",
        ["target", "parameter", "rid"],
        unique=False,
    )


def _create_resource() -> None:
    op.create_table(
        "resource",
        sa.Column("rid", BIG, autoincrement=True, nullable=False),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.Column("id", BYTEWISE, nullable=False),
        sa.Column("owner", BIG, nullable=True, comment="of a part"),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["resource.rid"], name="fk_resource_owner"),
        sa.PrimaryKeyConstraint("rid", name="pk_resource"),
        sa.UniqueConstraint("type", "id", name="uq_resource_type_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_resource_live",
        "resource",
        ["type", "updated", "rid"],
        unique=False,
        sqlite_where=sa.text("state = 1"),
        postgresql_where=sa.text("state = 1"),
    )
    op.create_index(
        "ix_resource_owner",
        "resource",
        ["owner"],
        unique=False,
        sqlite_where=sa.text("owner IS NOT NULL"),
        postgresql_where=sa.text("owner IS NOT NULL"),
    )


def _create_resource_type() -> None:
    op.create_table(
        "resource_type",
        sa.Column("id", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_resource_type"),
        sa.UniqueConstraint("name", name="uq_resource_type_name"),
    )


def _create_result_set() -> None:
    op.create_table(
        "result_set",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column(
            "query", sa.String(length=64), nullable=False, comment="digest of the search it answers"
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column(
            "rids", sa.LargeBinary(), nullable=False, comment="8 bytes each, in answer order"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_result_set"),
        comment="What a search found, so that its pages stay what they were.",
    )
    op.create_index("ix_result_set_expires", "result_set", ["expires"], unique=False)


def _create_string_index() -> None:
    op.create_table(
        "string_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rid", "parameter", "value", name="pk_string_index"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_string_index_value_rid", "string_index", ["value", "rid"], unique=False)


def _create_string_value() -> None:
    op.create_table(
        "string_value",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("parameter", sa.Integer(), nullable=False),
        sa.Column("folded", BYTEWISE, nullable=False),
        sa.Column("exact", BYTEWISE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_string_value"),
        sa.UniqueConstraint(
            "parameter", "folded", "exact", name="uq_string_value_parameter_folded_exact"
        ),
    )
    op.create_index(
        "ix_string_value_parameter_exact", "string_value", ["parameter", "exact"], unique=False
    )


def _create_token_index() -> None:
    op.create_table(
        "token_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rid", "parameter", "value", name="pk_token_index"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_token_index_value_rid", "token_index", ["value", "rid"], unique=False)


def _create_token_value() -> None:
    op.create_table(
        "token_value",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("parameter", sa.Integer(), nullable=False),
        sa.Column("system", sa.Integer(), nullable=False, comment="0 for none"),
        sa.Column("code", BYTEWISE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_token_value"),
        sa.UniqueConstraint(
            "parameter", "system", "code", name="uq_token_value_parameter_system_code"
        ),
    )
    op.create_index(
        "ix_token_value_parameter_code", "token_value", ["parameter", "code"], unique=False
    )


def _create_uri_index() -> None:
    op.create_table(
        "uri_index",
        sa.Column("rid", BIG, autoincrement=False, nullable=False),
        sa.Column("parameter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rid", "parameter", "value", name="pk_uri_index"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_uri_index_value_rid", "uri_index", ["value", "rid"], unique=False)


def _create_uri_value() -> None:
    op.create_table(
        "uri_value",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("parameter", sa.Integer(), nullable=False),
        sa.Column("uri", BYTEWISE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uri_value"),
        sa.UniqueConstraint("parameter", "uri", name="uq_uri_value_parameter_uri"),
    )


def _create_version() -> None:
    op.create_table(
        "version",
        sa.Column("seq", BIG, autoincrement=True, nullable=False),
        sa.Column("rid", BIG, nullable=False),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.SmallInteger(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=True),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=True,
            comment="JSON as answered; null for a deletion",
        ),
        sa.ForeignKeyConstraint(["rid"], ["resource.rid"], name="fk_version_rid"),
        sa.PrimaryKeyConstraint("seq", name="pk_version"),
        sa.UniqueConstraint("rid", "version", name="uq_version_rid_version"),
    )
    op.create_index(
        "ix_version_type_updated_seq", "version", ["type", "updated", "seq"], unique=False
    )
    op.create_index("ix_version_updated_seq", "version", ["updated", "seq"], unique=False)
