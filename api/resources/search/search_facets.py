"""Facets of a search: how many of the hits are of each resource, and have each value of a field."""

from collections import Counter
from collections.abc import Mapping, Sequence

from fastapi import Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.etags import versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.problems import Fault, few, nearest, refuse_faults, shown
from api.core.query.facet_sql import MAX_FACET_VALUES, TOTAL, counts_of_records
from api.core.query.list_query import refuse_unknown
from api.core.query.scalar_parameters import joined, read_names
from api.core.query.search_plans import Q
from api.core.records.resource import Resource
from api.handlers.facet_counts import Facet, Facets, FacetValue
from api.resources.search.found_hits import Narrowed, narrowed
from api.resources.search.search_parameters import FILTERS, SEARCHED, SearchedPart, read_parts
from seed.frozen.search_terms import Term, parse_query

RESOURCE = "resource"
FACETS: Sequence[str] = (
    RESOURCE, *dict.fromkeys(name for resource in SEARCHED.values() for name in resource.facets)
)  # fmt: skip
"""What can be counted: of what kind hits are, and the facets of all that is searched."""

_Counts = dict[str, Counter[str | bool | None]]


async def answer_search_facets(request: Request) -> Response:
    """Answer with counts by value of what is found, off the event loop.

    Raises:
        ProblemError: the query string is wrong, or counting takes too long.
    """
    facets, terms, parts = _parse(request.query_params)
    reader: Reader = request.app.state.reader
    found = await narrowed(terms, parts, reader)
    state, (total, counts) = await reader.run_in_snapshot(lambda: _count(found, facets, reader), scans=True)
    body = Facets(total=total, facets=[_facet(name, counts[name]) for name in facets])
    response = Response(body.model_dump_json().encode(), media_type=JSON_TYPE)
    response.headers["ETag"] = state.list_tag("json")
    return versioned(request, response, state.version)


def _parse(parameters: QueryParams) -> tuple[tuple[str, ...], tuple[Term, ...], tuple[SearchedPart, ...]]:
    refuse_unknown(parameters, [Q.name, RESOURCE, "facet", *sorted(FILTERS)])
    faults: list[Fault] = []
    text, parts = read_parts(parameters, faults)
    asked = joined(parameters, "facet")
    names = [] if asked is None else read_names("facet", asked, faults)
    if asked is None:
        faults.append(Fault(detail=f"name what to count: {', '.join(FACETS)}", parameter="facet"))
    if len(set(names)) < len(names):
        faults.append(Fault(detail="names a field twice", parameter="facet"))
    faults += few(
        [name for name in dict.fromkeys(names) if name not in FACETS],
        lambda name: Fault(
            detail=f"{shown(name)} cannot be counted",
            parameter="facet",
            nearest=nearest(name, list(FACETS)),
            known=tuple(FACETS),
        ),
    )
    refuse_faults(faults)
    return tuple(names), parse_query(text), parts


def _count(parts: Narrowed, facets: Sequence[str], reader: Reader) -> ReadScript[tuple[int, _Counts]]:
    """Count the hits of each resource by the facets that it has."""
    counts: _Counts = {name: Counter() for name in facets}
    total = 0
    for resource, filters in parts.items():
        own = tuple(name for name in facets if name in resource.facets)
        rows = yield counts_of_records(resource, filters, own, reader.dialect)
        for place, value, number in rows:
            if place == TOTAL:
                total += number
                if number and RESOURCE in counts:
                    counts[RESOURCE][resource.name] = number
            else:
                counts[own[place]][_said(resource, own[place], value)] += number
    return total, counts


def _said(resource: Resource, name: str, value: str | None) -> str | bool | None:
    return value if value is None or name not in resource.boolean_fields else value == "true"


def _facet(name: str, counts: Mapping[str | bool | None, int]) -> Facet:
    ordered = sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], str(item[0])))
    values = [FacetValue(value=value, count=count) for value, count in ordered[:MAX_FACET_VALUES]]
    return Facet(name=name, values=values, truncated=len(ordered) > MAX_FACET_VALUES)
