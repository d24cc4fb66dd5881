"""With several servers, reads never stop while one is up, and nobody sees an older state than one that was seen."""

import asyncio
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest

from api.core.db.engine import parse_url
from api.core.db.postgres_hosts import PostgresHost
from api.core.db.postgres_urls import each_host
from api.core.db.reader import Statement
from api.core.db.replicated_reader import ReplicatedReader
from tests.api.writing import client_of, key, patch
from tests.conftest import seed, serving
from tests.examples import at_least
from tests.patience import wait_until
from tests.replication import ClusterServer, cluster, hosts

TOPIC = "/topics/cao2023-t1"
READS = (TOPIC, "/claims?limit=5&embed=passages", "/search?q=enterprise", "/claims/cao2023-c104/why", "/claims.ndjson")


@dataclass(frozen=True)
class Served:
    """A cluster, and a service over all of its servers."""

    servers: Sequence[ClusterServer]
    http: httpx.Client

    def write(self, number: int) -> httpx.Response:
        return patch(self.http, TOPIC, {"note": {"zh-Hans": f"{number}"}})


def number_in(http: httpx.Client) -> int:
    """Return the number that was written last, as far as a service tells it."""
    answer = http.get(TOPIC)
    answer.raise_for_status()
    note = answer.json()["note"]
    return int(note["zh-Hans"]) if note else 0


@contextmanager
def served(standbys: int, *, synchronous: bool = False) -> Iterator[Served]:
    with cluster(standbys) as servers:
        seed(hosts(servers[:1]))
        if synchronous:
            servers[0].execute("ALTER SYSTEM SET synchronous_standby_names = 'server1'")
            servers[0].execute("SELECT pg_reload_conf()")
        with (
            serving(hosts(servers), cache_bytes=0) as base,
            client_of(base, key(hosts(servers[:1]))) as http,
        ):
            yield Served(servers, http)


@contextmanager
def reading(base: httpx.URL) -> Iterator[list[int]]:
    """Read all the while, in turn whatever can be read; yield the list of the statuses."""
    statuses: list[int] = []
    ended = threading.Event()

    def read() -> None:
        with httpx.Client(base_url=base) as http:
            while not ended.is_set():
                statuses.extend(http.get(path).status_code for path in READS)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield statuses
    finally:
        ended.set()
        thread.join()


@pytest.fixture(scope="module")
def following() -> Iterator[Served]:
    with served(2) as made:
        yield made


def test_what_was_written_is_read_at_once_though_every_standby_is_held_back(following: Served) -> None:
    for server in following.servers[1:]:
        server.execute("SELECT pg_wal_replay_pause()")
    try:
        for number in range(100, 105):
            assert following.write(number).status_code == 200
            assert number_in(following.http) == number
    finally:
        for server in following.servers[1:]:
            server.execute("SELECT pg_wal_replay_resume()")


def test_rows_are_read_from_standbys_where_these_are_named(following: Served) -> None:
    primary, *standbys = following.servers
    asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'reads' AND query LIKE '%FROM topics%'"
    named = hosts(standbys, query="?application_name=reads")
    url = hosts([primary], query="?application_name=reads")
    with serving(url, read_url=named, cache_bytes=0) as base, httpx.Client(base_url=base) as http:
        http.get(TOPIC).raise_for_status()
        found = [server.execute(asked)[0][0] for server in following.servers]
    assert (found[0], sum(found)) == (0, 1)


def test_nobody_sees_an_older_state_than_was_seen_before_by_whichever_service(following: Served) -> None:
    drawn = random.Random(7)  # noqa: S311 - what is tried in turn, the same each time
    with serving(hosts(following.servers), cache_bytes=0) as base, httpx.Client(base_url=base) as other:
        seen = number_in(following.http)
        for number in range(1000, 1000 + at_least(40)):
            server = drawn.choice(following.servers[1:])
            server.execute(f"SELECT pg_wal_replay_{drawn.choice(['pause', 'resume'])}()")
            if drawn.random() < 0.5:
                following.write(number).raise_for_status()
                seen = number
            for http in drawn.sample([following.http, other], 2):
                assert number_in(http) == seen
    for server in following.servers[1:]:
        server.execute("SELECT pg_wal_replay_resume()")


