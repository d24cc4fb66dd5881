"""Cytoscape.js, as published, takes the graph of an essay, or a part of it, as it is."""

import json
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clients.conftest import run

pytestmark = pytest.mark.one_database


PART = "/essays/cao2023/graph?root=cao2023-r1&depth=2&type=claim,relationship,topic&layout=layered&parent=section"


@pytest.fixture(scope="module")
def answered(client: httpx.Client) -> list[dict[str, Any]]:
    """The nodes of a part, as the service tells them."""
    nodes: list[dict[str, Any]] = client.get(PART).raise_for_status().json()["elements"]["nodes"]
    return nodes


@pytest.fixture(scope="module")
def part(installed: Path, client: httpx.Client) -> dict[str, Any]:
    """What Cytoscape.js finds in the part."""
    done = run([shutil.which("node") or "node", "part.mjs"], installed, client.get(PART).text)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def drawn(installed: Path, client: httpx.Client) -> dict[str, Any]:
    """What Cytoscape.js finds in the graph of the article."""
    node = shutil.which("node") or "node"
    done = run([node, "graph.mjs"], installed, client.get("/essays/cao2023/graph").text)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_record_and_every_link_is_drawn(drawn: dict[str, Any], client: httpx.Client) -> None:
    links = client.get("/evidence", params={"essay_id": "cao2023", "limit": 1000}).json()
    ends = {link[side] for link in links for side in ("origin_id", "target_id")}
    claims, figures = (
        {record["id"] for record in client.get(f"/essays/cao2023/{name}", params={"limit": 1000}).json()}
        for name in ("claims", "statistics")
    )
    assert set(drawn["nodes"]) == claims | figures | ends
    undercut = {link["target_id"] for link in links if link["target_type"] == "evidence"}
    whole = [[link["origin_id"], link["relation"], link["target_id"]] for link in links if link["id"] not in undercut]
    assert [edge for edge in drawn["edges"] if edge[0] not in undercut and edge[2] not in undercut] == [
        edge for edge in whole if edge[2] not in undercut
    ]


def test_what_is_beneath_a_thesis_is_what_the_service_says(drawn: dict[str, Any], client: httpx.Client) -> None:
    assert {
        thesis: {node["id"] for node in client.get(f"/claims/{thesis}/why").json()["nodes"]} - {thesis}
        for thesis in drawn["beneath"]
    } == {thesis: set(found) - {thesis} for thesis, found in drawn["beneath"].items()}


def test_a_part_is_drawn_where_the_service_places_it(part: dict[str, Any], answered: list[dict[str, Any]]) -> None:
    placed = {node["data"]["id"]: node["position"] for node in answered if "position" in node}
    assert len(placed) > 20
    assert {name: part["nodes"][name] for name in placed} == placed


def test_a_part_is_drawn_in_the_boxes_that_the_service_tells(
    part: dict[str, Any], answered: list[dict[str, Any]]
) -> None:
    assert part["parents"] == {node["data"]["id"]: node["data"]["parent"] for node in answered}
    assert len(part["boxes"]) > 3


def test_boxes_overlap_only_where_one_is_in_the_other(part: dict[str, Any]) -> None:
    for one, other in combinations(sorted(part["boxes"]), 2):
        apart = _apart(part["boxes"][one], part["boxes"][other])
        assert apart or other in _around(one, part) or one in _around(other, part), (one, other)


def test_nothing_in_a_part_is_odd_to_cytoscape(part: dict[str, Any]) -> None:
    assert part["warnings"] == []


def _around(name: str | None, part: dict[str, Any]) -> list[str]:
    parent = part["parents"][name]
    return [parent, *_around(parent, part)] if parent else []


def _apart(one: dict[str, float], other: dict[str, float]) -> bool:
    return bool(
        one["x2"] <= other["x1"] or other["x2"] <= one["x1"] or one["y2"] <= other["y1"] or other["y2"] <= one["y1"]
    )
