"""Ids: given by the server from a counter, or by an importer and checked; never used twice."""

import re
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from api.core.http.problems import Fault, ProblemError
from api.core.records.base_record import table_of
from api.core.versions.version_tables import Counter, Version
from api.core.write.bodies import Body, pointer, refuse
from api.core.write.transaction import WriteTransaction
from api.core.write.writable import Writable

_COUNTERS = table_of(Counter)
_VERSIONS = table_of(Version)
_AUTHOR_YEAR = ("essays", "sources")
"""What shares one namespace of ids: a citation names either."""
_LAST_NUMBER = 999_999_999


def assign(transaction: WriteTransaction, writable: Writable, said: Body) -> Body:
    """Return the fields that say which record a new one is.

    Raises:
        ProblemError: what is given does not fit together, or the id was used before.
    """
    if writable.letter is None:
        _refuse_used(transaction, writable, said["id"])
        return {"id": said["id"]}
    essay, identifier, number = said["essay_id"], said["id"], said["number"]
    if transaction.find("essays", essay) is None:
        refuse([Fault(detail=f"there is no essay {essay}", pointer=pointer("essay_id"))])
    if identifier is None and number is None:
        number = _count(transaction, essay, writable.letter)
        return {"id": f"{essay}-{writable.letter}{number}", "essay_id": essay, "number": number}
    if number is None:
        found = re.fullmatch(rf"{re.escape(essay)}-{writable.letter}([0-9]+)", identifier)
        number = int(found[1]) if found else 0
    right = f"{essay}-{writable.letter}{number}"
    if identifier not in {None, right} or not 1 <= number <= _LAST_NUMBER:
        detail = f"an id of {writable.resource.name} of {essay} is {essay}-{writable.letter} and its number"
        refuse([Fault(detail=detail, pointer=pointer("id" if identifier else "number"))])
    _refuse_used(transaction, writable, right)
    _count(transaction, essay, writable.letter, at_least=number)
    return {"id": right, "essay_id": essay, "number": number}


def _count(transaction: WriteTransaction, essay: str, letter: str, at_least: int | None = None) -> int:
    """Advance a counter, and return where it stands: the database once, which locks it, and then its number here."""
    changes, key = transaction.changes, (essay, letter)
    if key in changes.counters:
        last = changes.counters[key]
        changes.counters[key] = last + 1 if at_least is None else max(last, at_least)
        changes.counted.add(key)
    else:
        transaction.ledger.flush()  # the essay may be new
        connection = transaction.ledger.connection
        statement = _advance(connection.dialect.name, next_one=at_least is None)
        values = {"essay_id": essay, "letter": letter, "last": at_least or 1}
        changes.counters[key] = connection.execute(statement, values).scalar_one()
    return changes.counters[key]


@lru_cache
def _advance(dialect: str, *, next_one: bool) -> Any:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(_COUNTERS)
    last, least = _COUNTERS.c.last, statement.excluded.last
    following = last + 1 if next_one else sa.case((last < least, least), else_=last)
    statement = statement.values({name: sa.bindparam(name) for name in ("essay_id", "letter", "last")})
    return statement.on_conflict_do_update(index_elements=["essay_id", "letter"], set_={"last": following}).returning(
        last
    )


def _refuse_used(transaction: WriteTransaction, writable: Writable, identifier: str) -> None:
    name = writable.resource.name
    names = _AUTHOR_YEAR if name in _AUTHOR_YEAR else (name,)
    used = sa.select(_VERSIONS.c.resource).where(_VERSIONS.c.record_id == identifier, _VERSIONS.c.resource.in_(names))
    # Nor may it be made twice before its version is written.
    if transaction.rows(used.limit(1)) or any((other, identifier) in transaction.changes.made for other in names):
        fault = Fault(detail=f"{identifier} was used before, and ids are never reused", pointer=pointer("id"))
        raise ProblemError("conflict", f"The id {identifier} was used before.", [fault])
