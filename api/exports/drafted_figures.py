"""Figures of an essay as parts of a draft, with the interval that their wording denotes."""

from collections.abc import Mapping
from typing import Any

from api.exports.drafted_places import DraftedPlaces
from api.exports.essay_records import Record
from api.exports.record_telling import RecordTelling
from api.resources.statistics.models import STATISTICS

_HELD = frozenset(
    {"text", "measure", "subject", "quantity", "as_written", "comparator", "value", "reading", "unit", "period"}
    | {"lower", "lower_closed", "upper", "upper_closed", "mode", "condition", "ranked_by", "ranked_among", "formula"}
    | {"inputs", "attributed_to", "passages", "extra"}
    | {"bound_basis", "normalised_lower", "normalised_upper", "recomputed_lower", "recomputed_upper", "agrees"}
    | {"section_id", "asserted_by"}
)


def drafted_figure(
    record: Record, measures: Mapping[str, Record], telling: RecordTelling, places: DraftedPlaces
) -> dict[str, Any]:
    """Return a figure as a part of a draft."""
    telling.left(STATISTICS, record, _HELD)
    if record["asserted_by"] != "author":
        telling.changed(record, "that the analyst gives it is left out: a draft’s figures are the author’s")
    measure = measures.get(record["measure"])
    ends = ("lower", "upper")
    return {
        "id": record["id"],
        "says": telling.words(record, "text"),
        "span": places.one(record),
        "wording": record["as_written"],
        "quantity": record["quantity"],
        "comparator": record["comparator"],
        "value": record["value"],
        "reading": record["reading"],
        **{end: record[end] for end in ends},
        "excludes": [end for end in ends if record[end] is not None and not record[f"{end}_closed"]],
        "unit": record["unit"],
        "measure": telling.words(measure, "label") if measure else record["measure"],
        "subject": record["subject"],
        "when": record["period"],
        "mode": record["mode"],
        "condition": telling.words(record, "condition"),
        "ranked_by": telling.words(record, "ranked_by"),
        "ranked_among": telling.words(record, "ranked_among"),
        "computed_from": record["inputs"],
        "formula": record["formula"],
        "sources": record["attributed_to"],
        "extra": record["extra"],
    }