def test_each_host_is_told_with_how_far_behind_it_is(following: Served) -> None:
    held = following.servers[2]
    before = number_in(following.http)
    held.execute("SELECT pg_wal_replay_pause()")
    try:
        following.write(before + 1).raise_for_status()
        ready = following.http.get("/readyz").json()
        assert (ready["writes"], [host["role"] for host in ready["hosts"]]) == (
            "ready",
            ["primary", "standby", "standby"],
        )
        assert ready["hosts"][2]["behind"] == 1
    finally:
        held.execute("SELECT pg_wal_replay_resume()")


def test_a_standby_that_is_cut_off_stops_no_read(following: Served) -> None:
    with reading(following.http.base_url) as statuses:
        for _ in range(2):
            following.servers[1].suspend(suspended=True)
            try:
                told = len(statuses)
                wait_until(lambda: len(statuses) > told + 3 * len(READS), "no read was answered")  # noqa: B023 - at once
            finally:
                following.servers[1].suspend(suspended=False)
    assert set(statuses) == {200}


def test_while_there_is_no_primary_reads_go_on_and_writes_wait_and_nothing_acknowledged_is_lost() -> None:
    with served(2, synchronous=True) as made:
        made.write(1).raise_for_status()
        with reading(made.http.base_url) as statuses:
            made.servers[0].stop()
            refused = made.write(2)
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
            assert made.http.get("/readyz").json()["writes"] == "waiting"
            assert made.http.get("/readyz?needs=writes").status_code == 503
            told = len(statuses)
            wait_until(lambda: len(statuses) > told + 3 * len(READS), "no read was answered")
            assert number_in(made.http) == 1
            made.servers[1].execute("ALTER SYSTEM RESET synchronous_standby_names")
            made.servers[1].promote()
            wait_until(lambda: made.write(3).status_code == 200, "nothing can be written to the new primary")
            assert number_in(made.http) == 3
        assert set(statuses) == {200}


def test_where_no_host_answers_that_is_told() -> None:
    with served(0) as made:
        made.servers[0].stop()
        answer = made.http.get(TOPIC)
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (503, "unavailable")


def test_the_version_that_an_answer_is_of_is_told_and_a_client_that_says_it_back_sees_no_older_one() -> None:
    with served(1) as made:
        primary, standby = made.servers
        standby.execute("SELECT pg_wal_replay_pause()")
        written = made.write(1)
        seen = int(written.headers["Lunju-Dataset-Version"])
        assert made.http.get(TOPIC).headers["Lunju-Dataset-Version"] == f"{seen}"
        primary.stop()
        with serving(hosts(made.servers), cache_bytes=0) as base, httpx.Client(base_url=base) as fresh:
            assert fresh.get(TOPIC).headers["Lunju-Dataset-Version"] == f"{seen - 1}"
            for said in ({"Lunju-Dataset-Version": f"{seen}"}, {"If-None-Match": f'"{seen}-0123456789ab-1-json"'}):
                assert fresh.get(TOPIC, headers=said).status_code == 503
            standby.execute("SELECT pg_wal_replay_resume()")
            wait_until(lambda: fresh.get(TOPIC, headers=said).status_code == 200, "what was written is not read")
            assert number_in(fresh) == 1


def test_a_host_that_takes_no_connection_is_told_from_one_that_is_slow(following: Served) -> None:
    async def answers() -> list[bool]:
        urls = [parse_url(hosts(following.servers[:1])), parse_url("postgresql://postgres@127.0.0.1:1/postgres")]
        return [await PostgresHost(url, 1, serves_texts=False).answers() for url in urls]

    assert asyncio.run(answers()) == [True, False]


def test_what_may_take_long_is_read_in_one_state_too(following: Served) -> None:
    count = Statement("SELECT count(*) FROM topics", (), {})

    async def read() -> tuple[int, int, bool]:
        urls = each_host(parse_url(hosts(following.servers)))
        reader = ReplicatedReader(urls, urls, 1)
        await reader.open()
        try:
            await reader.ready()
            found = await reader.scan(count, {})
            return found.rows[0][0], await reader.version() - found.version, await reader.is_writable()
        finally:
            await reader.close()

    topics = len(following.http.get("/topics?limit=100").json())
    assert asyncio.run(read()) == (topics, 0, True)


def test_where_no_host_answers_none_is_opened() -> None:
    urls = each_host(parse_url("postgresql://postgres@127.0.0.1:1,127.0.0.1:2/postgres"))

    async def opened() -> None:
        await ReplicatedReader(urls, urls, 1).open()

    with pytest.raises(OSError, match="none of 2 hosts"):
        asyncio.run(opened())
