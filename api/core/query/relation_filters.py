"""Filters of related records: `sources.kind=person` finds what has a source that is a person.

All that is asked of one relation is asked of one related record, by the filters that its kind of record declares.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.core.http.problems import Fault, nearest, shown
from api.core.query.filter_values import MAX_VALUES, read_values
from api.core.records.filters import FilterValues, Parameter
from api.core.records.resource import Resource, resource_named

THROUGH = "."
"""What stands between a relation and a filter of the related record."""


def is_through(resource: Resource, name: str) -> bool:
    """Tell whether a parameter is a filter of related records."""
    relation, _, field = name.partition(THROUGH)
    return any(field in target.parameters for target in targets(resource, relation))


def targets(resource: Resource, relation: str) -> list[Resource]:
    """Return what the records of a relation may be; nothing where there is no such relation."""
    named = resource.relations.get(relation)
    return [resource_named(member) for member in resource.related[named].members] if named else []


def relation_fault(resource: Resource, name: str) -> Fault:
    """Return what is wrong with a parameter that looks like a filter of related records, and is none."""
    relation, _, field = name.partition(THROUGH)
    found = targets(resource, relation)
    if not found:
        near = nearest(relation, [*resource.relations])
        detail = f"{resource.a_record} has no relation {shown(relation)} to filter through"
        return Fault(
            detail=detail, parameter=name, nearest=near and f"{near}.{field}", known=tuple(sorted(resource.relations))
        )
    known = sorted({parameter for target in found for parameter in target.parameters})
    if THROUGH in field:
        deeper = f"{shown(name)} goes through more than one relation"
        return Fault(detail=deeper, parameter=name, known=tuple(known))
    near = nearest(field, known)
    return Fault(
        detail=f"there is no filter {shown(field)} of {' or '.join(target.name for target in found)}",
        parameter=name,
        nearest=near and f"{relation}.{near}",
        known=tuple(known),
    )


def read_relation_filters(
    resource: Resource, asked: Mapping[str, Sequence[str]], faults: list[Fault]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Read the filters of related records that are asked for, by relation.

    Args:
        resource: what is filtered.
        asked: the texts of each parameter.
        faults: what is wrong with them is added to these.

    Returns:
        By relation, what a related record may be, each with the group of filters that must hold of it.
    """
    by_relation: dict[str, dict[str, Sequence[str]]] = {}
    for name, texts in asked.items():
        if is_through(resource, name):
            relation = resource.relations[name.partition(THROUGH)[0]]
            by_relation.setdefault(relation, {})[name] = texts
    for relation, its in sorted(by_relation.items()):
        groups = [
            (target.name, group) for target in targets(resource, relation) if (group := _group(target, its)) is not None
        ]
        wrong = [*_faults(targets(resource, relation), its)]
        faults.extend(wrong)
        if not groups and not wrong:
            together = f"no record that {relation} may be has {' and '.join(sorted(its))} as they are asked for"
            faults.append(Fault(detail=together, parameter=min(its)))
        yield f"{relation}{THROUGH}", tuple(groups)


def _group(target: Resource, asked: Mapping[str, Sequence[str]]) -> FilterValues | None:
    """Read what is asked of one kind of related record; None where that cannot be so."""
    group = []
    for name, texts in sorted(asked.items()):
        field = name.partition(THROUGH)[2]
        values = tuple(read_values(target.parameters[field], list(texts), [])) if field in target.parameters else ()
        if not values:
            return None
        group.append((field, values))
    return tuple(group)


def _faults(kinds: Sequence[Resource], asked: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Yield what is wrong with values that no kind of record can have."""
    for name, texts in asked.items():
        items = [kind.parameters[field] for kind in kinds if (field := name.partition(THROUGH)[2]) in kind.parameters]
        together = items[0].single or len(texts) > MAX_VALUES
        for some in [texts] if together else [[text] for text in texts]:
            found = [_faults_of(item, some) for item in items]
            if all(found):
                yield from (fault.model_copy(update={"parameter": name}) for fault in found[0])


def _faults_of(item: Parameter, texts: Sequence[str]) -> list[Fault]:
    faults: list[Fault] = []
    list(read_values(item, list(texts), faults))
    return faults
