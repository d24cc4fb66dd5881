"""Reading whole tables into spools."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from api.app import create_app
from api.core.db.reader import POURED_ROWS, Reader, ReadScript, Row, RowStream, Statement
from api.core.db.spool import Spool, SpoolClosedError
from api.core.http.problems import ProblemError
from api.settings import Settings
from tests.conftest import engine_of

EVIDENCE = "SELECT id, asserted_by FROM evidence ORDER BY essay_id, number"
SETTLED = sa.text("UPDATE evidence SET asserted_by = 'analyst', asserter_id = NULL, version = version + 1")
ADVANCED = sa.text("UPDATE dataset SET version = version + 1")

Encode = Callable[[Sequence[Row]], bytes]


def pouring(sql: str, encode: Encode, *, begin: bytes = b"") -> Callable[[], ReadScript[RowStream]]:
    def steps() -> ReadScript[RowStream]:
        yield from ()
        return RowStream(Statement(sql, (), {}), {}, begin, encode)

    return steps


def lines(rows: Sequence[Row]) -> bytes:
    return b"".join(f"{row[0]} {row[1]}\n".encode() for row in rows)


def with_reader(url: str, use: Callable[[Reader], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        reader: Reader = create_app(Settings(database_url=url)).state.reader
        await reader.open()
        try:
            return await use(reader)
        finally:
            await reader.close()

    return asyncio.run(run())


async def poured(reader: Reader, steps: Callable[[], ReadScript[RowStream]]) -> list[str]:
    spool = Spool()
    try:
        spool.fill(reader.stream_rows(steps, spool))
        return b"".join([piece async for piece in spool.read()]).decode().splitlines()
    finally:
        await spool.close()


def test_every_row_comes_in_order(seeded: str) -> None:
    found = with_reader(seeded, lambda reader: poured(reader, pouring(EVIDENCE, lines, begin=b"first\n")))
    with engine_of(seeded) as engine, engine.connect() as connection:
        rows = [f"{row.id} {row.asserted_by}" for row in connection.execute(sa.text(EVIDENCE))]
    assert len(rows) > POURED_ROWS
    assert found == ["first", *rows]


def test_more_than_memory_holds_waits_in_a_file(seeded: str) -> None:
    def encode(rows: Sequence[Row]) -> bytes:
        return b"".join(b"%s%s\n" % (row[0].encode(), b"." * 12_000) for row in rows)

    found = with_reader(seeded, lambda reader: poured(reader, pouring(EVIDENCE, encode)))
    assert sum(map(len, found)) > 4_000_000
    assert [line.rstrip(".") for line in found] == [
        line.split()[0] for line in with_reader(seeded, lambda reader: poured(reader, pouring(EVIDENCE, lines)))
    ]


def test_all_rows_are_of_one_version_while_others_write(writable: str) -> None:
    batches: list[int] = []

    def encode(rows: Sequence[Row]) -> bytes:
        if not batches:
            with engine_of(writable) as engine, engine.begin() as connection:
                connection.execute(SETTLED)
                connection.execute(ADVANCED)
        batches.append(len(rows))
        return lines(rows)

    found = with_reader(writable, lambda reader: poured(reader, pouring(EVIDENCE, encode)))
    assert len(batches) > 1
    assert {line.split()[1] for line in found[POURED_ROWS:]} == {"author", "analyst", "other"}


def test_reading_does_not_wait_for_a_client_that_takes_nothing(writable: str) -> None:
    async def use(reader: Reader) -> list[str]:
        spool = Spool()
        await reader.stream_rows(pouring(EVIDENCE, lines), spool)
        with engine_of(writable) as engine, engine.begin() as connection:
            connection.execute(SETTLED)
        found = b"".join([piece async for piece in spool.read()])
        await spool.close()
        return found.decode().split()

    assert "author" in with_reader(writable, use)


def test_what_nobody_wants_any_more_is_not_read_to_its_end(seeded: str) -> None:
    async def use(reader: Reader) -> tuple[list[int], bool]:
        spool = Spool()
        batches: list[int] = []

        def encode(rows: Sequence[Row]) -> bytes:
            batches.append(len(rows))
            spool._file.close()  # noqa: SLF001 - as closing it does, at this very moment
            return lines(rows)

        writing = asyncio.create_task(reader.stream_rows(pouring(EVIDENCE, encode), spool))
        [ended] = await asyncio.gather(writing, return_exceptions=True)
        return batches, isinstance(ended, SpoolClosedError)

    assert with_reader(seeded, use) == ([POURED_ROWS], True)


def test_an_error_in_the_midst_is_told(seeded: str) -> None:
    def encode(rows: Sequence[Row]) -> bytes:
        if len(rows) < POURED_ROWS:
            message = "it broke"
            raise ValueError(message)
        return lines(rows)

    with pytest.raises(ValueError, match="it broke"):
        with_reader(seeded, lambda reader: poured(reader, pouring(EVIDENCE, encode)))


def test_a_database_that_cannot_be_read_is_a_problem_before_anything_is_told(seeded: str) -> None:
    async def use(reader: Reader) -> None:
        spool = Spool()
        spool.fill(reader.stream_rows(pouring("SELECT 1 FROM missing", lines), spool))
        try:
            await spool.begun()
        finally:
            await spool.close()

    with pytest.raises(ProblemError) as caught:
        with_reader(seeded, use)
    assert caught.value.slug == "unavailable"
