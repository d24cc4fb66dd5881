"""Terms as linked data."""

from api.formats.jsonld import Node
from api.formats.linked import records
from api.formats.linked.records import Record, said
from api.formats.place import Place

EMBED: tuple[str, ...] = ()


def describe(record: Record, at: Place) -> Node:
    """Return a term as a node: a `DefinedTerm` of schema.org."""
    return records.ours(record, "terms", at, "DefinedTerm") | said(
        termCode=record["id"],
        inDefinedTermSet=f"{at.base}/terms",
        kind=record["kind"],
        name=record["label"],
    )
