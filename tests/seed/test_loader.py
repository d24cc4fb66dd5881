import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa

from seed.frozen.canonical import canonical_json
from seed.frozen.chain import GENESIS, chain_hash, content_hash
from seed.frozen.decimals import bound_key
from seed.loader import load
from seed.packs import PACKS, RESOURCES, Pack, PackError, Row
from tests.conftest import Databases, engine_of, seed
from tests.seed.pinned import HEAD, HEAD_AND_MOSS

SEEDED = [Pack.named("cao2023"), Pack.named("moss2026")]
"""The packs of the database that tests share, in the order in which they were loaded."""

WORDS = {"zh-Hans": "我们的话", "en": "our words"}
RECORD: Row = {"note": None, "status": "published"}
MEASURE: Row = {"id": "moss", "label": WORDS} | RECORD
ESSAY: Row = {
    "id": "fern2026",
    "title": WORDS,
    "author": [],
    "affiliation": None,
    "csl_type": "article",
    "container_title": None,
    "publisher": None,
    "issued": "2026",
    "language": "en",
    "url": None,
    "license": "CC0-1.0",
    "genre": "essay",
    "length": 10,
    "sha256": "0" * 64,
    "extra": None,
} | RECORD
SECTION: Row = {
    "id": "fern2026-h1",
    "essay_id": "fern2026",
    "number": 1,
    "parent_id": None,
    "level": 1,
    "title": WORDS,
    "summary": WORDS,
    "passages": [],
} | RECORD
CLAIM: Row = {
    "id": "fern2026-c1",
    "essay_id": "fern2026",
    "number": 1,
    "kind": "factual",
    "text": WORDS,
    "stance": "endorses",
    "attributed_to": [],
    "one_utterance": False,
    "section_id": "fern2026-h1",
    "extra": None,
    "passages": [],
} | RECORD


@pytest.fixture(scope="session")
def at_head(databases: Databases) -> str:
    """The URL of a database at head, which tests only read."""
    return databases.seeded()


@pytest.fixture(scope="session")
def scratch(databases: Databases, seeded_template: str) -> str:
    """The URL of a database with both packs, for loads that are refused and so leave it as it is."""
    return databases.copy(seeded_template)


@pytest.fixture(scope="session")
def untouched(scratch: str) -> dict[str, list[str]]:
    """What that database holds, which no test changes."""
    return everything(scratch)


Make = Callable[..., Pack]


@pytest.fixture
def fern(tmp_path: Path) -> Make:
    """Makes a small pack: an essay, and further rows by resource."""

    def make(**rows: list[Row]) -> Pack:
        folder = Path(mkdtemp(dir=tmp_path)) / "fern2026"
        folder.mkdir()
        manifest = {"name": "fern2026", "title": WORDS, "license": "CC0-1.0", "text": None}
        manifest |= {"created_at": "2026-12-01T00:00:00Z", "reason": "A test."}
        (folder / "pack.json").write_text(json.dumps(manifest), encoding="utf-8")
        for resource, records in ({"essays": [ESSAY]} | rows).items():
            lines = "".join(json.dumps(row) + "\n" for row in records)
            (folder / f"{resource}.ndjson").write_text(lines, encoding="utf-8")
        return Pack(folder)

    return make


def put(url: str, pack: Pack) -> int:
    with engine_of(url) as engine, engine.begin() as connection:
        return load(connection, pack)


def query(url: str, statement: str) -> list[tuple[object, ...]]:
    with engine_of(url) as engine, engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(statement))]


def everything(url: str) -> dict[str, list[str]]:
    """Every row of every table, but of those in which SQLite keeps what it finds documents by."""
    metadata = sa.MetaData()
    with engine_of(url) as engine, engine.connect() as connection:
        metadata.reflect(connection, only=lambda name, _: not name.startswith("search_index"))
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
            for name, table in metadata.tables.items()
        }


def dataset_hash(url: str) -> object:
    return query(url, "SELECT chain_hash FROM dataset")[0][0]


def test_a_database_at_head_has_one_hash_on_every_machine(at_head: str) -> None:
    assert dataset_hash(at_head) == HEAD


def test_a_database_with_both_packs_has_one_hash_on_every_machine(seeded: str) -> None:
    assert dataset_hash(seeded) == HEAD_AND_MOSS


def test_a_pack_whose_url_is_no_link_is_not_loaded(scratch: str, fern: Make) -> None:
    with pytest.raises(PackError, match=r"in fern2026 of essays that .* not 'javascript:'"):
        put(scratch, fern(essays=[ESSAY | {"url": "javascript:alert(1)"}]))


def test_seeding_again_changes_nothing(writable: str) -> None:
    before = everything(writable)
    seed(writable, "moss2026")
    assert everything(writable) == before


