"""Units as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import record_nodes
from api.formats.linked.record_nodes import Record, said
from api.formats.record_urls import RecordUrls

EMBED: tuple[str, ...] = ()


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a unit as a node: a `DefinedTerm` of schema.org; where UCUM has it, with QUDT's property for its codes."""
    return record_nodes.ours(record, "units", at, "DefinedTerm") | said(
        termCode=record["id"],
        ucumCode=record["id"] if record["system"] == "UCUM" else None,
        inDefinedTermSet=f"{at.base}/units",
        name=record["label"],
        system=record["system"],
        dimension=record["dimension"],
        factor=record["factor"] if "/" not in record["factor"] else {"@value": record["factor"]},
        conversionOffset=record["offset"] if record["offset"] != "0" else None,
    )
