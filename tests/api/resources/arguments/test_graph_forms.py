"""A graph in the languages of other tools, as these read it."""

import re

import httpx
import networkx as nx
import pydot
import pytest

from api.core.http.negotiation import Form
from api.formats.forms import DOT, GRAPHML, MERMAID
from api.resources.arguments.graph_forms import encoded
from api.resources.arguments.graph_models import (
    Graph,
    GraphEdge,
    GraphEdgeData,
    GraphElements,
    GraphNode,
    GraphNodeData,
)
from tests.api.writing import Json

GRAPH = "/essays/cao2023/graph"
AWKWARD = 'A "quoted" <b>label</b> & a \\n backslash\nin two lines; #35; `code` ]]> {end} \x00\x0b'
ASKED = ["", "?layout=layered", "?parent=section", "?parent=relationship", "?root=cao2023-r1&depth=1"]
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:pydot")
"""pydot calls pyparsing by its old names."""
parts = pytest.mark.parametrize("asked", ASKED)


def elements(client: httpx.Client, asked: str) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return the nodes and edges of the graph in JSON, by id."""
    found = client.get(f"{GRAPH}{asked}").json()["elements"]
    nodes, edges = ({one["data"]["id"]: one for one in found[name]} for name in ("nodes", "edges"))
    return nodes, edges


def awkward(*, parent: str | None = None) -> Graph:
    """A graph whose labels hold what languages take for more than itself."""
    nodes = [
        GraphNodeData(
            id=name, type="claim", kind=None, stance=None, text=None, section_id=None, status="published", label=AWKWARD
        )
        for name in ("a-c1", "a-c2")
    ]
    nodes[0].parent = parent
    said = {"evidence_id": None, "relation": "supports", "group": None, "scheme": None, "asserted_by": "analyst"}
    said |= {"asserter_id": None}
    edge = GraphEdgeData(id="a-e1", source="a-c1", target="a-c2", **said)
    made = GraphElements(nodes=[GraphNode(data=node) for node in nodes], edges=[GraphEdge(data=edge)])
    return Graph(essay_id="a", elements=made, truncated=False)


def url_of(kind: str, name: str) -> str:
    return f"http://lunju.example/{kind}/{name}"


def read_dot(text: str) -> pydot.Dot:
    """Return the one graph that a text in DOT is."""
    graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None
    [graph] = graphs
    return graph


@parts
def test_networkx_reads_graphml_with_all_that_json_says(client: httpx.Client, asked: str) -> None:
    nodes, edges = elements(client, asked)
    graph = nx.parse_graphml(client.get(f"{GRAPH}.graphml{asked}").text)
    assert {name: said["label"] for name, said in graph.nodes.items()} == {
        name: " ".join(one["data"]["label"].split()) for name, one in nodes.items()
    }
    assert {name: (said["x"], said["y"]) for name, said in graph.nodes.items() if "x" in said} == {
        name: (one["position"]["x"], one["position"]["y"]) for name, one in nodes.items() if "position" in one
    }
    assert sorted((*ends, said["relation"]) for *ends, said in graph.edges(data=True)) == sorted(
        (one["data"]["source"], one["data"]["target"], one["data"]["relation"]) for one in edges.values()
    )


@parts
def test_pydot_reads_dot_with_the_same_edges(client: httpx.Client, asked: str) -> None:
    _, edges = elements(client, asked)
    graph = read_dot(client.get(f"{GRAPH}.dot{asked}").text)
    found = sorted(tuple(str(end).strip('"') for end in edge.obj_dict["points"]) for edge in graph.get_edges())
    assert found == sorted((one["data"]["source"], one["data"]["target"]) for one in edges.values())


@parts
def test_mermaid_has_a_line_for_each_node_and_edge(client: httpx.Client, asked: str) -> None:
    nodes, edges = elements(client, asked)
    text = client.get(f"{GRAPH}.mmd{asked}").text
    assert len(re.findall(r'^(?:subgraph )?n\d+ ?\["[^"]*"\]$', text, re.MULTILINE)) == len(nodes)
    assert len(re.findall(r"^n\d+ (?:-->|-\.->)\|\w+\| n\d+$", text, re.MULTILINE)) == len(edges)
    assert text.count("subgraph ") == len(re.findall(r"^end$", text, re.MULTILINE))


def test_graphml_holds_any_label() -> None:
    graph = nx.parse_graphml(encoded(awkward(), GRAPHML, url_of).decode())
    assert graph.nodes["a-c1"]["label"] == AWKWARD.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")
    assert graph.nodes["a-c1"]["url"] == "http://lunju.example/claim/a-c1"


def test_dot_holds_any_label() -> None:
    graph = read_dot(encoded(awkward(), DOT, url_of).decode())
    [node] = graph.get_node('"a-c1"')
    label = node.get("label")[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    assert label == " ".join(AWKWARD.replace("\x00", "").split())


def test_mermaid_holds_any_label() -> None:
    text = encoded(awkward(), MERMAID, url_of).decode()
    [label] = re.findall(r'^n0\["(.*)"\]$', text, re.MULTILINE)
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label) == AWKWARD.replace("\n", " ")
    assert set('"<>&`\\').isdisjoint(label)


def test_a_link_of_the_analyst_is_dashed() -> None:
    assert "n0 -.->|supports| n1" in encoded(awkward(), MERMAID, url_of).decode()
    assert 'style="dashed"' in encoded(awkward(), DOT, url_of).decode()


@pytest.mark.parametrize("form", [GRAPHML, DOT, MERMAID], ids=lambda form: form.name)
def test_accept_picks_the_form_as_the_suffix_does(client: httpx.Client, form: Form) -> None:
    by_type = client.get(GRAPH, headers={"Accept": form.media_type})
    by_suffix = client.get(f"{GRAPH}.{form.name}")
    assert by_type.headers["content-type"] == by_suffix.headers["content-type"] == form.content_type
    assert by_type.content == by_suffix.content


def test_a_graph_is_no_citation(client: httpx.Client) -> None:
    assert client.get(f"{GRAPH}.bib").status_code == 406
