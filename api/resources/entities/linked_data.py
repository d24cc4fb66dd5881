"""Entities as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import record_nodes
from api.formats.linked.record_nodes import Record, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ()

_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "product": "Product",
    "place": "Place",
    "work": "CreativeWork",
    "event": "Event",
    "concept": "DefinedTerm",
}


def describe(record: Record, at: RecordUrls) -> Node:
    """Return an entity as a node: what it is in schema.org, its names, and by which IRIs others name it."""
    return record_nodes.theirs(record, "entities", at, _TYPES[record["kind"]]) | said(
        name=record["label"],
        alternateName={"@none": record["aliases"]} if record["aliases"] else None,
        sameAs=record["same_as"],
    )
