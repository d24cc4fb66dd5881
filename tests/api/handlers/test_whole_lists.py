"""Lists as CSV and NDJSON: whole, exact, of one version."""

import asyncio
import csv
import io
import json
import socket
from collections.abc import Callable
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import httpx
import pytest
import sqlalchemy as sa
from starlette.types import Message

from api.core.db.spool import Spool, SpoolClosedError
from api.handlers import whole_lists
from api.handlers.whole_lists import Download
from tests.api.conftest import NAMES
from tests.conftest import engine_of, serving
from tests.patience import wait_until

Follow = Callable[[str], list[dict[str, object]]]

CSV, NDJSON = {"Accept": "text/csv"}, {"Accept": "application/x-ndjson"}


def lines(response: httpx.Response) -> list[dict[str, str]]:
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text, newline=""), strict=True))


def records(response: httpx.Response) -> list[dict[str, object]]:
    assert response.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.text.splitlines()]


def flat(record: dict[str, object]) -> dict[str, str]:
    """Say a record as CSV does."""
    told: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            told |= {f"{name}_{tag.replace('-', '_')}": text for tag, text in value.items()}
        elif isinstance(value, list):
            told[name] = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        elif isinstance(value, bool):
            told[name] = str(value).lower()
        elif value is not None:
            told[name] = str(value)
    return told


