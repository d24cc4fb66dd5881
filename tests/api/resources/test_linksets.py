"""Typed links, read as a client of FAIR Signposting reads them."""

import re
from urllib.parse import urljoin

import httpx
import pytest
import signposting

RECORDS = {
    "essays": "cao2023",
    "sections": "cao2023-h1",
    "passages": "cao2023-p1",
    "claims": "cao2023-c12",
    "statistics": "cao2023-s3",
    "sources": "gartner2021",
    "relationships": "cao2023-r1",
    "topics": "cao2023-t1",
    "evidence": "cao2023-e1",
    "reviews": "cao2023-v1",
    "units": "user",
    "measures": "users",
    "entities": "tiktok",
}
PATHS = [f"/{resource}/{identifier}" for resource, identifier in RECORDS.items()]
every_record = pytest.mark.parametrize("path", PATHS, ids=RECORDS)


@every_record
def test_every_record_has_signposts_that_lead_somewhere(client: httpx.Client, path: str) -> None:
    url = urljoin(str(client.base_url), path)
    found = signposting.find_signposting_http(url)
    assert found.citeAs.target == f"{url}@1"
    assert found.license.target == "https://creativecommons.org/licenses/by/4.0/"
    assert "https://schema.org/AboutPage" in {link.target for link in found.types}
    for link in (*found.describedBy, *found.items, *found.linksets):
        answer = client.get(str(link.target))
        assert answer.status_code == 200, link
        assert answer.headers["content-type"].split(";")[0] == str(link.type or "application/json")


@every_record
def test_every_form_describes_a_record(client: httpx.Client, path: str) -> None:
    answer = client.get(f"{path}.none")
    offered = set(re.findall(r"(\S+) \(\.(\w+)[;)]", answer.json()["detail"]))
    found = signposting.find_signposting_http(urljoin(str(client.base_url), path)).describedBy
    assert {(link.type, str(link.target).rpartition(".")[2]) for link in found} == offered != set()


@every_record
def test_whatever_has_an_author_says_whom(client: httpx.Client, path: str) -> None:
    authored = path.split("/")[1] not in {"units", "measures", "entities"}
    assert ("author" in client.get(path).links) == authored
    if authored:
        assert client.get(client.get(path).links["author"]["url"]).status_code == 200


@every_record
def test_head_has_the_links_of_get(client: httpx.Client, path: str) -> None:
    assert client.head(path).headers["link"] == client.get(path).headers["link"]


@every_record
def test_a_link_set_says_what_the_header_says(client: httpx.Client, path: str) -> None:
    url = urljoin(str(client.base_url), path)
    header = signposting.find_signposting_http(url)
    linkset = signposting.find_signposting_linkset(f"{url}/linkset").for_context(url)
    assert {(link.rel, link.target) for link in linkset} == {(link.rel, link.target) for link in header}


def test_a_version_tells_where_it_stands(client: httpx.Client) -> None:
    links = client.get("/claims/cao2023-c12@1").links
    base = str(client.base_url).rstrip("/")
    assert links["cite-as"]["url"] == f"{base}/claims/cao2023-c12@1"
    assert links["latest-version"]["url"] == f"{base}/claims/cao2023-c12"
    assert links["version-history"]["url"] == f"{base}/claims/cao2023-c12/versions"
    assert "predecessor-version" not in links


def test_what_belongs_to_an_essay_says_so(client: httpx.Client) -> None:
    links = client.get("/statistics/cao2023-s3").links
    base = str(client.base_url).rstrip("/")
    assert links["collection"]["url"] == f"{base}/essays/cao2023"
    assert links["author"]["url"] == f"{base}/essays/cao2023#author"


def test_the_license_is_that_of_the_pack(client: httpx.Client) -> None:
    spdx = client.get("/claims/moss2026-c1").links["license"]["url"]
    assert spdx == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_a_suffix_leads_back_to_the_one_url(client: httpx.Client) -> None:
    base = str(client.base_url).rstrip("/")
    assert client.get("/claims/cao2023-c12.json").links["canonical"]["url"] == f"{base}/claims/cao2023-c12"


def test_there_is_no_link_set_of_what_is_not_there(client: httpx.Client) -> None:
    assert client.get("/claims/cao2023-c9999/linkset").status_code == 404


def test_the_catalogue_leads_to_the_api_and_its_description(client: httpx.Client) -> None:
    answer = client.get("/.well-known/api-catalog")
    assert answer.headers["content-type"].startswith("application/linkset+json")
    for context in answer.json()["linkset"]:
        for relation, targets in context.items():
            if relation != "anchor":
                assert [client.get(target["href"]).status_code for target in targets] == [200] * len(targets)
    assert client.head("/.well-known/api-catalog").links["api-catalog"]["url"].endswith("/.well-known/api-catalog")
