"""What is said of records."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from api.formats.jsonld import Node
from api.formats.record_urls import RecordUrls

Record = Mapping[str, Any]

_DATES = (
    (re.compile(r"\d{4}"), "xsd:gYear"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
)
_EDTF = "edtf:EDTF-level1"
_PLURAL = {"claim": "claims", "statistic": "statistics", "source": "sources", "evidence": "evidence"}


def said(**fields: Any) -> dict[str, Any]:
    """Return a node of what is said: nulls and empty lists say nothing."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def ours(record: Record, resource: str, at: RecordUrls, *types: str) -> dict[str, Any]:
    """Return what is said of a record that is Lunju's own work, as claims are: its words, its dates, its licence."""
    return named(record, resource, at, *types) | said(
        version=record["version"],
        dateCreated=record["created_at"],
        dateModified=record["updated_at"],
        license=at.license(essay_of(record)),
    )


def theirs(record: Record, resource: str, at: RecordUrls, *types: str) -> dict[str, Any]:
    """Return what is said of a record that tells of another's work, or of a person: only the telling is Lunju's."""
    return named(record, resource, at, *types) | said(
        sdDatePublished=record["updated_at"], sdLicense=at.license(essay_of(record))
    )


def named(record: Record, resource: str, at: RecordUrls, *types: str) -> dict[str, Any]:
    """Return what is said of every record."""
    return said(
        **{"@id": at.record(resource, record["id"]), "@type": list(types)},
        identifier=record["id"],
        hasVersion=at.version(resource, record["id"], record["version"]),
        status=record["status"],
        note=record["note"],
    )


def essay_of(record: Record) -> str:
    """Return the essay that a record belongs to; of what belongs to none, its own id."""
    essay: str = record.get("essay_id", record["id"])
    return essay


def embedded(record: Record, relation: str) -> Sequence[Record]:
    """Return the records that are embedded in one by a relation; none where it is not embedded."""
    found = record.get("_embedded", {}).get(relation) or []
    return [found] if isinstance(found, Mapping) else list(found)


def date(edtf: str | None) -> dict[str, str] | None:
    """Return a date as a typed value: of XML Schema where it is one of its dates, else of EDTF level 1."""
    if edtf is None:
        return None
    kind = next((name for pattern, name in _DATES if pattern.fullmatch(edtf)), _EDTF)
    return {"@value": edtf, "@type": kind}


def evidence(record: Record, at: RecordUrls) -> Node:
    """Return a link of evidence; while it and its ends stand, its origin has the relation to its target directly, too.

    Links that are embedded in others stand; of one by itself, the ends are embedded.
    """
    origin = at.record(_PLURAL[record["origin_type"]], record["origin_id"])
    target = at.record(_PLURAL[record["target_type"]], record["target_id"])
    ends = (*embedded(record, "origin"), *embedded(record, "target"))
    stands = all(end["status"] == "published" for end in (record, *ends))
    return ours(record, "evidence", at, "Evidence") | said(
        relation=record["relation"],
        origin={"@id": origin, record["relation"]: target} if stands else origin,
        target=target,
        group=record["group"],
        scheme=at.record("schemes", record["scheme"]) if record["scheme"] else None,
        assertedBy=record["asserted_by"],
        asserter=at.record("sources", record["asserter_id"]) if record["asserter_id"] else None,
    )


def attributed(record: Record, at: RecordUrls) -> list[str]:
    """Return the URLs of the sources that a record is attributed to."""
    return [at.record("sources", name) for name in record["attributed_to"]]


def about(record: Record, at: RecordUrls) -> list[str]:
    """Return the URLs of who and what a record is about."""
    return [at.record("entities", name) for name in record["about"]]


def supporting(links: Sequence[Record], at: RecordUrls) -> list[str]:
    """Return the URLs of what supports a record, of the links of evidence that bear on it."""
    standing = [link for link in links if link["relation"] == "supports" and link["status"] == "published"]
    return [at.record(_PLURAL[link["origin_type"]], link["origin_id"]) for link in standing]
