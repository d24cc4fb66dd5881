"""Facets of a search: how many of the hits are of each resource, and have each value of a field."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.etags import versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.problems import Fault, few, nearest, refuse_faults, shown
from api.core.query.facet_query import FACET, FacetQuery, FacetRows, counting
from api.core.query.facet_sql import MAX_FACET_VALUES
from api.core.query.list_query import refuse_unknown
from api.core.query.scalar_parameters import joined, read_names
from api.core.query.search_plans import Q
from api.core.records.resource import Resource
from api.handlers.facet_counts import Facet, FacetCounts, FacetValue, facet_of
from api.handlers.list_tags import tag_of
from api.handlers.value_labels import LABEL_LANGUAGES
from api.resources.registry import RESOURCES
from api.resources.search.search_parameters import SEARCHED, SearchedPart, narrowing, read_parts

RESOURCE = "resource"
FACETS: Sequence[str] = (RESOURCE, *dict.fromkeys(name for resource in SEARCHED.values() for name in resource.facets))
"""What can be counted: of what kind hits are, and the facets of all that is searched."""

_Counted = Mapping[Resource, FacetRows]


async def answer_search_facets(request: Request) -> Response:
    """Answer with counts by value of what is found, off the event loop.

    Raises:
        ProblemError: the query string is wrong, or counting takes too long.
    """
    facets, text, parts = _parse(request.query_params)
    reader: Reader = request.app.state.reader
    begun = {}
    for part in parts:
        own = tuple(name for name in facets if name in part.resource.facets)
        filters = (*part.filters, (Q.name, (text,)))
        asked = FacetQuery(own, filters, (filters,) * len(own))
        begun[part.resource] = own, await counting(reader, part.resource, asked, RESOURCES.values())
    state, counted = await reader.run_in_snapshot(lambda: _count_each(begun), scans=True)
    body = FacetCounts(
        total=sum(found.total for found in counted.values()),
        facets=[_of_resources(counted) if name == RESOURCE else _of(name, counted, begun) for name in facets],
    )
    response = Response(body.model_dump_json().encode(), media_type=JSON_TYPE)
    scopes = tuple(dict.fromkeys(scope for found in counted.values() for scope in found.scopes))
    response.headers["ETag"] = await tag_of(request, state, scopes, "json")
    return versioned(request, response, state.version)


def _parse(parameters: QueryParams) -> tuple[tuple[str, ...], str, tuple[SearchedPart, ...]]:
    refuse_unknown(parameters, [Q.name, RESOURCE, FACET, *narrowing(parameters)])
    faults: list[Fault] = []
    text, parts = read_parts(parameters, faults)
    asked = joined(parameters, FACET)
    names = [] if asked is None else read_names(FACET, asked, faults)
    if asked is None:
        faults.append(Fault(detail=f"name what to count: {', '.join(FACETS)}", parameter=FACET))
    if len(set(names)) < len(names):
        faults.append(Fault(detail="names a field twice", parameter=FACET))
    faults += few(
        [name for name in dict.fromkeys(names) if name not in FACETS],
        lambda name: Fault(
            detail=f"{shown(name)} cannot be counted",
            parameter=FACET,
            nearest=nearest(name, list(FACETS)),
            known=tuple(FACETS),
        ),
    )
    refuse_faults(faults)
    return tuple(names), text, parts


_Begun = Mapping[Resource, tuple[tuple[str, ...], Callable[[], ReadScript[FacetRows]]]]


def _count_each(begun: _Begun) -> ReadScript[_Counted]:
    counted = {}
    for resource, (_, steps) in begun.items():
        counted[resource] = yield from steps()
    return counted


def _of_resources(counted: _Counted) -> Facet:
    values = [
        FacetValue(
            value=resource.name,
            count=found.total,
            label={language: resource.label(language, several=True) for language in LABEL_LANGUAGES},
        )
        for resource, found in counted.items()
        if found.total
    ]
    return Facet(name=RESOURCE, values=sorted(values, key=lambda item: (-item.count, item.value)), truncated=False)


def _of(name: str, counted: _Counted, begun: _Begun) -> Facet:
    """Return the facet of a field of several resources: values that they share are counted together."""
    values: dict[str | bool | None, FacetValue] = {}
    truncated = False
    for resource, found in counted.items():
        own = begun[resource][0]
        if name not in own:
            continue
        facet = facet_of(resource, name, found.counts[own.index(name)], found.names[name], RESOURCES)
        truncated |= facet.truncated
        for item in facet.values:
            same = values.get(item.value)
            label = item.label if same is None or same.label is None else same.label
            count = item.count + (same.count if same else 0)
            values[item.value] = FacetValue(value=item.value, count=count, label=label)
    ordered = sorted(values.values(), key=lambda item: (item.value is None, -item.count, str(item.value)))
    return Facet(name=name, values=ordered[:MAX_FACET_VALUES], truncated=truncated or len(ordered) > MAX_FACET_VALUES)
