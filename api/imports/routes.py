"""Importing over HTTP, and what a draft is."""

import json

import msgspec
from fastapi import Request
from starlette.responses import Response

from api.core.http.etags import tagged_by_digest
from api.core.http.problems import Fault
from api.core.http.router import Router
from api.core.openapi.read_operations import problem
from api.core.openapi.write_operations import COMMON, REFUSALS, body
from api.core.query.list_query import refuse_unknown
from api.core.write.bodies import as_object, decode, read, refuse
from api.core.write.transaction import JoiningWrite
from api.handlers.write_handlers import require_json, respond
from api.imports.draft_schema import PATH, draft_schema
from api.imports.formats import draft_file
from api.imports.formats.known_formats import parse_files
from api.imports.import_reports import ImportReport
from api.imports.import_transaction import import_parsed
from api.imports.models import ImportRequest, whole
from api.imports.parsed_files import GivenFile, Parsed

router = Router(tags=["imports"])

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
    return respond(write, import_parsed(write, _parsed(asked), text))


@router.get(PATH, include_in_schema=False)
async def get_draft_schema(request: Request) -> Response:
    """Answer with the JSON Schema of drafts."""
    refuse_unknown(request.query_params, [])
    content = msgspec.json.format(msgspec.json.encode(draft_schema()), indent=1)
    return tagged_by_digest(request, Response(content, media_type=_SCHEMA_TYPE))


def _parsed(asked: ImportRequest) -> Parsed:
    if (asked.draft is None) == (not asked.files):
        refuse([Fault(detail="send either a draft or files", pointer="/draft")])
    if asked.draft is not None:
        content = json.dumps(asked.draft, ensure_ascii=False).encode()
        return draft_file.parse([GivenFile("draft.json", content)])
    files = [GivenFile(file.name, whole(file.content).encode()) for file in asked.files or ()]
    return parse_files(files, asked.format)
