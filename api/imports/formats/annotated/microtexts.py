"""The XML of arg-microtexts: segments (`edu`), units of argument (`adu`), `joint`s of segments, and edges.

Segments that a joint joins are one utterance; several segments of one unit say it in several places. An edge that adds
a premise to another makes both one reason. A segment that nobody wrote is a claim without a place.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from api.core.http.problems import shown
from api.imports.formats.annotated.microtext_links import MicrotextLinks
from api.imports.formats.annotated.microtext_words import FORMAT, OPPONENT, SEGMENT
from api.imports.formats.annotated.safe_xml import XmlError, read_xml
from api.imports.formats.annotated.segmented_text import Places, joined, located
from api.imports.formats.decoded_files import decoded
from api.imports.formats.draft_building import ASIDE, TOO_LONG, DraftBuilding, Part, fits, one_line
from api.imports.parsed_files import GivenFile, Parsed

_KINDS = ("edu", "adu", "joint", "edge")


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files have graphs of arg-microtexts."""
    return any(b"<arggraph" in file.content[:10_000] for file in files)


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read one graph, and the text beside it, if it is given."""
    building = DraftBuilding(FORMAT, files)
    graphs = [file for file in files if PurePath(file.name).suffix.lower() != ".txt"]
    texts = [file for file in files if file not in graphs]
    if len(graphs) != 1 or len(texts) > 1:
        building.fault(
            f"{files[0].name}: a microtext is one graph, and the .txt beside it: here are {len(files)} files"
        )
        return building.parsed(None)
    name = graphs[0].name
    try:
        root = read_xml(graphs[0].content)
    except XmlError as error:
        building.fault(f"{name}: {error}")
        return building.parsed(None)
    if root.tag != "arggraph":
        building.fault(f"{name}: is {shown(root.tag)}, not an arggraph")
        return building.parsed(None)
    given = decoded(texts[0], building) if texts else None
    return _MicrotextReading(building, name, root).read(given)


class _MicrotextReading:
    """One graph under way."""

    def __init__(self, building: DraftBuilding, name: str, root: Element) -> None:
        self._building = building
        self._name = name
        self._root = root
        self._all = {kind: list(root.iterfind(kind)) for kind in _KINDS}
        self._words = {edu.get("id", ""): one_line(edu.text or "") for edu in self._all["edu"]}
        self._implicit = {edu.get("id", "") for edu in self._all["edu"] if edu.get("implicit") == "true"}
        self._into: dict[str, list[Element]] = defaultdict(list)
        self._pointers: dict[str, str] = {}
        self._places: Places = {}

    def read(self, given: str | None) -> Parsed:
        """Read it, with its text where that is given."""
        building, name = self._building, self._name
        self._refuse()
        if building.faults:
            return building.parsed(given)
        file = PurePath(name).stem
        topic = one_line(self._root.get("topic_id", "").replace("_", " "))
        building.about |= {"title": topic or self._root.get("id") or file}
        extra: Part = {"file": file, "root": dict(self._root.attrib)}
        building.became("arggraph", name, "", "kept")
        explicit = [item for item in self._words.items() if item[0] not in self._implicit]
        text, places = located(given, explicit) if given is not None else joined(explicit)
        places |= self._said(text)
        if lacking := [edu for edu, words in explicit if words and edu not in places]:
            detail = f"{name}: not in the text, in the order of the segments: {', '.join(lacking)}"
            building.fault(detail, "quote-not-found")
            return building.parsed(text)
        self._places = places
        self._claims(places)
        links = MicrotextLinks(building, name)
        further = [edge for edge in self._all["edge"] if edge.get("type") != SEGMENT]
        for element in [*links.take(further), *self._beside()]:
            self._keep_aside(element, extra)
        building.about["extra"] = {FORMAT: extra}
        return building.parsed(text or None)

    def _said(self, text: str) -> Places:
        """Return the places that segments say, where their words stand there: ours do so where they overlap."""
        found: Places = {}
        for edu in self._all["edu"]:
            ends = (edu.get("start", ""), edu.get("end", ""))
            if all(re.fullmatch("[0-9]{1,9}", end) for end in ends):
                start, end = map(int, ends)
                if text[start:end].split() == self._words[edu.get("id", "")].split():
                    found[edu.get("id", "")] = (start, end)
        return found

    def _refuse(self) -> None:
        """Tell of elements without an id of their own, of edges to nowhere, and of elements of other formats."""
        known = set[str]()
        for kind in _KINDS:
            for element in self._all[kind]:
                identifier = element.get("id", "")
                if not identifier or identifier in known:
                    detail = f"{self._name}: {kind} {shown(identifier)} has no id that is its own"
                    self._building.fault(detail, "id-twice" if identifier else "field-missing")
                known.add(identifier)
        for edge in self._all["edge"]:
            for field in ("src", "trg"):
                if (named := edge.get(field, "")) not in known:
                    detail = f"{self._name}: edge {edge.get('id')}: its {field} is {shown(named)}, which is not there"
                    self._building.no_such(detail, named, known)
            if edge.get("type") == SEGMENT:
                self._into[edge.get("trg", "")].append(edge)
        top = set(map(id, self._root))
        for element in self._root.iter():
            if element is not self._root and (element.tag not in _KINDS or id(element) not in top):
                what = element.tag if isinstance(element.tag, str) else "comment"
                self._building.became(what[:100], self._name, None, "dropped", "it is no element of this format")

    def _claims(self, places: Places) -> None:
        for unit in self._all["adu"]:
            name, segments, pieces, joints = unit.get("id", ""), list[list[str]](), list[str](), 0
            for edge in self._into[name]:
                source = edge.get("src", "")
                inner = [] if source in self._words else [item for item in self._into[source] if self._is_edu(item)]
                found = [source] if source in self._words else [item.get("src", "") for item in inner]
                if found:
                    joints += bool(inner)
                    pieces += found
                    segments.append([edge.get("id", ""), source, *(item.get("id", "") for item in inner)])
            pieces = list(dict.fromkeys(pieces))
            self._claim(unit, pieces, segments, places, together=joints == 1 and len(segments) == 1)

    def _claim(
        self, unit: Element, pieces: list[str], segments: list[list[str]], places: Places, *, together: bool
    ) -> None:
        name, kind = unit.get("id", ""), unit.get("type", "")
        says = " ".join(filter(None, (self._words[piece] for piece in (pieces if together else pieces[:1]))))
        if not says:
            self._building.fault(f"{self._name}: adu {name} has no words: give it a segment", "field-missing")
            return
        spans = [list(places[piece]) for piece in pieces if piece in places]
        claim: Part = {"id": name, "says": says, "kind": "factual", "spans": spans}
        claim["stance"] = "reports" if kind == OPPONENT else "endorses"
        claim |= {"one_utterance": True} if together and len(spans) > 1 else {}
        claim |= {} if spans else {"implicit": True}
        extra: Part = {"id": name, "type": kind, "segments": segments, "edus": pieces}
        if unsaid := [[piece, self._words[piece]] for piece in pieces if piece in self._implicit]:
            extra["implicit"] = unsaid
        changes = [] if fits({FORMAT: extra}) else [f"what its segments are called is not kept: {TOO_LONG}"]
        claim |= {} if changes else {"extra": {FORMAT: extra}}
        pointer = self._pointers[name] = self._building.claim(claim)
        self._building.kept(f"adu {kind}", f"{self._name}: {name}", pointer, changes)
        for named in {item for segment in segments for item in segment} | set(pieces):
            self._pointers.setdefault(named, pointer)

    def _beside(self) -> list[Element]:
        """Tell of segments, joints and their edges that are of a claim, and return those that are of none."""
        beside = list[Element]()
        for element in (*self._all["edu"], *self._all["joint"], *self._all["edge"]):
            name = element.get("id", "")
            if element.tag == "edge" and element.get("type") != SEGMENT:
                continue
            if name in self._pointers:
                what = f"edge {SEGMENT}" if element.tag == "edge" else element.tag
                self._building.kept(what, f"{self._name}: {name}", self._pointers[name])
            else:
                beside.append(element)
        return beside

    def _is_edu(self, edge: Element) -> bool:
        return edge.get("src") in self._words

    def _keep_aside(self, element: Element, extra: Part) -> None:
        said: Part = {"tag": element.tag, **element.attrib}
        if element.tag == "edu":
            said |= {
                "text": self._words[element.get("id", "")],
                "at": self._places.get(element.get("id", ""), (-1,))[0],
            }
        what, place = f"{element.tag} {element.get('type', '')}".strip(), f"{self._name}: {element.get('id')}"
        if fits({FORMAT: extra | {"aside": [*extra.get("aside", ()), said]}}):
            extra.setdefault("aside", []).append(said)
            self._building.became(what, place, "", "changed", ASIDE)
        else:
            self._building.became(what, place, None, "dropped", TOO_LONG)
