"""Documents: beside each record, the JSON in which it is served."""

import sqlalchemy as sa
from alembic import op

revision = "20261127c"
down_revision = "20261127b"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
RESOURCES = (
    "essays",
    "sections",
    "passages",
    "claims",
    "statistics",
    "sources",
    "relationships",
    "topics",
    "evidence",
    "units",
    "measures",
    "entities",
)


def upgrade() -> None:
    """Make room for them; `lunju seed` fills it."""
    _settle()
    for name in RESOURCES:
        op.add_column(name, sa.Column("document", sa.LargeBinary(), nullable=True))
    op.create_table(
        "document_layouts",
        sa.Column("resource", TEXT, nullable=False),
        sa.Column("layout", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("resource", name=op.f("pk_document_layouts")),
    )


def downgrade() -> None:
    """Take them away; they are made of the records."""
    _settle()
    op.drop_table("document_layouts")
    for name in reversed(RESOURCES):
        op.drop_column(name, "document")


def _settle() -> None:
    """Let PostgreSQL look at what constraints put off: it alters no table that they still have to look at."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
