"""How a search goes through several resources in one statement, so that all it finds is of one moment."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import Statement, at_most, compile_statement, parameter, remembering_statements
from api.core.query.list_query import sort_keys
from api.core.query.pagination import SortKey, after
from api.core.query.search_plans import Form
from api.core.records.resource import PUBLISHED, Resource
from api.resources.registry import RESOURCES
from api.resources.search.models import Hit, Match
from seed.frozen.index import said
from seed.frozen.tokens import places

SEARCHED: Sequence[Resource] = tuple(resource for resource in RESOURCES.values() if resource.searched)
"""What is searched, in the order in which hits are shown."""

_WIDTH = max(len(resource.searched) for resource in SEARCHED)

ORDER = [
    SortKey(sa.Column("place", sa.Integer, nullable=False)),
    SortKey(sa.Column("essay_id", sa.Text, nullable=False)),
    SortKey(sa.Column("number", sa.Integer, nullable=False)),
    SortKey(sa.Column("id", sa.Text, nullable=False)),
]
"""By resource, then as its own list is ordered; without an essay, by id."""


@remembering_statements
def search_statement(forms: tuple[Form, ...], values: int, dialect: sa.Dialect, *, after_start: bool) -> Statement:
    """Return the statement that finds a page of hits.

    Args:
        forms: how each resource is searched, of those that come last in `SEARCHED`.
        values: how many values the search takes: `value_0`, `value_1`…
        dialect: of the database.
        after_start: whether hits of the first of them come after `after_0`…
    """
    first = len(SEARCHED) - len(forms)
    branches = [
        _branch(place, form, values, is_after=after_start and place == first) for place, form in enumerate(forms, first)
    ]
    found = sa.union_all(*branches).subquery()
    order = [found.c[key.column.name] for key in ORDER]
    return compile_statement(sa.select(found).order_by(*order).limit(at_most("limit")), dialect)


def hit_of(row: Sequence[Any], phrases: Sequence[str]) -> Hit:
    """Return what a row of the statement says, with the places of the phrases marked."""
    resource = SEARCHED[row[0]]
    state = dict(zip(resource.searched, row[len(ORDER) :], strict=False))
    return Hit.model_construct(resource=resource.name, id=row[3], matches=list(_matches(resource, state, phrases)))


def _matches(resource: Resource, state: dict[str, Any], phrases: Sequence[str]) -> Iterator[Match]:
    for field, language, text in said(resource.searched, state):
        if marks := places(text, phrases):
            yield Match.model_construct(field=field, language=language, text=text, marks=[list(mark) for mark in marks])


def _branch(place: int, form: Form, values: int, *, is_after: bool) -> sa.Select[Any]:
    resource = SEARCHED[place]
    table = resource.table
    numbered = "essay_id" in table.c
    fields = [sa.cast(table.c[name], sa.Text).label(f"field_{n}") for n, name in enumerate(resource.searched)]
    blanks = [sa.cast(sa.null(), sa.Text).label(f"field_{n}") for n in range(len(fields), _WIDTH)]
    keys = sort_keys(resource, ())
    bound: list[sa.ColumnElement[Any]] = [parameter(f"value_{n}") for n in range(values)]
    statement = sa.select(
        sa.literal_column(str(place), sa.Integer).label("place"),
        (table.c.essay_id if numbered else sa.literal_column("''", sa.Text)).label("essay_id"),
        (table.c.number if numbered else sa.literal_column("0", sa.Integer)).label("number"),
        table.c.id.label("id"),
        *fields,
        *blanks,
    ).where(resource.conditions[form].predicate(bound), resource.conditions[PUBLISHED].predicate([]))
    if is_after:
        names = {key.column.name: f"after_{n}" for n, key in enumerate(ORDER)}
        last: list[sa.ColumnElement[Any] | None] = [parameter(names[key.column.name], key.column.type) for key in keys]
        statement = statement.where(after(keys, last))
    ordered = statement.order_by(*(key.order for key in keys)).limit(at_most("limit"))
    # SQLite takes no ORDER BY within a compound but in a subquery.
    return sa.select(ordered.subquery())
