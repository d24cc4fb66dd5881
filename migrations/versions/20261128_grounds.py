"""Grounds: what the best chain of each claim and figure rests on."""

import sqlalchemy as sa
from alembic import op

revision = "20261128m"
down_revision = "20261128l"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make room for them; `lunju seed` reckons them."""
    op.create_table(
        "grounds",
        sa.Column("record_id", TEXT, nullable=False),
        sa.Column("grade", TEXT, nullable=False),
        sa.CheckConstraint(
            "\"grade\" IN ('named-source', 'unlocated-source', 'unnamed-source', 'author', 'analyst', 'nothing')",
            name=op.f("ck_grounds_grade"),
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_grounds")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_grounds_grade_record_id"), "grounds", ["grade", "record_id"])
    op.add_column("dataset", sa.Column("kept", TEXT, nullable=True))


def downgrade() -> None:
    """Take them away; they follow from the records."""
    op.drop_column("dataset", "kept")
    op.drop_table("grounds")
