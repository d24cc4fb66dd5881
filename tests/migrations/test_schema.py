"""The migrated schema is the one that the models declare, and wrong data does not get in."""

import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

import api.core.texts.attached_texts
import api.core.versions.version_tables
import api.core.write.api_keys
import api.core.write.idempotency
import api.resources.registry  # noqa: F401 - the tables of every room
from api.resources.evidence.permitted_links import PERMITTED, Relation
from seed.frozen.decimals import bound_key
from seed.frozen.index_tables import PREFIX
from tests.conftest import Databases, engine_of

TABLES = sorted(SQLModel.metadata.tables)


@pytest.fixture(scope="session")
def declared(databases: Databases) -> str:
    """The URL of a database with the schema that the models declare."""
    url = databases.empty()
    with engine_of(url) as engine:
        SQLModel.metadata.create_all(engine)
    return url


def rows(connection: sa.Connection, statement: str, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(statement), {"table": table})]


COLUMNS = """
SELECT column_name, ordinal_position, data_type, collation_name, is_nullable, column_default, is_identity,
       is_generated, generation_expression
FROM information_schema.columns WHERE table_schema = 'public' AND table_name = :table ORDER BY ordinal_position
"""
CONSTRAINTS = """
SELECT conname, contype, condeferrable, condeferred, convalidated, pg_get_constraintdef(oid)
FROM pg_constraint WHERE conrelid = CAST(:table AS regclass) ORDER BY conname
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = :table ORDER BY 1"
TRIGGERS = "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:table AS regclass) AND NOT tgisinternal"


def shape_on_postgresql(connection: sa.Connection, table: str) -> dict[str, object]:
    """What the catalogue of PostgreSQL says of a table."""
    return {
        "columns": rows(connection, COLUMNS, table),
        "constraints": rows(connection, CONSTRAINTS, f'"{table}"'),
        "indexes": rows(connection, INDEXES, table),
        "triggers": rows(connection, TRIGGERS, f'"{table}"'),
    }


def parts(body: str) -> list[str]:
    """The parts of a table's definition: what stands between the commas that no bracket or quote encloses."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[(),]", body):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "," and depth == 0:
            found.append(body[start : match.start()])
            start = match.end()
    return [" ".join(part.split()) for part in [*found, body[start:]]]


