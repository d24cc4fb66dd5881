"""A document of AIF-JSON as a graph: that of AIFdb, and that of OVA and xAIF, which has it as a member."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError, shown
from api.core.write.bodies import decode
from api.imports.formats.annotated.aif_words import PLAIN, TYPES
from api.imports.formats.draft_building import DraftBuilding
from api.imports.parsed_files import GivenFile

_MOST = Extents(depth=32, items=500_000, characters=20_000_000)
_INNER = ("AIF", "aif")
_READ = frozenset({"nodes", "edges", "locutions", "participants", "schemefulfillments", "text", *_INNER})
_SURE = 2**53
Raw = dict[str, Any]


@dataclass(frozen=True)
class AifNode:
    """A node: its id, its type, its words, and what else is said of it."""

    id: str
    type: str
    text: str
    more: Raw


@dataclass(frozen=True)
class AifEdge:
    """An edge: its id, the ids of the nodes that it leads from and to, and the names of what else is said of it."""

    id: str
    origin: str
    target: str
    more: tuple[str, ...] = ()

    @property
    def lost(self) -> list[str]:
        """What is told of it."""
        return [f"left out: {', '.join(self.more)}"] if self.more else []


@dataclass
class AifGraph:
    """A graph.

    Attributes:
        nodes: its nodes, by their ids.
        edges: its edges.
        locutions: what is said of locutions, by their nodes.
        people: who takes part, by their ids.
        fulfilled: the schemes of nodes, by these.
        text: the text, where it has one.
        marked: the places of nodes that are marked in the text.
    """

    nodes: dict[str, AifNode] = field(default_factory=dict)
    edges: list[AifEdge] = field(default_factory=list)
    locutions: dict[str, Raw] = field(default_factory=dict)
    people: dict[str, Raw] = field(default_factory=dict)
    fulfilled: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    marked: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_graph(file: GivenFile, building: DraftBuilding) -> AifGraph | None:
    """Return the graph of a file; None where it has none. What is wrong with it is told."""
    content = file.content.removeprefix(b"\xef\xbb\xbf")
    try:
        refuse_excess(content, _MOST)
        whole = decode(content)
    except ProblemError as error:
        building.fault(f"{file.name}: {error.detail}")
        return None
    document = next((whole[name] for name in _INNER if isinstance(whole.get(name), dict)), whole) if _is(whole) else {}
    if not isinstance(document.get("nodes"), list) or not isinstance(document.get("edges"), list):
        building.fault(f"{file.name}: has no lists of nodes and edges")
        return None
    graph = AifGraph()
    _take_nodes(graph, document, file.name, building)
    _take_edges(graph, document, file.name, building)
    _take_people(graph, document, file.name, building)
    _take_text(graph, whole.get("text"))
    for level in [whole] if whole is document else [whole, document]:
        for name, value in level.items():
            if name not in _READ and value not in (None, "", [], {}, False):
                building.became(f"member {name[:60]}", file.name, None, "dropped", "it is no part of the argument")
    return graph


def _is(value: Any) -> bool:
    return isinstance(value, dict)


def items_of(document: Mapping[str, Any], name: str) -> Iterator[tuple[str, Raw]]:
    """Yield the objects of a list, each with where it stands."""
    listed = document.get(name)
    for place, item in enumerate(listed if isinstance(listed, list) else ()):
        yield f"/{name}/{place}", item if isinstance(item, dict) else {}


def text_from(value: Any) -> str:
    """Return a text or a number as a text; else an empty one."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def further(item: Raw, *known: str) -> Raw:
    """Return what is said beside what is known, as it can be kept: fractions and great numbers as texts."""
    return {
        name: str(value) if isinstance(value, float) or (isinstance(value, int) and abs(value) >= _SURE) else value
        for name, value in item.items()
        if name not in known and value not in (None, "", [], {})
    }


