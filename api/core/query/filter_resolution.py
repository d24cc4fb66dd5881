"""From filters as they were asked to conditions: what several ask together, in each group that holds together."""

from collections.abc import Iterator
from typing import Any

from api.core.db.reader import StatementReader
from api.core.http.problems import Fault, ProblemError, summary
from api.core.query.relation_filters import THROUGH
from api.core.records.filter_groups import OR, AnyOf, Through, flattened
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource, resource_named


async def resolve(resource: Resource, filters: FilterValues, reader: StatementReader) -> FilterValues:
    """Return filters with what several of them ask together as conditions of their own.

    Raises:
        ProblemError: they do not fit one another.
    """
    for question in resource.composite_filters:
        filters = await question.resolve(filters, reader)
    return tuple([(await _grouped(resource, item, reader) if _holds_others(item[0]) else item) for item in filters])


def groups_of(resource: Resource, filters: FilterValues) -> Iterator[tuple[Resource, FilterValues]]:
    """Yield the groups of filters that filters hold as they are asked, each with what it is about."""
    for name, groups in filters:
        if name == OR:
            yield from ((resource, group) for group in groups)
        elif _holds_others(name):
            yield from ((resource_named(member), group) for member, group in groups)


def _holds_others(name: Any) -> bool:
    return isinstance(name, str) and (name == OR or name.endswith(THROUGH))


async def _grouped(resource: Resource, item: tuple[str, tuple[Any, ...]], reader: StatementReader) -> tuple[Any, Any]:
    name, asked = item
    if name == OR:
        shapes, values = flattened([await _within(OR, "", resource, group, reader) for group in asked])
        return AnyOf(shapes), values
    relation = name.removesuffix(THROUGH)
    members = [member for member, _ in asked]
    groups = [await _within(None, name, resource_named(member), group, reader) for member, group in asked]
    shapes, values = flattened(groups)
    return Through(relation, tuple(zip(members, shapes, strict=True))), values


async def _within(
    parameter: str | None, prefix: str, resource: Resource, group: FilterValues, reader: StatementReader
) -> FilterValues:
    """Resolve a group; what is wrong with it is told of the parameter that it stands in."""
    try:
        return await resolve(resource, group, reader)
    except ProblemError as error:
        faults = [_told(fault, parameter, prefix) for fault in error.errors]
        raise ProblemError(error.slug, summary(faults) or error.detail, faults) from error


def _told(fault: Fault, parameter: str | None, prefix: str) -> Fault:
    name = f"{prefix}{fault.parameter or ''}"
    if parameter is None:
        return fault.model_copy(update={"parameter": name})
    within = f"{name}: " if fault.parameter not in {None, parameter} else ""
    return fault.model_copy(update={"parameter": parameter, "detail": f"{within}{fault.detail}"})
