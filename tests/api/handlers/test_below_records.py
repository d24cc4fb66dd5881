"""What every path below `/{resource}/{id}` promises; the paths are those that the application has."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from api.app import create_app
from api.core.http.dispatch import Dispatch
from api.core.http.etags import version_read
from api.resources.registry import RESOURCES
from api.settings import Settings
from tests.api.conftest import NAMES, records_of
from tests.conftest import Databases, engine_of, serving
from tests.past import Past

_BELOW = re.compile(r"/(?P<room>[a-z]+)/(?P<id>\{[^}]+\})(?P<rest>[@/].+)")
_OF_THE_PAST = re.compile(r"@\{version\}|/versions|/diff")
"""What is told of a record that is no more."""


def paths() -> list[tuple[str, str]]:
    """Return the paths to read from below a record, in two parts: the resource, and what comes after the id."""
    [routes] = [one for one in create_app(Settings()).router.routes if isinstance(one, Dispatch)]
    read = [route.path for route in routes.routes if isinstance(route, Route) and "GET" in (route.methods or ())]
    found = [_BELOW.fullmatch(path) for path in read]
    return [(one["room"], one["rest"]) for one in found if one and one["room"] in RESOURCES]


PATHS = paths()
PRESENT = [(room, rest) for room, rest in PATHS if not _OF_THE_PAST.fullmatch(rest)]
FOR_ALL = [path for path in PATHS if path != ("essays", "/text")]
"""Without the text, which readers are refused where it is not served."""
PAST = [(room, rest) for room, rest in PATHS if _OF_THE_PAST.fullmatch(rest)]


def stands(room: str) -> str:
    return str(records_of(room)[0]["id"])


def without_row(room: str, word: str, number: int) -> str:
    """Return an id of a kind that no pack gives."""
    example = stands(room)
    if re.search(r"-[a-z][0-9]+$", example):
        return re.sub(r"[0-9]+$", str(9000 + number), example)
    year = {"essays": "2020", "sources": "2021"}.get(room, "")  # no source has the id of an essay
    return f"{word}{year}"


DELETED = {room: without_row(room, "deleted", 1) for room in NAMES}
MERGED = {room: without_row(room, "merged", 2) for room in NAMES}
NEVER = {room: without_row(room, "never", 3) for room in NAMES}
STANDING = {room: stands(room) for room in NAMES}


def url(room: str, rest: str, ids: dict[str, str]) -> str:
    beneath = {"version": "1", "passage_id": "cao2023-p1", "record_id": "cao2023-c1"}
    return f"/{room}/{ids[room]}{rest.format(**beneath)}"


@pytest.fixture(scope="module")
def address(databases: Databases, seeded_template: str) -> str:
    """The URL of a database where a record of each kind was deleted, and one merged into one that stands."""
    made = databases.copy(seeded_template)
    with engine_of(made) as engine:
        past = Past(engine)
        for room in NAMES:
            past.end(room, DELETED[room], "deleted")
            past.end(room, MERGED[room], "merged", merged_into=STANDING[room])
    return made


@pytest.fixture(scope="module")
def reading(address: str) -> Iterator[httpx.Client]:
    """A client of a service of it."""
    with serving(address) as base, httpx.Client(base_url=base) as client:
        yield client


def test_every_kind_of_record_has_something_below_it() -> None:
    assert {room for room, _ in PRESENT} == {room for room, _ in PAST} == set(NAMES)


def test_what_belonged_to_a_deleted_record_is_gone(reading: httpx.Client) -> None:
    for path in (url(room, rest, DELETED) for room, rest in PRESENT):
        response = reading.get(path)
        assert (response.status_code, response.json().get("reason")) == (410, "Because."), path


def test_what_belonged_to_a_merged_record_is_asked_of_the_other(reading: httpx.Client) -> None:
    for room, rest in PRESENT:
        path = url(room, rest, MERGED)
        response = reading.get(path)
        location = f"{reading.base_url}{url(room, rest, STANDING)}"
        assert (response.status_code, response.headers.get("location")) == (308, location), path


def test_the_past_of_a_record_that_is_no_more_is_told(reading: httpx.Client) -> None:
    for path in (url(room, rest, ids) for room, rest in PAST for ids in (DELETED, MERGED)):
        assert reading.get(path).status_code == 200, path


def test_there_is_nothing_below_what_never_was(reading: httpx.Client) -> None:
    for path in (url(room, rest, NEVER) for room, rest in PATHS):
        assert reading.get(path).status_code == 404, path


def test_a_parameter_that_is_unknown_is_refused_by_name(reading: httpx.Client) -> None:
    for path in (url(room, rest, STANDING) for room, rest in PATHS):
        response = reading.get(path, params={"colour": "red"})
        named = [error["parameter"] for error in response.json()["errors"]]
        assert (response.status_code, named) == (400, ["colour"]), path


def test_an_answer_has_a_tag_and_tells_the_version_of_the_dataset_that_it_is_of(address: str) -> None:
    app, told = create_app(Settings.model_validate({"database_url": address, "cache_bytes": 0})), list[int | None]()

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, send)
        told.append(version_read(scope))

    async def walk(client: httpx.AsyncClient) -> None:
        found = await client.get(f"/essays/{STANDING['essays']}/annotations")
        passage, record = found.json()["first"]["items"][0]["id"].split("/")[-2:]
        for room, rest in FOR_ALL:
            path = f"/{room}/{STANDING[room]}{rest.format(version=1, passage_id=passage, record_id=record)}"
            response = await client.get(path)
            assert (response.status_code, told[-1] is None) == (200, False), path
            again = await client.get(path, headers={"If-None-Match": response.headers["etag"]})
            assert (again.status_code, again.content) == (304, b""), path

    async def serve() -> None:
        transport = httpx.ASGITransport(app=noting)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
        ):
            await walk(client)

    asyncio.run(serve())
