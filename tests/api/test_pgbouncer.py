"""PgBouncer in transaction mode: what is read and written through it is what is read and written without."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from tests.api.writing import ANY, MERGE_PATCH, key
from tests.conftest import Databases, engine_of, serving
from tests.examples import at_least
from tests.pooling import needs_pgbouncer, pooled

pytestmark = needs_pgbouncer

TIMES = at_least(80)
NOTE = {"note": {"zh-Hans": "再看一遍。"}}
READS = (
    "/claims/cao2023-c12",
    "/claims?limit=5&embed=passages,evidence.origin",
    "/statistics?value_gte=100000000&unit=user",
    "/search?q=enterprise",
    "/claims/cao2023-c104/why",
    "/claims.ndjson?kind=thesis",
    "/claims/facets?facet=kind",
    "/changes?since=5&limit=5",
    "/claims/cao2023-c12@1.bib",
    "/claims/cao2023-c12.html",
)


@pytest.fixture
def direct(postgres_server: str, tmp_path: Path) -> Iterator[str]:
    """The URL of a seeded PostgreSQL, which leads straight to it."""
    databases = Databases("postgresql", tmp_path, postgres_server)
    url = databases.seeded()
    yield url
    databases.drop(url)


def test_many_reads_through_two_workers_are_those_without_a_pooler(direct: str) -> None:
    with pooled(direct) as through, serving(direct, cache_bytes=0) as plain:
        host = {"Host": "lunju.example"}
        wanted = {path: httpx.get(plain + path, headers=host).content for path in READS}
        # Two services share the pooler's few connections, as workers do, and each has names of its own.
        with (
            serving(through, cache_bytes=0) as one,
            serving(through, cache_bytes=0) as other,
            ThreadPoolExecutor(8) as pool,
        ):
            asked = [(base, READS[n % len(READS)]) for n in range(TIMES) for base in (one, other)]
            answers = list(pool.map(lambda ask: httpx.get(ask[0] + ask[1], headers=host), asked))
            ready = [httpx.get(f"{base}/readyz").status_code for base in (one, other)]
    assert [answer.status_code for answer in answers] == [200] * len(asked)
    assert all(answer.content == wanted[path] for answer, (_, path) in zip(answers, asked, strict=True))
    assert ready == [200, 200]


def test_many_writes_are_made_and_told_live(direct: str) -> None:
    headers = {"Authorization": f"Bearer {key(direct)}", **ANY, **MERGE_PATCH}
    with pooled(direct) as through, serving(through) as base, ThreadPoolExecutor(8) as pool:
        since = httpx.get(base).json()["dataset"]["version"]
        live = httpx.stream("GET", f"{base}/changes?since={since}", headers={"Accept": "text/event-stream"})
        with live as stream:

            def write(number: int) -> int:
                path = f"{base}/claims/cao2023-c{number % 8 + 1}"
                note = {"note": {"zh-Hans": str(number)}}
                return httpx.patch(path, json=note, headers=headers).status_code

            assert list(pool.map(write, range(TIMES))) == [200] * TIMES
            numbers = (int(line.removeprefix("id: ")) for line in stream.iter_lines() if line.startswith("id: "))
            assert list(islice(numbers, TIMES + 1)) == list(range(since, since + TIMES + 1))


def test_a_write_does_not_wait_longer_than_it_may(direct: str) -> None:
    headers = {"Authorization": f"Bearer {key(direct)}", **ANY, **MERGE_PATCH}
    with pooled(direct) as through, serving(through, lock_seconds=0.2) as base, engine_of(direct) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("LOCK TABLE claims IN SHARE MODE"))
            answer = httpx.patch(f"{base}/claims/cao2023-c1", json=NOTE, headers=headers)
        assert (answer.status_code, "locked" in answer.json()["detail"]) == (503, True)


def test_no_setting_of_ours_stays_on_a_connection_that_others_share(direct: str) -> None:
    headers = {"Authorization": f"Bearer {key(direct)}", **ANY, **MERGE_PATCH}
    with pooled(direct, connections=1) as through:
        with serving(through, lock_seconds=7) as base:
            httpx.patch(f"{base}/claims/cao2023-c1", json=NOTE, headers=headers).raise_for_status()
        with engine_of(through) as engine, engine.connect() as connection:
            assert connection.scalar(sa.text("SHOW lock_timeout")) == "0"
            assert connection.scalar(sa.text("SELECT COUNT(*) FROM pg_prepared_statements")) == 0
