"""How many records a list has, and how many each value of its filters would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.core.db.reader import Reader
from api.core.query.facet_query import FACET, SELF, FacetQuery, count_facets, parse_facets
from api.core.query.facet_sql import narrowing_of
from api.core.query.list_query import PAGING
from api.core.records.resource import Resource
from api.pages.page_context import PageContext
from api.pages.page_look import PARAMETER
from api.resources.registry import RESOURCES

_COUNTED = 10_000
"""Of how many records a resource may have that are counted for its page, where no tally tells the answer."""


@dataclass(frozen=True)
class ListCounts:
    """How many records pass the filters, and how many would with each value of a filter, by its name."""

    total: int
    of: Mapping[str, Mapping[str, int]]


async def read_counts(
    reader: Reader, resource: Resource, names: Sequence[str], context: PageContext
) -> ListCounts | None:
    """Return the counts of a list; None of one that belongs to a record, and where counting would take long.

    Args:
        reader: what reads.
        resource: what is listed.
        names: the filters that are offered.
        context: the page, whose query string has the filters in force.
    """
    if context.path != resource.name:
        return None
    facets = [*names] or [name for name in resource.facets if name != "status"][:1]
    filters = [item for item in context.query if item[0] not in {*PAGING, PARAMETER}]
    asked = _asked(resource, facets, filters)
    if not _tallied(resource, asked):
        if not _tallied(resource, whole := _asked(resource, facets, [])):
            return None
        _, found = await count_facets(reader, resource, whole, RESOURCES.values())
        if found.total > _COUNTED:
            return None
    _, found = await count_facets(reader, resource, asked, RESOURCES.values())
    counts = zip(asked.facets, found.counts, strict=True)
    return ListCounts(found.total, {name: {value or "": number for value, number in those} for name, those in counts})


def _asked(resource: Resource, facets: Sequence[str], filters: Sequence[tuple[str, str]]) -> FacetQuery:
    return parse_facets(resource, QueryParams([*filters, (FACET, ",".join(facets)), (SELF, "exclude")]))


def _tallied(resource: Resource, asked: FacetQuery) -> bool:
    """Tell whether tallies have every count, so that none is counted anew."""
    return all(narrowing_of(resource, filters, asked.facets) for filters in (asked.filters, *asked.of_each))