def _take_nodes(graph: AifGraph, document: Raw, name: str, building: DraftBuilding) -> None:
    for place, item in items_of(document, "nodes"):
        node = AifNode(
            text_from(item.get("nodeID", item.get("id"))),
            _type_of(item),
            text_from(item.get("text")),
            further(item, "nodeID", "id", "type", "text"),
        )
        if not node.id:
            building.fault(f"{name}: {place}: a node has a nodeID", "field-missing")
        elif graph.nodes.get(node.id, node) != node:
            building.fault(f"{name}: {place}: {shown(node.id)} is the id of two nodes", "id-twice")
        elif node.id in graph.nodes:
            building.became(f"{node.type} node", f"{name}: {place}", None, "dropped", "it is there already, the same")
        graph.nodes.setdefault(node.id, node)


def _type_of(item: Raw) -> str:
    """Return the type of a node: of those that are known in whatever case it is written."""
    said = text_from(item.get("type"))
    return said.upper() if said.upper() in TYPES else said


def _take_edges(graph: AifGraph, document: Raw, name: str, building: DraftBuilding) -> None:
    for place, item in items_of(document, "edges"):
        ends = [item.get(f"{side}ID", item.get(side)) for side in ("from", "to")]
        origin, target = (text_from(end.get("id") if isinstance(end, dict) else end) for end in ends)
        for end in (origin, target):
            if end not in graph.nodes:
                building.no_such(f"{name}: {place}: there is no node {shown(end)}", end, graph.nodes)
        more = tuple(further(item, "edgeID", "id", "fromID", "toID", "from", "to"))
        graph.edges.append(AifEdge(text_from(item.get("edgeID", item.get("id"))) or place, origin, target, more))
    twice = [edge for edge, number in Counter(edge.id for edge in graph.edges).items() if number > 1]
    if twice:
        graph.edges = [replace(edge, id=f"edge-{place}") for place, edge in enumerate(graph.edges)]
        building.note("ids-made", f"{name}: edges are numbered anew: {len(twice)} ids are those of several")


def _take_people(graph: AifGraph, document: Raw, name: str, building: DraftBuilding) -> None:
    for place, item in items_of(document, "locutions"):
        node = text_from(item.get("nodeID"))
        if node in graph.nodes and node not in graph.locutions:
            graph.locutions[node] = further(item, "nodeID")
        else:
            why = "it is of no node" if node not in graph.nodes else "it is of a node that has one"
            building.became("locution", f"{name}: {place}", None, "dropped", why)
    for place, item in items_of(document, "participants"):
        person = text_from(item.get("participantID", item.get("personID")))
        if person and person not in graph.people:
            graph.people[person] = further(item, "participantID", "personID")
        else:
            building.became("participant", f"{name}: {place}", None, "dropped", "who that is, is told already, or not")
    for place, item in items_of(document, "schemefulfillments"):
        node, scheme = text_from(item.get("nodeID")), text_from(item.get("schemeID"))
        if node in graph.nodes and scheme and node not in graph.fulfilled:
            graph.fulfilled[node] = scheme
        else:
            building.became("schemefulfillment", f"{name}: {place}", None, "dropped", "it is of no node, or said twice")


def _take_text(graph: AifGraph, said: Any) -> None:
    if isinstance(said, dict) and isinstance(said.get(PLAIN), str):
        graph.text = said[PLAIN]
        return
    words = said.get("txt") if isinstance(said, dict) else said
    if isinstance(words, str) and words.strip():
        page = MarkedPage()
        page.feed(words)
        page.close()
        graph.text = page.text.strip("\n") or None
        cut = len(page.text) - len(page.text.lstrip("\n"))
        graph.marked = {name: (start - cut, end - cut) for name, (start, end) in page.marked.items()}


class MarkedPage(HTMLParser):
    """The text of a page in which nodes are marked: `<span class="highlighted" id="node12">…</span>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked: dict[str, tuple[int, int]] = {}
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a mark, or a line."""
        if tag == "span":
            self._open.append(((dict(attrs).get("id") or "").removeprefix("node"), self._length))
        elif tag in {"br", "p", "div"}:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a mark."""
        if tag == "span" and self._open:
            name, start = self._open.pop()
            if name and start < self._length:
                self.marked.setdefault(name, (start, self._length))

    def handle_data(self, data: str) -> None:
        """Take words."""
        self._parts.append(data)
        self._length += len(data)

    def close(self) -> None:
        """Put the words together."""
        super().close()
        self.text = "".join(self._parts)
