"""FacetCounts: how many of the records that pass the filters have each value of a field."""

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.core.db.reader import Reader, Snapshot
from api.core.http.etags import versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.problems import Fault, few, nearest, refuse_faults, shown
from api.core.openapi.read_operations import problem
from api.core.query.facet_sql import (
    MARK,
    MAX_FACET_VALUES,
    TOTAL,
    counts_of_records,
    narrowing_of,
    tallied_counts,
)
from api.core.query.list_page import resolve
from api.core.query.list_query import exclude_withdrawn, read_filters, refuse_unknown
from api.core.query.scalar_parameters import joined, read_names
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource
from api.core.records.tallies import tally_mark


class FacetValue(BaseModel):
    """A value, and how many records have it."""

    value: str | bool | None = Field(description="The value; null counts the records that have none.")
    count: int = Field(description="How many records have it.")


class Facet(BaseModel):
    """The values of one field."""

    name: str = Field(description="The field.")
    values: list[FacetValue] = Field(description="The most frequent values first, then by code point; null last.")
    truncated: bool = Field(description=f"Whether there are more than {MAX_FACET_VALUES} values.")


class FacetCounts(BaseModel):
    """Counts by value, under the filters that were asked."""

    total: int = Field(description="How many records pass the filters.")
    facets: list[Facet] = Field(description="The facets, as asked.")


def counts(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with facets."""
    names = {"type": "array", "items": {"type": "string", "enum": list(resource.facets)}, "minItems": 1}
    facet = {
        "name": "facet",
        "in": "query",
        "required": True,
        "description": "A field whose values to count. Every filter narrows every facet.",
        "schema": names | {"uniqueItems": True},
        "example": [resource.facets[0]],
    }
    return {
        "tags": [resource.name],
        "response_model": FacetCounts,
        "response_description": "How many records have each value.",
        "responses": {
            "default": problem("Any other error."),
        },
        "openapi_extra": {"parameters": [facet]},
    }


async def answer_facets(request: Request, resource: Resource) -> Response:
    """Answer with counts by value, off the event loop.

    Raises:
        ProblemError: the query string is wrong, or counting takes too long.
    """
    parameters = request.query_params
    refuse_unknown(parameters, [*resource.parameters, "facet"])
    faults: list[Fault] = []
    filters = read_filters(resource, parameters, faults)
    known, asked = list(resource.facets), joined(parameters, "facet")
    list_query = [] if asked is None else read_names("facet", asked, faults)
    if asked is None:
        faults.append(Fault(detail=f"name what to count: {', '.join(known)}", parameter="facet"))
    if len(set(list_query)) < len(list_query):
        faults.append(Fault(detail="names a field twice", parameter="facet"))
    faults += few(
        [name for name in dict.fromkeys(list_query) if name not in known],
        lambda name: Fault(
            detail=f"{shown(name)} cannot be counted",
            parameter="facet",
            nearest=nearest(name, known),
            known=tuple(known),
        ),
    )
    refuse_faults(faults)
    reader: Reader = request.app.state.reader
    # Counting by status itself is asking for what was withdrawn too.
    kept = filters if "status" in list_query else exclude_withdrawn(resource, filters)
    filters = await resolve(resource, kept, reader)
    snapshot = await _read(reader, resource, filters, tuple(list_query), request.app.state.resources.values())
    found: dict[int, list[FacetValue]] = {}
    for place, value, count in snapshot.rows:
        found.setdefault(place, []).append(FacetValue(value=value, count=count))
    body = FacetCounts(
        total=found[TOTAL][0].count,
        facets=[_facet(resource, name, found.get(place, [])) for place, name in enumerate(list_query)],
    )
    response = Response(body.model_dump_json().encode(), media_type=JSON_TYPE)
    response.headers["ETag"] = snapshot.state.list_tag("json")
    return versioned(request, response, snapshot.version)


async def _read(
    reader: Reader,
    resource: Resource,
    filters: FilterValues,
    facets: tuple[str, ...],
    resources: Iterable[Resource],
) -> Snapshot:
    """Read counts: from tallies, where they are kept for the question and are of the state that is read."""
    if narrowing := narrowing_of(resource, filters, facets):
        snapshot = await reader.scan(*tallied_counts(resource, narrowing, facets, reader.dialect))
        state = snapshot.state
        if (MARK, tally_mark(state.version, state.head, resources), 0) in map(tuple, snapshot.rows):
            return snapshot
    return await reader.scan(*counts_of_records(resource, filters, facets, reader.dialect))


def _facet(resource: Resource, name: str, values: Sequence[FacetValue]) -> Facet:
    ordered = sorted(values, key=lambda item: (item.value is None, -item.count, str(item.value)))
    kept = ordered[:MAX_FACET_VALUES]
    if name in resource.boolean_fields:
        kept = [FacetValue(value=item.value and item.value == "true", count=item.count) for item in kept]
    return Facet(name=name, values=kept, truncated=len(values) > MAX_FACET_VALUES)
