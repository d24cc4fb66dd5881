from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import httpx
import msgspec
import pytest
import sqlalchemy as sa

from api.resources.registry import RESOURCES
from tests.api.conftest import NAMES, Record, natural
from tests.conftest import engine_of, serving

SORTS = [
    (name, sign + field)
    for name in NAMES
    for field in ("id", *RESOURCES[name].sorts)
    if field not in RESOURCES[name].sort_columns  # sorted by other columns than themselves, and tested with those
    for sign in ("", "-")
]


def in_order(records: Sequence[Record], *sorts: str) -> list[Record]:
    """Sort records plainly: by code point, nulls last, ties in natural order."""
    ordered = sorted(records, key=natural)
    for sort in reversed(sorts):
        field, descending = sort.removeprefix("-"), sort.startswith("-")
        if field == "id":
            ordered.sort(key=natural, reverse=descending)
            continue
        valued = [record for record in ordered if record[field] is not None]
        valued.sort(key=itemgetter(field), reverse=descending)
        ordered = valued + [record for record in ordered if record[field] is None]
    return ordered


def pages(client: httpx.Client, path: str, **asked: str | int) -> Iterator[list[Record]]:
    """Follow a list, page by page."""
    response = client.get(path, params=asked)
    while True:
        response.raise_for_status()
        yield response.json()
        if "next" not in response.links:
            return
        response = client.get(response.links["next"]["url"])


def ids(records: Sequence[Record]) -> list[str]:
    return [record["id"] for record in records]


@pytest.mark.parametrize(("name", "sort"), SORTS)
def test_pages_are_full_but_for_the_last_and_hold_each_record_once_in_the_order_asked(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str, sort: str
) -> None:
    limit = len(held[name]) // 5 + 1
    found = [ids(page) for page in pages(client, f"/{name}", sort=sort, limit=limit)]
    expected = ids(in_order(held[name], sort))
    assert found == [expected[start : start + limit] for start in range(0, len(expected), limit)]


@pytest.mark.parametrize("name", ["sections", "units"])  # of those that are numbered, and of those that are named
@pytest.mark.parametrize("limit", [1, 7])
def test_pages_of_any_size_hold_each_record_once_in_natural_order(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str, limit: int
) -> None:
    found = [ids(page) for page in pages(client, f"/{name}", limit=limit)]
    expected = ids(held[name])
    assert found == [expected[start : start + limit] for start in range(0, len(expected), limit)]


@pytest.mark.parametrize(
    ("name", "sorts"),
    [
        ("claims", ("kind", "-stance")),
        ("claims", ("-stance", "kind", "-number")),
        ("statistics", ("-period", "unit")),
        ("statistics", ("unit", "-period", "-id")),
        ("sources", ("-issued", "-title", "kind")),
        ("evidence", ("scheme", "-origin_id")),
        ("passages", ("-id", "number")),
    ],
)
def test_pages_follow_a_sort_by_several_fields(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str, sorts: tuple[str, ...]
) -> None:
    found = [record for page in pages(client, f"/{name}", sort=",".join(sorts), limit=3) for record in page]
    assert ids(found) == ids(in_order(held[name], *sorts))


@pytest.mark.parametrize("sort", ["issued", "-issued", "title", "-title"])
def test_nulls_come_last_whatever_the_direction(client: httpx.Client, sort: str) -> None:
    records = client.get("/sources", params={"sort": sort, "limit": 1000}).json()
    missing = [record[sort.removeprefix("-")] is None for record in records]
    assert missing == sorted(missing)


def test_text_sorts_by_code_point(writable: str) -> None:
    titles = ["", "B", "a", "z", "é", "Ω", "ﬀ", "中", "论", "𠮷", "😀", "\ue000", "\uffee"]
    insert = sa.text(
        "INSERT INTO sources (id, kind, name, csl_type, title, author, status, version, created_at, updated_at) "
        "VALUES (:id, 'report', '{\"en\":\"x\"}', 'report', :title, '[]', 'published', 1, :at, :at)"
    )
    with engine_of(writable) as engine, engine.begin() as connection:
        for number, title in enumerate(titles):
            connection.execute(insert, {"id": f"zz{1900 + number}", "title": title, "at": "2026-01-01T00:00:00Z"})
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        found = {
            sort: [record["title"] for page in pages(client, "/sources", sort=sort, limit=9) for record in page]
            for sort in ("title", "-title")
        }
    assert [title for title in found["title"] if title in titles] == sorted(titles)
    assert [title for title in found["-title"] if title in titles] == sorted(titles, reverse=True)


def add_entities(url: str, *names: str) -> None:
    insert = sa.text(
        "INSERT INTO entities (id, kind, label, aliases, same_as, status, version, created_at, updated_at) "
        "VALUES (:id, 'concept', '{\"en\":\"x\"}', '[]', '[]', 'published', 1, :at, :at)"
    )
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(insert, [{"id": name, "at": "2026-01-01T00:00:00Z"} for name in names])


