"""Alternatives: `or=(kind.eq.thesis,stance.eq.rejects)` becomes groups of filters, of which one must hold.

Each alternative is what a query string could ask: its filters are read by what reads those of a query string.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from api.core.http.problems import Fault, nearest, shown
from api.core.query.filter_syntax import (
    MAX_CONDITIONS,
    OPERATORS,
    Asked,
    Combined,
    SyntaxFaultError,
    conditions_of,
    parse_alternatives,
)
from api.core.query.filter_values import MAX_VALUES
from api.core.query.group_filters import read_group
from api.core.query.parameter_synonyms import OPERATOR_SYNONYMS
from api.core.query.relation_filters import THROUGH, is_through, relation_fault
from api.core.records.filter_groups import OR
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource

MAX_EXPRESSIONS = 10
"""How often alternatives may be given; each must hold."""


def read_alternatives(
    resource: Resource, texts: Sequence[str], faults: list[Fault]
) -> Iterator[tuple[str, tuple[FilterValues, ...]]]:
    """Read each `or` of a query string: the groups of filters of which one must hold.

    Args:
        resource: what is filtered.
        texts: the values of `or`.
        faults: what is wrong with them is added to these.
    """
    if len(texts) > MAX_EXPRESSIONS:
        faults.append(Fault(detail=f"is given {len(texts)} times, more than {MAX_EXPRESSIONS}", parameter=OR))
        return
    left = MAX_CONDITIONS
    for text in texts:
        try:
            parsed = parse_alternatives(text)
        except SyntaxFaultError as error:
            faults.append(_at(error.place, str(error)))
            continue
        asked = conditions_of(parsed)
        left -= len(asked)
        wrong = [*_bounds(asked, left), *(fault for item in asked for fault in _unknown(resource, item))]
        faults += wrong
        if not wrong:
            yield OR, _groups(resource, parsed, faults)


def _bounds(asked: Sequence[Asked], left: int) -> Iterator[Fault]:
    if left < 0:
        yield Fault(detail=f"asks for more than {MAX_CONDITIONS} conditions", parameter=OR)
    if sum(len(item.values) for item in asked) > 2 * MAX_VALUES:
        yield Fault(detail=f"names more than {2 * MAX_VALUES} values", parameter=OR)


def _groups(resource: Resource, parsed: Combined, faults: list[Fault]) -> tuple[FilterValues, ...]:
    """Return the alternatives of what one of several terms asks."""
    return tuple(
        _group(resource, term.terms if isinstance(term, Combined) and term.by == "and" else (term,), faults)
        for term in parsed.terms
    )


def _group(resource: Resource, terms: Iterable[Asked | Combined], faults: list[Fault]) -> FilterValues:
    """Return what asks for all of some terms.

    Conditions are read together, as those of a query string are: a number with its unit, and all that is asked of a
    related record. One that is there already is asked beside them, for it must hold as well.
    """
    together: dict[str, Asked] = {}
    beside: list[tuple[str, Any]] = []
    for term in terms:
        if isinstance(term, Combined):
            of_all = Combined("or", (term,)) if term.by == "and" else term
            beside.append((OR, _groups(resource, of_all, faults)))
        elif together.setdefault(term.parameter, term) is not term:
            if THROUGH not in term.name and term.parameter not in resource.filters:
                faults.append(_at(term.place, f"{term.parameter} is asked twice of the same: ask it once"))
            beside.append((OR, (_read(resource, {term.parameter: term}, faults),)))
    return (*_read(resource, together, faults), *beside)


def _read(resource: Resource, together: dict[str, Asked], faults: list[Fault]) -> FilterValues:
    own: list[Fault] = []
    group = read_group(resource, {name: item.values for name, item in together.items()}, own)
    for fault in own:
        item = together[str(fault.parameter)]
        faults.append(_at(item.place, f"{item.name}.{item.operator}: {fault.detail}", fault.nearest))
    return group


def _unknown(resource: Resource, item: Asked) -> Iterator[Fault]:
    """Yield what is wrong with the filter of a condition, if there is none such."""
    if item.parameter in resource.parameters or is_through(resource, item.parameter):
        return
    said = f"{item.name}.{item.operator}"
    if item.name in resource.parameters or is_through(resource, item.name):
        known = [name for name in OPERATORS if name in {"eq", "in"} or _exists(resource, f"{item.name}_{name}")]
        yield _at(item.place, f"{said}: {item.name} is asked by {', '.join(known)} alone")
        return
    if THROUGH in item.name:
        relation, _, rest = item.name.partition(THROUGH)
        meant = OPERATOR_SYNONYMS.get(rest.partition(THROUGH)[0])
        if meant and _exists(resource, relation):
            yield _at(item.place, f"{item.name}: there is no operator {shown(rest)}", f"{relation}.{meant}")
            return
        fault = relation_fault(resource, item.name)
        yield _at(item.place, fault.detail, fault.nearest, fault.known)
        return
    known_names = tuple(sorted(resource.parameters))
    detail = f"there is no filter {shown(item.name)}"
    yield _at(item.place, detail, nearest(item.name, [*known_names]), known_names)


def _exists(resource: Resource, parameter: str) -> bool:
    return parameter in resource.parameters or is_through(resource, parameter)


def _at(place: int, detail: str, near: str | None = None, known: tuple[str, ...] = ()) -> Fault:
    return Fault(detail=f"at character {place + 1}: {detail}", parameter=OR, nearest=near, known=known)
