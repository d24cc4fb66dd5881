"""An Argdown document as a draft: statements are claims, inferences are links of premises that are needed together.

What the model has no field for, and Argdown writes again, is in `extra`.
"""

import re
from typing import Any, get_args

from api.core.author_years import AUTHOR_YEAR
from api.handlers.argument_schemes import SCHEMES
from api.imports.formats.kept_extra import kept_extra
from api.imports.formats.maps.argument_map import ArgumentMap, MapEnd, MapNode, Relation
from api.imports.formats.maps.linked_sources import LinkedSources
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import ReadConstruct
from api.resources.claims.models import ClaimKind, Stance
from seed.frozen.urls import is_web_url

_LONGEST_ID = 100
_RELATIONS = {
    "support": "supports",
    "entails": "supports",
    "attack": "challenges",
    "contrary": "contrary",
    "contradictory": "contradictory",
    "undercut": "undercuts",
}
_ITSELF = "it leads to what it comes from, and nothing bears on itself"
_NAMED = ("title", "author", "authors")
_SAID = {
    "id": ("id", AUTHOR_YEAR),
    "date": ("year", re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")),
    "language": ("language", re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")),
    "url": ("url", re.compile(r"https?://[^\s/]+\S*")),
    "license": ("license", re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")),
}
"""What front matter says of an essay: the field, and how it is said here."""


class ArgdownDraft:
    """Makes a draft of a document.

    Args:
        found: the document.
        name: what the essay is called where the document does not say.
    """

    def __init__(self, found: ArgumentMap, name: str) -> None:
        """Begin with nothing made."""
        self.read: list[ReadConstruct] = []
        self.notes: list[ImportFinding] = []
        self._map = found
        self._name = name
        self._sources = LinkedSources()
        self._claims: list[dict[str, Any]] = []
        self._links: list[dict[str, Any]] = []
        self._ids: dict[MapEnd, str] = {}
        self._taken = set[str]()
        self._borne: dict[MapEnd, list[str]] = {}

    def make(self) -> dict[str, Any]:
        """Return the draft."""
        for title, node in self._map.statements.items():
            self._claim(MapEnd("statement", title), node)
        for title, node in self._map.arguments.items():
            if node.steps:
                self._inferences(title, node)
            else:
                self._claim(MapEnd("argument", title), node)
        for last in (False, True):  # what undercuts leads to what the others made
            for relation, place in self._map.relations.items():
                if (relation.kind == "undercut") is last:
                    self._relation(relation, place)
        for relation, place in self._map.repeated:
            target = self._ids.get(relation.target)
            part = next((f"/links/{n}" for n, link in enumerate(self._links) if link["id"] == target), None)
            why = "what it says follows from the structure of the argument, or from what is said of a premise"
            self.read.append(ReadConstruct(f"relation: {relation.kind}", place, part, "changed", why))
        for what, place in self._map.beside:
            why = (
                "comments are not kept"
                if what == "comment"
                else "its items are claims; that they are a list is not kept"
            )
            self.read.append(ReadConstruct(what, place, None, "dropped", why))
        detail = "Argdown says of no statement what kind it is, and who holds it: unless data say so (`{kind: causal, "
        detail += "stance: endorses}`), each is factual and reported"
        self.notes.append(ImportFinding(kind="assumed", pointer="", detail=detail))
        made = {"sources": self._sources.found, "claims": self._claims, "links": self._links}
        return self._described() | {"genre": "debate"} | made

    def _described(self) -> dict[str, Any]:
        """Return what front matter and headings say of the essay; what is said otherwise stays for Argdown."""
        said = self._map.front_matter if isinstance(self._map.front_matter, dict) else {}
        headings = [heading for heading, _ in self._map.headings]
        first = next((heading["title"] for heading in headings), "")
        authors = said.get("authors", said.get("author", []))
        made: dict[str, Any] = {
            "title": _text(said.get("title")) or first or self._name,
            "authors": [_text(one) for one in (authors if isinstance(authors, list) else [authors]) if _text(one)],
        }
        odd = list[str]()
        for name, (field, known) in _SAID.items():
            value = _text(said.get(name))
            if value and known.fullmatch(value):
                made[field] = value
            elif value:
                odd.append(name)
        if self._map.front_matter is not None:
            why = f"{', '.join(odd)}: is said otherwise than here, and kept for Argdown alone" if odd else None
            self.read.append(ReadConstruct("front matter", "line 1", None, "changed" if why else "kept", why))
        for _, place in self._map.headings:
            why = "an essay without a text has no sections: it is kept for Argdown alone"
            self.read.append(ReadConstruct("heading", place, None, "changed", why))
        rest = {name: value for name, value in said.items() if name in odd or name not in {*_NAMED, *_SAID}}
        kept = {"frontMatter": rest, "headings": headings}
        return made | self._extra({name: value for name, value in kept.items() if value}, "the essay")

    def _claim(self, end: MapEnd, node: MapNode) -> None:
        said = node.said
        words = said.text if said and said.text else node.title
        self._ids[end] = self._id(node.title if end.kind == "statement" else f"<{node.title}>")
        kept: dict[str, Any] = {"title": node.title} | self._beside(node)
        reasons = []
        if end.kind == "argument":
            kept["argument"] = True
            reasons.append("an argument without premises and a conclusion is a claim")
        if not said or not said.text:
            kept["untold"] = True
            reasons.append("nothing is said of it: its title is what it says")
        others = {one.text: one.markup for one in node.wordings if one.text and one.text != words}
        if others:
            kept["wordings"] = [{"says": text} | ({"markup": how} if how else {}) for text, how in others.items()]
            reasons.append(f"of {len(others) + 1} wordings one is what it says; the others are kept for Argdown alone")
        if said and said.markup:
            kept |= {"markup": said.markup, "of": words}
        links = [link for one in node.wordings for link in one.links]
        cited = list(dict.fromkeys(self._sources.id_of(*link) for link in links if is_web_url(link[0])))
        if not all(is_web_url(url) for url, _ in links):
            reasons.append("a link that leads to no page of the web is words, and a link for Argdown alone")
        data = kept.get("data")
        data = data if isinstance(data, dict) else {}
        kind, stance = _text(data.get("kind")), _text(data.get("stance"))
        self._claims.append(
            {"id": self._ids[end], "says": words, "quotes": [], "sources": cited}
            | {"kind": kind if kind in get_args(ClaimKind) else "factual"}
            | {"stance": stance if stance in get_args(Stance) else "reports"}
            | self._extra(kept, self._ids[end])
        )
        part, place = f"/claims/{len(self._claims) - 1}", node.place
        why = "; ".join(reasons) or None
        self.read.append(ReadConstruct(end.kind, place, part, "changed" if why else "kept", why))
        self._read_beside(node, part)
        self.read += [ReadConstruct("link to a source", place, self._sources.part_of(one)) for one in cited]

    def _inferences(self, title: str, node: MapNode) -> None:
        """Make a link of each inference: what is concluded before and not used yet is a premise, too."""
        premises, number = list[str](), 0
        last = len(node.steps) - 1
        for place, step in enumerate(node.steps):
            claim = self._ids[MapEnd("statement", step.title)]
            if not step.concludes:
                premises.append(claim)
                continue
            number += 1
            end = MapEnd("inference", title, place)
            self._ids[end] = self._id(f"<{title}>" if place == last else f"<{title}> {number}")
            kept: dict[str, Any] = {"argument": title, "inference": number}
            kept |= {"rules": step.rules} if step.rules else {}
            kept |= {"inferenceData": step.data} if step.data else {}
            if place == last:
                self._ids[MapEnd("argument", title)] = self._ids[end]
                kept |= self._beside(node)
                told = [one.text for one in node.wordings if one.text]
                kept |= {"descriptions": told} if told else {}
            self._link(self._ids[end], list(dict.fromkeys(premises)), "supports", claim, kept)
            self.read.append(ReadConstruct("inference", step.place, f"/links/{len(self._links) - 1}"))
            premises = [claim]
        part = f"/links/{len(self._links) - 1}"
        self.read.append(ReadConstruct("argument", node.steps[0].place, part))
        self._read_beside(node, part)

    def _relation(self, relation: Relation, place: str) -> None:
        kept = {"relation": relation.kind} if relation.kind == "entails" else {}
        kind, target, why = _RELATIONS[relation.kind], self._ids[relation.target], None
        if relation.kind == "undercut" and relation.target.kind != "inference":
            borne = self._borne.get(relation.target, [])
            if len(borne) == 1:
                target = borne[0]
            else:
                kind, kept = "challenges", {"relation": "undercut"}
                why = "what it undercuts is no inference, and bears on nothing, or on several: it challenges the claim"
        if self._ids[relation.origin] == target:
            self.read.append(ReadConstruct(f"relation: {relation.kind}", place, None, "dropped", _ITSELF))
            return
        identifier = self._id(f"relation {len(self._links) + 1}")
        if relation.kind in {"support", "attack"}:
            self._borne.setdefault(relation.origin, []).append(identifier)
        self._link(identifier, [self._ids[relation.origin]], kind, target, kept)
        part = f"/links/{len(self._links) - 1}"
        self.read.append(ReadConstruct(f"relation: {relation.kind}", place, part, "changed" if why else "kept", why))

    def _link(self, identifier: str, origins: list[str], relation: str, target: str, kept: dict[str, Any]) -> None:
        made = {"id": identifier, "from": origins, "relation": relation, "to": target, "whose": "author"}
        if scheme := next((rule for rule in kept.get("rules", []) if rule in SCHEMES), ""):
            made["scheme"] = scheme
        self._links.append(made | self._extra(kept, identifier))

    def _beside(self, node: MapNode) -> dict[str, Any]:
        """Return tags, data and the heading of a statement or an argument, of all its wordings."""
        tags = list(dict.fromkeys(tag for one in node.wordings for tag in one.tags))
        data: Any = None
        for one in node.wordings:
            both = isinstance(data, dict) and isinstance(one.data, dict)
            data = data | one.data if both else one.data if one.data is not None else data
        headings = (one.section for one in node.wordings if one.section is not None and not one.reference)
        kept = {"tags": tags, "data": data, "heading": next(headings, None)}
        return {name: value for name, value in kept.items() if value not in (None, [], {})}

    def _read_beside(self, node: MapNode, part: str) -> None:
        for one in node.wordings:
            self.read += [ReadConstruct("tag", one.place, part) for _ in one.tags]
            self.read += [ReadConstruct("data", one.place, part)] if one.data is not None else []

    def _extra(self, kept: dict[str, Any], of: str) -> dict[str, Any]:
        """Return what is kept for Argdown beside the fields; what is too much of it is told."""
        extra, left_out = kept_extra("argdown", kept)
        self.read += [ReadConstruct(name, of, None, "dropped", "it is too long or too deep") for name in left_out]
        return extra

    def _id(self, wanted: str) -> str:
        short = wanted if len(wanted) <= _LONGEST_ID else f"{wanted[:80]}…"
        name, number = short, 1
        while name in self._taken:
            number += 1
            name = f"{short} ({number})"
        self._taken.add(name)
        return name


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
