"""The licence of the data of an essay: that of the pack which brought it, and Lunju's own for what came otherwise."""

from collections.abc import Mapping
from functools import lru_cache

import sqlalchemy as sa
from fastapi import Request

from api.core.db.dataset_state import DataState
from api.core.db.reader import ReadContext, Reader, ReadScript, Statement, compile_statement
from api.core.records.base_record import table_of
from api.core.records.resource import Resource
from api.core.versions.version_tables import Pack
from api.formats.license_urls import DEFAULT

_PACKS = table_of(Pack).c


class DataLicenses:
    """The licences of packs, which are named after their essays: read once for each version of the dataset."""

    def __init__(self, reader: Reader) -> None:
        """Take the database where the packs are listed."""
        self._reader = reader
        self._state: DataState | None = None
        self._by_pack: dict[str, str] = {}

    async def of(self, resource: Resource, identifier: str, version: int) -> str:
        """Return the licence (SPDX) of a record's data, in the version of the dataset that the record was read at."""
        if resource.name != "essays" and "essay_id" not in resource.table.c:
            return DEFAULT
        if self._state is None or self._state.version != version:
            found = await self._reader.fetch(_select(self._reader.dialect), {})
            self._state, self._by_pack = found.state, {name: spdx for name, spdx in found.rows}  # noqa: C416 - rows are no pairs to mypy
        return self._by_pack.get(identifier.partition("-")[0], DEFAULT)


async def own_licenses(request: Request) -> Mapping[str, str]:
    """Return the licence (SPDX) of the data of each essay whose pack has one of its own."""
    reader: Reader = request.app.state.reader
    snapshot = await reader.fetch(_select_own(reader.dialect), {})
    return {essay: spdx for essay, spdx in snapshot.rows}  # noqa: C416 - a row is a sequence, not a pair


def read_own_licenses(reader: ReadContext) -> ReadScript[Mapping[str, str]]:
    """Read what `own_licenses` returns, in a transaction that is open."""
    rows = yield _select_own(reader.dialect), {}
    return {essay: spdx for essay, spdx in rows}  # noqa: C416 - a row is a sequence, not a pair


@lru_cache
def _select(dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(_PACKS.name, _PACKS.license), dialect)


@lru_cache
def _select_own(dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(_PACKS.name, _PACKS.license).where(_PACKS.license != DEFAULT), dialect)
