"""Tallies: facets are read from them, they count what counting gives, and nobody believes them where they may not."""

import threading
from collections.abc import Iterator
from itertools import product

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from api.core.records.resource import Resource
from api.core.versions.tally_filling import are_current, fill_tallies, wrong_tallies
from api.core.versions.verify import BrokenError
from api.resources.registry import RESOURCES
from seed.bulk import load_bulk
from tests.api.writing import ANY, CLAIM, Json, holds, patch, writer
from tests.bench.synthetic import synthetic
from tests.conftest import engine_of
from tests.examples import at_least
from tests.seed.test_bulk import MANIFEST, nothing

TALLIED = [resource for resource in RESOURCES.values() if resource.tallied]
MANY = at_least(2)
REASON = {"Lunju_Reason": "It no longer stands."}


@pytest.fixture
def engine(writable: str) -> Iterator[sa.Engine]:
    with engine_of(writable) as engine:
        yield engine


@pytest.fixture
def client(writable: str) -> Iterator[httpx.Client]:
    with writer(writable, cache_bytes=0) as client:
        yield client


def execute(engine: sa.Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text(statement))


def current(engine: sa.Engine) -> bool:
    with engine.connect() as connection:
        return are_current(connection, RESOURCES.values())


def wrong(engine: sa.Engine) -> list[str]:
    with engine.connect() as connection:
        return [tally for resource in TALLIED for tally in wrong_tallies(connection, resource)]


def questions(client: httpx.Client, resource: Resource) -> Iterator[str]:
    """Questions that tallies answer: nothing and equalities of each field, with each choice of status."""
    asked = "&".join(f"facet={name}" for name in resource.tallied if name != "status")
    path = f"/{resource.name}/facets?{asked or 'facet=status'}"
    found = client.get(f"/{resource.name}/facets", params={"facet": [*resource.narrowing, "status"]}).json()["facets"]
    equalities = [
        httpx.QueryParams({facet["name"]: item["value"]})
        for facet in found
        if facet["name"] != "status"
        for item in _some([item for item in facet["values"] if item["value"] is not None])
    ]
    further = ["facet=status"] if asked else []
    for by, status in product(["", *equalities], ["", "status=withdrawn", "status=published", *further]):
        yield "&".join(filter(None, [path, str(by), status]))


def _some(values: list[Json]) -> list[Json]:
    """Those that most records have, and one that fewest do."""
    return [*values[:MANY], *values[MANY:][-1:]]


@pytest.mark.parametrize("resource", TALLIED, ids=lambda resource: resource.name)
def test_facets_are_the_same_without_tallies(engine: sa.Engine, client: httpx.Client, resource: Resource) -> None:
    patch(client, "/claims/cao2023-c12", {"status": "withdrawn"}, **REASON).raise_for_status()
    patch(client, "/statistics/cao2023-s3", {"status": "withdrawn"}, **REASON).raise_for_status()
    asked = [*questions(client, resource)]
    tallied = [client.get(question).raise_for_status().json() for question in asked]
    execute(engine, "UPDATE dataset SET tallied = NULL")
    for question, found in zip(asked, tallied, strict=True):
        assert client.get(question).json() == found, question


def test_several_values_of_one_field_are_tallied_together(engine: sa.Engine, client: httpx.Client) -> None:
    question = "/claims/facets?facet=kind&facet=section_id&kind=thesis&kind=causal"
    tallied = client.get(question).json()
    execute(engine, "UPDATE dataset SET tallied = NULL")
    assert client.get(question).json() == tallied


def test_facets_are_read_from_tallies(engine: sa.Engine, client: httpx.Client) -> None:
    execute(engine, "UPDATE tallies SET records = 7777 WHERE field = '' AND facet = 'kind' AND value = '=thesis'")
    [facet] = client.get("/claims/facets?facet=kind").json()["facets"]
    assert (facet["values"][0]["value"], facet["values"][0]["count"]) == ("thesis", 7777)


@pytest.mark.parametrize("mark", ["NULL", "'1 000000000000 another'", "tallied || '0'"])
def test_tallies_of_another_state_or_of_other_facets_are_not_read(
    engine: sa.Engine, client: httpx.Client, mark: str
) -> None:
    before = client.get("/claims/facets?facet=kind").json()
    execute(engine, "DELETE FROM tallies")
    execute(engine, f"UPDATE dataset SET tallied = {mark}")
    assert client.get("/claims/facets?facet=kind").json() == before


