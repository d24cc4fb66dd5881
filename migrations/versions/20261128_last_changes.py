"""Last changes: which change was the last of each resource, and of what each essay has of it."""

import sqlalchemy as sa
from alembic import op

revision = "20261128l"
down_revision = "20261127d"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make room for them; `lunju seed` notes them."""
    op.create_table(
        "last_changes",
        sa.Column("resource", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("link", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("resource", "essay_id", name=op.f("pk_last_changes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_last_changes_sequence"), "last_changes", ["sequence"])
    op.add_column("dataset", sa.Column("noted", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take them away; they follow from the versions."""
    op.drop_column("dataset", "noted")
    op.drop_table("last_changes")
