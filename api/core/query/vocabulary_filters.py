"""Filters whose values are names that records of another kind have: a name that none has is a mistake."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import Statement, StatementReader, compile_statement, parameter
from api.core.http.problems import Fault, few, nearest, refuse_faults
from api.core.records.filters import CompositeFilter, Condition, FilterValues, Parameter
from api.core.records.resource import Resource
from seed.frozen.canonical import canonical_json


class VocabularyFilter(CompositeFilter):
    """Refuses names that no record of a vocabulary has, where filters ask for them."""

    parameters: tuple[Parameter, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def __init__(self, filters: Iterable[str], vocabulary: Resource) -> None:
        """Name the filters, and the resource whose ids are the vocabulary."""
        self._filters = frozenset(name for stem in filters for name in (stem, f"{stem}_ne"))
        self._called = vocabulary.singular, vocabulary.name
        self._table = vocabulary.table

    def looks_up(self, asked: FilterValues) -> frozenset[str]:
        """Return the vocabulary, where its names are asked for."""
        return frozenset({self._table.name} if self._filters & dict(asked).keys() else ())

    async def resolve(self, asked: FilterValues, reader: StatementReader) -> FilterValues:
        """Return what was asked, if there are such names."""
        names = {value for name, values in asked if name in self._filters for value in values}
        if names:
            found = await reader.fetch(_named(self._table, reader.dialect), {"ids": canonical_json(sorted(names))})
            if len(found.rows) < len(names):
                known = await reader.scan(_all(self._table, reader.dialect), {})
                self._refuse(asked, [row[0] for row in known.rows])
        return asked

    def _refuse(self, asked: FilterValues, known: Sequence[str]) -> None:
        for name, values in asked:
            if name in self._filters:
                refuse_strangers(name, values, known, self._called)


def refuse_strangers(name: str, values: Iterable[str], known: Collection[str], called: tuple[str, str]) -> None:
    """Refuse values of a filter that are not known.

    Args:
        name: the filter.
        values: what it asks for.
        known: the names that there are.
        called: what one and several of what they name are called; the latter is the path that lists them.

    Raises:
        ProblemError: it names each such value, and the nearest that exists.
    """
    singular, plural = called
    refuse_faults(
        few(
            [value for value in values if value not in known],
            lambda value: Fault(
                detail=f"there is no {singular} {value!r}; /{plural} lists them",
                parameter=name,
                nearest=nearest(value, list(known)),
            ),
        )
    )


@lru_cache
def _named(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id).where(among(table.c.id, parameter("ids", SqlText))), dialect)


@lru_cache
def _all(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id), dialect)
