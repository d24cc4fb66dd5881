"""Nodes of AIF as claims and links."""

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any, get_args

from api.imports.formats.annotated.aif_graph import AifEdge, AifGraph, AifNode
from api.imports.formats.annotated.aif_speakers import AifSpeakers
from api.imports.formats.annotated.aif_words import FORMAT, OURS, STATEMENT, USUAL, relation_of, scheme_of
from api.imports.formats.draft_building import DraftBuilding, Part, fits, one_line
from api.imports.formats.inline_markup import unescaped
from api.resources.claims.models import ClaimKind, Stance


class AifArgument:
    """Claims and links of a graph.

    Args:
        building: the draft under way.
        name: what the file is called.
        graph: the graph.
        speakers: who takes part.

    Attributes:
        hosts: the part that each node is, by its id.
        said: the edges that links say.
    """

    def __init__(self, building: DraftBuilding, name: str, graph: AifGraph, speakers: AifSpeakers) -> None:
        """Begin with nothing taken."""
        self._building = building
        self._name = name
        self._graph = graph
        self._speakers = speakers
        self._into: dict[str, list[AifEdge]] = defaultdict(list)
        self._from: dict[str, list[AifEdge]] = defaultdict(list)
        for edge in graph.edges:
            self._into[edge.target].append(edge)
            self._from[edge.origin].append(edge)
        self.hosts: dict[str, tuple[str, Part]] = {}
        self.said: set[str] = set()
        self._claims = set[str]()

    def take(self) -> None:
        """Make the claims, then the links, each after those that it leads to."""
        for node in self._graph.nodes.values():
            if node.type == STATEMENT and node.text:
                self._claim(node)
        if self._claims:
            detail = f"{self._name}: that claims are factual is assumed: AIF does not say what kind they are"
            self._building.note("kind-assumed", detail)
        linked = self._standing()
        for node in self._graph.nodes.values():
            if node.id in linked:
                self._links(node, linked)

    def _claim(self, node: AifNode) -> None:
        self._claims.add(node.id)
        speakers = self._speakers.of(node.id)
        said = node.more.get(OURS)
        ours = _ours(said if isinstance(said, dict) else {})
        words = unescaped(node.text)
        part: Part = {"id": node.id, "says": one_line(words), "kind": "factual"}
        part |= {"stance": "reports" if speakers else "endorses"}
        part |= {"sources": speakers} if speakers else {}
        spans, why = self._places(node, ours.pop("spans", None))
        part |= {"spans": spans} if spans else {}
        part |= ours
        more = {name: value for name, value in node.more.items() if name != OURS}
        self._keep(node, part, {"id": node.id} | more | ({"text": node.text} if part["says"] != node.text else {}))
        self.hosts[node.id] = (self._building.claim(part), part)
        if words != node.text:
            why = [*why, "characters of HTML (&amp;) are what they stand for"]
        self._building.kept(f"{node.type} node", f"{self._name}: {node.id}", self.hosts[node.id][0], why)

    def _places(self, node: AifNode, given: Any) -> tuple[list[list[int]], list[str]]:
        """Return where a claim stands in the text, and what is to be told of that."""
        text = self._graph.text
        if text is None:
            return [], []
        if given is not None:
            fitting = [list(span) for span in given if 0 <= span[0] < span[1] <= len(text)]
            return (fitting, []) if len(fitting) == len(given) else ([], ["its places are not in the text"])
        for name in self._speakers.marks_of(node.id):
            if found := self._graph.marked.get(name):
                start, end = found
                words = text[start:end]
                first = start + len(words) - len(words.lstrip())
                if words.strip():
                    return [[first, first + len(words.strip())]], []
        for words in (node.text, unescaped(node.text), *self._speakers.locutions_of(node.id)):
            if words and text.count(words) == 1:
                return [[text.index(words), text.index(words) + len(words)]], []
        return [], []

    def _keep(self, node: AifNode, part: Part, extra: Part) -> None:
        if fits({FORMAT: extra}):
            part["extra"] = {FORMAT: extra}
        else:
            part["extra"] = {FORMAT: {"id": node.id}}

    def _standing(self) -> dict[str, int]:
        """Return the nodes that are links, and how far each is from a claim: of those types, with premises."""
        able = [node.id for node in self._graph.nodes.values() if node.type in USUAL and self._premises(node.id)]
        waiting = deque((one, 0) for one in able if self._targets(one, {}))
        standing: dict[str, int] = {}
        known = set(able)
        while waiting:
            one, far = waiting.popleft()
            if one not in standing:
                standing[one] = far
                others = (edge.origin for edge in self._into[one] if edge.origin in known and edge.origin != one)
                waiting += [(other, far + 1) for other in others]
        return standing

    def _premises(self, node: str) -> list[AifEdge]:
        return [edge for edge in self._into[node] if edge.origin in self._claims]

    def _targets(self, node: str, linked: Mapping[str, int]) -> list[AifEdge]:
        """Return the edges from a link to what it leads to: claims first, then what is nearer to one, in no circle."""
        premises = {edge.origin for edge in self._premises(node)}
        found = [
            edge
            for edge in self._from[node]
            if (edge.target in self._claims and premises - {edge.target})
            or (edge.target in linked and edge.target != node)
        ]
        return sorted(found, key=lambda edge: linked.get(edge.target, -1))

    def _links(self, node: AifNode, linked: Mapping[str, int]) -> None:
        premises = self._premises(node.id)
        speakers = self._speakers.of(node.id)
        place = f"{self._name}: {node.id}"
        changes = []
        for number, target in enumerate(self._targets(node.id, linked), start=1):
            origins = list(dict.fromkeys(edge.origin for edge in premises if edge.origin != target.target))
            edges = [edge for edge in premises if edge.origin in origins] + [target]
            relation = relation_of(node.type, node.text, onto_link=target.target in linked)
            said = node.more.get(OURS)
            reader = isinstance(said, dict) and said.get("whose") == "reader"
            part: Part = {
                "id": node.id if number == 1 else f"{node.id}-{number}",
                "from": origins,
                "relation": relation,
            }
            part |= {"to": target.target, "whose": "reader" if reader else "author"}
            part |= {"scheme": scheme} if (scheme := scheme_of(node.text)) else {}
            part |= {"by": speakers[0]} if len(speakers) == 1 else {}
            more = {name: value for name, value in node.more.items() if name != OURS} if number == 1 else {}
            extra = {"id": node.id, "text": node.text} | more
            extra |= {"edges": [[edge.id, edge.origin, edge.target] for edge in edges]}
            if scheme_id := self._graph.fulfilled.get(node.id):
                extra["fulfils"] = scheme_id
            self._keep(node, part, extra)
            pointer = self._building.link(part)
            self.hosts.setdefault(node.id, (pointer, part))
            for edge in edges:
                if edge.id not in self.said:
                    self.said.add(edge.id)
                    self._building.kept("edge", f"{self._name}: edge {edge.id}", pointer, edge.lost)
            if number > 1:
                changes = ["it is a link for each of what it leads to"]
        self._building.kept(f"{node.type} node", place, self.hosts[node.id][0], changes)
        if node.id in self._graph.fulfilled:
            self._building.kept("schemefulfillment", place, self.hosts[node.id][0])


def _ours(said: Part) -> Part:
    """Return what we said of a claim, as far as it is sound."""
    found: Part = {}
    if said.get("kind") in get_args(ClaimKind):
        found["kind"] = said["kind"]
    if said.get("stance") in get_args(Stance):
        found["stance"] = said["stance"]
    found |= {name: True for name in ("implicit", "one_utterance") if said.get(name) is True}
    spans = said.get("spans")
    if isinstance(spans, list) and spans and all(_is_span(span) for span in spans):
        found["spans"] = spans
    return found


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)  # noqa: PLR2004
