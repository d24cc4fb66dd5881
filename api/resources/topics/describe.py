"""Topics as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passages, records
from api.formats.linked.records import Record, embedded, said
from api.formats.place import Place

EMBED: tuple[str, ...] = ("passages.text",)


def describe(record: Record, at: Place) -> Node:
    """Return a topic as a node."""
    return records.ours(record, "topics", at, "Topic") | said(
        isPartOf=at.record("essays", record["essay_id"]),
        kind=record["kind"],
        name=record["title"],
        description=record["summary"],
        claim=[at.record("claims", name) for name in record["claims"]],
        passage=[passages.passage(passage, at) for passage in embedded(record, "passages")],
    )
