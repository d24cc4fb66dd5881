"""Tables to be filled in, empty and with an example: as a workbook, or as files of CSV."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fastapi import Request
from starlette.responses import Response

from api.core.http.etags import tagged_by_digest
from api.core.http.router import Router
from api.core.query.list_query import refuse_unknown
from api.exports.formats.spreadsheet_writer import TABLES_FORM, WORKBOOK_FORM, csv_files
from api.exports.formats.table_rows import Rows, help_rows, rows_of, template_rows
from api.exports.formats.workbook_writing import workbook_of
from api.exports.written import ZIP_TYPE, Written
from api.imports.drafts import Draft
from api.imports.parsed_files import GivenFile

router = Router(tags=["imports"])

_TEXT_TYPE = "text/plain; charset=utf-8"


@cache
def _example() -> tuple[dict[str, Rows], str]:
    said = json.loads(Path(__file__).with_name("example_tables.json").read_bytes())
    return rows_of(Draft.model_validate(said["draft"])), said["text"]


def _sheets(*, filled: bool) -> dict[str, Rows]:
    return (_example()[0] if filled else template_rows()) | {"help": help_rows()}


def _workbook(*, filled: bool) -> GivenFile:
    return GivenFile(f"{_name(filled=filled)}.xlsx", workbook_of(_sheets(filled=filled)))


def _archive(*, filled: bool) -> GivenFile:
    files = csv_files(_sheets(filled=filled))
    return Written(files, TABLES_FORM.media_type).as_one(_name(filled=filled))


def _name(*, filled: bool) -> str:
    return "example" if filled else "empty"


def template_files(kind: str) -> list[GivenFile]:
    """Return the files of a template, with the folder that each is in before its name.

    Args:
        kind: `xlsx` or `csv`.
    """
    text = GivenFile("example.txt", _example()[1].encode())
    if kind == "xlsx":
        return [_workbook(filled=False), _workbook(filled=True), text]
    both = [(_name(filled=filled), csv_files(_sheets(filled=filled))) for filled in (False, True)]
    return [*(GivenFile(f"{folder}/{file.name}", file.content) for folder, files in both for file in files), text]


_SERVED: Mapping[str, tuple[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "empty.xlsx": (WORKBOOK_FORM.media_type, lambda: _workbook(filled=False).content),
        "example.xlsx": (WORKBOOK_FORM.media_type, lambda: _workbook(filled=True).content),
        "empty.zip": (ZIP_TYPE, lambda: _archive(filled=False).content),
        "example.zip": (ZIP_TYPE, lambda: _archive(filled=True).content),
        "example.txt": (_TEXT_TYPE, _example()[1].encode),
    }
)


@cache
def _served(name: str) -> tuple[str, bytes]:
    media_type, content = _SERVED[name]
    return media_type, content()


def _route(name: str) -> None:
    def get_template(request: Request) -> Response:
        refuse_unknown(request.query_params, [])
        media_type, content = _served(name)
        return tagged_by_digest(request, Response(content, media_type=media_type))

    router.get(f"/templates/{name}", include_in_schema=False, name=f"template {name}")(get_template)


for _file in _SERVED:
    _route(_file)