@pytest.mark.parametrize("name", NAMES)
def test_csv_has_every_record_that_json_has_in_the_same_order(
    client: httpx.Client, name: str, every_page: Follow
) -> None:
    found = lines(client.get(f"/{name}.csv"))
    assert [{key: value for key, value in line.items() if value} for line in found] == [
        flat(record) for record in every_page(f"/{name}?limit=1000")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_ndjson_has_every_record_that_json_has_in_the_same_order(
    client: httpx.Client, name: str, every_page: Follow
) -> None:
    assert records(client.get(f"/{name}.ndjson")) == every_page(f"/{name}?limit=1000")


@pytest.mark.parametrize(
    "query",
    [
        "kind=thesis",
        "kind=thesis&kind=causal&sort=-number",
        "q=算力",
        "text_like=industrial",
        "source_id=gartner2021",
        "has_evidence=true&sort=stance,-updated_at",
        "fields=id,text&limit=7",
        "status=withdrawn",
    ],
)
def test_filters_sort_and_fields_mean_what_they_mean_for_pages(
    client: httpx.Client, query: str, every_page: Follow
) -> None:
    paged = every_page(f"/claims?{query}") if "limit" not in query else client.get(f"/claims?{query}").json()
    assert records(client.get(f"/claims.ndjson?{query}")) == paged


def test_questions_of_figures_are_answered(client: httpx.Client, every_page: Follow) -> None:
    query = "value_gt=200000000&unit=user&match=possible"
    assert records(client.get(f"/statistics.ndjson?{query}")) == every_page(f"/statistics?{query}")


def test_nested_lists_are_whole_too(client: httpx.Client, every_page: Follow) -> None:
    assert records(client.get("/essays/cao2023/claims.ndjson")) == every_page("/essays/cao2023/claims")


def test_accept_asks_for_them_as_well(client: httpx.Client) -> None:
    assert lines(client.get("/claims", headers=CSV)) == lines(client.get("/claims.csv"))
    assert records(client.get("/claims", headers=NDJSON)) == records(client.get("/claims.ndjson"))


def test_columns_do_not_depend_on_what_is_found(client: httpx.Client) -> None:
    whole, none = client.get("/claims.csv").text, client.get("/claims.csv?id=moss2026-c999").text
    assert none.splitlines() == whole.splitlines()[:1]


def test_there_is_a_column_for_each_language_of_the_data(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE claims SET note = :note WHERE id = 'cao2023-c1'"), {"note": '{"fr":"Oui."}'})
    with serving(writable) as base:
        [first, *_] = lines(httpx.get(f"{base}/claims.csv"))
    assert (first["note_fr"], first["text_fr"]) == ("Oui.", "")


def test_no_value_is_changed_for_spreadsheets(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE claims SET text = :text WHERE id = 'cao2023-c1'"), {"text": '{"en":"=1+1"}'})
    with serving(writable) as base:
        [first, *_] = lines(httpx.get(f"{base}/claims.csv"))
    assert first["text_en"] == "=1+1"


@pytest.mark.parametrize("query", ["cursor=abc", "offset=5", "count=true", "embed=passages", "_start=0&_end=5"])
def test_what_is_for_pages_is_refused_by_name(client: httpx.Client, query: str) -> None:
    response = client.get(f"/claims.csv?{query}")
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert {error["parameter"] for error in response.json()["errors"]} == {
        part.split("=")[0] for part in query.split("&")
    }


def test_an_unknown_filter_is_refused(client: httpx.Client) -> None:
    assert client.get("/claims.csv?knd=thesis").json()["errors"][0]["nearest"] == "kind"


def test_a_list_of_nobody_is_not_there(client: httpx.Client) -> None:
    assert client.get("/essays/nobody1900/claims.csv").status_code == 404


def test_a_question_in_vain_is_refused(client: httpx.Client) -> None:
    response = client.get("/statistics.csv?id=cao2023-s51&value_gte=1&unit=USD")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "unit")


def test_forms_have_tags_of_their_own_that_last_while_nothing_changes(client: httpx.Client) -> None:
    tags = [client.get(f"/claims.{form}").headers["etag"] for form in ("csv", "ndjson", "json", "csv")]
    assert len(set(tags)) == 3
    assert tags[0] == tags[3]


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_who_has_it_is_told_so(client: httpx.Client, form: str) -> None:
    tag = client.get(f"/claims.{form}").headers["etag"]
    answer = client.get(f"/claims.{form}", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)


def test_a_change_changes_the_tag(writable: str) -> None:
    with serving(writable) as base:
        before = httpx.get(f"{base}/claims.csv")
        with engine_of(writable) as engine, engine.begin() as connection:
            connection.execute(sa.text("UPDATE dataset SET version = version + 1"))
        after = httpx.get(f"{base}/claims.csv", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.headers["etag"] != before.headers["etag"]) == (200, True)


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_head_says_what_get_does(client: httpx.Client, form: str) -> None:
    head, got = client.head(f"/claims.{form}"), client.get(f"/claims.{form}")
    told = ("content-type", "etag", "vary", "cache-control", "content-length")
    assert head.status_code == 200
    assert [head.headers.get(name) for name in told] == [got.headers.get(name) for name in told]


@pytest.mark.parametrize("name", NAMES)
def test_a_spreadsheet_gets_a_byte_order_mark_where_it_asks_for_one(client: httpx.Client, name: str) -> None:
    plain, marked = client.get(f"/{name}.csv"), client.get(f"/{name}?bom=true", headers=CSV)
    assert marked.content == b"\xef\xbb\xbf" + plain.content
    assert client.get(f"/{name}.csv?bom=false").content == plain.content
    assert client.head(f"/{name}.csv?bom=true").headers["etag"] == marked.headers["etag"] != plain.headers["etag"]
    again = client.get(f"/{name}.csv?bom=true", headers={"If-None-Match": marked.headers["etag"]})
    assert (again.status_code, again.headers["etag"]) == (304, marked.headers["etag"])
    assert client.get(f"/{name}.csv?bom=true", headers={"If-None-Match": plain.headers["etag"]}).status_code == 200


def test_a_nested_list_has_a_byte_order_mark_too(client: httpx.Client) -> None:
    assert client.get("/essays/cao2023/claims.csv?bom=true&fields=id").content.startswith(b"\xef\xbb\xbfid\r\n")


@pytest.mark.parametrize("path", ["/claims.csv?bom=1", "/claims.csv?bom=true&bom=true", "/claims.ndjson?bom=true",
                                  "/claims?bom=true", "/claims.bib?bom=true"])  # fmt: skip
def test_a_byte_order_mark_is_for_csv_and_true_or_false(client: httpx.Client, path: str) -> None:
    refused = client.get(path, headers={"Accept": "application/json, */*;q=0.5"})
    assert (refused.status_code, {fault["parameter"] for fault in refused.json()["errors"]}) == (400, {"bom"})


def test_caches_are_told_that_it_depends_on_accept(client: httpx.Client) -> None:
    assert client.get("/claims", headers=CSV).headers["vary"] == "Accept, Accept-Encoding"


def test_downloads_are_bounded_and_the_next_is_told_when_to_come(writable: str) -> None:
    with serving(writable, downloads=0) as base:
        refused = httpx.get(f"{base}/claims.csv")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
    assert refused.json()["type"] == f"{base}/problems/too-many-streams"


def test_a_client_that_takes_nothing_is_left_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_lists, "PATIENCE", 0.01)
    given_back: list[str] = []

    async def write(spool: Spool) -> None:
        spool.write(b"id\r\n")

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(_message: Message) -> None:
        await asyncio.Event().wait()

    async def serve() -> None:
        spool, held = Spool(), AsyncExitStack()
        held.callback(given_back.append, "place")
        held.push_async_callback(spool.close)
        spool.fill(write(spool))
        await Download(spool.read(), held, {})({"type": "http"}, receive, send)
        with pytest.raises(SpoolClosedError):
            spool.write(b"more")

    asyncio.run(serve())
    assert given_back == ["place"]


def test_a_place_is_free_again_when_its_client_left(writable: str) -> None:
    with serving(writable, downloads=1) as base:
        where = urlsplit(base)
        with socket.create_connection((where.hostname, where.port)) as gone:
            gone.sendall(b"GET /evidence.csv HTTP/1.1\r\nHost: x\r\n\r\n")
            gone.recv(1)
        for _ in range(2):  # who took all gives it back too
            # The server is told of it after the client left.
            wait_until(lambda: httpx.get(f"{base}/evidence.csv").status_code == 200, "the place was not given back")


def test_lists_of_different_columns_follow_each_other_on_one_connection(seeded: str) -> None:
    with serving(seeded, pool_size=1) as base:
        paths = ["/claims.csv", "/measures.csv", "/measures.csv?fields=id", "/claims.csv"]
        assert [httpx.get(f"{base}{path}").status_code for path in paths] == [200] * 4
