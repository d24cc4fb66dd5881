"""A draft as rows of tables, as our own reader of spreadsheets takes them."""

from collections.abc import Iterator

from api.imports.drafted import Drafted
from api.imports.drafts import PARTS, Draft
from api.imports.formats.tables.table_names import in_chinese
from api.imports.formats.tables.table_shapes import columns_of

Rows = list[list[str]]

_HOLDS = {"list": "several, apart by ;", "truth": "yes"}
_USUAL = ("claims", "figures", "sources", "links", "topics", "sections")


def rows_of(draft: Draft) -> dict[str, Rows]:
    """Return the sheets of a draft: of the essay, of what is usual, and of all that it has."""
    essay = columns_of("essay")
    said = draft.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=set(PARTS))
    found = {"essay": [["field", "value"], *([name, essay[name].write(value)] for name, value in said.items())]}
    for sheet in (*_USUAL, *(name for name in PARTS if name not in _USUAL)):
        parts: list[Drafted] = getattr(draft, sheet)
        if parts or sheet in _USUAL:
            found[sheet] = list(_rows(sheet, parts))
    return found


def template_rows() -> dict[str, Rows]:
    """Return empty sheets, with their columns."""
    essay = [name for name, column in columns_of("essay").items() if column.kind != "json"]
    return rows_of(Draft()) | {"essay": [["field", "value"], *([name, ""] for name in essay)]}


def help_rows() -> Rows:
    """Return what each column is for, and what may stand in it."""
    found: Rows = [["sheet", "column", "in Chinese", "needed", "what it is for", "values"]]
    for sheet in ("essay", *PARTS):
        for name, column in columns_of(sheet).items():
            if column.kind != "json":  # what is for programs
                options = ", ".join(filter(None, column.options)) or _HOLDS.get(column.kind, "")
                needed = "yes" if column.needed else ""
                found.append([sheet, name, in_chinese(name), needed, column.description, options])
    return found


def _rows(sheet: str, parts: list[Drafted]) -> Iterator[list[str]]:
    said = [part.model_dump(mode="json", by_alias=True, exclude_defaults=True) for part in parts]
    used = {name for item in said for name in item}
    columns = [column for name, column in columns_of(sheet).items() if column.kind != "json" or name in used]
    yield [column.name for column in columns]
    for item in said:
        yield [column.write(item[column.name]) if column.name in item else "" for column in columns]