def shape_on_sqlite(connection: sa.Connection, table: str) -> dict[str, object]:
    """What the catalogue of SQLite says of a table."""
    [(definition,)] = rows(connection, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table", table)
    # A check may stand with its column, or with the table: it is the same check.
    stated = parts(str(definition).partition("(")[2].rpartition(")")[0])
    defined = [piece for part in stated for piece in re.split(r"(?<=.) (?=CONSTRAINT \w+ CHECK )", part)]
    others = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = :table AND type <> 'table' ORDER BY 1, 2"
    return {
        "columns": [part for part in defined if not part.startswith("CONSTRAINT")],
        "constraints": sorted(part for part in defined if part.startswith("CONSTRAINT")),
        "others": rows(connection, others, table),
        "after": " ".join(str(definition).rpartition(")")[2].split()),
    }


def shape(url: str, table: str) -> dict[str, object]:
    with engine_of(url) as engine, engine.connect() as connection:
        read = shape_on_postgresql if engine.dialect.name == "postgresql" else shape_on_sqlite
        return read(connection, table)


@pytest.mark.parametrize("table", TABLES)
def test_a_migrated_table_is_the_one_that_the_models_declare(seeded: str, declared: str, table: str) -> None:
    assert shape(seeded, table) == shape(declared, table)


def test_migrations_make_the_tables_that_the_models_declare_and_no_others(seeded: str) -> None:
    with engine_of(seeded) as engine:
        made = [name for name in sa.inspect(engine).get_table_names() if not name.startswith(PREFIX)]
    assert sorted(made) == sorted([*TABLES, "alembic_version"])


def test_migrations_leave_no_types_views_or_sequences_of_their_own(seeded: str) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            found = "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')"
        else:
            found = (
                "SELECT relname FROM pg_class "
                "WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i') UNION "
                "SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')"
            )
        assert connection.execute(sa.text(found)).all() == []


def test_text_is_compared_by_code_point(seeded: str) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        table = sa.Table("measures", sa.MetaData(), autoload_with=connection)
        found = list(connection.scalars(sa.select(table.c.label).order_by(table.c.label)))
    assert found == sorted(found)


# Wrong data. Each case changes a row that would be right, so that one rule alone can refuse it.

Row = dict[str, Any]

STAMP: Row = {
    "note": None,
    "status": "published",
    "version": 1,
    "created_at": "2026-12-01T00:00:00Z",
    "updated_at": "2026-12-01T00:00:00Z",
}
WORDS = '{"en":"our words","zh-Hans":"我们的话"}'
HASH = "0" * 64


def numbered(letter: str, **fields: object) -> Row:
    return {"id": f"cao2023-{letter}90001", "essay_id": "cao2023", "number": 90001} | fields | STAMP


def ends(
    lower: str | None, upper: str | None, *, lower_closed: bool = True, upper_closed: bool = True, **fields: object
) -> Row:
    """The columns of a figure's interval, in base units as in its own, with the keys that they have."""
    return {
        "lower": lower,
        "lower_closed": lower_closed,
        "upper": upper,
        "upper_closed": upper_closed,
        "normalised_lower": lower,
        "normalised_upper": upper,
        "lower_key": bound_key(lower, closed=lower_closed, side="lower"),
        "upper_key": bound_key(upper, closed=upper_closed, side="upper"),
    } | fields


FIGURE = numbered(
    "s",
    text=WORDS,
    measure="users",
    subject="chatgpt",
    quantity="count",
    as_written="5",
    comparator="eq",
    value="5",
    reading=None,
    bound_basis="stated",
    unit="user",
    period=None,
    mode="reported",
    condition=None,
    condition_id=None,
    ranked_by=None,
    ranked_among=None,
    formula=None,
    recomputed_lower=None,
    recomputed_upper=None,
    agrees=None,
    asserted_by="author",
    section_id="cao2023-h1",
    extra=None,
    **ends("5", "5"),
)
DATE: Row = {
    "period_start": "25000720230101.",
    "period_end": "25000720231231.",
    "quantity": "date",
    "value": None,
    "unit": None,
    "bound_basis": None,
    "period": "2023",
    **ends(None, None, lower_closed=False, upper_closed=False, lower_key=None, upper_key=None),
}
RANK: Row = {"quantity": "rank", "unit": None}
SHARE: Row = {"quantity": "share", "unit": "1"}
COMPUTED: Row = {"formula": "a", "recomputed_lower": "5", "recomputed_upper": "5", "agrees": True}

RIGHT: dict[str, Row] = {
    "essays": {
        "id": "fern2026", "title": WORDS, "author": "[]", "affiliation": None, "csl_type": "article",
        "container_title": None, "publisher": None, "issued": None, "language": "en", "url": None, "license": None,
        "genre": "essay", "length": 1, "sha256": HASH, "extra": None,
    } | STAMP,
    "sources": {
        "id": "fern2026", "kind": "person", "name": WORDS, "csl_type": "document", "title": None, "author": "[]",
        "editor": None, "translator": None, "container_title": None, "publisher": None, "publisher_place": None,
        "edition": None, "volume": None, "issue": None, "number": None, "page": None, "event": None, "archive": None,
        "issued": None, "accessed": None, "language": None, "isbn": None, "issn": None, "doi": None, "url": None,
        "as_written": None, "entity_id": None, "extra": None,
    } | STAMP,
    "measures": {"id": "fern", "label": WORDS} | STAMP,
    "entities": {"id": "fern", "kind": "concept", "label": WORDS, "aliases": "[]", "same_as": "[]"} | STAMP,
    "units": {"id": "fern", "system": "count", "dimension": "fern", "factor": "1", "offset": "0", "label": WORDS}
    | STAMP,
    "sections": numbered("h", parent_id=None, level=1, title=WORDS, summary=WORDS),
    "passages": numbered("p", start=90000, end=90001, sha256=HASH, section_id=None, paragraph=1, sentence=1),
    "claims": numbered(
        "c", kind="factual", text=WORDS, stance="endorses", section_id="cao2023-h1", one_utterance=False, extra=None
    ),
    "statistics": FIGURE,
    "topics": numbered("t", kind="gap", title=WORDS, summary=WORDS),
    "relationships": numbered(
        "r", poles=f"[{WORDS},{WORDS}]", question=WORDS, thesis_id="cao2023-c1", resolution=WORDS, lever_id=None
    ),
    "evidence": numbered(
        "e", relation="undercuts", origin_type="claim", origin_id="cao2023-c1", target_type="evidence",
        target_id="cao2023-e400", group=None, scheme=None, asserted_by="analyst", asserter_id=None, extra=None,
    ),
    "claims_passages": {"claim_id": "cao2023-c1", "position": 90, "passage_id": "cao2023-p1"},
    "relationships_claims": {
        "relationship_id": "cao2023-r1", "position": 90, "claim_id": "cao2023-c1", "role": "between"
    },
    "statistics_inputs": {"statistic_id": "cao2023-s1", "position": 90, "input_id": "cao2023-s2"},
    "versions": {
        "sequence": 90001, "resource": "claims", "record_id": "cao2023-c90001", "version": 1, "action": "created",
        "state": "{}", "content_hash": HASH, "chain_hash": HASH, "created_at": "2026-12-01T00:00:00Z",
        "actor": "pack:x", "reason": None,
    },
    "packs": {"name": "fern2026", "hash": HASH, "title": WORDS, "license": "MIT", "dataset_version": 1},
    "idempotency_keys": {
        "actor": "fern", "key": "1", "fingerprint": HASH, "status": 201, "headers": "{}", "content": "{}",
        "expires_at": "2027-12-01T00:00:00Z",
    },
    "keys": {
        "id": "0" * 16, "name": "fern", "role": "editor", "secret_hash": HASH, "created_at": "2026-12-01T00:00:00Z",
        "expires_at": "2027-12-01T00:00:00Z", "revoked_at": None,
    },
    "counters": {"essay_id": "cao2023", "letter": "z", "last": 1},
    "texts": {
        "essay_id": "cao2023", "sha256": HASH, "text": "Our words.", "free": False,
        "attached_at": "2026-12-01T00:00:00Z",
    },
}  # fmt: skip

ALSO_RIGHT: list[tuple[str, Row]] = [
    ("statistics", DATE),
    ("statistics", RANK | ends("1", "5", comparator="le")),
    ("statistics", SHARE | ends("0", "1", upper_closed=True, comparator="le", value="1")),
    ("statistics", SHARE | ends("0", "1", upper_closed=False, comparator="lt", value="1")),
    ("statistics", ends("0", "5", upper_closed=False, comparator="lt")),
    ("statistics", ends("5", None, lower_closed=False, upper_closed=False, comparator="gt")),
    ("statistics", ends("5", None, upper_closed=False, comparator="ge")),
    ("statistics", ends("15", "20", comparator="range", value=None)),
    ("statistics", ends("4.5", "5.5", comparator="approx", reading="about")),
    ("statistics", {"quantity": "money", "unit": "USD"} | ends("-5", "-5", value="-5")),
    ("statistics", COMPUTED),
    ("sections", {"level": 2, "parent_id": "cao2023-h1"}),
    ("relationships", {"lever_id": "cao2023-t1"}),
    ("essays", {"length": None, "sha256": None}),
    ("claims", {"section_id": None}),
    ("evidence", {"asserted_by": "other", "asserter_id": "gartner2021"}),
]

FOREIGN = "(?i)foreign key constraint"
UNIQUE = "(?i)unique constraint"
MISSING = "(?i)not[ -]null constraint"

WRONG: list[tuple[str, Row, str]] = [
    # What is named is there
    ("claims", {"essay_id": "nobody2026", "id": "nobody2026-c90001"}, FOREIGN),
    ("claims", {"section_id": "cao2023-h999"}, FOREIGN),
    ("sections", {"level": 2, "parent_id": "cao2023-h999"}, FOREIGN),
    ("passages", {"section_id": "cao2023-h999"}, FOREIGN),
    ("statistics", {"measure": "nothing"}, FOREIGN),
    ("statistics", {"subject": "nothing"}, FOREIGN),
    ("statistics", {"unit": "nothing"}, FOREIGN),
    ("statistics", {"condition_id": "cao2023-s999"}, FOREIGN),
    ("statistics", {"section_id": "cao2023-h999"}, FOREIGN),
    ("relationships", {"thesis_id": "cao2023-c999"}, FOREIGN),
    ("relationships", {"lever_id": "cao2023-t999"}, FOREIGN),
    ("evidence", {"origin_id": "cao2023-c999"}, FOREIGN),
    ("evidence", {"target_id": "cao2023-e999"}, FOREIGN),
    ("evidence", {"asserted_by": "other", "asserter_id": "nobody2026"}, FOREIGN),
    ("evidence", {"origin_type": "statistic", "origin_id": "cao2023-c1"}, FOREIGN),
    ("evidence", {"origin_type": "source", "origin_id": "cao2023"}, FOREIGN),
    ("evidence", {"relation": "supports", "target_type": "claim", "target_id": "cao2023-s1"}, FOREIGN),
    ("evidence", {"relation": "supports", "target_type": "statistic", "target_id": "cao2023-c2"}, FOREIGN),
    ("claims_passages", {"claim_id": "cao2023-c999"}, FOREIGN),
    ("claims_passages", {"passage_id": "cao2023-p999"}, FOREIGN),
    ("relationships_claims", {"claim_id": "cao2023-c999"}, FOREIGN),
    ("statistics_inputs", {"input_id": "cao2023-s999"}, FOREIGN),
    ("counters", {"essay_id": "nobody2026"}, FOREIGN),
    ("texts", {"essay_id": "nobody2026"}, FOREIGN),
    # Nothing is there twice
    ("claims", {"id": "cao2023-c1", "number": 1}, UNIQUE),
    ("passages", {"start": 0, "end": 18}, UNIQUE),
    ("sources", {"id": "gartner2021"}, UNIQUE),
    ("essays", {"id": "cao2023"}, UNIQUE),
    ("units", {"id": "mo"}, UNIQUE),
    ("claims_passages", {"position": 1}, UNIQUE),
    ("relationships_claims", {"position": 1}, UNIQUE),
    ("versions", {"sequence": 1}, UNIQUE),
    ("versions", {"record_id": "cao2023-c1"}, UNIQUE),
    ("versions", {"resource": "sources", "record_id": "cao2023"}, UNIQUE),
    ("versions", {"resource": "essays", "record_id": "gartner2021"}, UNIQUE),
    ("packs", {"name": "cao2023"}, UNIQUE),
    ("counters", {"letter": "c"}, UNIQUE),
    ("texts", {"essay_id": "moss2026"}, UNIQUE),
    # Ids say the essay, the kind and the number
    *[
        (table, {"id": f"cao2023-{wrong}"}, f"ck_{table}_id")
        for table, letter in (
            ("sections", "h"), ("passages", "p"), ("claims", "c"), ("statistics", "s"), ("topics", "t"),
            ("relationships", "r"), ("evidence", "e"),
        )
        for wrong in (f"{letter}90002", f"{letter}090001", "x90001", f"{letter}90001 ")
    ],
    ("claims", {"id": "moss2026-c90001"}, "ck_claims_id"),
    ("claims", {"id": "cao2023-c0", "number": 0}, "ck_claims_number"),
    ("claims", {"id": "cao2023-c-1", "number": -1}, "ck_claims_number"),
    # Vocabularies
    ("claims", {"kind": "opinion"}, "ck_claims_kind"),
    ("claims", {"stance": "doubts"}, "ck_claims_stance"),
    ("claims", {"status": "draft"}, "ck_claims_status"),
    ("claims", {"version": 0}, "ck_claims_version"),
    ("topics", {"kind": "theme"}, "ck_topics_kind"),
    ("entities", {"kind": "thing"}, "ck_entities_kind"),
    ("sources", {"kind": "rumour"}, "ck_sources_kind"),
    ("units", {"system": "imperial"}, "ck_units_system"),
    ("statistics", {"quantity": "size"}, "ck_statistics_quantity"),
    ("statistics", {"mode": "guessed"}, "ck_statistics_mode"),
    ("statistics", {"reading": "roughly"}, "ck_statistics_reading"),
    ("statistics", {"bound_basis": "guess"}, "ck_statistics_bound_basis"),
    ("statistics", {"asserted_by": "editor"}, "ck_statistics_asserted_by"),
    ("evidence", {"asserted_by": "editor"}, "ck_evidence_asserted_by"),
    ("evidence", {"scheme": "definition"}, "ck_evidence_scheme"),
    ("versions", {"action": "changed"}, "ck_versions_action"),
    # Words are there
    ("claims", {"text": "{}"}, "ck_claims_text"),
    ("claims", {"text": "words"}, "ck_claims_text"),
    ("essays", {"title": "{}"}, "ck_essays_title"),
    ("relationships", {"poles": f"[{WORDS}]"}, "ck_relationships_poles"),
    ("relationships", {"question": "{}"}, "ck_relationships_question"),
    ("claims", {"text": None}, MISSING),
    # Places
    ("passages", {"start": 90001}, "ck_passages_span"),
    ("passages", {"start": 90002}, "ck_passages_span"),
    ("passages", {"start": -1}, "ck_passages_span"),
    ("passages", {"paragraph": 0}, "ck_passages_ordinals"),
    ("passages", {"paragraph": 2}, "ck_passages_ordinals"),
    ("passages", {"sha256": "0"}, "ck_passages_sha256"),
    ("essays", {"length": 0}, "ck_essays_length"),
    ("essays", {"sha256": "0"}, "ck_essays_sha256"),
    ("essays", {"sha256": None}, "ck_essays_text"),
    ("essays", {"length": None}, "ck_essays_text"),
    ("essays", {"genre": "poem"}, "ck_essays_genre"),
    ("evidence", {"asserted_by": "other"}, "ck_evidence_asserter"),
    ("evidence", {"asserter_id": "gartner2021"}, "ck_evidence_asserter"),
    ("sections", {"level": 2}, "ck_sections_level"),
    ("sections", {"parent_id": "cao2023-h1"}, "ck_sections_level"),
    # A comparator fits its value and its ends
    ("statistics", {"comparator": "about"}, "ck_statistics_(comparator|interval)"),
    ("statistics", {"value": None}, "ck_statistics_(value|interval)"),
    ("statistics", {"comparator": "range"}, "ck_statistics_value"),
    ("statistics", ends("4", "5"), "ck_statistics_interval"),
    ("statistics", ends("5", "6"), "ck_statistics_interval"),
    ("statistics", ends("5", None, upper_closed=False), "ck_statistics_interval"),
    ("statistics", ends("0", "5", comparator="lt"), "ck_statistics_interval"),
    ("statistics", ends("0", "6", upper_closed=False, comparator="lt"), "ck_statistics_interval"),
    ("statistics", ends("0", None, upper_closed=False, comparator="lt"), "ck_statistics_interval"),
    ("statistics", ends("0", "5", upper_closed=False, comparator="le"), "ck_statistics_interval"),
    ("statistics", ends("5", None, upper_closed=False, comparator="gt"), "ck_statistics_interval"),
    ("statistics", ends("6", None, lower_closed=False, upper_closed=False, comparator="gt"), "ck_statistics_interval"),
    ("statistics", ends("5", None, lower_closed=False, upper_closed=False, comparator="ge"), "ck_statistics_interval"),
    ("statistics", ends("4", None, upper_closed=False, comparator="approx"), "ck_statistics_interval"),
    (
        "statistics",
        {"quantity": "money", "unit": "USD"}
        | ends(None, None, lower_closed=False, upper_closed=False, comparator="range", value=None),
        "ck_statistics_interval",
    ),
    # An interval is one
    ("statistics", ends("6", "5", comparator="range", value=None), "ck_statistics_order"),
    ("statistics", ends("5", "5", lower_closed=False, comparator="range", value=None), "ck_statistics_order"),
    ("statistics", ends("5", "5", upper_closed=False, comparator="range", value=None), "ck_statistics_order"),
    ("statistics", ends("5", None, comparator="ge", upper_key="~"), "ck_statistics_closed"),
    (
        "statistics",
        {"quantity": "money", "unit": "USD"} | ends(None, "5", comparator="le", lower_key=" "),
        "ck_statistics_closed",
    ),
    ("statistics", {"normalised_lower": None}, "ck_statistics_normalised"),
    ("statistics", {"normalised_upper": None}, "ck_statistics_normalised"),
    ("statistics", {"lower_key": None}, "ck_statistics_keys"),
    ("statistics", {"upper_key": None}, "ck_statistics_keys"),
    ("statistics", {"bound_basis": None}, "ck_statistics_keys"),
    # The nature of a quantity
    ("statistics", SHARE | ends("1.5", "1.5", value="1.5"), "ck_statistics_share"),
    ("statistics", SHARE | ends("0.5", None, upper_closed=False, comparator="ge", value="0.5"), "ck_statistics_share"),
    ("statistics", SHARE | ends("-0.1", "-0.1", value="-0.1"), "ck_statistics_not_negative"),
    ("statistics", ends("-5", "-5", value="-5"), "ck_statistics_not_negative"),
    (
        "statistics",
        ends(None, "5", lower_closed=False, upper_closed=False, comparator="lt"),
        "ck_statistics_not_negative",
    ),
    ("statistics", RANK | ends("0", "0", value="0"), "ck_statistics_from_one"),
    ("statistics", RANK | ends("0", "5", comparator="le"), "ck_statistics_from_one"),
    ("statistics", {"unit": None}, "ck_statistics_unit"),
    ("statistics", {"quantity": "rank"}, "ck_statistics_unit"),
    # A date is its period
    ("statistics", DATE | {"period": None, "period_start": None, "period_end": None}, "ck_statistics_date"),
    ("statistics", DATE | {"lower": "2023", "normalised_lower": "2023"}, "ck_statistics_date"),
    ("statistics", DATE | {"value": "2023"}, "ck_statistics_value"),
    ("statistics", DATE | {"unit": "a"}, "ck_statistics_(date|unit)"),
    ("statistics", DATE | {"lower_key": " "}, "ck_statistics_keys"),
    # A computed figure has all of its recomputation
    ("statistics", COMPUTED | {"agrees": None}, "ck_statistics_recomputed"),
    ("statistics", COMPUTED | {"recomputed_lower": None}, "ck_statistics_recomputed"),
    ("statistics", COMPUTED | {"recomputed_upper": None}, "ck_statistics_recomputed"),
    ("statistics", COMPUTED | {"formula": None}, "ck_statistics_recomputed"),
    # Units
    ("units", {"factor": "0"}, "ck_units_factor"),
    ("units", {"factor": "-1"}, "ck_units_factor"),
    # Nothing bears on itself
    (
        "evidence",
        {"relation": "supports", "target_type": "claim", "target_id": "cao2023-c1"},
        "ck_evidence_distinct",
    ),
    ("evidence", {"target_id": "cao2023-e90001"}, "ck_evidence_distinct"),
    # Lists
    ("claims_passages", {"position": 0}, "ck_claims_passages_position"),
    ("relationships_claims", {"position": 0}, "ck_relationships_claims_position"),
    ("relationships_claims", {"role": "against"}, "ck_relationships_claims_role"),
    # The chain
    ("versions", {"sequence": 0}, "ck_versions_numbers"),
    ("versions", {"version": 0}, "ck_versions_numbers"),
    ("versions", {"content_hash": "0"}, "ck_versions_hashes"),
    ("versions", {"chain_hash": "0"}, "ck_versions_hashes"),
    ("packs", {"hash": "0"}, "ck_packs_hash"),
    # Keys
    ("idempotency_keys", {"fingerprint": "0"}, "ck_idempotency_keys_fingerprint"),
    ("keys", {"role": "reader"}, "ck_keys_role"),
    ("keys", {"secret_hash": "0"}, "ck_keys_secret_hash"),
    ("texts", {"sha256": "0"}, "ck_texts_sha256"),
]  # fmt: skip

ORIGINS = {"claim": "cao2023-c1", "statistic": "cao2023-s1", "source": "gartner2021", "evidence": "cao2023-e1"}
TARGETS = {"claim": "cao2023-c2", "statistic": "cao2023-s2", "evidence": "cao2023-e2", "source": "nadelland"}
RELATIONS = (*get_args(Relation), "proves")
TRIPLES = [(origin, relation, target) for origin in ORIGINS for relation in RELATIONS for target in TARGETS]


def triple(origin: str, relation: str, target: str) -> Row:
    return {"origin_type": origin, "origin_id": ORIGINS[origin], "relation": relation} | {
        "target_type": target,
        "target_id": TARGETS[target],
    }


Insert = Callable[[str, Row], None]


@pytest.fixture(scope="session")
def scratch(databases: Databases, seeded_template: str) -> Iterator[sa.Engine]:
    """A database with both packs, where each test takes away what it put in."""
    with engine_of(databases.copy(seeded_template)) as engine:
        yield engine


@pytest.fixture(scope="session")
def migrated(scratch: sa.Engine) -> sa.MetaData:
    """The tables as the database has them."""
    metadata = sa.MetaData()
    metadata.reflect(scratch, only=lambda name, _: not name.startswith(PREFIX))
    return metadata


@pytest.fixture
def insert(scratch: sa.Engine, migrated: sa.MetaData) -> Iterator[Insert]:
    """Inserts one row, and commits; takes it away after the test."""
    taken: list[sa.Delete] = []

    def run(name: str, row: Row) -> None:
        table = migrated.tables[name]
        with scratch.begin() as connection:
            connection.execute(table.insert(), row)
        taken.append(table.delete().where(*(column == row[column.name] for column in table.primary_key)))

    yield run
    with scratch.begin() as connection:
        for statement in reversed(taken):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("table", "changes"), [*[(table, {}) for table in RIGHT], *ALSO_RIGHT], ids=lambda value: str(value)[:60]
)
def test_a_row_that_is_right_is_taken(insert: Insert, table: str, changes: Row) -> None:
    insert(table, RIGHT[table] | changes)


