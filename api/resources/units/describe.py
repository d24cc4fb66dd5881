"""Units as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import records
from api.formats.linked.records import Record, said
from api.formats.place import Place

EMBED: tuple[str, ...] = ()


def describe(record: Record, at: Place) -> Node:
    """Return a unit as a node: a `DefinedTerm` of schema.org; where UCUM has it, with QUDT's property for its codes."""
    return records.ours(record, "units", at, "DefinedTerm") | said(
        termCode=record["id"],
        ucumCode=record["id"] if record["system"] == "UCUM" else None,
        inDefinedTermSet=f"{at.base}/units",
        name=record["label"],
        system=record["system"],
        dimension=record["dimension"],
        factor=record["factor"] if "/" not in record["factor"] else {"@value": record["factor"]},
        conversionOffset=record["offset"] if record["offset"] != "0" else None,
    )
