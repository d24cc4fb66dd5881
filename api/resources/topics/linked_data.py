"""Topics as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passage_nodes, record_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("passages.text",)


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a topic as a node."""
    return record_nodes.ours(record, "topics", at, "Topic") | said(
        isPartOf=at.record("essays", record["essay_id"]),
        kind=record["kind"],
        name=record["title"],
        description=record["summary"],
        about=record_nodes.about(record, at),
        claim=[at.record("claims", name) for name in record["claims"]],
        passage=[passage_nodes.passage(passage, at) for passage in embedded(record, "passages")],
    )
