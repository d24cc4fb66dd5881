"""Relationships as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passage_nodes, record_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("passages.text",)


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a relationship as a node: its two poles, with the claims that speak for each, and what is between them."""
    url = at.record("relationships", record["id"])
    claims: dict[str, list[str]] = {}
    for weighed in record["claims"]:
        claims.setdefault(weighed["role"], []).append(at.record("claims", weighed["claim_id"]))
    poles = [
        said(**{"@id": f"{url}#{role}", "@type": "Pole"}, name=words, claim=claims.get(role))
        for role, words in zip(("pole_a", "pole_b"), record["poles"], strict=True)
    ]
    return record_nodes.ours(record, "relationships", at, "Relationship") | said(
        isPartOf=at.record("essays", record["essay_id"]),
        poles=poles,
        question=record["question"],
        thesis=at.record("claims", record["thesis_id"]),
        resolution=record["resolution"],
        lever=record["lever_id"] and at.record("topics", record["lever_id"]),
        about=record_nodes.about(record, at),
        between=claims.get("between"),
        passage=[passage_nodes.passage(passage, at) for passage in embedded(record, "passages")],
    )
