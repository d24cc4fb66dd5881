import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import sqlalchemy as sa
from starlette.datastructures import QueryParams

from api.core.db.engine import parse_url
from api.core.db.postgres_reader import PostgresReader
from api.core.db.reader import Reader, ReadScript
from api.core.db.sqlite_reader import SqliteReader
from api.core.query.embedded_records import Embedded, embed
from api.core.query.embedding import read_embedding
from api.core.records.json_records import records_of
from api.resources.registry import RESOURCES
from tests.conftest import engine_of, serving


def reader_of(url: str) -> Reader:
    parsed = parse_url(url)
    return PostgresReader(parsed, 1) if parsed.get_backend_name() == "postgresql" else SqliteReader(parsed)


async def queries(url: str, asked: str, parents: list[str]) -> int:
    """Return how many statements it takes to embed what is asked in claims."""
    reader = reader_of(url)
    embedding = read_embedding(RESOURCES["claims"], RESOURCES, QueryParams({"embed": asked, "embed_limit": "1"}), 1)
    assert embedding is not None
    taken = 0

    def counted() -> ReadScript[dict[str, Embedded]]:
        nonlocal taken
        steps = embed(embedding, [(parent,) for parent in parents], reader, records_of)
        try:
            step = next(steps)
            while True:
                taken += 1
                step = steps.send((yield step))
        except StopIteration as end:
            result: dict[str, Embedded] = end.value
            return result

    await reader.open()
    try:
        await reader.run_in_snapshot(counted, scans=False)
    finally:
        await reader.close()
    return taken


@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ("passages", 1),
        ("passages,evidence", 3),
        ("passages.section", 2),
        ("passages.text", 3),
        ("passages,evidence.origin", 6),
    ],
)
@pytest.mark.parametrize("size", [1, 10, 200])
def test_the_number_of_queries_is_bounded_by_the_relations_whatever_the_page(
    seeded: str, asked: str, most: int, size: int
) -> None:
    parents = [f"cao2023-c{number}" for number in range(1, size + 1)]
    assert asyncio.run(queries(seeded, asked, parents)) <= most


@pytest.mark.parametrize("scans", [False, True])
def test_steps_that_fail_leave_the_reader_as_it_was(seeded: str, *, scans: bool) -> None:
    def failing() -> ReadScript[None]:
        raise KeyError
        yield

    async def reads() -> int:
        reader = reader_of(seeded)
        await reader.open()
        try:
            with pytest.raises(KeyError):
                await reader.run_in_snapshot(failing, scans=scans)
            return await reader.version()
        finally:
            await reader.close()

    assert asyncio.run(reads()) > 0


NOTES = """UPDATE {table} SET note = '{{"en":"' || CAST(:turn AS VARCHAR) || '"}}', document = NULL WHERE id = :id"""


def write(engine: sa.Engine, turn: int, *records: tuple[str, str]) -> None:
    """Write the same note to records, in one transaction that advances the dataset's version."""
    with engine.begin() as connection:
        for table, record in records:
            connection.execute(sa.text(NOTES.format(table=table)), {"turn": str(turn), "id": record})
        connection.execute(sa.text("UPDATE dataset SET version = version + 1"))


CLAIM, SECTION, PASSAGE = ("claims", "cao2023-c12"), ("sections", "cao2023-h1"), ("passages", "cao2023-p21")


@contextmanager
def writing(url: str) -> Iterator[None]:
    """Write to a claim, its section and its passage in turn, until the block ends."""
    done = threading.Event()

    def turns(engine: sa.Engine) -> None:
        turn = 0
        while not done.is_set():
            turn += 1
            write(engine, turn, CLAIM, SECTION, PASSAGE)

    with engine_of(url) as engine:
        write(engine, 0, CLAIM, SECTION, PASSAGE)
        thread = threading.Thread(target=turns, args=(engine,))
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize("asked", ["/claims?id=cao2023-c12&limit=1", "/claims/cao2023-c12?fields=note"])
def test_a_record_and_what_is_embedded_are_of_one_version_while_others_write(writable: str, asked: str) -> None:
    with serving(writable) as base, writing(writable), httpx.Client(base_url=base) as client:
        for _ in range(200):
            found = client.get(f"{asked}&embed=section,passages").raise_for_status().json()
            record = found[0] if isinstance(found, list) else found
            embedded = record["_embedded"]
            assert embedded["section"]["note"] == embedded["passages"][0]["note"] == record["note"]


def test_the_tag_of_a_record_changes_with_what_is_embedded(writable: str) -> None:
    with serving(writable) as base, httpx.Client(base_url=base) as client, engine_of(writable) as engine:
        paths = ["/claims/cao2023-c12?embed=section", "/claims?embed=section", "/claims/cao2023-c12"]
        before = [client.get(path).headers["etag"] for path in paths]
        write(engine, 1, SECTION)
        found = [
            client.get(path, headers={"if-none-match": tag}).status_code
            for path, tag in zip(paths, before, strict=True)
        ]
    assert found == [200, 200, 304]
