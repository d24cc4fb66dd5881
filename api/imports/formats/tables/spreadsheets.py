"""A draft as tables: sheets of a workbook or files of CSV, a row for each record, each fault with its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from api.core.http.problems import nearest, shown
from api.core.write.bodies import pointer
from api.imports.formats.tables.csv_sheets import sheet_of_csv
from api.imports.formats.tables.sheet_rows import Sheet, letters
from api.imports.formats.tables.table_names import SHEET_NAMES, folded, in_chinese, known_names, known_sheet
from api.imports.formats.tables.table_shapes import CellError, columns_of
from api.imports.formats.tables.workbook_sheets import is_workbook, sheets_of_workbook
from api.imports.formats.text_files import head_of
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile, Parsed, ReadConstruct

FORMAT = "spreadsheet"

_Row = tuple[int, list[str]]
_TEXTS = {".csv", ".tsv", ".tab"}


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files are a workbook, or tables of text by their names."""
    return any(is_workbook(file.content) for file in files) or all(
        PurePath(file.name).suffix.lower() in _TEXTS and head_of(file) for file in files
    )


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read the sheets of one essay."""
    reading = _SheetReading()
    for file in files:
        if is_workbook(file.content):
            sheets, faults = sheets_of_workbook(file)
            reading.faults += faults
        else:
            sheets = [sheet_of_csv(file)]
        for sheet in sheets:
            reading.take(sheet, alone=len(files) == len(sheets) == 1)
    if not reading.draft.get("title"):
        reading.draft["title"] = PurePath(files[0].name).stem
        detail = "no sheet `essay` says what the essay is called: it is called as the file is"
        reading.notes.append(ImportFinding(kind="assumed", pointer="/title", detail=detail))
    described = [file.described for file in files]
    parsed = Parsed(FORMAT, described, reading.draft, read=reading.read, faults=reading.faults, notes=reading.notes)
    return replace(parsed, places=reading.places)


class _SheetReading:
    """A draft under way."""

    def __init__(self) -> None:
        self.draft: dict[str, Any] = {}
        self.read: list[ReadConstruct] = []
        self.faults: list[ImportFinding] = []
        self.notes: list[ImportFinding] = []
        self.places: dict[str, str] = {}
        self._seen: dict[str, str] = {}

    def take(self, sheet: Sheet, *, alone: bool) -> None:
        """Read a sheet: which one it is, its name says; of a file that is alone, else, it is of claims."""
        known = known_sheet(sheet.name)
        if known is None and alone:
            known = "claims"
        rows = sheet.filled()
        header = next(rows, None)
        if known is None or header is None:
            if header is not None:
                self._unknown(sheet)
            self.faults += sheet.faults
            self.notes += sheet.notes
            return
        if known:
            if known in self._seen:
                sheet.fault("A1", f"{self._seen[known]} has the {known} already", "sheet-twice")
            self._seen[known] = sheet.shown
            if known == "essay":
                self._essay(sheet, [header, *rows])
            else:
                self._records(sheet, known, header, rows)
        self.faults += sheet.faults
        self.notes += sheet.notes

    def _unknown(self, sheet: Sheet) -> None:
        near = nearest(folded(sheet.name), list(SHEET_NAMES))
        meant = f": was {near} meant?" if near else ""
        why = f"there are {', '.join(SHEET_NAMES)}{meant}"
        self.faults.append(
            ImportFinding(kind="no-such-sheet", pointer="", detail=f"{sheet.shown}: {why}", nearest=near)
        )

    def _essay(self, sheet: Sheet, rows: list[_Row]) -> None:
        """Read what is said of the essay: a field and its value in each row, or one row below their names."""
        columns = columns_of("essay")
        names = known_names(list(columns))
        first = [folded(cell) for cell in rows[0][1] if cell.strip()]
        across = len(first) > 2 or (len(first) == 2 and all(name in names for name in first))  # noqa: PLR2004
        if across:
            cells = [
                (name, value, f"{letters(place)}{number}", f"{letters(place)}{rows[0][0]}")
                for number, values in rows[1:2]
                for place, (name, value) in enumerate(zip(rows[0][1], values, strict=False))
            ]
        else:
            known = {*map(folded, ("field", in_chinese("field"), "property"))}
            cells = [
                (row[0], row[1] if len(row) > 1 else "", f"B{number}", f"A{number}")
                for number, row in rows
                if folded(row[0]) not in known
            ]
        for name, value, where, named in cells:
            field = names.get(folded(name))
            if field is None:
                self._no_column(sheet, named, name, list(columns))
            elif value.strip():
                self._put(sheet, self.draft, columns[field], value, where, pointer(field))
                self.read.append(ReadConstruct("field", f"{sheet.shown}: {where}"))

    def _records(
        self, sheet: Sheet, known: str, header: tuple[int, list[str]], rows: Iterator[tuple[int, list[str]]]
    ) -> None:
        columns = columns_of(known)
        named = self._columns(sheet, header, known)
        items = self.draft.setdefault(known, [])
        for number, cells in rows:
            item: dict[str, Any] = {name: one.default for name, one in columns.items() if one.default is not None}
            part = pointer(known, len(items))
            self.places[part] = f"{sheet.shown}: row {number}"
            for place, cell in enumerate(cells):
                field, where = named.get(place), f"{letters(place)}{number}"
                if field is not None:
                    self.places[f"{part}{pointer(field)}"] = f"{sheet.shown}: {where}"
                if not cell.strip():
                    continue
                if field is None:
                    if place not in named:
                        sheet.fault(where, "stands in a column without a name")
                    continue
                self._put(sheet, item, columns[field], cell.strip(), where, f"{part}{pointer(field)}")
            if "id" in columns and not item.get("id"):
                item["id"] = f"{known} {number}"
            items.append(item)
            what = SHEET_NAMES[known][0]
            self.read.append(ReadConstruct(what, f"{sheet.shown}: row {number}", part))

    def _columns(self, sheet: Sheet, header: _Row, known: str) -> dict[int, str | None]:
        """Return which field each column is of, by its place; None of one that is told to be unknown."""
        columns = columns_of(known)
        names, found = known_names(list(columns)), dict[int, str | None]()
        for place, cell in enumerate(header[1]):
            if not cell.strip():
                continue
            field, where = names.get(folded(cell)), f"{letters(place)}{header[0]}"
            if field is None:
                self._no_column(sheet, where, cell, list(columns))
            elif field in found.values():
                sheet.fault(where, f"a column before it is {field}, too", "column-twice")
            found[place] = field
        for name, column in columns.items():
            if column.needed and name != "id" and name not in found.values():
                sheet.fault(f"row {header[0]}", f"there is no column {name}, which is needed", "column-missing")
        return found

    def _no_column(self, sheet: Sheet, where: str, name: str, columns: list[str]) -> None:
        near = nearest(name.casefold(), columns)
        meant = f": was {near} meant?" if near else f": there are {', '.join(columns)}"
        detail = f"{sheet.shown}: {where}: there is no column {shown(name)}{meant}"
        self.faults.append(ImportFinding(kind="no-such-column", pointer="", detail=detail, nearest=near))

    def _put(self, sheet: Sheet, item: dict[str, Any], column: Any, value: str, where: str, part: str) -> None:
        self.places[part] = f"{sheet.shown}: {where}"
        try:
            item[column.name] = column.read(value)
        except CellError as error:
            sheet.fault(where, str(error))