@pytest.mark.parametrize("sort", ["id", "-id", "kind", "-created_at"])
def test_inserts_between_pages_cause_no_gap_and_no_duplicate(
    writable: str, held: dict[str, tuple[Record, ...]], sort: str
) -> None:
    found: list[str] = []
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        for number, page in enumerate(pages(client, "/entities", sort=sort, limit=9)):
            found += ids(page)
            add_entities(writable, f"{page[-1]['id']}-{number}", f"0-{number}", f"zz-{number}")
            if len(found) > 200:
                break
    known = set(ids(held["entities"]))
    assert [name for name in found if name in known] == ids(in_order(held["entities"], sort))


def test_a_record_inserted_before_the_next_page_is_on_it(writable: str) -> None:
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        first = client.get("/entities?limit=3")
        add_entities(writable, f"{first.json()[-1]['id']}-0")
        assert client.get(first.links["next"]["url"]).json()[0]["id"] == f"{first.json()[-1]['id']}-0"


def test_a_page_goes_on_though_the_record_before_it_is_gone(writable: str, held: dict[str, tuple[Record, ...]]) -> None:
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        first = client.get("/evidence?limit=3")
        with engine_of(writable) as engine, engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM evidence WHERE id = :id"), {"id": first.json()[-1]["id"]})
        assert client.get(first.links["next"]["url"]).json() == list(held["evidence"][3:6])


def cursor_of(client: httpx.Client, path: str) -> str:
    return httpx.URL(client.get(path).links["next"]["url"]).params["cursor"]


def test_a_cursor_may_change_its_limit(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    cursor = cursor_of(client, "/claims?limit=10")
    assert client.get("/claims", params={"cursor": cursor, "limit": 2}).json() == list(held["claims"][10:12])


def test_a_cursor_does_not_depend_on_the_order_of_filters(client: httpx.Client) -> None:
    cursor = cursor_of(client, "/claims?kind=causal&stance=endorses&limit=1")
    response = client.get("/claims", params={"stance": "endorses", "kind": "causal", "limit": 1, "cursor": cursor})
    assert response.status_code == 200


@pytest.mark.one_database
def test_cursors_are_safe_in_urls(client: httpx.Client) -> None:
    cursors = [cursor_of(client, f"/sources?limit={limit}&sort=title") for limit in range(1, 20)]
    assert not set("".join(cursors)) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.one_database
@pytest.mark.parametrize(
    "other",
    [
        "/claims?kind=causal",
        "/claims?kind=factual&kind=causal",
        "/claims?kind=factual&stance=endorses",
        "/claims?kind=factual&sort=-number",
        "/claims?kind=factual&sort=number",
        "/claims",
        "/topics",
        "/essays/cao2023/claims?kind=factual",
    ],
)
def test_a_cursor_is_refused_by_any_other_list(client: httpx.Client, other: str) -> None:
    cursor = cursor_of(client, "/claims?kind=factual&limit=1")
    response = client.get(httpx.URL(other).copy_merge_params({"cursor": cursor}))
    assert (response.status_code, response.json()["type"]) == (400, f"{client.base_url}/problems/invalid-cursor")


@pytest.mark.one_database
@pytest.mark.parametrize(
    "garbage", ["", "x", "!!!", "====", "AAAA", "null", "W10", "论据", "\0", "A" * 5000, "ab cd", "-_-_"]
)
def test_garbage_is_no_cursor(client: httpx.Client, garbage: str) -> None:
    response = client.get("/claims", params={"cursor": garbage})
    assert (response.status_code, response.json()["type"]) == (400, f"{client.base_url}/problems/invalid-cursor")


@pytest.mark.one_database
@pytest.mark.parametrize("extra", ["=", "==", "\n", "!", "%", " "])
def test_a_cursor_with_something_added_is_no_cursor(client: httpx.Client, extra: str) -> None:
    response = client.get("/claims", params={"limit": 1, "cursor": cursor_of(client, "/claims?limit=1") + extra})
    assert response.status_code == 400


@pytest.mark.one_database
@pytest.mark.parametrize(
    "values",
    [
        [],
        ["cao2023"],
        ["cao2023", 1, 1],
        ["cao2023", "1"],
        ["cao2023", 1.5],
        ["cao2023", True],
        ["cao2023", None],
        [None, 1],
        ["cao2023", 2**31],
        ["cao2023", -(2**31)],
        ["cao2023", 10**30],
        [{"a": 1}, 1],
        ["cao\0", 1],
        "cao2023",
        {"essay_id": "cao2023"},
        None,
    ],
)
def test_a_cursor_with_other_values_than_the_sort_needs_is_refused(client: httpx.Client, values: Any) -> None:
    assert client.get("/claims", params={"limit": 1, "cursor": forged(client, values)}).status_code == 400


@pytest.mark.parametrize("number", [2**31 - 1, 1 - 2**31])
def test_a_cursor_may_name_any_number_that_a_database_holds(client: httpx.Client, number: int) -> None:
    assert client.get("/claims", params={"limit": 1, "cursor": forged(client, ["cao2023", number])}).status_code == 200


def forged(client: httpx.Client, values: Any) -> str:
    """Return a cursor of a list of claims with other values than any that the service gives."""
    cursor = cursor_of(client, "/claims?limit=1")
    mark, _ = msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return urlsafe_b64encode(b'["%s",%s]' % (mark.encode(), msgspec.json.encode(values))).decode().rstrip("=")
