"""Questions of the article's argument, asked of the service, on both databases."""

import httpx
import pytest

from api.core.db import postgres_reader, sqlite_scans
from tests.conftest import serving


def test_the_parameter_counts_that_differ_are_found(client: httpx.Client) -> None:
    findings = client.get("/essays/cao2023/audit").json()["findings"]
    assert [item["records"] for item in findings if item["rule"] == "contradictory-figures"] == [
        ["cao2023-s61", "cao2023-s62"]
    ]


def test_the_figure_that_does_not_recompute_is_found(client: httpx.Client) -> None:
    findings = client.get("/essays/cao2023/audit").json()["findings"]
    found = [item["records"] for item in findings if item["rule"] == "figure-does-not-recompute"]
    assert found == [["cao2023-s52", "cao2023-s51", "cao2023-s70"]]


def test_the_places_of_what_supports_a_claim_are_told(client: httpx.Client) -> None:
    for node in client.get("/claims/cao2023-c83/why").json()["nodes"]:
        kind = {"claim": "claims", "statistic": "statistics", "source": "sources"}[node["type"]]
        record = client.get(f"/{kind}/{node['id']}").json()
        assert [place["id"] for place in node["passages"]] == record["passages"]


def test_an_edge_of_the_graph_joins_two_of_its_nodes(client: httpx.Client) -> None:
    elements = client.get("/essays/cao2023/graph").json()["elements"]
    nodes = {node["data"]["id"] for node in elements["nodes"]}
    assert all({edge["data"]["source"], edge["data"]["target"]} <= nodes for edge in elements["edges"])


def test_no_two_elements_of_the_graph_share_an_id(client: httpx.Client) -> None:
    elements = client.get("/essays/cao2023/graph").json()["elements"]
    names = [item["data"]["id"] for item in [*elements["nodes"], *elements["edges"]]]
    assert len(names) == len(set(names))


def test_the_graph_has_every_claim_figure_and_link(client: httpx.Client) -> None:
    elements = client.get("/essays/cao2023/graph").json()["elements"]
    kinds = [node["data"]["type"] for node in elements["nodes"]]
    links = {edge["data"]["evidence_id"] for edge in elements["edges"]}
    assert (kinds.count("claim"), kinds.count("statistic"), len(links)) == (217, 87, 330)


QUESTIONS = [
    "/claims/cao2023-c5/why",
    "/claims/cao2023-c12/against",
    "/sources/gartner2021/impact",
    "/statistics/cao2023-s51/impact",
    "/essays/cao2023/audit",
    "/essays/cao2023/graph",
    "/claims/facets?facet=kind",
]


@pytest.mark.parametrize("path", QUESTIONS)
def test_an_answer_that_the_client_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", QUESTIONS[:-1])
def test_a_question_of_what_is_not_there_is_not_found(client: httpx.Client, path: str) -> None:
    record = path.split("/")[2]
    response = client.get(path.replace(record, record[:-1] + "99999" if "-" in record else "nobody1999"))
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", QUESTIONS[:-1])
def test_a_parameter_that_a_question_does_not_have_is_refused_by_name(client: httpx.Client, path: str) -> None:
    assert client.get(path, params={"dpth": "2"}).json()["errors"][0]["parameter"] == "dpth"


@pytest.mark.parametrize("path", QUESTIONS)
def test_a_question_that_takes_too_long_is_refused_and_others_are_answered(
    seeded: str, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for reader in (sqlite_scans, postgres_reader):
        monkeypatch.setattr(reader, "SCAN_SECONDS", 0.0)
    monkeypatch.setattr(sqlite_scans, "_STEPS_PER_LOOK", 100)
    with serving(seeded) as base:
        refused = httpx.get(base + path)
        assert httpx.get(f"{base}/claims/cao2023-c12").status_code == 200
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (503, "too-costly")
    assert "Retry-After" in refused.headers


def test_both_databases_give_the_same_answer(client: httpx.Client, answers: dict[str, bytes]) -> None:
    for path in QUESTIONS:
        found = client.get(path).content
        assert answers.setdefault(path, found) == found


@pytest.fixture(scope="module")
def answers() -> dict[str, bytes]:
    """What the first database answered."""
    return {}
