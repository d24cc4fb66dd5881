"""Evidence as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import records
from api.formats.linked.records import Record
from api.formats.place import Place

EMBED: tuple[str, ...] = ("origin", "target")


def describe(record: Record, at: Place) -> Node:
    """Return a link of evidence as a node; while it stands, its origin has the relation to its target directly, too."""
    return records.evidence(record, at)
