"""Statistics as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import passage_nodes, record_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ("passages.text", "evidence")


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a statistic as a node: an `Observation` of schema.org, whose ends are those of the interval."""
    condition, section, unit = record["condition_id"], record["section_id"], record["unit"]
    return record_nodes.ours(record, "statistics", at, "Observation") | said(
        description=record["text"],
        measuredProperty=at.record("measures", record["measure"]),
        observationAbout=at.record("entities", record["subject"]),
        observationDate=record_nodes.date(record["period"]),
        period=record["period"],
        quantity=record["quantity"],
        asWritten=record["as_written"],
        comparator=record["comparator"],
        reading=record["reading"],
        value=record["value"],
        minValue=record["lower"],
        lowerClosed=record["lower_closed"],
        maxValue=record["upper"],
        upperClosed=record["upper_closed"],
        boundBasis=record["bound_basis"],
        unitCode=unit and at.record("units", unit),
        normalisedLower=record["normalised_lower"],
        normalisedUpper=record["normalised_upper"],
        mode=record["mode"],
        condition=record["condition"],
        conditionedBy=condition and at.record("statistics", condition),
        rankedBy=record["ranked_by"],
        rankedAmong=record["ranked_among"],
        inputs=[at.record("statistics", name) for name in record["inputs"]],
        formula=record["formula"],
        recomputedLower=record["recomputed_lower"],
        recomputedUpper=record["recomputed_upper"],
        agrees=record["agrees"],
        attributedTo=record_nodes.attributed(record, at),
        assertedBy=record["asserted_by"],
        passage=[passage_nodes.passage(passage, at) for passage in embedded(record, "passages")],
        section=section and at.record("sections", section),
        evidence=[record_nodes.evidence(link, at) for link in embedded(record, "evidence")],
    )
