from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from api.core.versions.verify import BrokenError, verify
from api.resources.registry import RESOURCES
from seed.frozen.chain import GENESIS
from tests.api.conftest import Record
from tests.conftest import Databases, engine_of
from tests.past import Past


def test_a_database_that_nobody_tampered_with_holds(seeded: str, held: dict[str, tuple[Record, ...]]) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        assert verify(connection, RESOURCES.values()).records == sum(map(len, held.values()))


def test_every_version_is_counted(seeded: str) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        count = connection.scalar(sa.text("SELECT version FROM dataset"))
        assert verify(connection, RESOURCES.values()).versions == count


def test_the_head_of_the_chain_is_told(seeded: str) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        head = connection.scalar(sa.text("SELECT chain_hash FROM dataset"))
        assert verify(connection, RESOURCES.values()).head == head


TAMPERED = {
    "the state of a version": (
        "UPDATE versions SET state = REPLACE(state, 'endorses', 'rejects') WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its content is not what was recorded",
    ),
    "the state of a version, in spelling only": (
        "UPDATE versions SET state = '{ ' || SUBSTR(state, 2) WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its content is not what was recorded",
    ),
    "the content hash of a version": (
        "UPDATE versions SET content_hash = chain_hash WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its content is not what was recorded",
        "version 1 of cao2023-c17 (number {number} of the chain): its link does not follow from those before it",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "the reason of a version": (
        "UPDATE versions SET reason = 'another' WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its link does not follow from those before it",
    ),
    "who made a version": (
        "UPDATE versions SET actor = 'another' WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its link does not follow from those before it",
    ),
    "when a version was made": (
        "UPDATE versions SET created_at = '2020-01-01T00:00:00Z' WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its link does not follow from those before it",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "the content of a version, which is removed though no redaction says so": (
        "UPDATE versions SET state = NULL WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its content is gone, and no redaction says so",
    ),
    "a link of the chain": (
        "UPDATE versions SET chain_hash = content_hash WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c17 (number {number} of the chain): its link does not follow from those before it",
    ),
    "a version, which is removed": (
        "DELETE FROM versions WHERE record_id = 'cao2023-c17'",
        "version 1 of cao2023-c18 (number {after} of the chain): the chain lacks number {number}",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "the last version, which is removed": (
        "DELETE FROM versions WHERE sequence = (SELECT version FROM dataset)",
        "the dataset stands at version {last} ({hash}), but its chain ends at {before_last} ({before_hash})",
        "{last_name}: the record is not what its last version says",
    ),
    "the version of the dataset": (
        "UPDATE dataset SET version = version + 1",
        "the dataset stands at version {after_last} ({hash}), but its chain ends at {last} ({hash})",
    ),
    "the hash of the dataset": (
        "UPDATE dataset SET chain_hash = SUBSTR(chain_hash, 33) || SUBSTR(chain_hash, 1, 32)",
        "the dataset stands at version {last} ({turned_hash}), but its chain ends at {last} ({hash})",
    ),
    "a field of a record": (
        "UPDATE claims SET stance = 'rejects' WHERE id = 'cao2023-c17'",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "the words of a record": (
        "UPDATE claims SET text = REPLACE(text, '\"en\":\"', '\"en\":\"Not: ') WHERE id = 'cao2023-c17'",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "the version of a record": (
        "UPDATE claims SET version = 2 WHERE id = 'cao2023-c17'",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "when a record was updated": (
        "UPDATE claims SET updated_at = '2020-01-01T00:00:00Z' WHERE id = 'cao2023-c17'",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "when a record was created": (
        "UPDATE claims SET created_at = '2020-01-01T00:00:00Z' WHERE id = 'cao2023-c17'",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "a list of a record": (
        "DELETE FROM claims_passages WHERE claim_id = 'cao2023-c17'",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "what is said of a membership": (
        "UPDATE relationships_claims SET role = 'between' WHERE relationship_id = 'cao2023-r1' AND position = 1",
        "relationship cao2023-r1: the record is not what its last version says",
    ),
    "a record, which is removed": (
        "DELETE FROM evidence WHERE id = 'cao2023-e14'",
        "cao2023-e14 of evidence: it has versions, but no record",
    ),
    "a record, which is added": (
        (
            "INSERT INTO measures (id, label, status, version, created_at, updated_at) "
            "SELECT 'added', label, status, version, created_at, updated_at FROM measures WHERE id = 'users'"
        ),
        "measure added: the record is not what its last version says",
    ),
    "a version and the record, alike": (
        (
            "UPDATE versions SET state = REPLACE(state, 'endorses', 'rejects') WHERE record_id = 'cao2023-c17'",
            "UPDATE claims SET stance = 'rejects' WHERE id = 'cao2023-c17'",
        ),
        "version 1 of cao2023-c17 (number {number} of the chain): its content is not what was recorded",
        "claim cao2023-c17: the record is not what its last version says",
    ),
    "several versions, which are removed": (
        "DELETE FROM versions WHERE record_id IN ('cao2023-c17', 'cao2023-c18', 'cao2023-c19')",
        "version 1 of cao2023-c20 (number {third} of the chain): the chain lacks number {number} to {second}",
        "claim cao2023-c17: the record is not what its last version says",
        "claim cao2023-c18: the record is not what its last version says",
        "claim cao2023-c19: the record is not what its last version says",
    ),
    "what is no JSON": (
        (
            "UPDATE versions SET state = 'x' WHERE record_id = 'cao2023-c17'",
            "UPDATE sources SET author = 'x' WHERE id = 'huang2022'",
        ),
        "version 1 of cao2023-c17 (number {number} of the chain): its content is not what was recorded",
        "source huang2022: the record is not what its last version says",
    ),
}


@pytest.fixture(scope="module")
def untouched(databases: Databases, seeded_template: str) -> Iterator[sa.Engine]:
    """A database of which nothing that is tampered with is ever committed."""
    with engine_of(databases.copy(seeded_template)) as engine:
        yield engine


@pytest.mark.one_database  # `test_main.py` tampers with both
@pytest.mark.parametrize(("statements", "told"), [(case[0], case[1:]) for case in TAMPERED.values()], ids=TAMPERED)
def test_all_that_does_not_hold_is_named_once(
    untouched: sa.Engine, statements: str | tuple[str, ...], told: tuple[str, ...]
) -> None:
    with untouched.connect() as connection:
        number = connection.scalars(sa.text("SELECT sequence FROM versions WHERE record_id = 'cao2023-c17'")).one()
        before, last = connection.execute(
            sa.text("SELECT sequence, chain_hash, record_id FROM versions ORDER BY sequence DESC LIMIT 2")
        ).all()[::-1]
        for statement in [statements] if isinstance(statements, str) else statements:
            connection.execute(sa.text(statement))
        with pytest.raises(BrokenError) as broken:
            verify(connection, RESOURCES.values())
        connection.rollback()
    assert str(broken.value) == "\n".join(told).format(
        number=number,
        after=number + 1,
        second=number + 2,
        third=number + 3,
        last_name=f"review {last.record_id}",
        before_last=before.sequence,
        last=last.sequence,
        after_last=last.sequence + 1,
        before_hash=before.chain_hash[:12],
        hash=last.chain_hash[:12],
        turned_hash=last.chain_hash[32:44],
    )


def test_a_redacted_version_leaves_the_chain_whole(writable: str) -> None:
    with engine_of(writable) as engine:
        Past(engine).redact("claims", "cao2023-c17", 1)
        with engine.connect() as connection:
            versions = connection.scalar(sa.text("SELECT version FROM dataset"))
            assert verify(connection, RESOURCES.values()).versions == versions


def test_an_empty_chain_with_records_is_broken(writable: str) -> None:
    with engine_of(writable) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM versions"))
            connection.execute(sa.text("UPDATE dataset SET version = 0, chain_hash = :none"), {"none": GENESIS})
        with (
            engine.connect() as connection,
            pytest.raises(BrokenError, match="the record is not what its last version"),
        ):
            verify(connection, RESOURCES.values())
