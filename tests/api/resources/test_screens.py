"""What front ends ask of lists beside filters: totals, offsets, the dialect of grids, fewer fields, entity tags."""

import httpx
import pytest

from tests.api.conftest import NAMES, Record

Held = dict[str, tuple[Record, ...]]


@pytest.mark.parametrize("name", NAMES)
def test_a_count_is_told_when_asked(client: httpx.Client, held: Held, name: str) -> None:
    response = client.get(f"/{name}?count=true&limit=1")
    assert response.headers["X-Total-Count"] == str(len(held[name]))


def test_a_count_is_that_of_the_filtered_list(client: httpx.Client, held: Held) -> None:
    response = client.get("/claims?count=true&limit=1&kind=thesis")
    expected = sum(claim["kind"] == "thesis" for claim in held["claims"])
    assert response.headers["X-Total-Count"] == str(expected)


def test_no_count_is_made_unasked(client: httpx.Client) -> None:
    assert "X-Total-Count" not in client.get("/claims").headers


def test_an_offset_leaves_out_what_comes_before(client: httpx.Client, held: Held) -> None:
    response = client.get("/claims?offset=30&limit=7")
    assert response.json() == list(held["claims"][30:37])
    assert response.headers["X-Total-Count"] == str(len(held["claims"]))


def test_an_offset_and_a_cursor_exclude_each_other(client: httpx.Client) -> None:
    cursor = httpx.URL(client.get("/claims?limit=1").links["next"]["url"]).params["cursor"]
    response = client.get("/claims", params={"limit": 1, "cursor": cursor, "offset": 3})
    assert response.status_code == 400


def test_a_grid_pages_and_sorts_in_its_own_dialect(client: httpx.Client, held: Held) -> None:
    response = client.get("/claims?_start=10&_end=15&_sort=number&_order=DESC")
    expected = sorted(held["claims"], key=lambda claim: (-claim["number"], claim["essay_id"]))
    assert response.json() == expected[10:15]
    assert response.headers["X-Total-Count"] == str(len(held["claims"]))


def test_a_start_may_come_with_a_limit(client: httpx.Client, held: Held) -> None:
    assert client.get("/claims?_start=10&limit=5").json() == list(held["claims"][10:15])


@pytest.mark.parametrize(
    "query",
    [
        "_start=0&_end=5&offset=1",
        "_sort=number&sort=id",
        "_start=5&_end=5",
        "_end=1001",
        "_sort=id&_order=up",
        "_start=5&limit=x",
    ],
)
def test_a_dialect_that_contradicts_itself_is_refused(client: httpx.Client, query: str) -> None:
    assert client.get(f"/claims?{query}").status_code == 400


def test_fields_trim_a_list(client: httpx.Client, held: Held) -> None:
    found = client.get("/claims?fields=kind,id&limit=3").json()
    assert [list(record.items()) for record in found] == [
        [("id", claim["id"]), ("kind", claim["kind"])] for claim in held["claims"][:3]
    ]


def test_fields_trim_a_record(client: httpx.Client) -> None:
    assert client.get("/claims/cao2023-c1?fields=id,passages").json().keys() == {"id", "passages"}


def test_an_unknown_field_is_named_with_the_nearest(client: httpx.Client) -> None:
    [fault] = client.get("/claims?fields=txt").json()["errors"]
    assert (fault["parameter"], fault["nearest"]) == ("fields", "text")


@pytest.mark.parametrize("path", ["/claims/cao2023-c1", "/claims?limit=3", "/essays/cao2023/claims"])
def test_what_a_client_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


def test_a_tag_of_something_else_gets_the_whole(client: httpx.Client) -> None:
    tag = client.get("/claims/cao2023-c2").headers["ETag"]
    assert client.get("/claims/cao2023-c1", headers={"If-None-Match": tag}).status_code == 200


def test_each_form_of_a_record_has_its_own_tag(client: httpx.Client) -> None:
    whole = client.get("/claims/cao2023-c1").headers["ETag"]
    assert client.get("/claims/cao2023-c1?fields=id").headers["ETag"] != whole
