"""Full-text search: how what is asked becomes SQL that finds the same on both databases.

Tokens bound the records that may match, and what those say is read for the forms of each term
(`seed/frozen/search_terms.py`). A term that many more records have than the rarest one does not bound them. Where even
the rarest is in so many records that ordering them all would cost more than finding a page of them in order, what each
record says is read in the list's own order.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import isqrt
from typing import Annotated, Any, Literal, NamedTuple

import sqlalchemy as sa
from pydantic import StringConstraints
from sqlalchemy.ext.compiler import compiles

from api.core.db.reader import Statement, StatementReader, compile_statement, parameter
from api.core.query.token_counts import TokenCounts, count_tokens
from api.core.records.filters import CompositeFilter, Condition, FilterValues, Parameter, Predicate
from seed.frozen.index_tables import numbers
from seed.frozen.search_terms import Bound, Term, parse_query

QUERY_PATTERN = r"^[^\x00]*[^\x00-/:-@\[-`{-\x7f][^\x00]*$"
"""At least one letter or digit; beyond ASCII, at least one character."""

Q = Parameter(
    "q",
    Annotated[str, StringConstraints(pattern=QUERY_PATTERN, max_length=200)],
    "Full text, in every language: all terms are required. Words are found by their beginning and by their English "
    "stem, in either case, with diacritics or without; of Chinese, any characters that stand side by side, traditional "
    "or simplified. What stands between quotation marks is found as whole words side by side.",
    single=True,
)

_FEW = 500
"""How many records a term may be in for a search to run on the event loop."""
_PAGE = 50
_RARER = 20
"""How many times as many records as the rarest a term may be in to be looked for by its tokens too."""
_FORMS = len(Term("").forms)
"""How many forms a term has, some of them NULL; the values of a search have so many for each."""

Form = Literal["q:few", "q:tokens", "q:texts"]
"""By tokens on the event loop; by tokens, off it; by what records say in order, off it."""


class SearchPlan(NamedTuple):
    """How a resource is searched.

    Attributes:
        form: which way.
        values: the values of its condition: a full-text query of the database, then the forms of each term.
    """

    form: Form
    values: tuple[str | None, ...]


class Search(CompositeFilter):
    """What records say: `q`."""

    parameters = (Q,)

    def __init__(self, resource: str, record: sa.Column[Any]) -> None:
        """Ask of the records of a resource.

        Args:
            resource: its name.
            record: the column of its records' ids.
        """

        def said(*, by_tokens: bool) -> Predicate:
            return lambda values: _Said(resource, record, values, by_tokens=by_tokens)

        self._resource = resource
        self.conditions = (
            Condition("q:few", said(by_tokens=True)),
            Condition("q:tokens", said(by_tokens=True), scans=True),
            Condition("q:texts", said(by_tokens=False), scans=True, of_all=said(by_tokens=True)),
        )

    async def resolve(self, asked: FilterValues, reader: StatementReader) -> FilterValues:
        """Turn what is searched for into the form in which it is found soonest."""
        given = dict(asked)
        if "q" not in given:
            return asked
        plans = await choose(parse_query(given["q"][0]), [self._resource], reader)
        return (*(item for item in asked if item[0] != "q"), plans[self._resource])


async def choose(terms: Sequence[Term], resources: Iterable[str], reader: StatementReader) -> dict[str, SearchPlan]:
    """Choose how to search each resource, by how many of its records have each term."""
    if not terms:
        return dict.fromkeys(resources, SearchPlan("q:few", ()))
    counts = await count_tokens(terms, reader)
    return {resource: await _choose(terms, resource, counts, reader) for resource in resources}


async def _choose(terms: Sequence[Term], resource: str, counts: TokenCounts, reader: StatementReader) -> SearchPlan:
    expected = {term: counts.of_term(term, resource) for term in terms if counts.knows(term)}
    least = min(expected.values())
    selective = [term for term, number in expected.items() if number <= max(_FEW, _RARER * least)]
    values = (_match(selective, reader.dialect), *(form for term in terms for form in term.forms))
    if least <= _FEW:
        return SearchPlan("q:few", values)
    # Ordering all that are found costs their number; finding a page in order, the records between them.
    most = isqrt(_PAGE * counts.of_all(resource))
    if least > most and (len(terms) > 1 or any(len(bounds) > 1 for bounds in terms[0].bounds)):
        # Tokens need not be in the same records, nor side by side.
        least = await _probe(values, resource, most + 1, reader)
    return SearchPlan("q:tokens" if least <= most else "q:texts", values)


def _match(terms: Sequence[Term], dialect: sa.Dialect) -> str:
    """Return a full-text query of the database: it bounds the records that have all of some terms."""
    one, all_of, any_of = ("'{}'", " & ", " | ") if dialect.name == "postgresql" else ('"{}"', " AND ", " OR ")
    begins = ":*" if dialect.name == "postgresql" else "*"

    # Tokens hold nothing that a database would take for its own.
    def form(bounds: Sequence[Bound]) -> str:
        return f"({all_of.join(one.format(token) + begins * is_begun for token, is_begun in bounds)})"

    return all_of.join(f"({any_of.join(map(form, term.bounds))})" for term in terms)


async def _probe(values: Sequence[str | None], resource: str, most: int, reader: StatementReader) -> int:
    """Count the records that say all of a query, up to a number."""
    named: Mapping[str, Any] = {f"value_{n}": value for n, value in enumerate(values)}
    statement = _number(resource, len(values), reader.dialect)
    found = await reader.scan(statement, {**named, "most": most})
    return int(found.rows[0][0])


@lru_cache(maxsize=256)
def _number(resource: str, values: int, dialect: sa.Dialect) -> Statement:
    bound: list[sa.ColumnElement[Any]] = [parameter(f"value_{n}") for n in range(values)]
    return compile_statement(sa.select(_Number(resource, bound, parameter("most", sa.Integer()))), dialect)


class _Said(sa.sql.expression.ColumnElement[bool]):
    """Whether the record with this id has every term."""

    inherit_cache = False

    def __init__(
        self, resource: str, record: sa.Column[Any], values: Sequence[sa.ColumnElement[Any]], *, by_tokens: bool
    ) -> None:
        self.type = sa.Boolean()
        self.resource = resource
        self.record = record
        self.values = values
        self.by_tokens = by_tokens

    def self_group(self, against: Any = None) -> "_Said":  # noqa: ARG002 - SQLAlchemy's signature
        """Stay as it is: on SQLite a boolean would be compared with 1, and `IN` use no index."""
        return self


class _Number(sa.sql.expression.ColumnElement[int]):
    """How many records of a resource have every term, up to a number."""

    inherit_cache = False

    def __init__(self, resource: str, values: Sequence[sa.ColumnElement[Any]], most: sa.ColumnElement[Any]) -> None:
        self.type = sa.Integer()
        self.resource = resource
        self.values = values
        self.most = most


@compiles(_Said)
def _said(element: _Said, compiler: Any, **options: Any) -> str:
    # Parameters are numbered in the order in which they are processed, which must be that of the SQL.
    record = compiler.process(element.record, **options)
    if not element.values:  # there is nothing but punctuation
        return "1 = 0"
    if not element.by_tokens:
        says = _says(element.values, compiler, options)
        named = f"record_id = {record} AND resource = '{element.resource}'"
        return f"(SELECT {says} FROM search_documents WHERE {named})"
    found = f"SELECT record_id {_found(element.resource, element.values, compiler, options)}"
    # On PostgreSQL an array is found first, once; a subquery might be asked record by record instead.
    return f"{record} = ANY (ARRAY({found}))" if _on_postgresql(compiler) else f"{record} IN ({found})"


@compiles(_Number)
def _numbered(element: _Number, compiler: Any, **options: Any) -> str:
    found = _found(element.resource, element.values, compiler, options)
    return f"(SELECT count(*) FROM (SELECT 1 {found} LIMIT {compiler.process(element.most, **options)}) AS found)"


def _found(resource: str, values: Sequence[sa.ColumnElement[Any]], compiler: Any, options: dict[str, Any]) -> str:
    """Return what follows SELECT where the documents of a resource are found by tokens, and read for terms."""
    match = compiler.process(values[0], **options)
    says = _says(values, compiler, options)
    if _on_postgresql(compiler):
        tokens = f"CAST(CAST({match} AS TEXT) AS TSQUERY)"
        return f"FROM search_documents WHERE tokens @@ {tokens} AND resource = '{resource}' AND {says}"
    first, last = numbers(resource)
    return (
        f"FROM search_index CROSS JOIN search_documents WHERE search_index MATCH {match} "
        f"AND search_index.rowid BETWEEN {first} AND {last} AND docid = search_index.rowid AND {says}"
    )


def _says(values: Sequence[sa.ColumnElement[Any]], compiler: Any, options: dict[str, Any]) -> str:
    # A form that a term has not is NULL, which is looked for in nothing.
    holds = "strpos(words, CAST({} AS TEXT)) > 0" if _on_postgresql(compiler) else "instr(words, {}) > 0"
    forms = [holds.format(compiler.process(form, **options)) for form in values[1:]]
    terms = (" OR ".join(forms[start : start + _FORMS]) for start in range(0, len(forms), _FORMS))
    return " AND ".join(f"({term})" for term in terms)


def _on_postgresql(compiler: Any) -> bool:
    return bool(compiler.dialect.name == "postgresql")
