"""The XML of arg-microtexts, and the text beside it where that is more than its segments."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.formats.microtext_edges import MicrotextEdges
from api.exports.formats.microtext_segments import MicrotextSegments
from api.exports.written import DraftedEssay, Written, file_name
from api.imports.draft_parts import DraftClaim
from api.imports.formats.annotated.microtext_words import FORMAT, OPPONENT
from api.imports.formats.annotated.segmented_text import joined, located
from api.imports.parsed_files import GivenFile

FORM = Form(FORMAT, "application/xml")

_ORDER = ("edu", "adu", "joint", "edge")
_OF_ESSAY = ("authors", "year", "url", "license", "genre")
_LISTS = ("sections", "entities", "sources", "figures", "topics", "tensions", "reviews", "left_out")
_OF_CLAIM = ("states", "about", "sources")


def write(essay: DraftedEssay) -> Written:
    """Write claims as units with their segments, and links as edges."""
    losses = FormatLosses(FORMAT)
    losses.essay(essay.draft, _OF_ESSAY)
    losses.parts(essay.draft, _LISTS)
    said = essay.draft.extra.get(FORMAT, {})
    root = Element("arggraph", {name: str(value) for name, value in said.get("root", {"id": essay.name}).items()})
    segments = MicrotextSegments(essay, losses)
    alone = _segments(root, segments, essay.text)
    for claim in essay.draft.claims:
        losses.claim(claim, _OF_CLAIM)
        SubElement(root, "adu", {"id": segments.units[claim.id], "type": _type(claim, losses)})
    edges = MicrotextEdges(essay, segments, losses)
    for joint in segments.joints:
        SubElement(root, "joint", {"id": joint})
    for attributes in edges.made:
        SubElement(root, "edge", attributes)
    for element in said.get("aside", []):
        if element.get("tag") in {"joint", "edge"}:
            beside = {str(name): str(value) for name, value in element.items() if name != "tag"}
            SubElement(root, str(element["tag"]), beside)
    root[:] = sorted(root, key=lambda element: _ORDER.index(str(element.tag)))
    indent(root)
    content = b"<?xml version='1.0' encoding='UTF-8'?>\n" + tostring(root, encoding="utf-8") + b"\n"
    name = file_name(said.get("file"), essay.name)
    files = [GivenFile(f"{name}.xml", content)]
    if not alone:
        files.append(GivenFile(f"{name}.txt", (essay.text or "").encode()))
    return Written(files, FORM.media_type, losses.constructs)


def _segments(root: Element, segments: MicrotextSegments, text: str | None) -> bool:
    """Write the segments, and tell whether they are all of the text.

    Where they are not found in the text by their order, as those that overlap, they say where they stand.
    """
    told = [(segment.id, segment.words) for segment in segments.explicit]
    own, places = joined(told)
    alone = text is None or own == text
    if text is not None and not alone:
        _, places = located(text, told)
    exact = text is None or all(places.get(segment.id) == segment.place for segment in segments.explicit)
    for segment in segments.ordered:
        edu = SubElement(root, "edu", {"id": segment.id})
        edu.text = segment.words
        if segment.implicit:
            edu.set("implicit", "true")
        elif not exact and segment.place:
            edu.attrib |= {"start": str(segment.place[0]), "end": str(segment.place[1])}
    return alone


def _type(claim: DraftClaim, losses: FormatLosses) -> str:
    """Return the type of the unit of a claim: for the author, or for the other side."""
    if claim.kind != "factual":
        losses.changed("claim", claim.id, f"{FORMAT} has no kind of claims")
    if claim.stance == "rejects":
        losses.changed("claim", claim.id, f"that it is rejected is left out: it is {OPPONENT}")
    opposed = claim.stance != "endorses"
    read = str(claim.extra.get(FORMAT, {}).get("type", "pro"))
    return read if opposed == (read == OPPONENT) else OPPONENT if opposed else "pro"
