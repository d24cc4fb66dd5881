"""Sheets of an Excel workbook (`.xlsx`): values alone, read one row after the other.

What runs, what is fetched from elsewhere and what grows without end is refused before it is read.
"""

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from api.imports.formats.tables.sheet_rows import Sheet, letters
from api.imports.formats.text_files import unreadable
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile

_MOST_BYTES = 200_000_000
_MOST_PARTS = 1_000
_MOST_ROWS = 200_000
_MOST_COLUMNS = 200
_MOST_CELLS = 20_000_000
_PIECE = 1 << 20
_OLD = b"\xd0\xcf\x11\xe0"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REFUSED = (
    ("vbaproject", "it has macros: save it as .xlsx"),
    ("macrosheets/", "it has macros: save it as .xlsx"),
    ("externallinks/", "it links to other workbooks: paste their values instead"),
    ("embeddings/", "it has objects of other programs: remove them"),
    ("activex/", "it has controls that run: remove them"),
    ("connections.xml", "it fetches data from elsewhere: paste their values instead"),
)


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook, or was one of an older kind."""
    return content[:4] == _OLD or (content[:4] == b"PK\x03\x04" and b"xl/" in content)


def sheets_of_workbook(file: GivenFile) -> tuple[list[Sheet], list[ImportFinding]]:
    """Return the sheets of a workbook, and why it cannot be read."""
    try:
        if refused := _refused(file.content):
            return [], [unreadable(file, refused)]
        return _read(file), []
    except Exception as error:  # noqa: BLE001 - zipfile and openpyxl raise whatever is at hand for what is broken
        return [], [unreadable(file, f"is no workbook that can be read: {type(error).__name__}: {error}"[:300])]


def _refused(content: bytes) -> str | None:
    """Return why a workbook is not to be opened."""
    if content[:4] == _OLD:
        return "is a workbook of the older kind, or locked by a password: save it as .xlsx without one"
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            return f"has more than {_MOST_PARTS} parts"
        names = [part.filename.lower() for part in parts]
        why = next((why for mark, why in _REFUSED if any(mark in name for name in names)), None)
        return why or _too_much(archive)


def _too_much(archive: ZipFile) -> str | None:
    """Return what is too much: the sizes that an archive gives of itself are not believed."""
    left = _MOST_BYTES
    for part in archive.infolist():
        is_markup, before = part.filename.lower().endswith((".xml", ".rels", ".vml")), b""
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    return f"holds more than {_MOST_BYTES} bytes when it is unpacked"
                if is_markup and _DECLARED.search(before + piece):
                    return f"declares entities (in {part.filename}): it was not written by a spreadsheet"
                before = piece[-10:]
    return None


def _read(file: GivenFile) -> list[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes a while, and only workbooks need it

    found, left = list[Sheet](), _MOST_CELLS
    options = {"read_only": True, "keep_links": False}
    values = load_workbook(BytesIO(file.content), data_only=True, **options)
    formulas = load_workbook(BytesIO(file.content), data_only=False, **options)
    for name in values.sheetnames:
        sheet = Sheet(name, f"{file.name}: {name}")
        found.append(sheet)
        both = zip(_rows(values[name]), _rows(formulas[name]), strict=False)
        for number, (row, written) in enumerate(both, start=1):
            left -= len(row)
            filled = (place for place in range(len(written), 0, -1) if written[place - 1].value is not None)
            width = next(filled, 0)
            if left < 0 or width > _MOST_COLUMNS or len(sheet.rows) > _MOST_ROWS:
                sheet.fault(f"row {number}", f"there are more than {_MOST_ROWS} rows or {_MOST_COLUMNS} columns")
                break
            if width:
                pairs = enumerate(zip(row[:width], written, strict=False))
                sheet.rows.append((number, [_cell(sheet, number, place, *pair) for place, pair in pairs]))
    values.close()
    formulas.close()
    return found


def _rows(sheet: Any) -> Any:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is a chart
        return
    sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _cell(sheet: Sheet, number: int, place: int, cell: Any, written: Any) -> str:
    """Return what a cell says: of a formula, what it came to last, which is told."""
    value, where = cell.value, f"{letters(place)}{number}"
    if written.data_type == "f":
        if value is None:
            sheet.fault(where, "is a formula that was never computed: write its value", "formula")
        else:
            detail = f"{sheet.shown}: {where}: is a formula: read is what it came to last"
            sheet.notes.append(ImportFinding(kind="formula", pointer="", detail=detail))
    if cell.data_type == "e":
        sheet.fault(where, f"is an error: {value}")
        return ""
    return _words(value)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact until there
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
