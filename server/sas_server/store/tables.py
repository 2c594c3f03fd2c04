"""The store's tables: resources, their versions, and the index rows of search.

Values are kept once (`*_value`) and index rows are pairs of small integers, so
that a slot's dozen index rows cost about as much as its text. A row of
`resource` is an *anchor*: it gives `(type, id)` its number `rid` as soon as
somebody refers to it, so references join by number even to what is not there
(yet). `state` says whether there is a resource behind the anchor.

Times are microseconds since 1970-01-01T00:00:00Z.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

ANCHOR, LIVE, DELETED = 0, 1, 2
"""`resource.state`: only referred to, there, deleted."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
}

metadata = MetaData(naming_convention=NAMING)

Big = BigInteger().with_variant(Integer(), "sqlite")
"""64-bit keys; SQLite numbers rows itself only in a column called INTEGER."""

Bytewise = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte, as prefix searches need it; SQLite's own default."""


resource_type = Table(
    "resource_type",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
)

parameter = Table(
    "parameter",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("type", String(64), nullable=False),
    Column("code", String(128), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("ready", SmallInteger, nullable=False),
    UniqueConstraint("type", "code"),
    comment="What rows are indexed under; not ready until existing resources are indexed.",
)

basis = Table(
    "basis",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    comment="Sets of definitions that versions were proven valid against.",
)

resource = Table(
    "resource",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=True),
    Column("type", SmallInteger, nullable=False),
    Column("id", Bytewise, nullable=False),
    Column("owner", Big, ForeignKey("resource.rid"), nullable=True, comment="of a part"),
    Column("state", SmallInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated", BigInteger, nullable=False),
    UniqueConstraint("type", "id"),
    sqlite_autoincrement=True,
)
Index(
    "ix_resource_live",
    resource.c.type,
    resource.c.updated,
    resource.c.rid,
    sqlite_where=text("state = 1"),
    postgresql_where=text("state = 1"),
)
Index(
    "ix_resource_owner",
    resource.c.owner,
    sqlite_where=text("owner IS NOT NULL"),
    postgresql_where=text("owner IS NOT NULL"),
)

version = Table(
    "version",
    metadata,
    Column("seq", Big, primary_key=True, autoincrement=True),
    Column("rid", Big, ForeignKey("resource.rid"), nullable=False),
    Column("type", SmallInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("method", SmallInteger, nullable=False),
    Column("basis", Integer, nullable=True),
    Column("content", LargeBinary, nullable=True, comment="JSON as answered; null for a deletion"),
    Column("facts", LargeBinary, nullable=True, comment="what answers know without the content"),
    UniqueConstraint("rid", "version"),
    Index(None, "updated", "seq"),
    Index(None, "type", "updated", "seq"),
)

code_system = Table(
    "code_system",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("uri", Bytewise, nullable=False, unique=True),
)

token_value = Table(
    "token_value",
    metadata,
    Column("id", Big, primary_key=True, autoincrement=True),
    Column("parameter", Integer, nullable=False),
    Column("system", Integer, nullable=False, comment="0 for none"),
    Column("code", Bytewise, nullable=False),
    UniqueConstraint("parameter", "system", "code"),
    Index(None, "parameter", "code"),
)

string_value = Table(
    "string_value",
    metadata,
    Column("id", Big, primary_key=True, autoincrement=True),
    Column("parameter", Integer, nullable=False),
    Column("folded", Bytewise, nullable=False),
    Column("exact", Bytewise, nullable=False),
    UniqueConstraint("parameter", "folded", "exact"),
    Index(None, "parameter", "exact"),
)

uri_value = Table(
    "uri_value",
    metadata,
    Column("id", Big, primary_key=True, autoincrement=True),
    Column("parameter", Integer, nullable=False),
    Column("uri", Bytewise, nullable=False),
    UniqueConstraint("parameter", "uri"),
)


def _posting(name: str) -> Table:
    """Index rows that say: resource `rid` has value `value` under `parameter`."""
    return Table(
        name,
        metadata,
        Column("rid", Big, primary_key=True, autoincrement=False),
        Column("parameter", Integer, primary_key=True, autoincrement=False),
        Column("value", Big, primary_key=True, autoincrement=False),
        Index(None, "value", "rid"),
        sqlite_with_rowid=False,
    )


token_index = _posting("token_index")
string_index = _posting("string_index")
uri_index = _posting("uri_index")

reference_index = Table(
    "reference_index",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("parameter", Integer, primary_key=True, autoincrement=False),
    Column("target", Big, primary_key=True, autoincrement=False),
    Index(None, "target", "parameter", "rid"),
    sqlite_with_rowid=False,
)

date_index = Table(
    "date_index",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("parameter", Integer, primary_key=True, autoincrement=False),
    Column("low", BigInteger, primary_key=True, autoincrement=False),
    Column("high", BigInteger, primary_key=True, autoincrement=False),
    Index(None, "parameter", "low", "high", "rid"),
    sqlite_with_rowid=False,
)

reference_date_index = Table(
    "reference_date_index",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("parameter", Integer, primary_key=True, autoincrement=False),
    Column("target", Big, primary_key=True, autoincrement=False),
    Column("low", BigInteger, primary_key=True, autoincrement=False),
    Column("high", BigInteger, primary_key=True, autoincrement=False),
    Index(None, "parameter", "target", "low", "high", "rid"),
    sqlite_with_rowid=False,
    comment="A reference together with a date: one range read per agenda and period.",
)

number_index = Table(
    "number_index",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("parameter", Integer, primary_key=True, autoincrement=False),
    Column("low", Float(53), primary_key=True, autoincrement=False),
    Column("high", Float(53), primary_key=True, autoincrement=False),
    Index(None, "parameter", "low", "high", "rid"),
    sqlite_with_rowid=False,
)

quantity_index = Table(
    "quantity_index",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("parameter", Integer, primary_key=True, autoincrement=False),
    Column("low", Float(53), primary_key=True, autoincrement=False),
    Column("high", Float(53), primary_key=True, autoincrement=False),
    Column("system", Bytewise, primary_key=True, autoincrement=False),
    Column("code", Bytewise, primary_key=True, autoincrement=False),
    Column("unit", Bytewise, primary_key=True, autoincrement=False),
    Index(None, "parameter", "low", "high", "rid"),
    sqlite_with_rowid=False,
)

position_index = Table(
    "position_index",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("parameter", Integer, primary_key=True, autoincrement=False),
    Column("latitude", Float(53), primary_key=True, autoincrement=False),
    Column("longitude", Float(53), primary_key=True, autoincrement=False),
    Index(None, "parameter", "latitude", "longitude", "rid"),
    sqlite_with_rowid=False,
)

result_set = Table(
    "result_set",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("expires", BigInteger, nullable=False, index=True),
    Column("query", String(64), nullable=False, comment="digest of the search it answers"),
    Column("total", Integer, nullable=False),
    Column("rids", LargeBinary, nullable=False, comment="8 bytes each, in answer order"),
    comment="What a search found, so that its pages stay what they were.",
)

agenda = Table(
    "agenda",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False, comment="of the Schedule"),
    Column("derived", BigInteger, nullable=False, comment="slots that start before are there"),
    Column("last", BigInteger, nullable=False, comment="no occurrence starts after"),
    Index(None, "derived"),
    comment="Agendas with availabilities, and how far their slots have been derived.",
)

audit_event = Table(
    "audit_event",
    metadata,
    Column("seq", Big, primary_key=True, autoincrement=True),
    Column("recorded", BigInteger, nullable=False, index=True),
    Column("interaction", String(32), nullable=False),
    Column("action", String(1), nullable=False),
    Column("outcome", SmallInteger, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("agent", Bytewise, nullable=False, comment="empty for who is not known"),
    Column("address", String(64), nullable=False),
    Column("type", String(64), nullable=False),
    Column("entity", Bytewise, nullable=False, comment="Type/id; empty for none"),
    Column("query", Text, nullable=False),
    Column("correlation", String(200), nullable=False),
    Index(None, "entity", "seq"),
    Index(None, "agent", "seq"),
    sqlite_autoincrement=True,
    comment="Who asked for what, when, with which outcome.",
)

withheld = Table(
    "withheld",
    metadata,
    Column("rid", Big, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("basis", Integer, primary_key=True, autoincrement=False),
    Column("noticed", BigInteger, nullable=False),
    comment="Versions that were found not to meet the definitions in force.",
)

operator = Table(
    "operator",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("hash", String(255), nullable=False, comment="of the password, as Argon2 writes it"),
    Column("created", BigInteger, nullable=False),
)

operator_session = Table(
    "operator_session",
    metadata,
    Column("token", String(64), primary_key=True, comment="SHA-256 of what the browser holds"),
    Column("operator", String(100), ForeignKey("operator.name"), nullable=False),
    Column("form_token", String(64), nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("seq", Big, primary_key=True, autoincrement=True),
    Column("who", String(200), nullable=False),
    Column("moment", BigInteger, nullable=False, index=True),
    Index(None, "who", "moment"),
    comment="Attempts that count against a name or an address for a while.",
)

INDEX_TABLES = (
    token_index,
    string_index,
    uri_index,
    reference_index,
    date_index,
    reference_date_index,
    number_index,
    quantity_index,
    position_index,
)
"""Everything that is removed and written again with a resource."""
