"""Tallies: how many records have each value of a facet."""

import sqlalchemy as sa
from alembic import op

revision = "20261127d"
down_revision = "20261127c"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = ("resource", "field", "held", "facet", "value", "status")


def upgrade() -> None:
    """Make room for them; `lunju seed` fills it."""
    op.create_table(
        "tallies",
        *(sa.Column(name, TEXT, nullable=False) for name in KEY),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_tallies")),
        sqlite_with_rowid=False,
    )
    op.add_column("dataset", sa.Column("tallied", TEXT, nullable=True))


def downgrade() -> None:
    """Take them away; they are counted of the records."""
    op.drop_column("dataset", "tallied")
    op.drop_table("tallies")
