"""A graph in the languages of other tools: GraphML, DOT and Mermaid. Pure; labels are escaped as each of them wants.

GraphML (Brandes et al., 2002) has a node for each record and each box; DOT and Mermaid draw boxes around what is put in
them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from api.core.http.negotiation import Form
from api.formats.forms import DOT, GRAPHML, MERMAID
from api.formats.xml_words import xml_words
from api.resources.arguments.graph_models import Graph, GraphEdgeData, GraphNode
from api.resources.evidence.models import SYMMETRIC

UrlOf = Callable[[str, str], str]
"""Returns the URL of a record, by its type and id."""

_NODE_KEYS = ("type", "kind", "stance", "status", "section_id", "label", "parent")
_EDGE_KEYS = ("relation", "evidence_id", "group", "scheme", "asserted_by", "asserter_id")
_STYLES = {"analyst": ', style="dashed"', "other": ', style="dotted"'}
_PLACE_KEYS = ("x", "y")
_MERMAID_ESCAPES = str.maketrans({character: f"#{ord(character)};" for character in '"#&<>`\\'} | {"\n": " "})
"""Characters that Mermaid, or the HTML that it makes, would read as more than themselves, as its entity codes."""


def encoded(graph: Graph, form: Form, url_of: UrlOf) -> bytes:
    """Return a graph in a form that is not JSON."""
    encoders: Mapping[str, Callable[[Graph, UrlOf], Iterator[str]]] = {
        GRAPHML.name: _graphml,
        DOT.name: _dot,
        MERMAID.name: _mermaid,
    }
    return "\n".join([*encoders[form.name](graph, url_of), ""]).encode()


def _graphml(graph: Graph, url_of: UrlOf) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name in (*_NODE_KEYS, "url"):
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
    for name in _PLACE_KEYS:
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="int"/>'
    for name in _EDGE_KEYS:
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="string"/>'
    yield f'<graph id={_attribute(graph.essay_id)} edgedefault="directed">'
    for node in graph.elements.nodes:
        said = node.data
        values = [*((name, getattr(said, name)) for name in _NODE_KEYS), ("url", url_of(said.type, said.id))]
        values += [(name, getattr(node.position, name, None)) for name in _PLACE_KEYS]
        yield f"<node id={_attribute(said.id)}>{_data(values)}</node>"
    for link in graph.elements.edges:
        edge = link.data
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        values = [(name, getattr(edge, name)) for name in _EDGE_KEYS]
        yield f"<edge id={_attribute(edge.id)} {ends}>{_data(values)}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(values: Iterable[tuple[str, object]]) -> str:
    return "".join(f'<data key="{name}">{_xml(value)}</data>' for name, value in values if value is not None)


def _xml(value: object) -> str:
    return escape(xml_words(str(value)))


def _attribute(value: str) -> str:
    return quoteattr(xml_words(value))


def _dot(graph: Graph, url_of: UrlOf) -> Iterator[str]:
    yield f"digraph {_quoted(graph.essay_id)} {{"
    yield 'rankdir="RL"; node [shape="box"];'
    ends = {end for edge in graph.elements.edges for end in (edge.data.source, edge.data.target)}

    def node(one: GraphNode) -> Iterator[str]:
        place = f', pos="{one.position.x},{-one.position.y}"' if one.position else ""
        yield (
            f"{_quoted(one.data.id)} [label={_quoted(one.data.label)}, class={_quoted(one.data.type)}, "
            f"URL={_quoted(url_of(one.data.type, one.data.id))}{place}];"
        )

    def box(one: GraphNode, inside: Iterator[str]) -> Iterator[str]:
        yield f"subgraph {_quoted(f'cluster {one.data.id}')} {{ label={_quoted(one.data.label)};"
        yield from node(one) if one.data.id in ends else ()
        yield from inside
        yield "}"

    yield from _boxed(graph, node, box)
    for link in graph.elements.edges:
        edge, style = link.data, _STYLES.get(link.data.asserted_by or "", "")
        style += ', dir="none"' if edge.relation in SYMMETRIC else ""
        label = f"label={_quoted(edge.relation)}, class={_quoted(edge.relation)}{style}"
        yield f"{_quoted(edge.source)} -> {_quoted(edge.target)} [{label}];"
    yield "}"


def _quoted(text: str) -> str:
    """Return a text as a string of DOT, in whose labels a backslash begins an escape."""
    plain = text.replace("\0", "").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(plain.split())}"'


def _mermaid(graph: Graph, _url_of: UrlOf) -> Iterator[str]:
    """Yield a flow chart, without links, since Mermaid draws no text of more than 50,000 characters unless told to."""
    yield "flowchart RL"
    names = {node.data.id: f"n{place}" for place, node in enumerate(graph.elements.nodes)}

    def node(one: GraphNode) -> Iterator[str]:
        yield f'{names[one.data.id]}["{one.data.label.translate(_MERMAID_ESCAPES)}"]'

    def box(one: GraphNode, inside: Iterator[str]) -> Iterator[str]:
        yield f'subgraph {names[one.data.id]} ["{one.data.label.translate(_MERMAID_ESCAPES)}"]'
        yield from inside
        yield "end"

    yield from _boxed(graph, node, box)
    for link in graph.elements.edges:
        yield _arrow(link.data, names)


def _arrow(edge: GraphEdgeData, names: Mapping[str, str]) -> str:
    line = "-.-" if edge.asserted_by in _STYLES else "---" if edge.relation in SYMMETRIC else "--"
    arrow = line if edge.relation in SYMMETRIC else f"{line}>"
    return f"{names[edge.source]} {arrow}|{edge.relation}| {names[edge.target]}"


def _boxed(
    graph: Graph,
    node: Callable[[GraphNode], Iterator[str]],
    box: Callable[[GraphNode, Iterator[str]], Iterator[str]],
) -> Iterator[str]:
    """Yield the nodes, each within the box that it is put in."""
    inside: dict[str | None, list[GraphNode]] = {}
    for one in graph.elements.nodes:
        inside.setdefault(one.data.parent, []).append(one)

    def within(parent: str | None) -> Iterator[str]:
        for one in inside.get(parent, ()):
            yield from box(one, within(one.data.id)) if one.data.id in inside else node(one)

    return within(None)
