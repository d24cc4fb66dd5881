"""Edges of arg-microtexts: of segments first, then of links, with further premises as edges to edges."""

from api.exports.format_losses import FormatLosses
from api.exports.formats.microtext_segments import MicrotextSegments
from api.exports.written import DraftedEssay
from api.imports.draft_parts import DraftLink
from api.imports.formats.annotated.microtext_words import ADDED, BY_EXAMPLE, EXAMPLE, FORMAT, SEGMENT, UNDERCUT

_TYPES = {"supports": "sup", "challenges": "reb", "undercuts": UNDERCUT}
_LIKE = {"illustrates": EXAMPLE, "contrary": "reb", "contradictory": "reb"}
Attributes = dict[str, str]


class MicrotextEdges:
    """Edges of an essay.

    Args:
        essay: the essay.
        segments: its segments and units.
        losses: what is told of what is left out.

    Attributes:
        made: their attributes.
    """

    def __init__(self, essay: DraftedEssay, segments: MicrotextSegments, losses: FormatLosses) -> None:
        """Make the edges: links are written when what they lead to is called."""
        self._segments = segments
        self._losses = losses
        self.made: list[Attributes] = []
        links = {link.id: link for link in essay.draft.links}
        self._called = {name: segments.name("c", link.extra.get(FORMAT, {}).get("id")) for name, link in links.items()}
        self._written = self._standing(list(links.values()))
        for edge, source, target in segments.edges:
            self._add(segments.name("c", edge), source, target, SEGMENT)
        self._added = {
            str(item.get("id"))
            for link in self._written.values()
            for item in link.extra.get(FORMAT, {}).get("added", [])
        }
        for link in links.values():
            if link.id in self._written:
                self._link(link)
            else:
                losses.dropped("link", link.id, "no edge says so: it is of another kind, or its ends are no units")

    def _standing(self, links: list[DraftLink]) -> dict[str, DraftLink]:
        """Return the links that can be written: those to units, and to links that can."""
        able = {link.id: link for link in links if self._type(link) and self._origins(link)}
        onto: dict[str, list[str]] = {}
        for link in able.values():
            onto.setdefault(link.to, []).append(link.id)
        waiting = [name for target, names in onto.items() if target in self._segments.units for name in names]
        standing: dict[str, DraftLink] = {}
        while waiting:
            name = waiting.pop()
            standing[name] = able[name]
            waiting += onto.get(name, ())
        return standing

    def _link(self, link: DraftLink) -> None:
        self._losses.link(link, ("by",))
        if link.whose != "author":
            self._losses.changed("link", link.id, "that a reader sees it is left out")
        kind = self._type(link)
        if link.relation in _LIKE:
            self._losses.changed("link", link.id, f"that it is {link.relation} is left out: it is {kind}")
        elif link.scheme and link.scheme != BY_EXAMPLE:
            self._losses.changed("link", link.id, f"{FORMAT} has no scheme")
        origins = self._origins(link)
        if len(origins) < len(link.origins):
            self._losses.changed("link", link.id, "what it comes from that is no claim is left out")
        said = link.extra.get(FORMAT, {})
        added = [item for item in said.get("added", []) if item.get("src") in origins]
        named = [str(item["src"]) for item in added]
        first = next((origin for origin in origins if origin not in named), origins[0])
        edge = self._called[link.id]
        target = self._segments.units.get(link.to) or self._called[link.to]
        further = said.get("to")
        self._add(edge, first, str(further) if further in self._added else target, kind)
        for item in added:
            self._add(self._segments.name("c", item.get("id")), str(item["src"]), str(item.get("to") or edge), ADDED)
        for origin in origins:
            if origin != first and origin not in named:
                self._add(self._segments.name("c"), origin, edge, ADDED)

    def _origins(self, link: DraftLink) -> list[str]:
        return [self._segments.units[origin] for origin in link.origins if origin in self._segments.units]

    @staticmethod
    def _type(link: DraftLink) -> str:
        if link.relation == "supports" and link.scheme == BY_EXAMPLE:
            return EXAMPLE
        return _TYPES.get(link.relation) or _LIKE.get(link.relation, "")

    def _add(self, name: str, source: str, target: str, kind: str) -> None:
        self.made.append({"id": name, "src": source, "trg": target, "type": kind})
