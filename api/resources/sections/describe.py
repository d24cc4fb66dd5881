"""Sections as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passages, records
from api.formats.linked.records import Record, embedded, said
from api.formats.place import Place

EMBED: tuple[str, ...] = ("passages",)
"""The words of sections would be the whole text."""


def describe(record: Record, at: Place) -> Node:
    """Return a section as a node: a part of the essay, and of the section that it stands in."""
    parts = [at.record("essays", record["essay_id"])]
    if record["parent_id"]:
        parts.append(at.record("sections", record["parent_id"]))
    return records.ours(record, "sections", at, "CreativeWork") | said(
        isPartOf=parts,
        position=record["number"],
        level=record["level"],
        name=record["title"],
        description=record["summary"],
        passage=[passages.passage(passage, at) for passage in embedded(record, "passages")],
    )
