"""Places in an essay's text."""

from api.formats.jsonld import Node
from api.formats.linked.record_nodes import Record, embedded, ours, said
from api.formats.record_urls import RecordUrls


def text_of(essay_id: str, at: RecordUrls) -> str:
    """Return the IRI of an essay's exact text, which positions count in."""
    return f"{at.record('essays', essay_id)}#text"


def passage(record: Record, at: RecordUrls) -> Node:
    """Return a passage: a segment of an essay's text, as the Web Annotation Data Model (4) has it."""
    parts = [at.record("essays", record["essay_id"])]
    if record["section_id"]:
        parts.append(at.record("sections", record["section_id"]))
    return ours(record, "passages", at, "SpecificResource", "CreativeWork") | said(
        source=text_of(record["essay_id"], at),
        selector=selectors(record),
        isPartOf=parts,
        sha256=record["sha256"],
        paragraph=record["paragraph"],
        sentence=record["sentence"],
    )


def selectors(record: Record) -> list[Node]:
    """Return what selects a passage: its position (4.2.5), and the words themselves (4.2.4) where they are served."""
    found: list[Node] = [{"@type": "TextPositionSelector", "start": record["start"], "end": record["end"]}]
    for text in embedded(record, "text"):
        found.append({"@type": "TextQuoteSelector", **{part: text[part] for part in ("exact", "prefix", "suffix")}})
    return found