def test_what_others_load_is_counted_until_it_is_tallied(writable: str, engine: sa.Engine) -> None:
    load_bulk(engine, synthetic(1000), MANIFEST, nothing)
    assert not current(engine)
    with writer(writable, cache_bytes=0) as client:
        counted = client.get("/claims/facets?facet=stance").json()
        assert counted["total"] > 1000
        fill_tallies(engine, RESOURCES.values(), nothing)
        assert (current(engine), wrong(engine)) == (True, [])
        assert client.get("/claims/facets?facet=stance").json() == counted


def test_who_writes_while_tallies_are_of_another_state_leaves_them(engine: sa.Engine, client: httpx.Client) -> None:
    execute(engine, "UPDATE dataset SET tallied = 'another'")
    patch(client, "/claims/cao2023-c12", {"stance": "reports"}).raise_for_status()
    assert not current(engine)
    fill_tallies(engine, RESOURCES.values(), nothing)
    assert (current(engine), wrong(engine)) == (True, [])


def test_what_is_tallied_is_not_counted_again(engine: sa.Engine) -> None:
    told: dict[str, int] = {}
    fill_tallies(engine, RESOURCES.values(), told.__setitem__)
    assert told == {}


def test_each_kind_of_write_is_tallied(engine: sa.Engine, client: httpx.Client) -> None:
    made = [client.post("/claims", json=CLAIM).raise_for_status().json()["id"] for _ in range(3)]
    assert wrong(engine) == []
    patch(client, f"/claims/{made[0]}", {"kind": "thesis", "stance": "rejects"}).raise_for_status()
    assert wrong(engine) == []
    patch(client, f"/claims/{made[0]}", {"status": "withdrawn"}, **REASON).raise_for_status()
    assert wrong(engine) == []
    client.post(f"/claims/{made[1]}/merge", json={"into": made[2]}, headers=ANY).raise_for_status()
    assert wrong(engine) == []
    client.delete(f"/claims/{made[2]}", headers=ANY).raise_for_status()
    assert (current(engine), wrong(engine)) == (True, [])


def test_what_follows_from_a_change_is_tallied(engine: sa.Engine, client: httpx.Client) -> None:
    patch(client, "/claims/cao2023-c12", {"passages": ["cao2023-p300"]}).raise_for_status()
    assert (
        client.get("/claims/cao2023-c12@1").json()["section_id"]
        != client.get("/claims/cao2023-c12").json()["section_id"]
    )
    assert (current(engine), wrong(engine)) == (True, [])


def test_writers_at_once_are_all_tallied(engine: sa.Engine, client: httpx.Client) -> None:
    answers: list[httpx.Response] = []

    def write(first: int) -> None:
        for number in range(first, first + 8):
            changed = {"stance": ("endorses", "reports", "rejects")[number % 3], "kind": "evaluative"}
            answers.append(patch(client, f"/claims/cao2023-c{number}", changed))
            answers.append(client.post("/claims", json=CLAIM))

    writers = [threading.Thread(target=write, args=(first,)) for first in (10, 20, 30, 40)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert {answer.is_success for answer in answers} == {True}
    assert (current(engine), wrong(engine)) == (True, [])


def test_verifying_tells_of_a_wrong_tally(writable: str, engine: sa.Engine) -> None:
    execute(
        engine,
        "UPDATE tallies SET records = records + 1 WHERE field = 'stance' AND value = '=factual' "
        "AND held = 'rejects' AND resource = 'claims'",
    )
    with pytest.raises(BrokenError) as broken:
        holds(writable)
    assert str(broken.value) == "claims: stance=rejects, kind=factual, published: the tally is not what counting gives"


CHANGES = st.dictionaries(
    st.integers(0, 5),
    st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from(["thesis", "factual", "causal"]),
            "stance": st.sampled_from(["endorses", "reports", "rejects"]),
            "status": st.sampled_from(["published", "withdrawn"]),
            "passages": st.sampled_from([["cao2023-p4"], ["cao2023-p300"]]),
        },
    ),
    min_size=1,
)


def test_after_random_batches_tallies_are_what_counting_gives(engine: sa.Engine, client: httpx.Client) -> None:
    made = [client.post("/claims", json=CLAIM).raise_for_status().json()["id"] for _ in range(6)]

    @settings(max_examples=at_least(8), deadline=None)
    @given(CHANGES)
    def check(changes: dict[int, dict[str, object]]) -> None:
        operations = [
            {"op": "patch", "resource": "claims", "id": made[place], "body": body}
            | {"version": client.get(f"/claims/{made[place]}").json()["version"]}
            for place, body in changes.items()
        ]
        client.post("/batches", json={"reason": "together", "operations": operations}).raise_for_status()
        assert (current(engine), wrong(engine)) == (True, [])

    check()