def test_loading_a_pack_again_tells_that_nothing_is_new(writable: str) -> None:
    assert put(writable, Pack.named("moss2026")) == 0


def test_loading_a_pack_tells_how_many_records_are_new(databases: Databases) -> None:
    url = databases.seeded()
    before = query(url, "SELECT version FROM dataset")[0][0]
    assert isinstance(before, int)
    new = put(url, Pack.named("moss2026"))
    assert query(url, "SELECT version FROM dataset") == [(before + new,)]


def test_two_who_load_one_pack_at_once_load_it_once(writable: str, fern: Make) -> None:
    pack = fern(measures=[MEASURE])
    with ThreadPoolExecutor(4) as pool:
        new = sorted(pool.map(lambda _: put(writable, pack), range(4)))
    assert new == [0, 0, 0, 2]


def test_progress_is_told_for_each_resource(writable: str, fern: Make) -> None:
    told: list[tuple[str, int]] = []
    with engine_of(writable) as engine, engine.begin() as connection:
        load(connection, fern(measures=[MEASURE]), lambda resource, count: told.append((resource, count)))
    counts = {"measures": 1, "essays": 1}
    assert told == [(resource, counts.get(resource, 0)) for resource in RESOURCES]


@pytest.mark.parametrize("pack", SEEDED, ids=lambda pack: str(pack.name))
def test_each_record_has_its_version_1_with_the_state_that_its_pack_gives(seeded: str, pack: Pack) -> None:
    found = query(seeded, "SELECT resource, record_id, version, action, state, content_hash FROM versions")
    expected = {
        (resource, row["id"], 1, "created", canonical_json(row), content_hash(row))
        for resource in RESOURCES
        for row in pack.rows(resource)
    }
    assert expected - set(found) == set()


def test_each_version_says_who_made_it_when_and_why(seeded: str) -> None:
    said = {(f"pack:{pack.name}", pack.manifest["created_at"], pack.manifest["reason"]) for pack in SEEDED}
    assert set(query(seeded, "SELECT actor, created_at, reason FROM versions")) == said


def test_the_versions_form_one_chain_that_ends_at_the_dataset_hash(seeded: str) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM versions ORDER BY sequence")).mappings().all()
    link = GENESIS
    for row in rows:
        link = chain_hash(link, dict(row))
        assert row["chain_hash"] == link
    assert dataset_hash(seeded) == link


@pytest.mark.parametrize("resource", RESOURCES)
def test_each_record_is_stored_as_its_pack_gives_it(seeded: str, resource: str) -> None:
    metadata = sa.MetaData()
    with engine_of(seeded) as engine, engine.connect() as connection:
        metadata.reflect(connection, only=[resource])
        table = metadata.tables[resource]
        stored = {row["id"]: row for row in connection.execute(sa.select(table)).mappings()}
        for row in [row for pack in SEEDED for row in pack.rows(resource)]:
            columns = {name: value for name, value in row.items() if name in table.c}
            found = {name: stored[row["id"]][name] for name in columns}
            assert found == {
                name: canonical_json(value) if isinstance(value, dict | list) else value
                for name, value in columns.items()
            }


LISTS = sorted(
    {
        (resource, field)
        for pack in SEEDED
        for resource in RESOURCES
        for row in pack.rows(resource)
        for field, value in row.items()
        if isinstance(value, list) and field not in {"author", "poles", "aliases", "same_as"}
    }
)


@pytest.mark.parametrize(("resource", "field"), LISTS)
def test_each_list_is_stored_in_its_order(seeded: str, resource: str, field: str) -> None:
    rows = query(seeded, f"SELECT * FROM {resource}_{field} ORDER BY 1, 2")
    found: dict[object, list[tuple[object, ...]]] = {}
    for owner, position, *said in rows:
        found.setdefault(owner, []).append((position, *said))
    expected = {
        row["id"]: [
            (position, *(item.values() if isinstance(item, dict) else [item]))
            for position, item in enumerate(row[field], start=1)
        ]
        for pack in SEEDED
        for row in pack.rows(resource)
        if row[field]
    }
    assert found == expected


def test_the_ends_of_each_figure_have_their_keys(seeded: str) -> None:
    ends = query(
        seeded,
        "SELECT normalised_lower, lower_closed, lower_key, normalised_upper, upper_closed, upper_key "
        "FROM statistics WHERE quantity <> 'date'",
    )
    wrong = [
        row
        for row in ends
        if row[2] != bound_key(row[0], closed=bool(row[1]), side="lower")  # type: ignore[arg-type]
        or row[5] != bound_key(row[3], closed=bool(row[4]), side="upper")  # type: ignore[arg-type]
    ]
    assert wrong == []


