"""From what is drawn to Cytoscape's elements. Pure; runs in a thread."""

from collections.abc import Iterator, Mapping

from api.core.http.problems import Fault, refuse_faults, shown
from api.resources.arguments.graph_drawing import ArgumentDrawing, DrawnRecord, is_membership
from api.resources.arguments.graph_models import (
    Graph,
    GraphEdge,
    GraphEdgeData,
    GraphElements,
    GraphNode,
    GraphNodeData,
    GraphPosition,
)
from api.resources.arguments.graph_parameters import GraphQuery
from api.resources.arguments.layered_layout import lay_out
from api.resources.arguments.support import ArgumentLink


def graph(essay_id: str, language: str, drawing: ArgumentDrawing, query: GraphQuery) -> Graph:
    """Answer with what is drawn of an argument; a link that another undercuts is a node between two half edges.

    Raises:
        ProblemError: the root is not of this argument.
    """
    links = drawing.joined()
    _require_root(essay_id, query, drawing, links)
    undercut = {link.target_id for link in links} & {link.id for link in links}
    languages = [tag for tag in (query.language, language) if tag]
    data = [_record_data(record, languages) for record in (*drawing.boxes.values(), *drawing.records.values())]
    data += [_link_data(link) for link in links if link.id in undercut]
    inside = drawing.inside | _within_boxes(drawing.inside, [link for link in links if link.id in undercut])
    edges = [edge for link in links for edge in _edges(link, halved=link.id in undercut)]
    if query.box is not None:
        for node in data:
            node.parent = inside.get(node.id)
    nodes = [GraphNode(data=node) for node in data]
    if query.layered:
        _place(nodes, edges, drawing, inside)
    elements = GraphElements(nodes=nodes, edges=[GraphEdge(data=edge) for edge in edges])
    return Graph(essay_id=essay_id, elements=elements, truncated=drawing.truncated)


def _require_root(essay_id: str, query: GraphQuery, drawing: ArgumentDrawing, links: list[ArgumentLink]) -> None:
    root = query.root
    if root is None or (root.startswith(f"{essay_id}-") and root in {**drawing.records, **drawing.boxes}):
        return
    if root not in {name for link in links for name in (link.id, link.origin_id, link.target_id)}:
        detail = f"{shown(root)} is no record of this argument, or no more: give the id of a node of the whole graph"
        refuse_faults([Fault(detail=detail, parameter="root")])


def _record_data(record: DrawnRecord, languages: list[str]) -> GraphNodeData:
    words = record.named or (record.text or {},)
    return GraphNodeData(
        id=record.id,
        type=record.type,
        kind=record.kind,
        stance=record.stance,
        text=record.text,
        section_id=None if record.type == "section" else record.held,
        status=record.status,
        label=" / ".join(_in_language(each, languages) for each in words),
    )


def _in_language(words: Mapping[str, str], languages: list[str]) -> str:
    return next((words[tag] for tag in languages if tag in words), None) or min(words.values())


def _link_data(link: ArgumentLink) -> GraphNodeData:
    return GraphNodeData(
        id=link.id,
        type="evidence",
        kind=link.relation,
        stance=None,
        text=None,
        section_id=None,
        status="published",
        label=link.relation,
    )


def _within_boxes(inside: Mapping[str, str], links: list[ArgumentLink]) -> dict[str, str]:
    """Put a link in the box that holds both its ends."""
    return {
        link.id: inside[link.origin_id]
        for link in links
        if link.origin_id in inside and inside[link.origin_id] == inside.get(link.target_id)
    }


def _edges(link: ArgumentLink, *, halved: bool) -> Iterator[GraphEdgeData]:
    ends = [(link.id, link.origin_id, link.target_id)]
    if halved:
        ends = [(f"{link.id}:in", link.origin_id, link.id), (f"{link.id}:out", link.id, link.target_id)]
    for name, source, target in ends:
        yield GraphEdgeData(
            id=name,
            source=source,
            target=target,
            evidence_id=None if is_membership(link) else link.id,
            relation=link.relation,
            group=link.group,
            scheme=link.scheme,
            asserted_by=None if is_membership(link) else link.asserted_by,
            asserter_id=link.asserter_id,
        )


def _place(
    nodes: list[GraphNode], edges: list[GraphEdgeData], drawing: ArgumentDrawing, inside: Mapping[str, str]
) -> None:
    """Give each node that holds no others its position; what is in one box stands together."""
    placed = [node for node in nodes if node.data.id not in drawing.boxes]
    boxes = {node.data.id: inside.get(node.data.id) for node in placed}
    positions = lay_out(boxes, [(edge.source, edge.target) for edge in edges], [*drawing.boxes, None])
    for node in placed:
        x, y = positions[node.data.id]
        node.position = GraphPosition(x=x, y=y)
