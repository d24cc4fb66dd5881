"""Keyset pages: a cursor names the last record of a page by the values that it sorts by.

A page begins after those values, not at an offset, so that records inserted meanwhile are neither
skipped nor repeated, and a page deep in a list costs what the first does.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.columns import MAX_INTEGER
from api.core.http.problems import ProblemError, shown

DEFAULT_LIMIT = 50
MAX_LIMIT = 1000
MAX_OFFSET = 1_000_000
CURSOR_PATTERN = r"^[A-Za-z0-9_-]{1,1000}$"

Scalar = str | int | bool | None


@dataclass(frozen=True)
class SortKey:
    """One column of a sort, and its direction."""

    column: sa.Column[Any]
    descending: bool = False

    @property
    def order(self) -> sa.ColumnElement[Any]:
        """The column's ORDER BY; nulls come last whatever the direction."""
        return self._ordered(self.column)

    @property
    def unindexed_order(self) -> sa.ColumnElement[Any]:
        """The same order, for which PostgreSQL reads no index: it would look through all records for a few."""
        nothing = sa.literal_column("0" if isinstance(self.column.type, sa.Integer) else "''", self.column.type)
        return self._ordered(self.column + nothing)

    def _ordered(self, value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        ordered = value.desc() if self.descending else value.asc()
        return ordered.nulls_last() if self.column.nullable else ordered

    def after(self, value: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return the condition to come after a value that is not null."""
        beyond = self.column < value if self.descending else self.column > value
        return sa.or_(beyond, self.column.is_(None)) if self.column.nullable else beyond


def after(keys: list[SortKey], bound: list[sa.ColumnElement[Any] | None]) -> sa.ColumnElement[bool]:
    """Return the condition to come after a record in an order.

    Args:
        keys: the order; together unique.
        bound: the record's value for each key, bound as SQL; None where it is null.
    """
    present = [value for value in bound if value is not None]
    if not any(key.descending or key.column.nullable for key in keys):
        return sa.tuple_(*(key.column for key in keys)) > sa.tuple_(*present)
    alternatives = []
    for position, (key, value) in enumerate(zip(keys, bound, strict=True)):
        if value is None:
            continue  # nothing follows null
        same = [
            before.column.is_(None) if its is None else before.column == its
            for before, its in zip(keys[:position], bound[:position], strict=True)
        ]
        alternatives.append(sa.and_(*same, key.after(value)))
    return sa.or_(*alternatives)


def fingerprint(*parts: object) -> str:
    """Return a short digest that binds a cursor to what it pages."""
    return sha256(repr(parts).encode()).hexdigest()[:12]


def encode_cursor(mark: str, values: list[Scalar]) -> str:
    """Return the cursor of a record: URL-safe, opaque, bound to a list by its mark."""
    return urlsafe_b64encode(msgspec.json.encode([mark, values])).decode().rstrip("=")


def decode_cursor(cursor: str, mark: str, keys: list[SortKey]) -> list[Scalar]:
    """Return the values that a cursor holds.

    Raises:
        ProblemError: it is no cursor, or that of another list.
    """
    if not re.fullmatch(CURSOR_PATTERN, cursor):
        raise ProblemError("invalid-cursor", f"{shown(cursor)} is not a cursor of this service.")
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found, values = msgspec.json.decode(urlsafe_b64decode(padded), type=tuple[str, list[Any]])
    except (Base64Error, ValueError):
        raise ProblemError("invalid-cursor", f"{shown(cursor)} is not a cursor of this service.") from None
    if found != mark:
        detail = "The cursor was given for another list, other filters or another sort: begin without a cursor."
        raise ProblemError("invalid-cursor", detail)
    if len(values) != len(keys) or not all(map(_fits, keys, values)):
        raise ProblemError("invalid-cursor", f"{shown(cursor)} is not a cursor that this service made.")
    return values


def _fits(key: SortKey, value: object) -> bool:
    if value is None:
        return bool(key.column.nullable)
    if key.column.type.python_type is int:
        return type(value) is int and abs(value) <= MAX_INTEGER
    return type(value) is key.column.type.python_type and "\0" not in str(value)
