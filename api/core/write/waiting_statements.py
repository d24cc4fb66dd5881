"""Statements that wait to be written together: ten thousand records are then written by a few."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlmodel import SQLModel

Verb = Literal["clear", "update", "delete", "insert"]
"""What is done to rows of a table: `clear` takes away those of the owner of a list."""


class _Step(NamedTuple):
    """One statement: what it does to which table, and by which columns."""

    verb: Verb
    table: sa.Table
    columns: tuple[str, ...]


class WaitingStatements:
    """The statements of a transaction that wait.

    Of the statements for the records of one table only one kind waits at a time, so that they keep their order;
    those of several tables are written in an order in which nothing ever names what is not there.
    """

    def __init__(self, connection: sa.Connection) -> None:
        """Let none wait."""
        self._connection = connection
        self._waiting: dict[_Step, list[dict[str, Any]]] = {}

    def add(self, verb: Verb, table: sa.Table, rows: list[dict[str, Any]], columns: Iterable[str] = ()) -> None:
        """Let rows wait that are alike in their columns; all but those of `insert` have an id, as `its_id`."""
        step = _Step(verb, table, tuple(columns))
        if (
            step not in self._waiting
            and verb != "clear"
            and any(other.table is table and other.verb != "clear" for other in self._waiting)
        ):
            self.write()
        self._waiting.setdefault(step, []).extend(rows)

    def write(self) -> None:
        """Write all that waits."""
        waiting, self._waiting = self._waiting, {}
        for step in sorted(waiting, key=_place):
            self._connection.execute(_statement(step.verb, step.table), waiting[step])

    def write_for(self, statement: sa.Select[Any] | sa.CompoundSelect[Any]) -> None:
        """Write all that waits, if a statement asks for a table that some of it is for."""
        if self._waiting:
            asked = {item for item in visitors.iterate(statement) if isinstance(item, sa.Table)}
            if any(step.table in asked for step in self._waiting):
                self.write()


def _place(step: _Step) -> tuple[int, int]:
    """Return when a step's turn is: members before what they name goes, records before what names them comes."""
    order = ("clear", "insert", "update", "delete").index(step.verb)
    place = _places()[step.table.name]
    return order, -place if step.verb == "delete" else place


@lru_cache
def _places() -> dict[str, int]:
    return {table.name: place for place, table in enumerate(SQLModel.metadata.sorted_tables)}


@lru_cache(maxsize=256)
def _statement(verb: Verb, table: sa.Table) -> Any:
    if verb == "insert":
        return sa.insert(table)
    named = next(iter(table.c)) if verb == "clear" else table.c.id
    these = named == sa.bindparam("its_id")
    return sa.update(table).where(these) if verb == "update" else sa.delete(table).where(these)
