"""Edges of arg-microtexts as links: one that is added to another is a further premise of it."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from xml.etree.ElementTree import Element

from api.imports.formats.annotated.microtext_words import ADDED, BY_EXAMPLE, EXAMPLE, FORMAT, RELATIONS
from api.imports.formats.draft_building import DraftBuilding, Part, fits


class MicrotextLinks:
    """Links of edges.

    Args:
        building: the draft under way.
        name: what the file is called.
    """

    def __init__(self, building: DraftBuilding, name: str) -> None:
        """Begin without links."""
        self._building = building
        self._name = name
        self._links: dict[str, Part] = {}
        self._pointers: dict[str, str] = {}

    def take(self, edges: Iterable[Element]) -> list[Element]:
        """Make links of the edges between units and to other edges, and return those that are none."""
        found = {edge.get("id", ""): edge for edge in edges}
        units = {claim["id"] for claim in self._building.claims}
        linked = {name: edge for name, edge in found.items() if self._is_link(edge, found, units)}
        linked = self._standing(linked, units)
        for name, edge in linked.items():
            if edge.get("type") != ADDED:
                self._link(name, edge, linked)
        for name, edge in linked.items():
            if edge.get("type") == ADDED:
                self._add(name, edge, linked)
        for name, edge in linked.items():
            pointer = self._pointers[self._root(name, linked)]
            self._building.kept(f"edge {edge.get('type')}", f"{self._name}: {name}", pointer)
        return [edge for name, edge in found.items() if name not in linked]

    def _is_link(self, edge: Element, found: Mapping[str, Element], units: Container[str]) -> bool:
        kind, source, target = edge.get("type", ""), edge.get("src", ""), edge.get("trg", "")
        if source not in units or source == target:
            return False
        if kind in {ADDED, "und"}:
            return target in found
        return kind in RELATIONS and (target in found or target in units)

    def _standing(self, linked: Mapping[str, Element], units: Container[str]) -> dict[str, Element]:
        """Return those that lead to a unit in the end, over others that do: none in a circle."""
        onto: dict[str, list[str]] = defaultdict(list)
        for name, edge in linked.items():
            onto[edge.get("trg", "")].append(name)
        waiting = [name for target, names in onto.items() if target in units for name in names]
        standing = set[str]()
        while waiting:
            name = waiting.pop()
            standing.add(name)
            waiting += onto.get(name, ())
        return {name: edge for name, edge in linked.items() if name in standing}

    def _link(self, name: str, edge: Element, linked: Mapping[str, Element]) -> None:
        kind = edge.get("type", "")
        part: Part = {"id": name, "from": [edge.get("src")], "relation": RELATIONS[kind], "whose": "author"}
        part |= {"scheme": BY_EXAMPLE} if kind == EXAMPLE else {}
        target = edge.get("trg", "")
        root = self._root(target, linked) if target in linked else target
        part |= {"to": root, "extra": {FORMAT: {"id": name} | ({} if root == target else {"to": target})}}
        self._links[name] = part
        self._pointers[name] = self._building.link(part)

    def _add(self, name: str, edge: Element, linked: Mapping[str, Element]) -> None:
        part, source = self._links[self._root(name, linked)], edge.get("src", "")
        said: Part = {"id": name, "src": source, "to": edge.get("trg")}
        extra: Part = part["extra"][FORMAT]
        extra = extra | {"added": [*extra.get("added", ()), said]}
        part["from"] += [] if source in part["from"] else [source]
        if fits({FORMAT: extra}):
            part["extra"] = {FORMAT: extra}

    def _root(self, name: str, linked: Mapping[str, Element]) -> str:
        while linked[name].get("type") == ADDED:
            name = linked[name].get("trg", "")
        return name