def test_the_counters_stand_at_the_last_numbers_given(seeded: str) -> None:
    letters = {"sections": "h", "passages": "p", "statistics": "s", "claims": "c", "topics": "t", "relationships": "r"}
    expected = {
        (pack.name, letter, pack.rows(resource)[-1]["number"])
        for pack in SEEDED
        for resource, letter in (letters | {"evidence": "e", "reviews": "v"}).items()
    }
    assert set(query(seeded, "SELECT essay_id, letter, last FROM counters")) == expected


def test_the_packs_are_recorded_with_their_hashes(seeded: str) -> None:
    packs = [(pack.name, pack.hash, pack.manifest["license"]) for pack in SEEDED]
    assert query(seeded, "SELECT name, hash, license FROM packs ORDER BY dataset_version") == packs


def test_a_shared_record_that_agrees_gets_no_second_version(writable: str, fern: Make) -> None:
    [known, *_] = Pack.named("moss2026").rows("measures")
    put(writable, fern(measures=[MEASURE, known]))
    assert query(writable, f"SELECT count(*) FROM versions WHERE record_id = '{known['id']}'") == [(1,)]


REFUSED: dict[str, tuple[dict[str, list[Row]], type[Exception], str]] = {
    "a shared measure that disagrees": (
        {"measures": [MEASURE, Pack.named("moss2026").rows("measures")[0] | {"label": WORDS}]},
        PackError,
        "disagree on summer-heat-rank of measures",
    ),
    "a shared source that disagrees": (
        {"sources": [Pack.named("cao2023").rows("sources")[0] | {"title": "Another"}]},
        PackError,
        "disagree on .* of sources",
    ),
    "a field that nothing holds": (
        {"measures": [MEASURE | {"lable": WORDS}]},
        PackError,
        "measures what they do not have: lable",
    ),
    "a claim in a section that is not there": ({"claims": [CLAIM]}, sa.exc.IntegrityError, "(?i)foreign key"),
    "a passage that is not there": (
        {"sections": [SECTION], "claims": [CLAIM | {"passages": ["fern2026-p9"]}]},
        sa.exc.IntegrityError,
        "(?i)foreign key",
    ),
    "a parent that is not there": (
        {"sections": [SECTION | {"level": 2, "parent_id": "fern2026-h9"}]},
        sa.exc.IntegrityError,
        "(?i)foreign key",
    ),
    "an essay with the id of a source": (
        {"essays": [ESSAY | {"id": Pack.named("cao2023").rows("sources")[0]["id"]}]},
        sa.exc.IntegrityError,
        "(?i)unique",
    ),
    "JSON of its own for a record": (
        {"measures": [MEASURE | {"document": "{}"}]},
        PackError,
        "measures what they do not have: document",
    ),
    "a source with the id of an essay": (
        {"sources": [Pack.named("cao2023").rows("sources")[0] | {"id": "moss2026", "passages": []}]},
        sa.exc.IntegrityError,
        "(?i)unique",
    ),
    "a record of another essay": ({"claims": [CLAIM | {"essay_id": "cao2023"}]}, sa.exc.IntegrityError, "ck_claims_id"),
    "a claim of another pack": (
        {"claims": [Pack.named("cao2023").rows("claims")[0]]},
        sa.exc.IntegrityError,
        "(?i)unique",
    ),
    "words in no language": ({"measures": [MEASURE | {"label": {}}]}, sa.exc.IntegrityError, "ck_measures_label"),
}


def test_a_pack_is_refused_and_leaves_nothing_behind(scratch: str, untouched: dict[str, list[str]], fern: Make) -> None:
    for rows, error, message in REFUSED.values():
        with pytest.raises(error, match=message):
            put(scratch, fern(**rows))
    assert everything(scratch) == untouched


@pytest.fixture
def other_edition(tmp_path: Path) -> Pack:
    """The pack moss2026 with one word of its manifest changed."""
    folder = Path(shutil.copytree(PACKS / "moss2026", tmp_path / "moss2026"))
    manifest = folder / "pack.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("First", "Second"), encoding="utf-8")
    return Pack(folder)


def test_another_edition_of_a_pack_is_refused_and_changes_nothing(
    scratch: str, untouched: dict[str, list[str]], other_edition: Pack
) -> None:
    with pytest.raises(PackError, match="another edition of the pack moss2026"):
        put(scratch, other_edition)
    assert everything(scratch) == untouched


def test_a_load_that_is_interrupted_leaves_nothing_behind(
    scratch: str, untouched: dict[str, list[str]], fern: Make
) -> None:

    def interrupt(resource: str, _count: int) -> None:
        if resource == "evidence":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), engine_of(scratch) as engine, engine.begin() as connection:
        load(connection, fern(measures=[MEASURE], sections=[SECTION], claims=[CLAIM]), interrupt)
    assert everything(scratch) == untouched