@pytest.mark.parametrize(("table", "changes", "rule"), WRONG, ids=lambda value: str(value)[:60])
def test_a_row_that_is_wrong_is_refused(insert: Insert, table: str, changes: Row, rule: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match=rule):
        insert(table, RIGHT[table] | changes)


@pytest.mark.parametrize("link", [link for link in TRIPLES if link not in PERMITTED], ids=" ".join)
def test_evidence_that_is_not_permitted_is_refused(insert: Insert, link: tuple[str, str, str]) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="ck_evidence_permitted"):
        insert("evidence", RIGHT["evidence"] | triple(*link))


@pytest.mark.parametrize("link", sorted(PERMITTED), ids=" ".join)
def test_evidence_that_is_permitted_is_taken(insert: Insert, link: tuple[str, str, str]) -> None:
    insert("evidence", RIGHT["evidence"] | triple(*link))


def test_links_may_run_beside_each_other(insert: Insert) -> None:
    insert("evidence", RIGHT["evidence"])
    insert("evidence", RIGHT["evidence"] | {"id": "cao2023-e90002", "number": 90002})


@pytest.mark.parametrize(
    "table", ["essays", "sections", "passages", "claims", "statistics", "sources", "entities", "measures", "units"]
)
def test_what_others_name_is_not_deleted(scratch: sa.Engine, table: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match=FOREIGN), scratch.begin() as connection:
        connection.execute(sa.text(f"DELETE FROM {table}"))
