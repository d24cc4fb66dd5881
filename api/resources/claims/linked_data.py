"""Claims as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passage_nodes, record_nodes, work_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("essay", "passages.text", "sources", "evidence")


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a claim as a node: a `Claim` of schema.org, made by those whom it is attributed to, else by the author."""
    evidence = embedded(record, "evidence")
    essays = [work_nodes.essay(essay, at) for essay in embedded(record, "essay")]
    return record_nodes.ours(record, "claims", at, "Claim") | said(
        text=record["text"],
        kind=record["kind"],
        stance=record["stance"],
        author=_authors(record, at),
        attributedTo=record_nodes.attributed(record, at),
        about=record_nodes.about(record, at),
        states=[at.record("statistics", name) for name in record["states"]],
        appearance=[*essays, *(passage_nodes.passage(passage, at) for passage in embedded(record, "passages"))],
        oneUtterance=record["one_utterance"] or None,
        section=at.record("sections", record["section_id"]) if record["section_id"] else None,
        isBasedOn=[*record_nodes.attributed(record, at), *record_nodes.supporting(evidence, at)],
        evidence=[record_nodes.evidence(link, at) for link in evidence],
    )


def _authors(record: Record, at: RecordUrls) -> list[Node]:
    if not record["attributed_to"]:
        return [
            agent
            for essay in embedded(record, "essay")
            for agent in work_nodes.agents(essay["author"], at.record("essays", essay["id"]))
        ]
    return [
        agent
        for source in embedded(record, "sources")
        for agent in (
            [work_nodes.source(source, at)]
            if work_nodes.is_agent(source)
            else work_nodes.agents(source["author"], at.record("sources", source["id"]))
        )
    ]
