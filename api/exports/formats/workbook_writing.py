"""Rows as an Excel workbook: every cell a text, so that none is a formula, and the same bytes for the same rows."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from api.exports.formats.table_rows import Rows
from api.imports.formats.tables.table_names import HELP_NAMES
from api.imports.formats.tables.table_shapes import columns_of

LONGEST_CELL = 32_767
"""How many characters a cell may have."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 has no way to say."""
_LONGEST_CHOICES = 255
_CHOSEN_ROWS = 1_000
_WIDTHS = {"says": 60, "quotes": 40, "quote": 40, "summary": 50, "what it is for": 90, "values": 50, "value": 50}
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook_of(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook with sheets, the first row of each its columns.

    Args:
        sheets: rows by the name of their sheet; a sheet of records offers the values that its columns may have.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - it takes a while, and only workbooks need it

    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, said in enumerate(row, start=1):
                if said:
                    cell = sheet.cell(number, place, UNWRITABLE.sub("", said)[:LONGEST_CELL])
                    cell.data_type = "s"
        _make_up(sheet, name, rows)
    content = BytesIO()
    made.save(content)
    return _settled(content.getvalue())


def _make_up(sheet: Any, name: str, rows: Rows) -> None:
    """Let the first row stay in sight, columns be wide enough, and cells offer what they may hold."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    sheet.freeze_panes = "A2"
    columns = columns_of(name) if name not in HELP_NAMES else {}
    for place, column in enumerate(rows[0], start=1):
        letter = get_column_letter(place)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, 18)
        options = columns[column].options if column in columns and columns[column].kind == "text" else ()
        choices = ",".join(filter(None, options))
        if choices and len(choices) <= _LONGEST_CHOICES and name != "essay":
            offered = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=False)
            offered.add(f"{letter}2:{letter}{_CHOSEN_ROWS}")
            sheet.add_data_validation(offered)


def _settled(content: bytes) -> bytes:
    """Return a workbook without the time at which it was written."""
    settled = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(settled, "w", ZIP_DEFLATED) as made:
        for part in given.infolist():
            said = given.read(part)
            if part.filename == "docProps/core.xml":
                said = _CHANGED.sub(rb"\g<1>2020-01-01T00:00:00Z", said)
            made.writestr(ZipInfo(part.filename), said, ZIP_DEFLATED)
    return settled.getvalue()
