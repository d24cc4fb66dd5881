"""Imports: which files were read when, by what, to what end, and which record each of their parts became."""

import sqlalchemy as sa
from alembic import op

revision = "20261128o"
down_revision = "20261128n"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("essay_id", TEXT, nullable=True),
        sa.Column("format", TEXT, nullable=False),
        sa.Column("importer", TEXT, nullable=False),
        sa.Column("files", TEXT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("parts", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_essay_id"), "imports", ["essay_id"])


def downgrade() -> None:
    """Take them away; the records that they made stay, with the files named in their versions."""
    op.drop_index(op.f("ix_imports_essay_id"), "imports")
    op.drop_table("imports")
