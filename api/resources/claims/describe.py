"""Claims as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passages, records, works
from api.formats.linked.records import Record, embedded, said
from api.formats.place import Place

EMBED: tuple[str, ...] = ("essay", "passages.text", "sources", "evidence")


def describe(record: Record, at: Place) -> Node:
    """Return a claim as a node: a `Claim` of schema.org, made by those whom it is attributed to, else by the author."""
    evidence = embedded(record, "evidence")
    essays = [works.essay(essay, at) for essay in embedded(record, "essay")]
    return records.ours(record, "claims", at, "Claim") | said(
        text=record["text"],
        kind=record["kind"],
        stance=record["stance"],
        author=_authors(record, at),
        attributedTo=records.attributed(record, at),
        appearance=[*essays, *(passages.passage(passage, at) for passage in embedded(record, "passages"))],
        section=at.record("sections", record["section_id"]),
        isBasedOn=[*records.attributed(record, at), *records.supporting(evidence, at)],
        evidence=[records.evidence(link, at) for link in evidence],
    )


def _authors(record: Record, at: Place) -> list[Node]:
    if not record["attributed_to"]:
        return [
            agent
            for essay in embedded(record, "essay")
            for agent in works.agents(essay["author"], at.record("essays", essay["id"]))
        ]
    return [
        agent
        for source in embedded(record, "sources")
        for agent in (
            [works.source(source, at)]
            if works.is_agent(source)
            else works.agents(source["author"], at.record("sources", source["id"]))
        )
    ]
