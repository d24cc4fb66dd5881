"""Sections as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passage_nodes, record_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("passages",)
"""The words of sections would be the whole text."""


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a section as a node: a part of the essay, and of the section that it stands in."""
    parts = [at.record("essays", record["essay_id"])]
    if record["parent_id"]:
        parts.append(at.record("sections", record["parent_id"]))
    return record_nodes.ours(record, "sections", at, "CreativeWork") | said(
        isPartOf=parts,
        position=record["number"],
        level=record["level"],
        name=record["title"],
        description=record["summary"],
        passage=[passage_nodes.passage(passage, at) for passage in embedded(record, "passages")],
    )
