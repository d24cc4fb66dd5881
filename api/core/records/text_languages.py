"""Which languages the words of records are in."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa


def languages_in(columns: Iterable[sa.Column[Any]], dialect: sa.Dialect) -> sa.CompoundSelect[Any]:
    """Select the languages, each once, that language maps have in columns."""
    return sa.union(*(_languages_of(column, dialect) for column in columns))


def _languages_of(column: sa.Column[Any], dialect: sa.Dialect) -> sa.Select[Any]:
    text = sa.type_coerce(column, sa.Text)
    if dialect.name == "sqlite":
        words = sa.func.json_each(text).table_valued("key")
        return sa.select(words.c.key).distinct().select_from(column.table, words)
    return sa.select(sa.func.json_object_keys(sa.cast(text, sa.JSON))).distinct()
