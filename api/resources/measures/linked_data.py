"""Measures as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import record_nodes
from api.formats.linked.record_nodes import Record, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ()


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a measure as a node: a `DefinedTerm` of schema.org."""
    return record_nodes.ours(record, "measures", at, "DefinedTerm") | said(
        termCode=record["id"],
        inDefinedTermSet=f"{at.base}/measures",
        name=record["label"],
    )
