"""Reviews: what was found later of claims and figures; and those of the packs that are loaded."""

import sqlalchemy as sa
from alembic import op

from seed.frozen import index, index_tables
from seed.later_rows import load_later

revision = "20261128n"
down_revision = "20261128m"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LISTS = ("supersedes", "statistics", "sources", "claims")
SEARCHED: index.Searched = {"rated": "words", "rating": "words", "note": "words"}


def upgrade() -> None:
    """Make room for them, and bring those that there are."""
    op.create_table(
        "reviews",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("target_type", TEXT, nullable=False),
        sa.Column("target_id", TEXT, nullable=False),
        sa.Column("target_version", TEXT, nullable=False),
        sa.Column("target_changed", sa.Boolean(), nullable=False),
        sa.Column("reviewer_id", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("rated", TEXT, nullable=True),
        sa.Column("rating", TEXT, nullable=True),
        sa.Column("scale", TEXT, nullable=True),
        sa.Column("issued", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("doi", TEXT, nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("ratio_lower", TEXT, nullable=True),
        sa.Column("ratio_upper", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column("issued_start", TEXT, nullable=True),
        sa.Column("issued_end", TEXT, nullable=True),
        sa.Column(
            "target_claim_id",
            TEXT,
            sa.Computed("CASE WHEN target_type = 'claim' THEN target_id END", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "target_statistic_id",
            TEXT,
            sa.Computed("CASE WHEN target_type = 'statistic' THEN target_id END", persisted=True),
            nullable=True,
        ),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("id = essay_id || '-v' || CAST(number AS VARCHAR)", name=op.f("ck_reviews_id")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_reviews_status")),
        sa.CheckConstraint("\"target_type\" IN ('claim', 'statistic')", name=op.f("ck_reviews_target_type")),
        sa.CheckConstraint(
            "\"verdict\" IN ('confirmed', 'corrected', 'refuted', 'superseded', 'retracted-source', 'disputed', 'outdated', 'unverifiable')",
            name=op.f("ck_reviews_verdict"),
        ),
        sa.CheckConstraint(
            "(issued IS NULL) = (issued_start IS NULL) AND (issued IS NULL) = (issued_end IS NULL) AND (issued IS NULL OR issued_start <= issued_end)",
            name=op.f("ck_reviews_issued"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_reviews_number")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_reviews_version")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_reviews_essay_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["sources.id"], name=op.f("fk_reviews_reviewer_id")),
        sa.ForeignKeyConstraint(
            ["target_claim_id"],
            ["claims.id"],
            name=op.f("fk_reviews_target_claim_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["target_statistic_id"],
            ["statistics.id"],
            name=op.f("fk_reviews_target_statistic_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_reviews_essay_id_number")),
    )
    op.create_index(op.f("ix_reviews_reviewer_id"), "reviews", ["reviewer_id"], unique=False)
    op.create_index(op.f("ix_reviews_target_claim_id"), "reviews", ["target_claim_id"], unique=False)
    op.create_index(op.f("ix_reviews_target_id"), "reviews", ["target_id"], unique=False)
    op.create_index(op.f("ix_reviews_target_statistic_id"), "reviews", ["target_statistic_id"], unique=False)
    op.create_index(op.f("ix_reviews_verdict"), "reviews", ["verdict"], unique=False)
    op.create_table(
        "reviews_claims",
        sa.Column("review_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_reviews_claims_position")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_reviews_claims_claim_id")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_reviews_claims_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("review_id", "position", name=op.f("pk_reviews_claims")),
        sa.UniqueConstraint("review_id", "claim_id", name=op.f("uq_reviews_claims_review_id_claim_id")),
    )
    op.create_index(op.f("ix_reviews_claims_claim_id"), "reviews_claims", ["claim_id"], unique=False)
    op.create_table(
        "reviews_sources",
        sa.Column("review_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_reviews_sources_position")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_reviews_sources_review_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_reviews_sources_source_id")),
        sa.PrimaryKeyConstraint("review_id", "position", name=op.f("pk_reviews_sources")),
        sa.UniqueConstraint("review_id", "source_id", name=op.f("uq_reviews_sources_review_id_source_id")),
    )
    op.create_index(op.f("ix_reviews_sources_source_id"), "reviews_sources", ["source_id"], unique=False)
    op.create_table(
        "reviews_statistics",
        sa.Column("review_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statistic_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_reviews_statistics_position")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_reviews_statistics_review_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["statistic_id"], ["statistics.id"], name=op.f("fk_reviews_statistics_statistic_id")),
        sa.PrimaryKeyConstraint("review_id", "position", name=op.f("pk_reviews_statistics")),
        sa.UniqueConstraint("review_id", "statistic_id", name=op.f("uq_reviews_statistics_review_id_statistic_id")),
    )
    op.create_index(op.f("ix_reviews_statistics_statistic_id"), "reviews_statistics", ["statistic_id"], unique=False)
    op.create_table(
        "reviews_supersedes",
        sa.Column("review_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("superseded_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_reviews_supersedes_position")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_reviews_supersedes_review_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["superseded_id"], ["reviews.id"], name=op.f("fk_reviews_supersedes_superseded_id")),
        sa.PrimaryKeyConstraint("review_id", "position", name=op.f("pk_reviews_supersedes")),
        sa.UniqueConstraint("review_id", "superseded_id", name=op.f("uq_reviews_supersedes_review_id_superseded_id")),
    )
    op.create_index(op.f("ix_reviews_supersedes_superseded_id"), "reviews_supersedes", ["superseded_id"], unique=False)
    index_tables.add(op.get_bind(), "reviews")
    load_later(op.get_bind(), "reviews", SEARCHED)


def downgrade() -> None:
    """Take the tables away; the versions keep what was in them, for an upgrade to bring back."""
    if op.get_bind().dialect.name == "postgresql":  # which drops no table that constraints still have to look at
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    index_tables.withdraw(op.get_bind(), "reviews")
    for name in LISTS:
        op.drop_table(f"reviews_{name}")
    op.drop_table("reviews")
