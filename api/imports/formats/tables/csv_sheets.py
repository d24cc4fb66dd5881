"""Sheets of CSV: with commas, semicolons or tabs, as spreadsheets of all countries write them."""

import csv
from io import StringIO
from pathlib import PurePath

from api.imports.formats.tables.sheet_rows import Sheet
from api.imports.formats.text_files import text_in
from api.imports.parsed_files import GivenFile

_DELIMITERS = ",;\t"
_LONGEST = 1_000_000


def sheet_of_csv(file: GivenFile) -> Sheet:
    """Return the sheet that a file is."""
    sheet = Sheet(PurePath(file.name.replace("\\", "/")).stem, file.name)
    text, fault = text_in(file)
    if fault:
        sheet.faults.append(fault)
        return sheet
    first, _, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and said[4:5]:
        text, delimiter = rest, said[4:5]
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        sheet.rows = list(enumerate(rows, start=1))
    except csv.Error as error:
        sheet.fault(f"line {rows.line_num}", f"is no CSV: {error}", "unreadable")
    return sheet


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first row, outside of what is quoted."""
    counts, quoted = dict.fromkeys(_DELIMITERS, 0), False
    for sign in text:
        quoted ^= sign == '"'
        if sign == "\n" and not quoted:
            break
        if sign in counts and not quoted:
            counts[sign] += 1
    return max(counts, key=counts.__getitem__)
