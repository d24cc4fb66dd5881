"""Passages as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passages
from api.formats.linked.records import Record
from api.formats.place import Place

EMBED: tuple[str, ...] = ("text",)


def describe(record: Record, at: Place) -> Node:
    """Return a passage as a node: what a Web Annotation has as its target."""
    return passages.passage(record, at)
