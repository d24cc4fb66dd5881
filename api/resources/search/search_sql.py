"""How a search goes through several resources in one statement, so that all it finds is of one moment."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import Statement, at_most, compile_statement, parameter, remembering_statements
from api.core.query.list_query import sort_keys
from api.core.query.list_sql import bind_filters, conditions
from api.core.query.pagination import SortKey, after
from api.core.records.filters import FilterShape, FilterValues, count_values
from api.core.records.resource import Resource
from api.resources.search.search_parameters import SEARCHED
from seed.frozen.search_terms import Term
from seed.frozen.tokens import MORE

PLACES: Sequence[Resource] = tuple(SEARCHED.values())
"""What is searched, each at the place by which its hits are ordered."""

_WIDTH = max(len(resource.searched) for resource in PLACES)

ORDER = [
    SortKey(sa.Column("place", sa.Integer, nullable=False)),
    SortKey(sa.Column("essay_id", sa.Text, nullable=False)),
    SortKey(sa.Column("number", sa.Integer, nullable=False)),
    SortKey(sa.Column("id", sa.Text, nullable=False)),
]
"""By resource, then as its own list is ordered; without an essay, by id."""
BY_RELEVANCE = [SortKey(sa.Column("rank", sa.Integer, nullable=False)), *ORDER]
"""What matches best first, then as usual."""
RANK = len(ORDER) + _WIDTH
"""Where in a row its rank is, where hits are ordered by that; what orders them as usual comes first."""

Shape = tuple[tuple[int, FilterShape], ...]
"""The places of what is searched, each with its filters and their numbers of values."""

_DOCUMENTS = sa.table("search_documents", *(sa.column(name, sa.Text) for name in ("record_id", "resource", "words")))


def shape_of(parts: Mapping[Resource, FilterValues]) -> Shape:
    """Return what the SQL of a search depends on."""
    return tuple((PLACES.index(resource), count_values(filters)) for resource, filters in parts.items())


def values_of(parts: Mapping[Resource, FilterValues]) -> dict[str, Any]:
    """Return the values of the filters."""
    bound = (bind_filters(filters, _prefix(PLACES.index(resource))) for resource, filters in parts.items())
    return {name: value for values in bound for name, value in values.items()}


@remembering_statements
def search_statement(shape: Shape, dialect: sa.Dialect, *, after_start: bool) -> Statement:
    """Return the statement that finds a page of hits.

    Args:
        shape: what is searched.
        dialect: of the database.
        after_start: whether hits of the first of them come after `after_0`…
    """
    branches = [
        _page(_branch(place, filters), PLACES[place], is_after=after_start and n == 0)
        for n, (place, filters) in enumerate(shape)
    ]
    found = sa.union_all(*branches).subquery()
    order = [found.c[key.column.name] for key in ORDER]
    return compile_statement(sa.select(found).order_by(*order).limit(at_most("limit")), dialect)


@remembering_statements
def ranked_statement(shape: Shape, terms: int, dialect: sa.Dialect, *, after_start: bool) -> Statement:
    """Return the statement that finds a page of hits, what matches best first; `rank_values` has what it needs."""
    branches = []
    for place, filters in shape:
        rank = _rank(PLACES[place], terms, dialect).label("rank")
        branches.append(_branch(place, filters, of_all=True).add_columns(rank))
    found = sa.union_all(*branches).subquery()
    keys = [found.c[key.column.name] for key in BY_RELEVANCE]
    statement = sa.select(found).order_by(*keys).limit(at_most("limit"))
    if after_start:
        last = [parameter(f"after_{n}", key.column.type) for n, key in enumerate(BY_RELEVANCE)]
        statement = statement.where(sa.tuple_(*keys) > sa.tuple_(*last))
    return compile_statement(statement, dialect)


@remembering_statements
def count_statement(shape: Shape, dialect: sa.Dialect) -> Statement:
    """Return the statement that counts the hits of each resource, up to `most`."""
    counts = []
    for place, filters in shape:
        resource = PLACES[place]
        wanted = conditions(resource, filters, of_all=True, prefix=_prefix(place))
        some: sa.Select[Any] = (
            sa.select(sa.literal_column("1")).select_from(resource.table).where(*wanted).limit(at_most("most"))
        )
        counts.append(sa.select(sa.func.count()).select_from(some.subquery()))
    return compile_statement(sa.union_all(*counts), dialect)


def rank_values(terms: Sequence[Term]) -> dict[str, str | None]:
    """Return the values by which hits are ranked."""
    found: dict[str, str | None] = {}
    for n, term in enumerate(terms):
        found |= {f"exact_{n}": term.exact, f"whole_{n}": term.whole}
        found |= {f"joined_{n}": f" {term.joined} " if term.joined else None}
        found |= {f"stem_{n}": term.stems[0], f"own_{n}": term.stems[1]}
    return found | {"more": MORE}


def _rank(resource: Resource, terms: int, dialect: sa.Dialect) -> sa.ScalarSelect[int]:
    """Add up how each term is found: exactly, by a variant, by its stem, or as a beginning."""
    place = sa.func.strpos if dialect.name == "postgresql" else sa.func.instr

    def at(name: str) -> sa.ColumnElement[int]:
        return place(_DOCUMENTS.c.words, sa.cast(parameter(name, sa.Text()), sa.Text))

    ranks: list[sa.ColumnElement[int]] = [
        sa.case(
            (sa.and_(at(f"exact_{n}") > 0, at(f"exact_{n}") < at("more")), 0),
            (sa.or_(at(f"whole_{n}") > 0, at(f"joined_{n}") > 0), 1),
            (sa.or_(at(f"stem_{n}") > 0, at(f"own_{n}") > 0), 2),
            else_=3,
        )
        for n in range(terms)
    ]
    total = ranks[0]
    for rank in ranks[1:]:
        total += rank
    named = (
        _DOCUMENTS.c.record_id == resource.table.c.id,
        _DOCUMENTS.c.resource == sa.literal_column(f"'{resource.name}'"),
    )
    return sa.select(total).where(*named).scalar_subquery()


def _branch(place: int, filters: FilterShape, *, of_all: bool = False) -> sa.Select[Any]:
    resource = PLACES[place]
    table = resource.table
    numbered = "essay_id" in table.c
    fields = [sa.cast(table.c[name], sa.Text).label(f"field_{n}") for n, name in enumerate(resource.searched)]
    blanks = [sa.cast(sa.null(), sa.Text).label(f"field_{n}") for n in range(len(fields), _WIDTH)]
    return sa.select(
        sa.literal_column(str(place), sa.Integer).label("place"),
        (table.c.essay_id if numbered else sa.literal_column("''", sa.Text)).label("essay_id"),
        (table.c.number if numbered else sa.literal_column("0", sa.Integer)).label("number"),
        table.c.id.label("id"),
        *fields,
        *blanks,
    ).where(*conditions(resource, filters, of_all=of_all, prefix=_prefix(place)))


def _page(statement: sa.Select[Any], resource: Resource, *, is_after: bool) -> sa.Select[Any]:
    keys = sort_keys(resource, ())
    if is_after:
        names = {key.column.name: f"after_{n}" for n, key in enumerate(ORDER)}
        last: list[sa.ColumnElement[Any] | None] = [parameter(names[key.column.name], key.column.type) for key in keys]
        statement = statement.where(after(keys, last))
    ordered = statement.order_by(*(key.order for key in keys)).limit(at_most("limit"))
    # SQLite takes no ORDER BY within a compound but in a subquery.
    return sa.select(ordered.subquery())


def _prefix(place: int) -> str:
    return f"of_{place}"
