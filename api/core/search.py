"""Full-text search: how what is asked becomes SQL that finds the same on both databases.

Tokens bound the records that may match, and the flat texts of those are read for the phrases
(`seed/frozen/tokens.py`). Where a phrase is in so many records that ordering them all would cost
more than finding a page of them in order, each record's text is read in the list's own order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import StringConstraints
from sqlalchemy.ext.compiler import compiles

from api.core.filters import Filter, Prepared
from api.core.reads import Reader, Statement, compile_statement, parameter
from seed.frozen.tokens import Query, bounds, parse_query

QUERY_PATTERN = r"^[^\x00]*[^\x00-/:-@\[-`{-\x7f][^\x00]*$"
"""At least one letter or digit; beyond ASCII, at least one character."""
QueryText = Annotated[str, StringConstraints(pattern=QUERY_PATTERN, max_length=200)]

QUERY_MEANING = (
    "Full text, in every language: all terms are required, and a phrase stands between quotation marks. Words are "
    "whole, in either case; of Chinese, any characters that stand side by side."
)

_FEW = 500
"""How many records a token may be in for a search to run on the event loop."""
_PAGE = 50
_COUNTED = 40
"""How many tokens of a query are looked up to choose a plan."""

_TOKENS = sa.table("search_tokens", sa.column("token", sa.Text), sa.column("documents", sa.Integer))
_STATE = sa.table("search_state", sa.column("documents", sa.Integer))

Form = Literal["few", "tokens", "texts"]
"""By tokens on the event loop; by tokens, off it; by the texts of records in order, off it."""


@dataclass(frozen=True)
class Plan:
    """How a search is run, and the values that its SQL takes: the tokens as a full-text query, and the phrases."""

    form: Form
    values: tuple[str, ...]


class _Said(sa.sql.expression.ColumnElement[bool]):
    """Whether the record with this id says every phrase."""

    inherit_cache = False

    def __init__(
        self, resource: str, record: sa.Column[Any], values: Sequence[sa.ColumnElement[Any]], *, by_tokens: bool
    ) -> None:
        self.type = sa.Boolean()
        self.resource = resource
        self.record = record
        self.tokens, *self.phrases = values
        self.by_tokens = by_tokens

    def self_group(self, against: Any = None) -> "_Said":  # noqa: ARG002 - SQLAlchemy's signature
        """Stay as it is: on SQLite a boolean would be compared with 1, and `IN` use no index."""
        return self


@compiles(_Said, "sqlite")
def _on_sqlite(element: _Said, compiler: Any, **options: Any) -> str:
    record, match, phrases = _processed(element, compiler, options)
    if not phrases:
        return "0"
    said = " AND ".join(f"instr(words, {phrase}) > 0" for phrase in phrases)
    if not element.by_tokens:
        return f"(SELECT {said} FROM search_documents WHERE record_id = {record})"
    return (
        f"{record} IN (SELECT record_id FROM search_index CROSS JOIN search_documents "
        f"WHERE search_index MATCH {match} AND docid = search_index.rowid "
        f"AND resource = '{element.resource}' AND {said})"
    )


@compiles(_Said, "postgresql")
def _on_postgresql(element: _Said, compiler: Any, **options: Any) -> str:
    record, match, phrases = _processed(element, compiler, options)
    if not phrases:
        return "FALSE"
    said = " AND ".join(f"strpos(words, CAST({phrase} AS TEXT)) > 0" for phrase in phrases)
    if not element.by_tokens:
        return f"(SELECT {said} FROM search_documents WHERE record_id = {record})"
    # An array is found first, once; a subquery might be asked record by record instead.
    return (
        f"{record} = ANY (ARRAY(SELECT record_id FROM search_documents WHERE tokens @@ CAST(CAST({match} AS TEXT) AS "
        f"TSQUERY) AND resource = '{element.resource}' AND {said}))"
    )


def _processed(element: _Said, compiler: Any, options: dict[str, Any]) -> tuple[str, str, list[str]]:
    record = compiler.process(element.record, **options)
    # Parameters are numbered in the order in which they are processed, which must be that of the SQL.
    match = compiler.process(element.tokens, **options) if element.by_tokens and element.phrases else ""
    return record, match, [compiler.process(phrase, **options) for phrase in element.phrases]


def search_filter(resource: str, record: sa.Column[Any]) -> Filter:
    """Declare `q`, the search among the records of a resource.

    Args:
        resource: its name.
        record: the column of its records' ids.
    """

    def form(*, by_tokens: bool, scans: bool) -> Filter:
        return Filter(
            "q",
            QueryText,
            QUERY_MEANING,
            lambda values: _Said(resource, record, values, by_tokens=by_tokens),
            single=True,
            scans=scans,
        )

    forms: dict[Form, Filter] = {
        "few": form(by_tokens=True, scans=False),
        "tokens": form(by_tokens=True, scans=True),
        "texts": form(by_tokens=False, scans=True),
    }

    async def prepare(reader: Reader, values: Sequence[Any]) -> Prepared:
        plan = await plan_of(reader, parse_query(values[0]))
        return Prepared(forms[plan.form], plan.values)

    return replace(forms["few"], prepare=prepare, forms=forms)


async def plan_of(reader: Reader, query: Query) -> Plan:
    """Choose how to search, by how many records each token is in."""
    asked = (query.tokens or query.prefixes)[:_COUNTED]
    values = (_expression(query, reader.dialect), *query.phrases)
    if not asked:
        return Plan("few", values)
    names = {f"token_{n}": token for n, token in enumerate(asked)}
    found = await reader.fetch(_counts(len(asked), reader.dialect), names)
    documents = {token: number for token, number in found.rows if token is not None}
    total = max(1, next(number for token, number in found.rows if token is None))
    if query.tokens and min(documents.get(token, 0) for token in asked) <= _FEW:
        return Plan("few", values)
    # As many as say one phrase say its rarest token, about; phrases are taken to be independent.
    shares = (
        min((documents.get(t, 0) for t in bounds(phrase) if t in asked), default=total) for phrase in query.phrases
    )
    expected = total * prod(share / total for share in shares)
    return Plan("tokens" if expected**2 <= _PAGE * total else "texts", values)


def _expression(query: Query, dialect: sa.Dialect) -> str:
    """Return the full-text query of the database; tokens hold nothing that it would take for its own."""
    if dialect.name == "postgresql":
        return " & ".join([f"'{token}'" for token in query.tokens] or [f"'{prefix}':*" for prefix in query.prefixes])
    return " AND ".join([f'"{token}"' for token in query.tokens] or [f'"{prefix}"*' for prefix in query.prefixes])


@lru_cache
def _counts(tokens: int, dialect: sa.Dialect) -> Statement:
    asked = [parameter(f"token_{n}", sa.Text()) for n in range(tokens)]
    counts = sa.select(_TOKENS.c.token, _TOKENS.c.documents).where(_TOKENS.c.token.in_(asked))
    total = sa.select(sa.cast(sa.null(), sa.Text), _STATE.c.documents)
    return compile_statement(sa.union_all(counts, total), dialect)
