"""Writers in each other's way: who is told that a write was made has made it, and nobody overwrites what is not seen.

`LUNJU_EXAMPLES` asks for more rounds.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.resources.test_changes import pages
from tests.api.resources.test_stream import following
from tests.api.test_writes import NEW, count_of, new_claim
from tests.api.writing import ANY, CLAIM, Json, holds, key, patch
from tests.conftest import engine_of, serving
from tests.examples import at_least

ROUNDS = at_least(30)
WRITERS = 8
PATIENCE = 120
"""How many seconds a write waits for others: on a machine that is busy, long."""


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editors(url: str) -> Iterator[list[httpx.Client]]:
    """Two clients, each with a process's worth of a service over the one database."""
    token = key(url)
    headers = {"Authorization": f"Bearer {token}"}
    with (
        serving(url, lock_seconds=PATIENCE) as one,
        serving(url, lock_seconds=PATIENCE) as other,
        httpx.Client(base_url=one, headers=headers) as first,
        httpx.Client(base_url=other, headers=headers) as second,
    ):
        yield [first, second]


def test_of_two_writers_at_one_record_exactly_one_wins(editors: list[httpx.Client]) -> None:
    path = new_claim(editors[0])
    together = threading.Barrier(2)
    stances = ["reports", "rejects"]

    def change(place: int, tag: str, version: int) -> int:
        together.wait()
        body = {"stance": stances[place], "note": {"zh-Hans": f"{version}"}}
        return patch(editors[place], path, body, If_Match=tag).status_code

    with ThreadPoolExecutor(2) as pool:
        for version in range(1, ROUNDS + 1):
            tag = editors[0].get(path).headers["ETag"]
            answers = sorted(pool.map(change, (0, 1), (tag, tag), (version, version)))
            assert answers == [200, 412], f"round {version}: {answers}"
    assert editors[1].get(path).json()["version"] == ROUNDS + 1


def test_numbers_are_given_once_to_writers_at_one_time(editors: list[httpx.Client]) -> None:
    def make(place: int) -> str:
        return str(editors[place % 2].post("/claims", json=CLAIM).json()["id"])

    with ThreadPoolExecutor(WRITERS) as pool:
        made = list(pool.map(make, range(ROUNDS)))
    assert [name for name, count in Counter(made).items() if count > 1] == []


def test_an_id_that_two_bring_along_is_given_once(editors: list[httpx.Client]) -> None:
    def make(place: int) -> int:
        return editors[place % 2].post("/claims", json=CLAIM | {"number": 70_000 + place // 2}).status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = Counter(pool.map(make, range(40)))
    assert answers == {201: 20, 409: 20}


def test_nothing_is_left_that_names_a_record_which_went_at_that_time(editors: list[httpx.Client], url: str) -> None:
    paths = [new_claim(editors[0]) for _ in range(20)]

    def write(place: int) -> int:
        path = paths[place // 2]
        if place % 2:
            return editors[1].delete(path, headers=ANY).status_code
        link = NEW["evidence"] | {"target_id": path.rpartition("/")[2]}
        return editors[0].post("/evidence", json=link).status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(write, range(2 * len(paths))))
    assert {*zip(answers[::2], answers[1::2], strict=True)} <= {(201, 409), (422, 200), (409, 200)}
    assert holds(url).versions == count_of(url, "versions")


def test_batches_that_lock_in_opposite_order_are_both_made(editors: list[httpx.Client]) -> None:
    paths = [new_claim(editors[0]).rpartition("/")[2] for _ in range(4)]

    def change(place: int) -> int:
        order = paths if place else paths[::-1]
        records = [editors[place].get(f"/claims/{name}").json() for name in order]
        stance = "rejects" if records[0]["stance"] == "reports" else "reports"
        operations = [
            {"op": "patch", "resource": "claims", "id": record["id"], "version": record["version"],
             "body": {"stance": stance}}
            for record in records
        ]  # fmt: skip
        response = editors[place].post("/batches", json={"operations": operations})
        assert response.status_code in {200, 412}, response.text
        return response.status_code

    with ThreadPoolExecutor(2) as pool:
        answers = Counter(answer for _ in range(10) for answer in pool.map(change, (0, 1)))
    assert answers[200] >= 10


Written = list[tuple[str, int]]
"""Ids, each with a version that was made of it."""


def write_in_batches(editors: list[httpx.Client], writer: int) -> Written:
    """Make one, two or three claims at once, and change them, again and again; return what was acknowledged."""
    made: Written = []
    for number in range(ROUNDS // 10):
        operations: list[Json] = [{"op": "create", "resource": "claims", "body": CLAIM}] * (number % 3 + 1)
        response = editors[writer % 2].post("/batches", json={"operations": operations})
        assert response.status_code == 200, response.text
        for done in response.json()["operations"]:
            changed = patch(editors[writer % 2], f"/claims/{done['id']}", {"stance": "rejects"})
            made += [(done["id"], 1), (done["id"], changed.json()["version"])]
    return made


def test_a_reader_of_the_feed_sees_each_change_once_while_eight_write(editors: list[httpx.Client]) -> None:
    begun = since = end_of(editors[1])
    told: list[Json] = []
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write_in_batches, editors, writer) for writer in range(WRITERS)]
        ended = False
        while not ended:
            ended = all(writer.done() for writer in writing)  # asked before the page that must be the last
            for page in pages(editors[1], f"/changes?since={since}&limit=7"):
                told += page
            since = told[-1]["sequence"] if told else begun
    written = [version for writer in writing for version in writer.result()]
    assert sorted((change["id"], change["version"]) for change in told) == sorted(written)
    assert [change["sequence"] for change in told] == list(range(begun + 1, begun + len(written) + 1))


def test_a_stream_that_is_resumed_tells_each_change_once_while_eight_write(editors: list[httpx.Client]) -> None:
    begun = last = end_of(editors[1])
    told: list[Json] = []
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write_in_batches, editors, writer) for writer in range(WRITERS)]
        while not all(writer.done() for writer in writing) or last < end_of(editors[1]):
            with following(str(editors[1].base_url), Last_Event_ID=str(last)) as stream:
                next(stream)  # where it begins
                told += [change for _, _, change in islice(stream, min(40, end_of(editors[1]) - last))]
            last = told[-1]["sequence"] if told else begun
    written = [version for writer in writing for version in writer.result()]
    assert sorted((change["id"], change["version"]) for change in told) == sorted(written)
    assert [change["sequence"] for change in told] == list(range(begun + 1, begun + len(written) + 1))


def end_of(client: httpx.Client) -> int:
    return int(client.get("/").json()["dataset"]["version"])


def test_versions_are_numbered_in_the_order_of_the_commits(url: str) -> None:
    with engine_of(url) as engine, engine.connect() as connection:
        numbers = connection.scalars(sa.text("SELECT sequence FROM versions ORDER BY sequence")).all()
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.usefixtures("editors")
def test_all_of_it_holds(url: str) -> None:
    assert holds(url).versions == count_of(url, "versions")
