"""Problems stay short, whatever was sent: few faults, short values, and what exists said once."""

import json
from collections.abc import Iterator

import httpx
import pytest

from api.core.http.problems import MAX_ERRORS, Fault, summary
from api.resources.registry import RESOURCES
from tests.api.writing import CLAIM, MERGE_PATCH, writer

pytestmark = pytest.mark.one_database

SHORT = 20_000
"""More bytes than a problem has."""
LONG = "x" * 50_000


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """An editor on a database of their own."""
    with writer(writable) as client:
        yield client


def names(count: int) -> str:
    return "&".join(f"p{n}=1" for n in range(count))


@pytest.mark.parametrize(("pointer", "said"), [("/stance", "/stance: is wrong"), ("", "the body: is wrong")])
def test_a_summary_says_where_in_a_body(pointer: str, said: str) -> None:
    assert summary([Fault(detail="is wrong", pointer=pointer)]) == said


@pytest.mark.parametrize(
    "path", ["/claims", "/claims/cao2023-c1", "/search", "/changes", "/claims/facets", "/export.zip"]
)
@pytest.mark.parametrize("count", [21, 100, 7_000])
def test_of_many_unknown_parameters_some_are_told_and_how_many_more_there_are(
    client: httpx.Client, path: str, count: int
) -> None:
    response = client.get(f"{path}?{names(count)}")
    errors = response.json()["errors"]
    assert (response.status_code, len(errors)) == (400, MAX_ERRORS + 1)
    assert errors[-1]["detail"] == f"and {count - MAX_ERRORS} more"
    assert len(response.content) < SHORT


def test_what_exists_is_said_once(client: httpx.Client) -> None:
    text = client.get("/claims?colour=1&shape=2&size=3").text
    assert [text.count(name) for name in ("challenged_by", "section_id_ne", "embed_limit")] == [1, 1, 1]


@pytest.mark.parametrize("query", ["sort=a,b,c", "fields=a,b,c", "embed=a,b,c", "kind=a&kind=b&kind=c"])
def test_the_values_that_there_are_are_listed_once_for_several_that_are_wrong(client: httpx.Client, query: str) -> None:
    problem = client.get(f"/claims?{query}").json()
    lists = {"sort": "number", "fields": "attributed_to", "embed": "passages", "kind": "factual"}
    assert sum(lists[query.partition("=")[0]] in error["detail"] for error in problem["errors"]) <= 1
    assert problem["detail"].count(lists[query.partition("=")[0]]) == 1


@pytest.mark.parametrize("path", ["/claims?kind=a", "/units/facets?facet=a", "/changes?resource=a"])
def test_more_values_than_are_read_are_refused_by_number(client: httpx.Client, path: str) -> None:
    name = path.partition("?")[2].partition("=")[0]
    response = client.get(f"{path}&{'&'.join(f'{name}=v{n}' for n in range(3_000))}")
    assert (response.status_code, len(response.content) < SHORT) == (400, True)


ECHOING = [
    f"/claims?{LONG}=1",
    f"/claims?kind={LONG}",
    f"/claims?number={LONG}",
    f"/claims?created_at={LONG}",
    f"/claims?cursor={LONG}",
    f"/claims?sort={LONG}",
    f"/claims?fields={LONG}",
    f"/claims?embed={LONG}",
    f"/claims?embed=passages.{LONG}",
    f"/claims?limit={LONG}",
    f"/claims?count={LONG}",
    f"/claims?_order={LONG}",
    f"/statistics?period_from={LONG}",
    f"/statistics?value_gt={LONG}&unit=a",
    f"/statistics?unit={LONG}",
    f"/claims?q={LONG}",
    f"/claims?text_like={LONG}",
    f"/search?q={LONG}",
    f"/search?q=a&cursor={LONG}",
    f"/changes?since={LONG}",
    f"/changes?resource={LONG}",
    f"/changes?essay_id={LONG}",
    f"/claims/facets?facet={LONG}",
    f"/claims/cao2023-c12.txt?style={LONG}",
    f"/claims/{LONG}",
    f"/claims/cao2023-c1@{'9' * 50_000}",
    f"/claims/cao2023-c1@{'9' * 1_500}",
    f"/units/{LONG}",
    f"/{LONG}",
    f"/problems/{LONG}",
    f"/static/{LONG}",
    f"/sitemap-{LONG}-1.xml",
    f"/claims/{'x' * 1_900}",
]


