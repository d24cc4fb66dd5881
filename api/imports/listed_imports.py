"""The imports that were made: what was read, by what, and what it came to; for editors, the whole report of each."""

from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
from pydantic import BaseModel, Field

from api.core.db.reader import Reader, ReadScript, Row, Statement, at_most, compile_statement, parameter
from api.core.records.base_record import table_of
from api.core.versions.import_table import Import
from api.imports.import_reports import ImportedFile, ImportReport

_ITS = table_of(Import).c
MAX_IMPORTS = 1000


class ListedImport(BaseModel):
    """An import that was made."""

    id: int = Field(description="Its number.")
    essay_id: str | None = Field(description="The essay that it made or corrected; null where it was none.")
    format: str = Field(description="The format that was read.")
    importer: str = Field(description="What read it, with its version.")
    files: list[ImportedFile] = Field(description="The files, with their hashes.")
    created_at: str = Field(description="When it was made (RFC 3339).")
    corrects: bool = Field(description="Whether the essay was there, and was corrected.")
    made: dict[str, int] = Field(description="How many records were made or changed, by resource.")
    counts: dict[str, int] = Field(description="How many constructs were kept, changed and dropped.")


class KeptImport(ListedImport):
    """An import that was made, with what it told then."""

    report: ImportReport | None = Field(
        description="The whole report, which may quote the text; null without an editor's key."
    )


async def list_imports(reader: Reader, essay_id: str | None, before: int | None, most: int) -> list[ListedImport]:
    """Return imports, the latest first: of an essay, before a number, and at most so many."""
    values = {"essay": essay_id, "before": before, "most": most}

    def steps() -> ReadScript[list[ListedImport]]:
        statement = _listed(reader.dialect, essay_id is not None, before is not None)
        rows = yield statement, {name: value for name, value in values.items() if value is not None}
        return [ListedImport(**_told(row)) for row in rows]

    return (await reader.run_in_snapshot(steps, scans=True))[1]


async def find_import(reader: Reader, number: int, *, whole: bool) -> KeptImport | None:
    """Return an import; None where there is none."""

    def steps() -> ReadScript[KeptImport | None]:
        rows = yield _one(reader.dialect), {"id": number}
        if not rows:
            return None
        report = ImportReport.model_validate_json(rows[0][6]) if whole else None
        return KeptImport(**_told(rows[0]), report=report)

    return (await reader.run_in_snapshot(steps, scans=True))[1]


def _told(row: Row) -> dict[str, Any]:
    number, essay, form, importer, files, created, report = row
    its = msgspec.json.decode(report)
    told = {name: its[name] for name in ("corrects", "made", "counts")}
    files = msgspec.json.decode(files) if isinstance(files, str) else files
    return {
        "id": number,
        "essay_id": essay,
        "format": form,
        "importer": importer,
        "files": files,
        "created_at": created,
    } | told


def _select() -> sa.Select[Any]:
    names = ("id", "essay_id", "format", "importer", "files", "created_at", "report")
    return sa.select(*(_ITS[name] for name in names))


@lru_cache
def _listed(dialect: sa.Dialect, of_essay: bool, begins: bool) -> Statement:  # noqa: FBT001 - keys of the cache
    statement = _select().order_by(_ITS.id.desc()).limit(at_most("most"))
    if of_essay:
        statement = statement.where(_ITS.essay_id == parameter("essay"))
    if begins:
        statement = statement.where(_ITS.id < parameter("before"))
    return compile_statement(statement, dialect)


@lru_cache
def _one(dialect: sa.Dialect) -> Statement:
    return compile_statement(_select().where(_ITS.id == parameter("id")), dialect)
