"""The schema: one table per resource, one per list of theirs, the version chain, and the search index."""

import secrets

import sqlalchemy as sa
from alembic import op

from seed.frozen import index_tables
from seed.frozen.chain import GENESIS

revision = "20261127a"
down_revision = None
branch_labels = None
depends_on = None


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that sorts and compares by code point."""


def upgrade() -> None:
    """Create it."""
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chain_hash", TEXT, nullable=False),
        sa.Column("text_changes", sa.Integer(), nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_dataset_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
    )
    op.create_table(
        "essays",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("affiliation", TEXT, nullable=True),
        sa.Column("csl_type", TEXT, nullable=False),
        sa.Column("container_title", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("issued", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("license", TEXT, nullable=True),
        sa.Column("genre", TEXT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("extra", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column("issued_start", TEXT, nullable=True),
        sa.Column("issued_end", TEXT, nullable=True),
        sa.CheckConstraint(
            "(issued IS NULL) = (issued_start IS NULL) AND (issued IS NULL) = (issued_end IS NULL) AND (issued IS NULL OR issued_start <= issued_end)",
            name=op.f("ck_essays_issued"),
        ),
        sa.CheckConstraint(
            "\"csl_type\" IN ('article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'broadcast', 'chapter', 'classic', 'collection', 'dataset', 'document', 'entry', 'entry-dictionary', 'entry-encyclopedia', 'event', 'figure', 'graphic', 'hearing', 'interview', 'legal_case', 'legislation', 'manuscript', 'map', 'motion_picture', 'musical_score', 'pamphlet', 'paper-conference', 'patent', 'performance', 'periodical', 'personal_communication', 'post', 'post-weblog', 'regulation', 'report', 'review', 'review-book', 'software', 'song', 'speech', 'standard', 'thesis', 'treaty', 'webpage')",
            name=op.f("ck_essays_csl_type"),
        ),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_essays_status")),
        sa.CheckConstraint('"title" LIKE \'{"%":"%"}\'', name=op.f("ck_essays_title")),
        sa.CheckConstraint(
            "\"genre\" IN ('essay', 'dialogue', 'debate', 'student-essay', 'abstract', 'article', 'webpage', 'speech')",
            name=op.f("ck_essays_genre"),
        ),
        sa.CheckConstraint("(length IS NULL) = (sha256 IS NULL)", name=op.f("ck_essays_text")),
        sa.CheckConstraint("LENGTH(sha256) = 64", name=op.f("ck_essays_sha256")),
        sa.CheckConstraint("length >= 1", name=op.f("ck_essays_length")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_essays_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_essays")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=True),
        sa.Column("resource", TEXT, nullable=True),
        sa.Column("record_id", TEXT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("last_version", sa.Integer(), nullable=True),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.CheckConstraint("LENGTH(fingerprint) = 64", name=op.f("ck_idempotency_keys_fingerprint")),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(
        op.f("ix_idempotency_keys_resource_record_id"), "idempotency_keys", ["resource", "record_id"], unique=False
    )
    op.create_index(op.f("ix_idempotency_keys_expires_at"), "idempotency_keys", ["expires_at"], unique=False)
    op.create_table(
        "keys",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("secret_hash", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.Column("revoked_at", TEXT, nullable=True),
        sa.CheckConstraint("\"role\" IN ('editor', 'admin')", name=op.f("ck_keys_role")),
        sa.CheckConstraint("LENGTH(secret_hash) = 64", name=op.f("ck_keys_secret_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
        sa.UniqueConstraint("name", name=op.f("uq_keys_name")),
    )
    op.create_table(
        "packs",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("license", TEXT, nullable=False),
        sa.Column("dataset_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("LENGTH(hash) = 64", name=op.f("ck_packs_hash")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_packs")),
    )
    op.create_table(
        "entities",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("aliases", TEXT, nullable=False),
        sa.Column("same_as", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('person', 'organisation', 'product', 'place', 'work', 'event', 'concept')",
            name=op.f("ck_entities_kind"),
        ),
        sa.CheckConstraint('"label" LIKE \'{"%":"%"}\'', name=op.f("ck_entities_label")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_entities_status")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_entities_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_table(
        "sources",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("csl_type", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("editor", TEXT, nullable=True),
        sa.Column("translator", TEXT, nullable=True),
        sa.Column("container_title", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("publisher_place", TEXT, nullable=True),
        sa.Column("edition", TEXT, nullable=True),
        sa.Column("volume", TEXT, nullable=True),
        sa.Column("issue", TEXT, nullable=True),
        sa.Column("number", TEXT, nullable=True),
        sa.Column("page", TEXT, nullable=True),
        sa.Column("event", TEXT, nullable=True),
        sa.Column("archive", TEXT, nullable=True),
        sa.Column("issued", TEXT, nullable=True),
        sa.Column("accessed", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("isbn", TEXT, nullable=True),
        sa.Column("issn", TEXT, nullable=True),
        sa.Column("doi", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("as_written", TEXT, nullable=True),
        sa.Column("entity_id", TEXT, nullable=True),
        sa.Column("extra", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column("issued_start", TEXT, nullable=True),
        sa.Column("issued_end", TEXT, nullable=True),
        sa.CheckConstraint(
            "(issued IS NULL) = (issued_start IS NULL) AND (issued IS NULL) = (issued_end IS NULL) AND (issued IS NULL OR issued_start <= issued_end)",
            name=op.f("ck_sources_issued"),
        ),
        sa.CheckConstraint(
            "\"csl_type\" IN ('article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'broadcast', 'chapter', 'classic', 'collection', 'dataset', 'document', 'entry', 'entry-dictionary', 'entry-encyclopedia', 'event', 'figure', 'graphic', 'hearing', 'interview', 'legal_case', 'legislation', 'manuscript', 'map', 'motion_picture', 'musical_score', 'pamphlet', 'paper-conference', 'patent', 'performance', 'periodical', 'personal_communication', 'post', 'post-weblog', 'regulation', 'report', 'review', 'review-book', 'software', 'song', 'speech', 'standard', 'thesis', 'treaty', 'webpage')",
            name=op.f("ck_sources_csl_type"),
        ),
        sa.CheckConstraint(
            "\"kind\" IN ('person', 'organisation', 'report', 'paper', 'article', 'speech', 'webpage', 'communication', 'statistics', 'saying', 'anonymous')",
            name=op.f("ck_sources_kind"),
        ),
        sa.CheckConstraint('"name" LIKE \'{"%":"%"}\'', name=op.f("ck_sources_name")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_sources_status")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_sources_version")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_sources_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_entity_id"), "sources", ["entity_id"], unique=False)
    op.create_index(op.f("ix_sources_issued_start_issued_end"), "sources", ["issued_start", "issued_end"], unique=False)
    op.create_table(
        "measures",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint('"label" LIKE \'{"%":"%"}\'', name=op.f("ck_measures_label")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_measures_status")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_measures_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
    )
    op.create_table(
        "units",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("system", TEXT, nullable=False),
        sa.Column("dimension", TEXT, nullable=False),
        sa.Column("factor", TEXT, nullable=False),
        sa.Column("offset", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("factor NOT LIKE '-%' AND factor <> '0'", name=op.f("ck_units_factor")),
        sa.CheckConstraint('"label" LIKE \'{"%":"%"}\'', name=op.f("ck_units_label")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_units_status")),
        sa.CheckConstraint("\"system\" IN ('UCUM', 'ISO 4217', 'count')", name=op.f("ck_units_system")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_units_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_table(
        "versions",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("resource", TEXT, nullable=False),
        sa.Column("record_id", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=True),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("chain_hash", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.CheckConstraint(
            "\"action\" IN ('created', 'updated', 'withdrawn', 'merged', 'deleted', 'redacted')",
            name=op.f("ck_versions_action"),
        ),
        sa.CheckConstraint("LENGTH(content_hash) = 64 AND LENGTH(chain_hash) = 64", name=op.f("ck_versions_hashes")),
        sa.CheckConstraint("sequence >= 1 AND version >= 1", name=op.f("ck_versions_numbers")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_versions")),
        sa.UniqueConstraint("resource", "record_id", "version", name=op.f("uq_versions_resource_record_id_version")),
    )
    op.create_index(
        "uq_versions_author_year",
        "versions",
        ["record_id"],
        unique=True,
        sqlite_where=sa.text("version = 1 AND resource IN ('essays', 'sources')"),
        postgresql_where=sa.text("version = 1 AND resource IN ('essays', 'sources')"),
    )
    op.create_table(
        "counters",
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("letter", TEXT, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_counters_essay_id")),
        sa.PrimaryKeyConstraint("essay_id", "letter", name=op.f("pk_counters")),
    )
    op.create_table(
        "texts",
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("attached_at", TEXT, nullable=False),
        sa.CheckConstraint("LENGTH(sha256) = 64", name=op.f("ck_texts_sha256")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_texts_essay_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("essay_id", name=op.f("pk_texts")),
    )
    op.create_table(
        "sections",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent_id", TEXT, nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("id = essay_id || '-h' || CAST(number AS VARCHAR)", name=op.f("ck_sections_id")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_sections_status")),
        sa.CheckConstraint('"summary" LIKE \'{"%":"%"}\'', name=op.f("ck_sections_summary")),
        sa.CheckConstraint('"title" LIKE \'{"%":"%"}\'', name=op.f("ck_sections_title")),
        sa.CheckConstraint("(level = 1) = (parent_id IS NULL)", name=op.f("ck_sections_level")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sections_number")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_sections_parent")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_sections_version")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_sections_essay_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["sections.id"], name=op.f("fk_sections_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_sections_essay_id_number")),
    )
    op.create_index(op.f("ix_sections_parent_id"), "sections", ["parent_id"], unique=False)
    op.create_table(
        "topics",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("id = essay_id || '-t' || CAST(number AS VARCHAR)", name=op.f("ck_topics_id")),
        sa.CheckConstraint("\"kind\" IN ('breakthrough', 'gap', 'lever')", name=op.f("ck_topics_kind")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_topics_status")),
        sa.CheckConstraint('"summary" LIKE \'{"%":"%"}\'', name=op.f("ck_topics_summary")),
        sa.CheckConstraint('"title" LIKE \'{"%":"%"}\'', name=op.f("ck_topics_title")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_topics_number")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_topics_version")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_topics_essay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_topics_essay_id_number")),
    )
    op.create_table(
        "claims",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("one_utterance", sa.Boolean(), nullable=False),
        sa.Column("section_id", TEXT, nullable=True),
        sa.Column("extra", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("id = essay_id || '-c' || CAST(number AS VARCHAR)", name=op.f("ck_claims_id")),
        sa.CheckConstraint(
            "\"kind\" IN ('thesis', 'factual', 'causal', 'evaluative', 'predictive', 'prescriptive', 'definitional')",
            name=op.f("ck_claims_kind"),
        ),
        sa.CheckConstraint("\"stance\" IN ('endorses', 'reports', 'rejects')", name=op.f("ck_claims_stance")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_claims_status")),
        sa.CheckConstraint('"text" LIKE \'{"%":"%"}\'', name=op.f("ck_claims_text")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_claims_number")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_claims_version")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_claims_essay_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_claims_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_claims_essay_id_number")),
    )
    op.create_index(op.f("ix_claims_kind_essay_id_number"), "claims", ["kind", "essay_id", "number"], unique=False)
    op.create_index(op.f("ix_claims_section_id"), "claims", ["section_id"], unique=False)
    op.create_table(
        "passages",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("section_id", TEXT, nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("id = essay_id || '-p' || CAST(number AS VARCHAR)", name=op.f("ck_passages_id")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_passages_status")),
        sa.CheckConstraint("LENGTH(sha256) = 64", name=op.f("ck_passages_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_passages_number")),
        sa.CheckConstraint("paragraph >= 1 AND sentence >= paragraph", name=op.f("ck_passages_ordinals")),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_passages_span")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_passages_version")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_passages_essay_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_passages_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_passages_essay_id_number")),
        sa.UniqueConstraint("essay_id", "start", "end", name=op.f("uq_passages_essay_id_start_end")),
    )
    op.create_index(op.f("ix_passages_essay_id_sentence"), "passages", ["essay_id", "sentence"], unique=False)
    op.create_index(op.f("ix_passages_section_id"), "passages", ["section_id"], unique=False)
    op.create_table(
        "statistics",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("measure", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("quantity", TEXT, nullable=False),
        sa.Column("as_written", TEXT, nullable=False),
        sa.Column("comparator", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=True),
        sa.Column("reading", TEXT, nullable=True),
        sa.Column("lower", TEXT, nullable=True),
        sa.Column("lower_closed", sa.Boolean(), nullable=False),
        sa.Column("upper", TEXT, nullable=True),
        sa.Column("upper_closed", sa.Boolean(), nullable=False),
        sa.Column("bound_basis", TEXT, nullable=True),
        sa.Column("unit", TEXT, nullable=True),
        sa.Column("normalised_lower", TEXT, nullable=True),
        sa.Column("normalised_upper", TEXT, nullable=True),
        sa.Column("period", TEXT, nullable=True),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("condition", TEXT, nullable=True),
        sa.Column("condition_id", TEXT, nullable=True),
        sa.Column("ranked_by", TEXT, nullable=True),
        sa.Column("ranked_among", TEXT, nullable=True),
        sa.Column("formula", TEXT, nullable=True),
        sa.Column("recomputed_lower", TEXT, nullable=True),
        sa.Column("recomputed_upper", TEXT, nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("asserted_by", TEXT, nullable=False),
        sa.Column("section_id", TEXT, nullable=True),
        sa.Column("extra", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column("lower_key", TEXT, nullable=True),
        sa.Column("upper_key", TEXT, nullable=True),
        sa.Column("period_start", TEXT, nullable=True),
        sa.Column("period_end", TEXT, nullable=True),
        sa.CheckConstraint(
            "(quantity = 'date') = (lower_key IS NULL) AND (quantity = 'date') = (upper_key IS NULL) AND (quantity = 'date') = (bound_basis IS NULL)",
            name=op.f("ck_statistics_keys"),
        ),
        sa.CheckConstraint(
            "(unit IS NULL) = (quantity IN ('date', 'ordinal', 'rank'))", name=op.f("ck_statistics_unit")
        ),
        sa.CheckConstraint(
            "(value IS NULL) = (comparator = 'range' OR quantity = 'date')", name=op.f("ck_statistics_value")
        ),
        sa.CheckConstraint("id = essay_id || '-s' || CAST(number AS VARCHAR)", name=op.f("ck_statistics_id")),
        sa.CheckConstraint(
            "quantity <> 'date' OR (period IS NOT NULL AND unit IS NULL AND lower IS NULL AND upper IS NULL)",
            name=op.f("ck_statistics_date"),
        ),
        sa.CheckConstraint("quantity <> 'share' OR upper_key <= '2500001.'", name=op.f("ck_statistics_share")),
        sa.CheckConstraint(
            "quantity = 'date' OR COALESCE(CASE comparator WHEN 'eq' THEN (lower = value AND (upper = value OR reading = 'fraction') AND lower_closed AND upper_closed) WHEN 'approx' THEN (lower IS NOT NULL AND upper IS NOT NULL) WHEN 'lt' THEN (upper = value AND NOT upper_closed) WHEN 'le' THEN (upper = value AND upper_closed) WHEN 'gt' THEN (lower = value AND NOT lower_closed) WHEN 'ge' THEN (lower = value AND lower_closed) WHEN 'range' THEN (lower IS NOT NULL OR upper IS NOT NULL) END, 1 = 0)",
            name=op.f("ck_statistics_interval"),
        ),
        sa.CheckConstraint(
            "quantity NOT IN ('computation', 'count', 'data-size', 'duration', 'energy', 'length', 'mass', 'share', 'temperature') OR lower_key >= '1.'",
            name=op.f("ck_statistics_not_negative"),
        ),
        sa.CheckConstraint(
            "quantity NOT IN ('ordinal', 'rank') OR lower_key >= '2500001.'", name=op.f("ck_statistics_from_one")
        ),
        sa.CheckConstraint("\"asserted_by\" IN ('author', 'analyst')", name=op.f("ck_statistics_asserted_by")),
        sa.CheckConstraint(
            "\"bound_basis\" IS NULL OR \"bound_basis\" IN ('stated', 'domain', 'reading')",
            name=op.f("ck_statistics_bound_basis"),
        ),
        sa.CheckConstraint(
            "\"comparator\" IN ('eq', 'approx', 'lt', 'le', 'gt', 'ge', 'range')", name=op.f("ck_statistics_comparator")
        ),
        sa.CheckConstraint(
            "\"mode\" IN ('reported', 'estimate', 'forecast', 'potential', 'threshold', 'definition', 'computed', 'rhetorical')",
            name=op.f("ck_statistics_mode"),
        ),
        sa.CheckConstraint(
            "\"quantity\" IN ('count', 'share', 'share-difference', 'ratio', 'money', 'duration', 'rate', 'rank', 'ordinal', 'data-size', 'temperature', 'temperature-difference', 'computation', 'mass', 'length', 'energy', 'date')",
            name=op.f("ck_statistics_quantity"),
        ),
        sa.CheckConstraint(
            "\"reading\" IS NULL OR \"reading\" IN ('about', 'just-over', 'approaching', 'several', 'remainder', 'magnitude', 'fraction', 'emphasis')",
            name=op.f("ck_statistics_reading"),
        ),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_statistics_status")),
        sa.CheckConstraint('"text" LIKE \'{"%":"%"}\'', name=op.f("ck_statistics_text")),
        sa.CheckConstraint(
            "(formula IS NULL) = (recomputed_lower IS NULL) AND (formula IS NULL) = (recomputed_upper IS NULL) AND (formula IS NULL) = (agrees IS NULL)",
            name=op.f("ck_statistics_recomputed"),
        ),
        sa.CheckConstraint(
            "(lower IS NOT NULL OR NOT lower_closed) AND (upper IS NOT NULL OR NOT upper_closed)",
            name=op.f("ck_statistics_closed"),
        ),
        sa.CheckConstraint(
            "(lower IS NULL) = (normalised_lower IS NULL) AND (upper IS NULL) = (normalised_upper IS NULL)",
            name=op.f("ck_statistics_normalised"),
        ),
        sa.CheckConstraint("condition_id <> id", name=op.f("ck_statistics_condition")),
        sa.CheckConstraint(
            "(period IS NULL) = (period_start IS NULL) AND (period IS NULL) = (period_end IS NULL) AND (period IS NULL OR period_start <= period_end)",
            name=op.f("ck_statistics_period"),
        ),
        sa.CheckConstraint("lower_key <= upper_key", name=op.f("ck_statistics_order")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_statistics_number")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_statistics_version")),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["statistics.id"],
            name=op.f("fk_statistics_condition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_statistics_essay_id")),
        sa.ForeignKeyConstraint(["measure"], ["measures.id"], name=op.f("fk_statistics_measure")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_statistics_section_id")),
        sa.ForeignKeyConstraint(["subject"], ["entities.id"], name=op.f("fk_statistics_subject")),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name=op.f("fk_statistics_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_statistics_essay_id_number")),
    )
    op.create_index(op.f("ix_statistics_condition_id"), "statistics", ["condition_id"], unique=False)
    op.create_index(op.f("ix_statistics_lower_key_upper_key"), "statistics", ["lower_key", "upper_key"], unique=False)
    op.create_index(op.f("ix_statistics_measure"), "statistics", ["measure"], unique=False)
    op.create_index(op.f("ix_statistics_measure_subject"), "statistics", ["measure", "subject"], unique=False)
    op.create_index(
        op.f("ix_statistics_period_start_period_end"), "statistics", ["period_start", "period_end"], unique=False
    )
    op.create_index(op.f("ix_statistics_section_id"), "statistics", ["section_id"], unique=False)
    op.create_index(op.f("ix_statistics_subject"), "statistics", ["subject"], unique=False)
    op.create_index(
        op.f("ix_statistics_unit_lower_key_upper_key"), "statistics", ["unit", "lower_key", "upper_key"], unique=False
    )
    op.create_table(
        "claims_attributed_to",
        sa.Column("claim_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_claims_attributed_to_position")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claims_attributed_to_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_claims_attributed_to_source_id")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claims_attributed_to")),
        sa.UniqueConstraint("claim_id", "source_id", name=op.f("uq_claims_attributed_to_claim_id_source_id")),
    )
    op.create_index(op.f("ix_claims_attributed_to_source_id"), "claims_attributed_to", ["source_id"], unique=False)
    op.create_table(
        "claims_states",
        sa.Column("claim_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statistic_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_claims_states_position")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claims_states_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["statistic_id"], ["statistics.id"], name=op.f("fk_claims_states_statistic_id")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claims_states")),
        sa.UniqueConstraint("claim_id", "statistic_id", name=op.f("uq_claims_states_claim_id_statistic_id")),
    )
    op.create_index(op.f("ix_claims_states_statistic_id"), "claims_states", ["statistic_id"], unique=False)
    op.create_table(
        "claims_about",
        sa.Column("claim_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_claims_about_position")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claims_about_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_claims_about_entity_id")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claims_about")),
        sa.UniqueConstraint("claim_id", "entity_id", name=op.f("uq_claims_about_claim_id_entity_id")),
    )
    op.create_index(op.f("ix_claims_about_entity_id"), "claims_about", ["entity_id"], unique=False)
    op.create_table(
        "claims_passages",
        sa.Column("claim_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_claims_passages_position")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claims_passages_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_claims_passages_passage_id")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claims_passages")),
        sa.UniqueConstraint("claim_id", "passage_id", name=op.f("uq_claims_passages_claim_id_passage_id")),
    )
    op.create_index(op.f("ix_claims_passages_passage_id"), "claims_passages", ["passage_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("origin_type", TEXT, nullable=False),
        sa.Column("origin_id", TEXT, nullable=False),
        sa.Column("target_type", TEXT, nullable=False),
        sa.Column("target_id", TEXT, nullable=False),
        sa.Column("group", TEXT, nullable=True),
        sa.Column("scheme", TEXT, nullable=True),
        sa.Column("asserted_by", TEXT, nullable=False),
        sa.Column("asserter_id", TEXT, nullable=True),
        sa.Column("extra", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column(
            "origin_claim_id",
            TEXT,
            sa.Computed("CASE WHEN origin_type = 'claim' THEN origin_id END", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "origin_statistic_id",
            TEXT,
            sa.Computed("CASE WHEN origin_type = 'statistic' THEN origin_id END", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "origin_source_id",
            TEXT,
            sa.Computed("CASE WHEN origin_type = 'source' THEN origin_id END", persisted=True),
            nullable=True,
        ),
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
        sa.Column(
            "target_evidence_id",
            TEXT,
            sa.Computed("CASE WHEN target_type = 'evidence' THEN target_id END", persisted=True),
            nullable=True,
        ),
        sa.CheckConstraint("id = essay_id || '-e' || CAST(number AS VARCHAR)", name=op.f("ck_evidence_id")),
        sa.CheckConstraint(
            "origin_type || ' ' || relation || ' ' || target_type IN ('claim challenges claim', 'claim challenges evidence', 'claim challenges statistic', 'claim contradictory claim', 'claim contrary claim', 'claim equivalent claim', 'claim illustrates claim', 'claim illustrates evidence', 'claim qualifies claim', 'claim qualifies evidence', 'claim qualifies statistic', 'claim restates claim', 'claim restates evidence', 'claim supports claim', 'claim supports evidence', 'claim supports statistic', 'claim undercuts evidence', 'source challenges claim', 'source challenges evidence', 'source challenges statistic', 'source illustrates claim', 'source illustrates evidence', 'source qualifies claim', 'source qualifies evidence', 'source qualifies statistic', 'source supports claim', 'source supports evidence', 'source supports statistic', 'source undercuts evidence', 'statistic challenges claim', 'statistic challenges evidence', 'statistic challenges statistic', 'statistic contradictory statistic', 'statistic contrary statistic', 'statistic equivalent statistic', 'statistic illustrates claim', 'statistic illustrates evidence', 'statistic qualifies claim', 'statistic qualifies evidence', 'statistic qualifies statistic', 'statistic restates statistic', 'statistic supports claim', 'statistic supports evidence', 'statistic supports statistic', 'statistic undercuts evidence')",
            name=op.f("ck_evidence_permitted"),
        ),
        sa.CheckConstraint("\"asserted_by\" IN ('author', 'analyst', 'other')", name=op.f("ck_evidence_asserted_by")),
        sa.CheckConstraint(
            "\"scheme\" IS NULL OR \"scheme\" IN ('expert-opinion', 'position-to-know', 'witness-testimony', 'popular-opinion', 'popular-practice', 'example', 'analogy', 'precedent', 'sign', 'evidence-to-hypothesis', 'cause-to-effect', 'effect-to-cause', 'correlation-to-cause', 'positive-consequences', 'negative-consequences', 'practical-reasoning', 'values', 'rule', 'verbal-classification', 'definition-to-classification', 'composition', 'division', 'commitment', 'authority', 'a-fortiori', 'alternatives', 'threat-or-danger', 'waste', 'gradual', 'exception', 'bias', 'inconsistent-commitment', 'statistics')",
            name=op.f("ck_evidence_scheme"),
        ),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_evidence_status")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_evidence_number")),
        sa.CheckConstraint("origin_id <> target_id AND id <> target_id", name=op.f("ck_evidence_distinct")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_evidence_version")),
        sa.CheckConstraint("(asserted_by = 'other') = (asserter_id IS NOT NULL)", name=op.f("ck_evidence_asserter")),
        sa.ForeignKeyConstraint(["asserter_id"], ["sources.id"], name=op.f("fk_evidence_asserter_id")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_evidence_essay_id")),
        sa.ForeignKeyConstraint(
            ["origin_claim_id"],
            ["claims.id"],
            name=op.f("fk_evidence_origin_claim_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["origin_source_id"],
            ["sources.id"],
            name=op.f("fk_evidence_origin_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["origin_statistic_id"],
            ["statistics.id"],
            name=op.f("fk_evidence_origin_statistic_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["target_claim_id"],
            ["claims.id"],
            name=op.f("fk_evidence_target_claim_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["target_evidence_id"],
            ["evidence.id"],
            name=op.f("fk_evidence_target_evidence_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["target_statistic_id"],
            ["statistics.id"],
            name=op.f("fk_evidence_target_statistic_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_evidence_essay_id_number")),
    )
    op.create_index(op.f("ix_evidence_asserter_id"), "evidence", ["asserter_id"], unique=False)
    op.create_index(op.f("ix_evidence_origin_claim_id"), "evidence", ["origin_claim_id"], unique=False)
    op.create_index(op.f("ix_evidence_origin_id"), "evidence", ["origin_id"], unique=False)
    op.create_index(op.f("ix_evidence_origin_source_id"), "evidence", ["origin_source_id"], unique=False)
    op.create_index(op.f("ix_evidence_origin_statistic_id"), "evidence", ["origin_statistic_id"], unique=False)
    op.create_index(op.f("ix_evidence_target_claim_id"), "evidence", ["target_claim_id"], unique=False)
    op.create_index(op.f("ix_evidence_target_evidence_id"), "evidence", ["target_evidence_id"], unique=False)
    op.create_index(op.f("ix_evidence_target_id"), "evidence", ["target_id"], unique=False)
    op.create_index(op.f("ix_evidence_target_statistic_id"), "evidence", ["target_statistic_id"], unique=False)
    op.create_table(
        "relationships",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("essay_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("poles", TEXT, nullable=False),
        sa.Column("question", TEXT, nullable=False),
        sa.Column("thesis_id", TEXT, nullable=False),
        sa.Column("resolution", TEXT, nullable=False),
        sa.Column("lever_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("id = essay_id || '-r' || CAST(number AS VARCHAR)", name=op.f("ck_relationships_id")),
        sa.CheckConstraint('"question" LIKE \'{"%":"%"}\'', name=op.f("ck_relationships_question")),
        sa.CheckConstraint('"resolution" LIKE \'{"%":"%"}\'', name=op.f("ck_relationships_resolution")),
        sa.CheckConstraint("\"status\" IN ('published', 'withdrawn')", name=op.f("ck_relationships_status")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_relationships_number")),
        sa.CheckConstraint('poles LIKE \'[{"%":"%"},{"%":"%"}]\'', name=op.f("ck_relationships_poles")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_relationships_version")),
        sa.ForeignKeyConstraint(["essay_id"], ["essays.id"], name=op.f("fk_relationships_essay_id")),
        sa.ForeignKeyConstraint(["lever_id"], ["topics.id"], name=op.f("fk_relationships_lever_id")),
        sa.ForeignKeyConstraint(["thesis_id"], ["claims.id"], name=op.f("fk_relationships_thesis_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relationships")),
        sa.UniqueConstraint("essay_id", "number", name=op.f("uq_relationships_essay_id_number")),
    )
    op.create_index(op.f("ix_relationships_lever_id"), "relationships", ["lever_id"], unique=False)
    op.create_index(op.f("ix_relationships_thesis_id"), "relationships", ["thesis_id"], unique=False)
    op.create_table(
        "sections_passages",
        sa.Column("section_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_sections_passages_position")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_sections_passages_passage_id")),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_sections_passages_section_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("section_id", "position", name=op.f("pk_sections_passages")),
        sa.UniqueConstraint("section_id", "passage_id", name=op.f("uq_sections_passages_section_id_passage_id")),
    )
    op.create_index(op.f("ix_sections_passages_passage_id"), "sections_passages", ["passage_id"], unique=False)
    op.create_table(
        "sources_passages",
        sa.Column("source_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_sources_passages_position")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_sources_passages_passage_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_sources_passages_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "position", name=op.f("pk_sources_passages")),
        sa.UniqueConstraint("source_id", "passage_id", name=op.f("uq_sources_passages_source_id_passage_id")),
    )
    op.create_index(op.f("ix_sources_passages_passage_id"), "sources_passages", ["passage_id"], unique=False)
    op.create_table(
        "statistics_attributed_to",
        sa.Column("statistic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_statistics_attributed_to_position")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_statistics_attributed_to_source_id")),
        sa.ForeignKeyConstraint(
            ["statistic_id"],
            ["statistics.id"],
            name=op.f("fk_statistics_attributed_to_statistic_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statistic_id", "position", name=op.f("pk_statistics_attributed_to")),
        sa.UniqueConstraint(
            "statistic_id", "source_id", name=op.f("uq_statistics_attributed_to_statistic_id_source_id")
        ),
    )
    op.create_index(
        op.f("ix_statistics_attributed_to_source_id"), "statistics_attributed_to", ["source_id"], unique=False
    )
    op.create_table(
        "statistics_inputs",
        sa.Column("statistic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("input_id", TEXT, nullable=False),
        sa.CheckConstraint("input_id <> statistic_id", name=op.f("ck_statistics_inputs_input")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_statistics_inputs_position")),
        sa.ForeignKeyConstraint(["input_id"], ["statistics.id"], name=op.f("fk_statistics_inputs_input_id")),
        sa.ForeignKeyConstraint(
            ["statistic_id"], ["statistics.id"], name=op.f("fk_statistics_inputs_statistic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statistic_id", "position", name=op.f("pk_statistics_inputs")),
        sa.UniqueConstraint("statistic_id", "input_id", name=op.f("uq_statistics_inputs_statistic_id_input_id")),
    )
    op.create_index(op.f("ix_statistics_inputs_input_id"), "statistics_inputs", ["input_id"], unique=False)
    op.create_table(
        "statistics_passages",
        sa.Column("statistic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_statistics_passages_position")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_statistics_passages_passage_id")),
        sa.ForeignKeyConstraint(
            ["statistic_id"], ["statistics.id"], name=op.f("fk_statistics_passages_statistic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statistic_id", "position", name=op.f("pk_statistics_passages")),
        sa.UniqueConstraint("statistic_id", "passage_id", name=op.f("uq_statistics_passages_statistic_id_passage_id")),
    )
    op.create_index(op.f("ix_statistics_passages_passage_id"), "statistics_passages", ["passage_id"], unique=False)
    op.create_table(
        "topics_claims",
        sa.Column("topic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_topics_claims_position")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_topics_claims_claim_id")),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_topics_claims_topic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic_id", "position", name=op.f("pk_topics_claims")),
        sa.UniqueConstraint("topic_id", "claim_id", name=op.f("uq_topics_claims_topic_id_claim_id")),
    )
    op.create_index(op.f("ix_topics_claims_claim_id"), "topics_claims", ["claim_id"], unique=False)
    op.create_table(
        "topics_passages",
        sa.Column("topic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_topics_passages_position")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_topics_passages_passage_id")),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_topics_passages_topic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic_id", "position", name=op.f("pk_topics_passages")),
        sa.UniqueConstraint("topic_id", "passage_id", name=op.f("uq_topics_passages_topic_id_passage_id")),
    )
    op.create_index(op.f("ix_topics_passages_passage_id"), "topics_passages", ["passage_id"], unique=False)
    op.create_table(
        "topics_about",
        sa.Column("topic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_topics_about_position")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_topics_about_topic_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_topics_about_entity_id")),
        sa.PrimaryKeyConstraint("topic_id", "position", name=op.f("pk_topics_about")),
        sa.UniqueConstraint("topic_id", "entity_id", name=op.f("uq_topics_about_topic_id_entity_id")),
    )
    op.create_index(op.f("ix_topics_about_entity_id"), "topics_about", ["entity_id"], unique=False)
    op.create_table(
        "relationships_claims",
        sa.Column("relationship_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.CheckConstraint("\"role\" IN ('pole_a', 'pole_b', 'between')", name=op.f("ck_relationships_claims_role")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_relationships_claims_position")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_relationships_claims_claim_id")),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_relationships_claims_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("relationship_id", "position", name=op.f("pk_relationships_claims")),
        sa.UniqueConstraint(
            "relationship_id", "claim_id", name=op.f("uq_relationships_claims_relationship_id_claim_id")
        ),
    )
    op.create_index(op.f("ix_relationships_claims_claim_id"), "relationships_claims", ["claim_id"], unique=False)
    op.create_table(
        "relationships_passages",
        sa.Column("relationship_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_relationships_passages_position")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_relationships_passages_passage_id")),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_relationships_passages_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("relationship_id", "position", name=op.f("pk_relationships_passages")),
        sa.UniqueConstraint(
            "relationship_id", "passage_id", name=op.f("uq_relationships_passages_relationship_id_passage_id")
        ),
    )
    op.create_index(
        op.f("ix_relationships_passages_passage_id"), "relationships_passages", ["passage_id"], unique=False
    )
    op.create_table(
        "relationships_about",
        sa.Column("relationship_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_relationships_about_position")),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_relationships_about_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_relationships_about_entity_id")),
        sa.PrimaryKeyConstraint("relationship_id", "position", name=op.f("pk_relationships_about")),
        sa.UniqueConstraint(
            "relationship_id", "entity_id", name=op.f("uq_relationships_about_relationship_id_entity_id")
        ),
    )
    op.create_index(op.f("ix_relationships_about_entity_id"), "relationships_about", ["entity_id"], unique=False)
    columns = ("id", "version", "chain_hash", "text_changes", "epoch")
    dataset = sa.table("dataset", *(sa.column(name) for name in columns))
    op.execute(dataset.insert().values(id=1, version=0, chain_hash=GENESIS, text_changes=0, epoch=secrets.token_hex(6)))
    index_tables.create(op.get_bind())


def downgrade() -> None:
    """Drop it."""
    index_tables.drop(op.get_bind())
    op.drop_index(op.f("ix_relationships_about_entity_id"), table_name="relationships_about")
    op.drop_table("relationships_about")
    op.drop_index(op.f("ix_relationships_passages_passage_id"), table_name="relationships_passages")
    op.drop_table("relationships_passages")
    op.drop_index(op.f("ix_relationships_claims_claim_id"), table_name="relationships_claims")
    op.drop_table("relationships_claims")
    op.drop_index(op.f("ix_topics_about_entity_id"), table_name="topics_about")
    op.drop_table("topics_about")
    op.drop_index(op.f("ix_topics_passages_passage_id"), table_name="topics_passages")
    op.drop_table("topics_passages")
    op.drop_index(op.f("ix_topics_claims_claim_id"), table_name="topics_claims")
    op.drop_table("topics_claims")
    op.drop_index(op.f("ix_statistics_passages_passage_id"), table_name="statistics_passages")
    op.drop_table("statistics_passages")
    op.drop_index(op.f("ix_statistics_inputs_input_id"), table_name="statistics_inputs")
    op.drop_table("statistics_inputs")
    op.drop_index(op.f("ix_statistics_attributed_to_source_id"), table_name="statistics_attributed_to")
    op.drop_table("statistics_attributed_to")
    op.drop_index(op.f("ix_sources_passages_passage_id"), table_name="sources_passages")
    op.drop_table("sources_passages")
    op.drop_index(op.f("ix_sections_passages_passage_id"), table_name="sections_passages")
    op.drop_table("sections_passages")
    op.drop_index(op.f("ix_relationships_thesis_id"), table_name="relationships")
    op.drop_index(op.f("ix_relationships_lever_id"), table_name="relationships")
    op.drop_table("relationships")
    op.drop_index(op.f("ix_evidence_target_statistic_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_target_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_target_evidence_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_target_claim_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_origin_statistic_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_origin_source_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_origin_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_origin_claim_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_asserter_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_claims_passages_passage_id"), table_name="claims_passages")
    op.drop_table("claims_passages")
    op.drop_index(op.f("ix_claims_about_entity_id"), table_name="claims_about")
    op.drop_table("claims_about")
    op.drop_index(op.f("ix_claims_states_statistic_id"), table_name="claims_states")
    op.drop_table("claims_states")
    op.drop_index(op.f("ix_claims_attributed_to_source_id"), table_name="claims_attributed_to")
    op.drop_table("claims_attributed_to")
    op.drop_index(op.f("ix_statistics_unit_lower_key_upper_key"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_subject"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_section_id"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_period_start_period_end"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_measure_subject"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_measure"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_lower_key_upper_key"), table_name="statistics")
    op.drop_index(op.f("ix_statistics_condition_id"), table_name="statistics")
    op.drop_table("statistics")
    op.drop_index(op.f("ix_passages_section_id"), table_name="passages")
    op.drop_index(op.f("ix_passages_essay_id_sentence"), table_name="passages")
    op.drop_table("passages")
    op.drop_index(op.f("ix_claims_section_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_kind_essay_id_number"), table_name="claims")
    op.drop_table("claims")
    op.drop_table("topics")
    op.drop_index(op.f("ix_sections_parent_id"), table_name="sections")
    op.drop_table("sections")
    op.drop_table("texts")
    op.drop_table("counters")
    op.drop_index(
        "uq_versions_author_year",
        table_name="versions",
        sqlite_where=sa.text("version = 1 AND resource IN ('essays', 'sources')"),
        postgresql_where=sa.text("version = 1 AND resource IN ('essays', 'sources')"),
    )
    op.drop_table("versions")
    op.drop_table("units")
    op.drop_table("measures")
    op.drop_index(op.f("ix_sources_issued_start_issued_end"), table_name="sources")
    op.drop_index(op.f("ix_sources_entity_id"), table_name="sources")
    op.drop_table("sources")
    op.drop_table("entities")
    op.drop_table("packs")
    op.drop_table("keys")
    op.drop_table("idempotency_keys")
    op.drop_table("essays")
    op.drop_table("dataset")
