"""Full-text search: how what is asked becomes SQL that finds the same on both databases.

Tokens bound the records that may match, and the flat texts of those are read for the phrases
(`seed/frozen/tokens.py`). Where a phrase is in so many records that ordering them all would cost
more than finding a page of them in order, each record's text is read in the list's own order.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import isqrt
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import StringConstraints
from sqlalchemy.ext.compiler import compiles

from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.records.filters import CompositeFilter, Condition, FilterValues, Parameter, Predicate
from seed.frozen.index import EVERY
from seed.frozen.index_tables import numbers
from seed.frozen.tokens import Query, parse_query

QUERY_PATTERN = r"^[^\x00]*[^\x00-/:-@\[-`{-\x7f][^\x00]*$"
"""At least one letter or digit; beyond ASCII, at least one character."""

Q = Parameter(
    "q",
    Annotated[str, StringConstraints(pattern=QUERY_PATTERN, max_length=200)],
    "Full text, in every language: all terms are required, and a phrase stands between quotation marks. Words are "
    "whole, in either case; of Chinese, any characters that stand side by side.",
    single=True,
)

_FEW = 500
"""How many records a token may be in for a search to run on the event loop."""
_PAGE = 50
_COUNTED = 40
"""How many tokens of a query are looked up to choose a plan."""

_TOKENS = sa.table(
    "search_tokens", sa.column("resource", sa.Text), sa.column("token", sa.Text), sa.column("documents", sa.Integer)
)

Form = Literal["q:few", "q:tokens", "q:texts"]
"""By tokens on the event loop; by tokens, off it; by the texts of records in order, off it."""


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

    async def resolve(self, asked: FilterValues, reader: Reader) -> FilterValues:
        """Turn what is searched for into the form in which it is found soonest."""
        given = dict(asked)
        if "q" not in given:
            return asked
        query = parse_query(given["q"][0])
        forms = await choose(query, [self._resource], reader)
        others = tuple(item for item in asked if item[0] != "q")
        return (*others, (forms[self._resource], terms(query, reader.dialect)))


async def choose(query: Query, resources: Iterable[str], reader: Reader) -> dict[str, Form]:
    """Choose how to search each resource, by how many of its records each token is in."""
    keys = (query.tokens or query.prefixes)[:_COUNTED]
    if not keys:
        return dict.fromkeys(resources, "q:few")
    named = {f"token_{n}": token for n, token in enumerate((EVERY, *keys))}
    found = await reader.fetch(_counts(len(named), reader.dialect), named)
    documents = {(resource, token): number for resource, token, number in found.rows}
    forms: dict[str, Form] = {}
    for resource in resources:
        expected = min(documents.get((resource, key), 0) for key in keys)
        if expected <= _FEW and query.tokens:
            forms[resource] = "q:few"
            continue
        # Ordering all that are found costs their number; finding a page in order, the records between them.
        most = isqrt(_PAGE * documents.get((resource, EVERY), 0))
        if len(keys) > 1 and expected > most:  # they need not be in the same records
            expected = await _probe(query, resource, most + 1, reader)
        forms[resource] = "q:tokens" if expected <= most else "q:texts"
    return forms


def terms(query: Query, dialect: sa.Dialect) -> tuple[str, ...]:
    """Return the values that the conditions of a search take: a full-text query of the database, and the phrases."""
    # Tokens hold nothing that a database would take for its own.
    if dialect.name == "postgresql":
        match = " & ".join([f"'{token}'" for token in query.tokens] or [f"'{prefix}':*" for prefix in query.prefixes])
    else:
        match = " AND ".join([f'"{token}"' for token in query.tokens] or [f'"{prefix}"*' for prefix in query.prefixes])
    return (match, *query.phrases)


async def _probe(query: Query, resource: str, most: int, reader: Reader) -> int:
    """Count the records that say all of a query, up to a number."""
    values = terms(query, reader.dialect)
    named: Mapping[str, Any] = {f"value_{n}": value for n, value in enumerate(values)}
    statement = _number(resource, len(values), reader.dialect)
    found = await reader.scan(statement, {**named, "most": most})
    return int(found.rows[0][0])


@lru_cache(maxsize=256)
def _number(resource: str, values: int, dialect: sa.Dialect) -> Statement:
    bound: list[sa.ColumnElement[Any]] = [parameter(f"value_{n}") for n in range(values)]
    return compile_statement(sa.select(_Number(resource, bound, parameter("most", sa.Integer()))), dialect)


@lru_cache
def _counts(tokens: int, dialect: sa.Dialect) -> Statement:
    asked = [parameter(f"token_{n}", sa.Text()) for n in range(tokens)]
    counts = sa.select(_TOKENS.c.resource, _TOKENS.c.token, _TOKENS.c.documents).where(_TOKENS.c.token.in_(asked))
    return compile_statement(counts, dialect)


class _Said(sa.sql.expression.ColumnElement[bool]):
    """Whether the record with this id says every phrase."""

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
    """How many records of a resource say every phrase, up to a number."""

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
    if len(element.values) == 1:  # there is nothing but punctuation
        return "1 = 0"
    if not element.by_tokens:
        says = _says(element.values, compiler, options)
        return f"(SELECT {says} FROM search_documents WHERE record_id = {record})"
    found = f"SELECT record_id {_found(element.resource, element.values, compiler, options)}"
    # On PostgreSQL an array is found first, once; a subquery might be asked record by record instead.
    return f"{record} = ANY (ARRAY({found}))" if _on_postgresql(compiler) else f"{record} IN ({found})"


@compiles(_Number)
def _numbered(element: _Number, compiler: Any, **options: Any) -> str:
    found = _found(element.resource, element.values, compiler, options)
    return f"(SELECT count(*) FROM (SELECT 1 {found} LIMIT {compiler.process(element.most, **options)}) AS found)"


def _found(resource: str, values: Sequence[sa.ColumnElement[Any]], compiler: Any, options: dict[str, Any]) -> str:
    """Return what follows SELECT where the documents of a resource are found by tokens, and read for phrases."""
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
    phrases = (compiler.process(phrase, **options) for phrase in values[1:])
    if _on_postgresql(compiler):
        return " AND ".join(f"strpos(words, CAST({phrase} AS TEXT)) > 0" for phrase in phrases)
    return " AND ".join(f"instr(words, {phrase}) > 0" for phrase in phrases)


def _on_postgresql(compiler: Any) -> bool:
    return bool(compiler.dialect.name == "postgresql")
