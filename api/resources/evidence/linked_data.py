"""Evidence as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import record_nodes
from api.formats.linked.record_nodes import Record
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("origin", "target")


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a link of evidence as a node; while it stands, its origin has the relation to its target directly, too."""
    return record_nodes.evidence(record, at)
