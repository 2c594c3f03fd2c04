"""What answers want to know of a version without reading its content."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; versions stored before have none until `store reindex`."""
    comment = "what answers know without the content"
    op.add_column("version", sa.Column("facts", sa.LargeBinary(), nullable=True, comment=comment))
