"""Nodes and edges of AIF: those of claims and links, those that were read beside them, and those of speakers."""

from itertools import chain, count
from typing import Any

from api.exports.format_losses import FormatLosses
from api.exports.written import DraftedEssay
from api.imports.draft_parts import DraftClaim, DraftLink, DraftSource
from api.imports.formats.annotated.aif_words import (
    FORMAT,
    ILLOCUTION,
    LOCUTION,
    OURS,
    STATEMENT,
    USUAL,
    WORDED,
    relation_of,
    scheme_of,
    worded_scheme,
)
from api.imports.formats.draft_building import one_line
from api.imports.formats.inline_markup import unescaped

Json = dict[str, Any]

_LOST = ("states", "about")
_MOST = 10_000
_DEFAULTS = [(kind, words) for kind, (_, words) in USUAL.items()]
_INNER = frozenset({"id", "text", "nodes", "edges", "fulfils"})


class AifNodes:
    """A graph under way.

    Args:
        essay: the essay.
        losses: what is told of what is left out.

    Attributes:
        nodes: the nodes.
        edges: the edges.
        locutions: who utters which node.
        people: who takes part.
        fulfilled: the schemes of nodes, by their numbers at AIFdb.
    """

    def __init__(self, essay: DraftedEssay, losses: FormatLosses) -> None:
        """Write all of an essay."""
        self.nodes: list[Json] = []
        self.edges: list[Json] = []
        self.locutions: list[Json] = []
        self.people: list[Json] = []
        self.fulfilled: list[Json] = []
        self._losses = losses
        self._essay = essay
        self._taken = set[str]()
        self._edges = set[str]()
        self._numbers, self._edge_numbers = count(1), count(1)
        draft = essay.draft
        parts = [*draft.claims, *draft.links, draft]
        self._beside = {str(item["id"]) for part in parts for item in _read(part).get("nodes", []) if item.get("id")}
        read = {str(edge[0]) for link in draft.links for edge in _read(link).get("edges", []) if isinstance(edge, list)}
        self._edges_read = read | {
            str(item["id"]) for part in parts for item in _read(part).get("edges", []) if isinstance(item, dict)
        }
        self._ids: dict[str, str] = {}
        self._written = set[str]()
        self._shared: dict[str, tuple[Any, ...]] = {}
        self._says = {source.id: source for source in draft.sources}
        self._person = {source.id: self._participant(source) for source in draft.sources}
        for silent in _read(draft).get("people", []):
            if isinstance(silent, dict) and silent.get("id"):
                self.people.append(_participating(silent))
        for claim in draft.claims:
            self._claim(claim)
        self._others({name for link in draft.links for name in (*link.origins, link.to)})
        self._links = {link.id for link in draft.links}
        called = {link.id: self._called(link) for link in draft.links}
        self._ids |= {link: name for link, (name, _) in called.items()}
        for link in draft.links:
            self._link(link, again=called[link.id][1])
        for part in parts:
            self._next_to(part)
        known = {str(node["nodeID"]) for node in self.nodes}
        for part in parts:
            self._edges_next_to(part, known)
        for claim in draft.claims:
            self._utter(claim)

    def _name(self, *wanted: Any) -> str:
        """Return the id of a node: one that is wanted, where nothing has it yet."""
        free = (name for name in wanted if isinstance(name, str) and name)
        names = chain(free, map(str, self._numbers))
        found = next(name for name in names if name not in self._taken and name not in self._beside)
        self._taken.add(found)
        return found

    def _edge(self, origin: str, target: str, wanted: Any = None) -> None:
        name = wanted if isinstance(wanted, str) and wanted and wanted not in self._edges else None
        if name is None:
            numbers = map(str, self._edge_numbers)
            name = next(one for one in numbers if one not in self._edges and one not in self._edges_read)
        self._edges.add(name)
        self.edges.append({"edgeID": name, "fromID": origin, "toID": target})

    def _claim(self, claim: DraftClaim) -> None:
        self._losses.claim(claim, _LOST)
        said = _read(claim)
        name = self._ids[claim.id] = self._name(said.get("id"), claim.id)
        words = str(said.get("text", ""))
        plain = claim.says if unescaped(claim.says) == claim.says else claim.says.replace("&", "&amp;")
        text = words if one_line(unescaped(words)) == claim.says else plain
        usual = "reports" if claim.sources else "endorses"
        ours: Json = {} if claim.kind == "factual" else {"kind": claim.kind}
        ours |= {} if claim.stance == usual else {"stance": claim.stance}
        ours |= {field: True for field in ("implicit", "one_utterance") if getattr(claim, field)}
        ours |= {"spans": [list(span) for span in claim.spans]} if claim.spans and self._essay.text is not None else {}
        if claim.spans and self._essay.text is None:
            self._losses.changed("claim", claim.id, "where it stands is left out: the text may not leave")
        self._node(name, STATEMENT, text, said, ours)

    def _others(self, named: set[str]) -> None:
        """Write figures and sources as I-nodes, where links come from them or lead to them."""
        draft = self._essay.draft
        worded = [("figure", one.id, one.says) for one in draft.figures] + [
            ("source", one.id, one.name) for one in draft.sources if one.id in named
        ]
        for what, name, words in worded:
            self._ids[name] = self._name(name)
            self._node(self._ids[name], STATEMENT, words, {}, {})
            self._losses.changed(what, name, f"it is an I-node: {FORMAT} has no {what}s that arguments rest on")

    def _called(self, link: DraftLink) -> tuple[str, bool]:
        """Return the id of the node of a link, and whether another link has it: one node can lead to several."""
        wanted = _read(link).get("id")
        alike = (tuple(link.origins), link.relation, link.scheme, link.whose)
        if isinstance(wanted, str) and self._shared.get(wanted) == alike:
            return wanted, True
        name = self._name(wanted, link.id)
        self._shared[name] = alike
        return name, False

    def _link(self, link: DraftLink, *, again: bool) -> None:
        self._losses.link(link, ())
        said = _read(link)
        if link.by and not said.get("nodes"):
            self._losses.changed("link", link.id, "who asserts it is left out")
        name, target = self._ids[link.id], self._ids.get(link.to)
        origins = [self._ids[origin] for origin in link.origins if origin in self._ids]
        if target is None or not origins:
            self._losses.dropped("link", link.id, "what it leads to, or comes from, is not written")
            return
        if not again:
            kind, words = self._worded(link, [str(said["text"])] if "text" in said else [])
            self._node(name, kind, words, said, {} if link.whose == "author" or link.by else {"whose": link.whose})
            if said.get("fulfils"):
                self.fulfilled.append({"nodeID": name, "schemeID": said["fulfils"]})
        known = {(str(one), str(other)): str(edge) for edge, one, other in said.get("edges", [])[:_MOST] if edge}
        pairs = [*([] if again else [(origin, name) for origin in origins]), (name, target)]
        for one, other in pairs:
            self._edge(one, other, known.get((one, other)))

    def _worded(self, link: DraftLink, read: list[str]) -> tuple[str, str]:
        """Return the type and the words of the node of a link: those that were read, where they still say the same."""
        onto_link = link.to in self._links
        worded = [worded_scheme(link.scheme)] if link.scheme else []
        usual = [WORDED[link.relation][1]] if link.relation in WORDED else []
        for words in (*read, *worded, *usual, *(default for _, default in USUAL.values())):
            for kind in USUAL:
                same = relation_of(kind, words, onto_link=onto_link) == link.relation
                if same and scheme_of(words) == link.scheme:
                    return kind, words
        self._losses.changed(
            "link", link.id, f"{FORMAT} does not say {link.relation} by {link.scheme or 'no scheme'} there"
        )
        return WORDED.get(link.relation) or next(
            (item for item in _DEFAULTS if relation_of(*item, onto_link=False) == link.relation), _DEFAULTS[0]
        )

    def _node(self, name: str, kind: str, text: str, said: Json, ours: Json) -> None:
        more = {field: value for field, value in said.items() if field not in _INNER}
        self.nodes.append({"nodeID": name, "text": text, "type": kind} | more | ({OURS: ours} if ours else {}))

    def _next_to(self, part: Any) -> None:
        """Write the nodes and edges that were read beside a claim, a link or the essay."""
        said = _read(part)
        for item in said.get("nodes", []):
            name = str(item.get("id", ""))
            if name in self._written:
                continue
            self._written.add(name)
            more = {field: value for field, value in item.items() if field not in {"id", "text", "type", "locution"}}
            if scheme := more.pop("fulfils", None):
                self.fulfilled.append({"nodeID": name, "schemeID": scheme})
            self.nodes.append({"nodeID": name, "text": item.get("text", ""), "type": item.get("type", "")} | more)
            if isinstance(item.get("locution"), dict):
                self.locutions.append({"nodeID": name} | item["locution"])

    def _edges_next_to(self, part: Any, known: set[str]) -> None:
        for item in _read(part).get("edges", []):
            if isinstance(item, dict):
                if {item.get("from"), item.get("to")} <= known:
                    self._edge(str(item["from"]), str(item["to"]), item.get("id"))
                else:
                    place = getattr(part, "id", "")
                    self._losses.changed("claim", place, f"the edge {item.get('id')} is left out: an end of it is gone")

    def _participant(self, source: DraftSource) -> str:
        said = _read(source)
        person = str(said.get("id") or "")
        if said and person:
            self.people.append(_participating(said | {"id": person}))
        return person

    def _utter(self, claim: DraftClaim) -> None:
        """Write a locution for each of whom a claim is, unless those that were read say so."""
        if any(node.get("type") == LOCUTION for node in _read(claim).get("nodes", [])):
            return
        for name in claim.sources:
            source = self._says.get(name)
            if source is None:
                continue
            person = self._person[name] or name
            if not self._person[name]:
                self.people.append({"participantID": person, "firstname": "", "surname": source.name})
                self._person[name] = person
            spoken, act = self._name(), self._name()
            self._node(spoken, LOCUTION, f"{source.name} : {claim.says}", {}, {})
            self._node(act, ILLOCUTION, "Asserting", {}, {})
            self.locutions.append({"nodeID": spoken, "personID": person})
            self._edge(spoken, act)
            self._edge(act, self._ids[claim.id])


def _participating(said: Json) -> Json:
    """Return somebody who takes part, as AIF has them."""
    return {"participantID": said["id"]} | {name: said[name] for name in said if name != "id"}


def _read(part: Any) -> Json:
    """Return what was read of a part as AIF."""
    found = part.extra.get(FORMAT, {})
    return found if isinstance(found, dict) else {}
