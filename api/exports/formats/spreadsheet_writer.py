"""A draft as tables: an Excel workbook, or files of CSV. No cell is a formula, whatever a record says."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO

from api.core.http.negotiation import Form
from api.exports.formats.table_rows import Rows, rows_of
from api.exports.formats.workbook_writing import LONGEST_CELL, UNWRITABLE, workbook_of
from api.exports.written import DraftedEssay, Written
from api.imports.import_reports import Construct
from api.imports.parsed_files import GivenFile

WORKBOOK_FORM = Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
TABLES_FORM = Form("tables", "text/csv; charset=utf-8")

_FORMULA = re.compile(r"[=+\-@\t\r]|'[=+\-@\t\r']")
_GUARD = re.compile(r"'[=+\-@\t\r']")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def write_workbook(essay: DraftedEssay) -> Written:
    """Write a draft as a workbook; the text stays a file of its own."""
    sheets = {name: [[_kept(cell) for cell in row] for row in rows] for name, rows in rows_of(essay.draft).items()}
    files = [GivenFile(f"{essay.name}.xlsx", workbook_of(sheets))]
    return Written(files, WORKBOOK_FORM.media_type, list(_too_long(sheets)))


def write_tables(essay: DraftedEssay) -> Written:
    """Write a draft as files of CSV."""
    return Written(csv_files(rows_of(essay.draft)), TABLES_FORM.media_type)


def csv_files(sheets: Mapping[str, Rows]) -> list[GivenFile]:
    """Return sheets as files of CSV (RFC 4180) with the mark by which spreadsheets know UTF-8."""
    return [GivenFile(f"{name}.csv", _csv(rows)) for name, rows in sheets.items()]


def _csv(rows: Rows) -> bytes:
    """Return rows as CSV: what a spreadsheet would take for a formula begins with an apostrophe."""
    text = StringIO(newline="")
    csv.writer(text).writerows([[_guarded(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _kept(cell: str) -> str:
    """Return what a workbook has in a cell, a text whatever it looks like: what looks guarded is guarded."""
    return f"'{cell}" if _GUARD.match(cell) else cell


def _too_long(sheets: Mapping[str, Rows]) -> Iterator[Construct]:
    for name, rows in sheets.items():
        for number, row in enumerate(rows, start=1):
            if any(len(cell) > LONGEST_CELL for cell in row):
                why = f"a cell holds at most {LONGEST_CELL} characters"
                yield Construct(what="cell", place=f"{name}: row {number}", became="changed", why=why)
            if any(UNWRITABLE.search(cell) for cell in row):
                why = "characters that no workbook holds are left out"
                yield Construct(what="cell", place=f"{name}: row {number}", became="changed", why=why)
