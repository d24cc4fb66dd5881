"""Nodes of AIF that are no claims or links: kept beside the one that they are next to, to be written again."""

from collections import defaultdict, deque
from collections.abc import Container, Mapping

from api.imports.formats.annotated.aif_graph import AifGraph, AifNode
from api.imports.formats.annotated.aif_words import FORMAT, LOCUTION
from api.imports.formats.draft_building import ASIDE, TOO_LONG, DraftBuilding, Part, fits

_SPOKEN = "who utters it is a source of what it says; its words are kept beside, and written again to AIF alone"
_ESSAY = ""


class AifBeside:
    """What is left of a graph.

    Args:
        building: the draft under way.
        name: what the file is called.
        graph: the graph.
        hosts: the part that each node is that is a claim or link.
        said: the edges that links say.
    """

    def __init__(
        self,
        building: DraftBuilding,
        name: str,
        graph: AifGraph,
        hosts: Mapping[str, tuple[str, Part]],
        said: Container[str],
    ) -> None:
        """Begin with what is left."""
        self._building = building
        self._name = name
        self._graph = graph
        self._hosts = hosts
        self._said = said
        self._full = set[str]()

    def take(self) -> None:
        """Keep the nodes and edges that are left, and tell what becomes of each."""
        beside = self._nearest()
        kept = dict[str, str]()
        for node in self._graph.nodes.values():
            if node.id not in self._hosts:
                self._node(node, beside.get(node.id, _ESSAY), kept)
        for edge in self._graph.edges:
            if edge.id not in self._said:
                ends = [end for end in (edge.origin, edge.target) if end not in self._hosts]
                host = beside.get(ends[0], _ESSAY) if ends else edge.origin
                lost = any(end not in kept for end in ends)
                said = {"id": edge.id, "from": edge.origin, "to": edge.target}
                why = None if not lost and self._keep(host, "edges", said) else TOO_LONG
                self._tell("edge", f"edge {edge.id}", host, why, "; ".join([ASIDE, *edge.lost]))

    def _nearest(self) -> dict[str, str]:
        """Return the claim or link that each other node is next to, over others."""
        next_to: dict[str, list[str]] = defaultdict(list)
        for edge in self._graph.edges:
            next_to[edge.origin].append(edge.target)
            next_to[edge.target].append(edge.origin)
        found = {name: name for name in self._hosts}
        waiting = deque(self._hosts)
        while waiting:
            one = waiting.popleft()
            for other in next_to[one]:
                if other not in found:
                    found[other] = found[one]
                    waiting.append(other)
        return found

    def _node(self, node: AifNode, host: str, kept: dict[str, str]) -> None:
        said: Part = {"id": node.id, "type": node.type, "text": node.text} | node.more
        if locution := self._graph.locutions.get(node.id):
            said["locution"] = locution
        if scheme := self._graph.fulfilled.get(node.id):
            said["fulfils"] = scheme
        why = None if self._keep(host, "nodes", said) else TOO_LONG
        if why is None:
            kept[node.id] = host
        self._tell(f"{node.type} node", node.id, host, why, _SPOKEN if node.type == LOCUTION else ASIDE)
        if node.id in self._graph.locutions:
            self._tell("locution", f"locution of {node.id}", host, why, ASIDE)
        if node.id in self._graph.fulfilled:
            self._tell("schemefulfillment", node.id, host, why, ASIDE)

    def _keep(self, host: str, name: str, said: Part) -> bool:
        extra: Part = self._extra(host)
        if host in self._full or not fits({FORMAT: extra | {name: [*extra.get(name, ()), said]}}):
            self._full.add(host)
            return False
        extra.setdefault(name, []).append(said)
        return True

    def _extra(self, host: str) -> Part:
        part = self._hosts[host][1] if host else self._building.about
        extra: Part = part["extra"][FORMAT]
        return extra

    def _tell(self, what: str, place: str, host: str, lost: str | None, kept: str) -> None:
        pointer = self._hosts[host][0] if host else ""
        where = f"{self._name}: {place}"
        if lost:
            self._building.became(what, where, None, "dropped", lost)
        else:
            self._building.became(what, where, pointer, "changed", kept)
