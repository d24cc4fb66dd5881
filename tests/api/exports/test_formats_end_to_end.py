"""Formats go through a service: what comes in is records, and leaves again as the same draft, on both databases."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from tests.api.exports.round_trips import by_name, take_out
from tests.api.imports import test_aif, test_brat, test_microtexts
from tests.api.imports.drafting import Json
from tests.api.writing import holds, writer
from tests.conftest import Databases, serving

FILES: dict[str, dict[str, str]] = {
    "brat": {"tools.ann": "\n".join([*test_brat.UNITS, *test_brat.LINES]), "tools.txt": test_brat.TEXT},
    "microtexts": {"x001.xml": test_microtexts.GRAPH, "x001.txt": test_microtexts.TEXT},
    "aif": {"talk.json": json.dumps(test_aif.GRAPH), "talk.txt": test_aif.TEXT},
}


def sent(files: dict[str, str]) -> list[Json]:
    return [{"name": name, "content": content} for name, content in files.items()]


def take_in(client: httpx.Client, files: dict[str, str]) -> Json:
    """Import files, and return the report."""
    answer = client.post("/imports", json={"files": sent(files)})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def files_of(client: httpx.Client, essay: str, named: str) -> dict[str, str]:
    """Return the files that an essay leaves in."""
    answer = client.get(f"/essays/{essay}?format={named}")
    assert answer.status_code == 200, answer.text
    if answer.headers["Content-Type"] == "application/zip":
        packed = ZipFile(BytesIO(answer.content))
        return {name: packed.read(name).decode() for name in packed.namelist()}
    name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"') or "named.json"
    return {name: answer.content.decode()}


@pytest.fixture(scope="module", params=list(FILES))
def named(request: pytest.FixtureRequest) -> str:
    """A format."""
    return str(request.param)


@pytest.fixture(scope="module")
def came_in(named: str, databases: Databases) -> Iterator[tuple[httpx.Client, Json]]:
    """A client of a service that serves texts, into which all constructs of a format came, and the report."""
    url = databases.seeded()
    with writer(databases.copy(url), serve_text=True) as client:
        yield client, take_in(client, FILES[named])


def test_the_format_is_known_by_what_is_in_the_files(named: str, came_in: tuple[httpx.Client, Json]) -> None:
    assert came_in[1]["format"] == named


def test_each_construct_is_in_records_or_told(came_in: tuple[httpx.Client, Json]) -> None:
    told = came_in[1]["constructs"]
    assert [item for item in told if item["became"] != "kept" and not item["why"]] == []
    assert [item for item in told if item["became"] == "dropped"] == []
    assert sum(bool(item["records"]) for item in told) > len(told) / 2


def test_it_leaves_and_comes_in_again_the_same(named: str, came_in: tuple[httpx.Client, Json], databases: Any) -> None:
    client, told = came_in
    files = files_of(client, told["essay_id"], named)
    url = databases.copy(databases.seeded())
    with writer(url, serve_text=True) as other:
        again = take_in(other, files)
        assert by_name(take_out(other, again["essay_id"])) == by_name(take_out(client, told["essay_id"]))
    holds(url)


def test_nothing_is_lost_on_the_way_out(named: str, came_in: tuple[httpx.Client, Json]) -> None:
    client, told = came_in
    assert client.get(f"/essays/{told['essay_id']}?format={named}&losses=true").json()["lost"] == []


def test_the_text_leaves_only_where_it_may_be_served(named: str, databases: Any) -> None:
    url = databases.copy(databases.seeded())
    with writer(url) as client:
        path = f"/essays/{take_in(client, FILES[named])['essay_id']}?format={named}"
        hidden = client.get(path)
    with serving(url, serve_text=True) as base:
        shown = httpx.get(f"{base}{path}")
    has_text: Callable[[httpx.Response], bool] = {
        "brat": lambda answer: answer.status_code == 200,
        "microtexts": lambda answer: answer.headers["Content-Type"] == "application/zip",
        "aif": lambda answer: "text" in answer.json(),
    }[named]
    assert (has_text(hidden), has_text(shown)) == (False, True)


def test_a_file_is_called_as_it_was_whatever_its_characters(databases: Any) -> None:
    with writer(databases.copy(databases.seeded())) as client:
        told = take_in(client, {"../Gespräch “1”.json": FILES["aif"]["talk.json"]})
        answer = client.get(f"/essays/{told['essay_id']}.aif")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Gespr%C3%A4ch%20_1_.json"
