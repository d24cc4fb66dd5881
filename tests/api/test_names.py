"""Every id that the rules allow leads back to its record, from wherever a link to it stands."""

import contextlib
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route

from api.app import create_app
from api.core.http.dispatch import Dispatch
from api.core.http.paths import ROUTE_WORDS
from api.formats.forms import FORMS
from api.resources.export.data_package import export_package
from api.resources.registry import REPRESENTATIONS, RESOURCES
from api.settings import Settings
from lunju import Client
from tests.api.cli.commands import lunju
from tests.api.pages.pages import BROWSER, Page
from tests.api.test_writes import NEW, WORDS
from tests.api.writing import ANY, client_of, key, patch
from tests.conftest import engine_of, serving
from tests.examples import at_least

UNIT = {"system": "count", "dimension": "odd", "factor": "2", "label": WORDS}
ODD = ["m/s", "/mo", "%", "%2F", "10*-9", "10^3", "kg/(m.s2)", "mm[Hg]", "[in_i'Hg]", "m.s-2", "''", "10*+3/s", "a/b/c"]
"""Codes of UCUM, and the like, each with something that means something else in a URL."""
STREWN = st.text("Az09%/_.*^'+()[]-", min_size=1, max_size=40)
PIECES = st.sampled_from([*sorted(ROUTE_WORDS), *(f".{name}" for name in FORMS), "%2F", "..", ".", "/", "mo", "[in_i]"])
CODES = st.one_of(st.sampled_from(ODD), STREWN, st.lists(PIECES, min_size=1, max_size=4).map("".join))
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True) | st.sampled_from(sorted(ROUTE_WORDS))
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
KEYS = st.from_regex(r"[a-z]{1,20}([0-9]{4}|nd)[a-z]?", fullmatch=True)


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    token = key(url)
    with serving(url) as base, client_of(base, token) as client:
        yield client


@pytest.fixture(scope="module")
def lunju_client(url: str, editor: httpx.Client) -> Iterator[Client]:
    """The client that Lunju comes with."""
    with Client(str(editor.base_url), key=key(url, "shipped")) as client:
        yield client


def make(editor: httpx.Client, resource: str, body: dict[str, Any]) -> httpx.Response | None:
    """Make a record; None where the rules refuse its id, saying so."""
    response = editor.post(f"/{resource}", json=body)
    if response.status_code == 409:  # an earlier example made it
        return None
    if response.status_code == 422:
        assert {fault["pointer"] for fault in response.json()["errors"]} == {"/id"}
        return None
    assert response.status_code == 201, response.text
    return response