@pytest.mark.parametrize("path", ECHOING, ids=lambda path: path[:40])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_what_is_repeated_of_a_request_is_short(client: httpx.Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code in {400, 404}
    assert "x" * 1_100 not in response.text
    assert len(response.content) < SHORT


@pytest.mark.parametrize("name", ["If-Match", "Idempotency-Key", "Lunju-Reason", "Content-Type"])
def test_what_is_repeated_of_a_header_is_short(editor: httpx.Client, name: str) -> None:
    headers = MERGE_PATCH | {"If-Match": "*", name: f"é{LONG[:30_000]}"}
    raw = [(header.encode(), value.encode("latin-1")) for header, value in headers.items()]
    response = editor.patch("/claims/cao2023-c1", content=b"{}", headers=raw)
    assert (400 <= response.status_code < 500, len(response.content) < SHORT) == (True, True)


def test_what_is_repeated_of_accept_is_short(client: httpx.Client) -> None:
    response = client.get("/claims", headers={"Accept": f"a/{LONG[:30_000]}"})
    assert (response.status_code, len(response.content) < SHORT) == (406, True)


BODIES = {
    "unknown fields": CLAIM | {f"f{n}": 1 for n in range(9_000)},
    "wrong numbers": CLAIM | {"attributed_to": [2**40] * 9_000},
    "no such records": CLAIM | {"passages": [f"cao2023-p{n}" for n in range(1_000, 1_300)]},
    "NULs": CLAIM | {"attributed_to": ["\0"] * 9_000},
    "the same again": CLAIM | {"passages": ["cao2023-p4"] * 9_000},
    "a long value": CLAIM | {"kind": "k" * 20_000},
    "a long name": CLAIM | {"k" * 20_000: 1},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_with_many_faults_is_told_some(editor: httpx.Client, body: object) -> None:
    response = editor.post("/claims", json=body)
    problem = response.json()
    assert (response.status_code, len(problem["errors"]) <= MAX_ERRORS + 1) == (422, True)
    assert len(response.content) < SHORT


NUL = {"op": "create", "resource": "claims", "body": CLAIM | {"note": {"en": "\0"}}}


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "crate"},
        {f"f{n}": 1 for n in range(60)},
        NUL,
    ],
    ids=["wrong", "unknown", "NULs"],
)
def test_a_batch_with_many_faults_is_told_some(editor: httpx.Client, operation: object) -> None:
    response = editor.post("/batches", json={"operations": [operation] * 50 + [operation] * 400})
    assert (response.status_code, len(response.json()["errors"]) <= MAX_ERRORS + 1) == (422, True)
    assert len(response.content) < SHORT


def test_a_fault_in_a_long_batch_is_pointed_to(editor: httpx.Client) -> None:
    good = {"op": "create", "resource": "claims", "body": CLAIM}
    operations = [good] * 4_000 + [{**good, "op": "crate"}] + [good] * 10
    response = editor.post(
        "/batches", content=json.dumps({"operations": operations}), headers={"Content-Type": "application/json"}
    )
    assert [error["pointer"] for error in response.json()["errors"]] == ["/operations/4000/op"]


@pytest.mark.parametrize("name", RESOURCES)
def test_every_list_of_names_that_exist_fits_a_problem(client: httpx.Client, name: str) -> None:
    assert "…" not in client.get(f"/{name}?colour=red").json()["detail"]
