"""Passages as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passage_nodes
from api.formats.linked.record_nodes import Record
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("text",)


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a passage as a node: what a Web Annotation has as its target."""
    return passage_nodes.passage(record, at)
