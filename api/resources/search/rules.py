"""How a search goes through several resources in one statement, so that all it finds is of one moment."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.paging import Key, after
from api.core.query import sort_keys
from api.core.reads import Statement, compile_statement, parameter
from api.core.resource import Resource
from api.core.search import Form
from api.resources.claims.models import CLAIMS
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.search.models import Hit, Match
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from seed.frozen.index import FIELDS, said
from seed.frozen.tokens import places

SEARCHED: Sequence[Resource] = (CLAIMS, STATISTICS, SOURCES, RELATIONSHIPS)
"""What is searched, in the order in which hits are shown."""

_WIDTH = max(map(len, FIELDS.values()))

ORDER = [
    Key(sa.Column("place", sa.Integer, nullable=False)),
    Key(sa.Column("essay_id", sa.Text, nullable=False)),
    Key(sa.Column("number", sa.Integer, nullable=False)),
    Key(sa.Column("id", sa.Text, nullable=False)),
]
"""By resource, then as its own list is ordered; without an essay, by id."""


@lru_cache(maxsize=256)
def search_statement(form: Form, values: int, start: int | None, dialect: sa.Dialect) -> Statement:
    """Return the statement that finds a page of hits.

    Args:
        form: how the search is run.
        values: how many values the filters take: `value_0`, `value_1`…
        start: the place in `SEARCHED` where the page begins, `after_0`… saying after what; None is the start.
        dialect: of the database.
    """
    branches = [_branch(place, form, values, start) for place in range(start or 0, len(SEARCHED))]
    found = sa.union_all(*branches).subquery()
    order = [found.c[key.column.name] for key in ORDER]
    return compile_statement(sa.select(found).order_by(*order).limit(parameter("limit", sa.Integer())), dialect)


def hit_of(row: Sequence[Any], phrases: Sequence[str]) -> Hit:
    """Return what a row of the statement says, with the places of the phrases marked."""
    resource = SEARCHED[row[0]]
    state = dict(zip(FIELDS[resource.name], row[len(ORDER) :], strict=False))
    return Hit.model_construct(resource=resource.name, id=row[3], matches=list(_matches(resource.name, state, phrases)))


def _matches(resource: str, state: dict[str, Any], phrases: Sequence[str]) -> Iterator[Match]:
    for field, language, text in said(resource, state):
        if marks := places(text, phrases):
            yield Match.model_construct(field=field, language=language, text=text, marks=[list(mark) for mark in marks])


def _branch(place: int, form: Form, values: int, start: int | None) -> sa.Select[Any]:
    resource = SEARCHED[place]
    table = resource.table
    numbered = "number" in table.c
    fields = [sa.cast(table.c[name], sa.Text).label(f"field_{n}") for n, name in enumerate(FIELDS[resource.name])]
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
    ).where(resource.filters["q"].forms[form].predicate(bound))
    if place == start:
        names = {key.column.name: f"after_{n}" for n, key in enumerate(ORDER)}
        last: list[sa.ColumnElement[Any] | None] = [parameter(names[key.column.name], key.column.type) for key in keys]
        statement = statement.where(after(keys, last))
    ordered = statement.order_by(*(key.order for key in keys)).limit(parameter("limit", sa.Integer()))
    # SQLite takes no ORDER BY within a compound but in a subquery.
    return sa.select(ordered.subquery())
