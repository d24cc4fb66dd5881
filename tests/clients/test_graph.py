"""Cytoscape.js, as published, takes the graph of an essay as it is."""

import json
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clients.conftest import run

pytestmark = pytest.mark.one_database


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
