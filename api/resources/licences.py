"""The licence of the data of an essay: that of the pack which brought it, and Lunju's own for what came otherwise."""

from collections.abc import Mapping
from functools import lru_cache

import sqlalchemy as sa
from fastapi import Request

from api.core.reads import Reader, Statement, compile_statement, parameter
from api.core.record import table_of
from api.core.resource import Resource
from api.core.versions import Pack
from api.formats.licenses import DEFAULT

_PACKS = table_of(Pack).c


async def licence_of(request: Request, resource: Resource, identifier: str) -> str:
    """Return the licence (SPDX) of a record's data.

    A pack is named after its essay, and its licence never changes, so that it is read once.
    """
    if resource.name != "essays" and "essay_id" not in resource.table.c:
        return DEFAULT
    essay = identifier.partition("-")[0]
    known: dict[str, str] = request.app.state.licences
    if essay not in known:
        reader: Reader = request.app.state.reader
        rows = (await reader.fetch(_select(reader.dialect), {"name": essay})).rows
        if not rows:
            return DEFAULT
        known[essay] = rows[0][0]
    return known[essay]


async def own_licences(request: Request) -> Mapping[str, str]:
    """Return the licence (SPDX) of the data of each essay whose pack has one of its own."""
    reader: Reader = request.app.state.reader
    snapshot = await reader.fetch(_select_own(reader.dialect), {})
    return {essay: licence for essay, licence in snapshot.rows}  # noqa: C416 - a row is a sequence, not a pair


@lru_cache
def _select(dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(_PACKS.license).where(_PACKS.name == parameter("name")), dialect)


@lru_cache
def _select_own(dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(_PACKS.name, _PACKS.license).where(_PACKS.license != DEFAULT), dialect)
