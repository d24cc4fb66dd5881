"""Sheets as their rows, whichever file they are from: each cell as text, with where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from api.imports.import_reports import ImportFinding

_GUARDED = re.compile(r"'[=+\-@\t\r']")


@dataclass
class Sheet:
    """A sheet.

    Attributes:
        name: what it is called.
        shown: how it is named to people, before the cell.
        rows: number and cells of each row.
        faults: what cannot be read.
        notes: what is to be known.
    """

    name: str
    shown: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    faults: list[ImportFinding] = field(default_factory=list)
    notes: list[ImportFinding] = field(default_factory=list)

    def fault(self, where: str, detail: str, kind: str = "wrong-cell") -> None:
        """Tell what is wrong with a cell."""
        self.faults.append(ImportFinding(kind=kind, pointer="", detail=f"{self.shown}: {where}: {detail}"))

    def filled(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that say anything, without what keeps a spreadsheet from taking them for formulas."""
        for number, cells in self.rows:
            if any(cell.strip() for cell in cells):
                yield number, [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column, by its order from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