def links_of(response: httpx.Response, base: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in response.headers["Link"].split(", "):
        target, _, rest = link.removeprefix("<").partition(">")
        if target.startswith(base):
            found.setdefault(rest.partition('rel="')[2].partition('"')[0], []).append(target)
    return found


def leads_back(editor: httpx.Client, resource: str, body: dict[str, Any], made: httpx.Response) -> None:
    """Follow every link of a record."""
    base, identifier, record = str(editor.base_url).rstrip("/"), body["id"], made.json()
    assert record["id"] == identifier
    where = made.headers["Location"]
    assert where == f"{base}/{resource}/{quote(identifier, safe='')}"
    read = editor.get(where)
    assert (read.status_code, read.json()) == (200, record)
    assert editor.head(where).headers["ETag"] == read.headers["ETag"]
    links = links_of(read, base)
    for relation in ("cite-as", "latest-version", "item"):
        for target in links[relation]:
            if resource != "essays" or relation != "item" or target.endswith(".json"):
                assert editor.get(target).json() == record, target
    for target in links["describedby"]:
        assert editor.get(target).status_code == 200, target
    [version] = editor.get(links["version-history"][0]).json()
    assert (version["id"], editor.get(version["url"]).json()) == (identifier, record)
    assert editor.get(links["linkset"][0]).json()["linkset"][0]["anchor"] == where
    assert editor.get(f"{where}/diff").json()["to"]["url"] == version["url"] == f"{where}@1"
    assert editor.get(f"{where}.jsonld").json()["@id"] == where
    assert editor.get(f"{where}.json").headers["Link"].count(f'<{where}>; rel="canonical"') == 1
    assert editor.get(f"/{resource}", params={"id": identifier}).json() == [record]
    for shown in (where, f"{where}.html", f"{where}@1", f"{where}@1.html"):
        own_links_lead_back(editor, shown, where, record)


def own_links_lead_back(editor: httpx.Client, shown: str, where: str, record: dict[str, Any]) -> None:
    """Follow the links of a record's page that lead to the record: none leads elsewhere."""
    response = editor.get(f"{shown}?lang=en", headers=BROWSER)
    assert response.headers["Content-Type"].startswith("text/html"), shown
    page = Page(response)
    assert f'<link rel="canonical" href="{where}' in response.text.replace("&#39;", "'")
    targets = {urljoin(str(response.url), link) for link in [*page.links, *page.alternates.values()]}
    own = {target for target in targets if target.startswith(where)}
    assert {target.partition("?")[0] for target in own} >= {f"{where}/versions", f"{where}@1.json"}
    for target in own:
        answer = editor.get(target, headers=BROWSER)
        assert answer.status_code == 200, target
        if target.endswith("@1.json"):
            assert answer.json() == record
    same = [target for target in targets if target.partition("?")[0] == shown]
    assert same, f"{shown} links to itself in the other language"


@settings(max_examples=at_least(12), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(code=CODES)
def test_every_unit_that_the_rules_allow_is_where_its_links_lead(
    editor: httpx.Client, lunju_client: Client, code: str
) -> None:
    body = UNIT | {"id": code}
    if made := make(editor, "units", body):
        leads_back(editor, "units", body, made)
        assert lunju_client.units.get(code).id == code
        assert lunju_client.units.change(code, {"note": WORDS}).version == 2
        assert editor.get("/statistics", params={"unit": code}).json() == []
        assert patch(editor, made.headers["Location"], {"note": None}).json()["version"] == 3
        assert editor.delete(made.headers["Location"], headers=ANY).json()["id"] == code
        gone = editor.get(made.headers["Location"])
        assert (gone.status_code, editor.get(gone.json()["versions"]).json()[0]["version"]) == (410, 4)
        assert gone.json()["instance"] == made.headers["Location"].removeprefix(str(editor.base_url).rstrip("/"))


@settings(max_examples=at_least(5), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(slug=SLUGS)
def test_every_term_that_the_rules_allow_is_where_its_links_lead(editor: httpx.Client, slug: str) -> None:
    body = NEW["measures"] | {"id": slug}
    if made := make(editor, "measures", body):
        leads_back(editor, "measures", body, made)


@settings(max_examples=at_least(3), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(identifier=KEYS, resource=st.sampled_from(["essays", "sources"]))
def test_every_essay_and_source_is_where_its_links_lead(editor: httpx.Client, identifier: str, resource: str) -> None:
    body = NEW[resource] | {"id": identifier}
    if made := make(editor, resource, body):
        leads_back(editor, resource, body, made)


@pytest.fixture(scope="module")
def odd(editor: httpx.Client) -> list[str]:
    """The ids of units whose codes mean something else in a URL."""
    codes = [f"{code}{'' if code.endswith('%') else '.'}odd" for code in ODD]
    for code in codes:
        assert editor.post("/units", json=UNIT | {"id": code}).status_code == 201, code
    return codes


def test_the_sitemap_leads_to_every_unit(editor: httpx.Client, odd: list[str]) -> None:
    document = editor.get("/sitemaps/units-1.xml").content
    named = {
        str(found.text): editor.get(f"{found.text}.json").json()["id"]
        for found in ET.fromstring(document).iter(f"{SITEMAP}loc")  # noqa: S314 - our own
    }
    assert set(odd) <= set(named.values())
    assert {where: quote(name, safe="") for where, name in named.items()} == {
        where: where.rpartition("/")[2] for where in named
    }


def test_the_export_leads_to_every_unit(editor: httpx.Client, url: str, odd: list[str], tmp_path: Path) -> None:
    file, base = io.BytesIO(), str(editor.base_url).rstrip("/")
    with engine_of(url) as engine:
        export_package(engine, RESOURCES, REPRESENTATIONS, base, file)
    with ZipFile(file) as archive:
        records = [json.loads(line) for line in archive.read("data/units.ndjson").splitlines()]
        nodes = {
            node["@id"]: node
            for name in archive.namelist()
            if name.endswith(".jsonld")
            for node in json.loads(archive.read(name)).get("@graph", [])
            if node.get("termCode") in odd
        }
    assert {record["id"] for record in records} >= set(odd)
    assert {node["termCode"] for node in nodes.values()} == set(odd)
    for where, node in nodes.items():
        assert editor.get(f"{where}.json").json()["id"] == node["termCode"]
    assert lunju("export", "--sqlite", tmp_path / "all.db", url=url).returncode == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "all.db")) as whole:
        assert {row[0] for row in whole.execute("SELECT id FROM units")} >= set(odd)


def test_a_filter_and_a_figure_name_a_unit_by_its_code(editor: httpx.Client) -> None:
    assert editor.post("/units", json=UNIT | {"id": "/moon"}).status_code == 201
    figure = editor.post("/statistics", json=NEW["statistics"] | {"unit": "/moon", "comparator": "eq"}).json()
    found = editor.get("/statistics?unit=%2Fmoon&value_gte=5").json()
    assert [(one["id"], one["normalised_lower"]) for one in found] == [(figure["id"], "10")]
    embedded = editor.get(f"/statistics/{figure['id']}?embed=unit").json()["_embedded"]["unit"]
    assert embedded == editor.get("/units/%2Fmoon").json()
    assert editor.delete("/units/%2Fmoon", headers=ANY).status_code == 409


@pytest.mark.parametrize(
    "code",
    ["facets", "mo/versions", "mo/diff", "/linkset", "mo.json", "m/s.bib", ".csv", "m/merge", "..", "./m", "m/..",
     "a//b", "mo/", "mo@1", "mo@1.json", "m s", "{cells}/uL", "m?", "m#", "", "µm", "mo/facets"],
)  # fmt: skip
def test_an_id_that_would_lead_elsewhere_is_refused(editor: httpx.Client, code: str) -> None:
    response = editor.post("/units", json=UNIT | {"id": code})
    assert (response.status_code, {fault["pointer"] for fault in response.json()["errors"]}) == (422, {"/id"})


def test_a_slash_of_an_id_is_no_slash_of_a_path(editor: httpx.Client) -> None:
    assert editor.get("/units/mo/versions").json()[0]["id"] == "mo"
    assert editor.get("/units/mo%2Fversions").status_code == 404
    assert editor.get("/units/mo/versions").json()[0]["id"] == "mo"
    assert editor.get("/units/mo%00versions").status_code == 404
    assert editor.get("/claims%2Fcao2023-c1").status_code == 404
    assert editor.get("/claims/cao2023-c1%2Fversions").status_code == 404


def test_a_path_that_a_proxy_decoded_leads_to_the_same_unit(editor: httpx.Client) -> None:
    made = editor.post("/units", json=UNIT | {"id": "ox/cart"})
    for path in ("/units/ox/cart", "/units/ox%2fcart", "/units/ox%2Fcart"):
        assert editor.get(path).json() == editor.get(f"{path}@1").json() == made.json()
        assert editor.get(f"{path}/versions").json()[0]["id"] == "ox/cart"
        assert editor.get(path).headers["Link"] == editor.get(made.headers["Location"]).headers["Link"]


def test_no_id_ends_as_a_path_goes_on_behind_one() -> None:
    [routes] = [one for one in create_app(Settings()).router.routes if isinstance(one, Dispatch)]
    rooms = [route.path.split("/")[1:] for route in routes.routes if isinstance(route, Route)]
    after = {part for room, *rest in rooms if room in RESOURCES for part in rest if "{" not in part}
    assert after <= ROUTE_WORDS
