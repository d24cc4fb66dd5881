"""Importing over HTTP, and what a draft is."""

import json
from typing import Annotated

import msgspec
from fastapi import Depends, Path, Request
from starlette.responses import Response

from api.core.http.etags import tagged_by_digest
from api.core.http.problems import Fault, ProblemError, refuse_faults
from api.core.http.router import Router
from api.core.openapi.read_operations import ABSENT, ANY_ERROR, EncodedJson, problem, query_parameter
from api.core.openapi.write_operations import COMMON, REFUSALS, body
from api.core.query.list_query import refuse_unknown
from api.core.write.authorization import Actor, Unidentified, reader_or_editor
from api.core.write.bodies import as_object, decode, read, refuse
from api.core.write.transaction import JoiningWrite
from api.handlers.write_handlers import require_json, respond
from api.imports.draft_schema import PATH, draft_schema
from api.imports.formats import draft_file
from api.imports.formats.known_formats import parse_files
from api.imports.import_reports import ImportReport
from api.imports.import_transaction import import_parsed
from api.imports.listed_imports import MAX_IMPORTS, KeptImport, ListedImport, find_import, list_imports
from api.imports.models import ImportRequest, SentFile, sent_bytes, whole
from api.imports.parsed_files import GivenFile, Parsed

router = Router(tags=["imports"])

_USUAL = 50
_ESSAY = {
    "name": "essay",
    "in": "query",
    "description": "The essay that they join; without it, one is made where they are of one.",
    "schema": {"type": "string"},
}
_SCHEMA_TYPE = "application/schema+json"


@router.post(
    "/imports",
    response_model=ImportReport,
    response_description="What was read, and what became of each construct; with `validate_only`, what would.",
    responses=REFUSALS | {422: problem("Something in it is wrong; `report` tells all of it. Nothing is written.")},
    openapi_extra={"parameters": [*COMMON, _ESSAY], "requestBody": body("application/json", ImportRequest.__name__)},
)
def import_essay(write: JoiningWrite) -> Response:
    """Make records of a draft or of files, all or none; all that is wrong with them is told at once."""
    require_json(write)
    asked = read(ImportRequest, as_object(decode(write.content)))
    text = None if asked.text is None else whole(asked.text)
    return respond(write, import_parsed(write, _parsed(asked, text), text))


@router.get(
    "/imports",
    response_model=list[ListedImport],
    response_description="The imports, the latest first.",
    responses=ANY_ERROR,
    openapi_extra={
        "parameters": [
            query_parameter("essay_id", "The essay that was made or corrected.", {"type": "string"}),
            query_parameter("before", "Those before the import of this number.", {"type": "integer", "minimum": 1}),
            query_parameter(
                "limit", "How many.", {"type": "integer", "minimum": 1, "maximum": MAX_IMPORTS, "default": _USUAL}
            ),
        ]
    },
)
async def get_imports(request: Request) -> Response:
    """List the imports that were made: files with their hashes, what read them, and what they came to."""
    refuse_unknown(request.query_params, ["essay_id", "before", "limit"])
    essay = request.query_params.get("essay_id")
    before, most = _number(request, "before", None, 2**31 - 1), _number(request, "limit", _USUAL, MAX_IMPORTS)
    found = await list_imports(request.app.state.reader, essay, before, most or _USUAL)
    return tagged_by_digest(request, EncodedJson(msgspec.json.encode([item.model_dump() for item in found])))


@router.get(
    "/imports/{number}",
    response_model=KeptImport,
    response_description="The import.",
    responses=ABSENT | ANY_ERROR,
    openapi_extra={"security": [{}]},
)
async def get_import(
    request: Request,
    number: Annotated[int, Path(description="The number of the import.", examples=[1], ge=1, le=2**31 - 1)],
    whoever: Annotated[Actor | Unidentified, Depends(reader_or_editor)],
) -> Response:
    """Read an import; with an editor's key, with all that it told."""
    refuse_unknown(request.query_params, [])
    found = await find_import(request.app.state.reader, number, whole=isinstance(whoever, Actor))
    if found is None:
        raise ProblemError("not-found", f"There is no import {number}: GET /imports lists those that there are.")
    response = EncodedJson(found.model_dump_json().encode())
    response.headers["Cache-Control"] = "no-store" if found.report else "no-cache"
    return response


def _number(request: Request, name: str, otherwise: int | None, most: int) -> int | None:
    given = request.query_params.get(name)
    if given is None:
        return otherwise
    if not (given.isascii() and given.isdecimal() and len(given) <= len(str(most)) and 1 <= int(given) <= most):
        refuse_faults([Fault(detail=f"is a whole number from 1 to {most}", parameter=name)])
    return int(given)


@router.get(PATH, include_in_schema=False)
async def get_draft_schema(request: Request) -> Response:
    """Answer with the JSON Schema of drafts."""
    refuse_unknown(request.query_params, [])
    content = msgspec.json.format(msgspec.json.encode(draft_schema()), indent=1)
    return tagged_by_digest(request, Response(content, media_type=_SCHEMA_TYPE))


def _parsed(asked: ImportRequest, text: str | None) -> Parsed:
    if (asked.draft is None) == (not asked.files):
        refuse([Fault(detail="send either a draft or files", pointer="/draft")])
    if asked.draft is not None:
        content = json.dumps(asked.draft, ensure_ascii=False).encode()
        return draft_file.parse([GivenFile("draft.json", content)])
    files = [_given(place, file) for place, file in enumerate(asked.files or ())]
    return parse_files(files, asked.format, text, asked.language)


def _given(place: int, file: SentFile) -> GivenFile:
    try:
        content = sent_bytes(file.content)
    except ValueError as error:
        refuse([Fault(detail=f"is no data URL: {error}", pointer=f"/files/{place}/content")])
        raise
    return GivenFile(file.name, content)
