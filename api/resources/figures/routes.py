"""Reading figures from words: it proposes, and writes nothing."""

from dataclasses import asdict
from typing import Any

import msgspec
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.http.media_types import JSON_TYPE
from api.core.http.problems import Fault, ProblemError
from api.core.http.router import Router
from api.core.openapi.components import reference
from api.core.openapi.read_operations import EncodedJson, problem
from api.core.query.list_query import refuse_unknown
from api.core.wordings.figures_from_words import propose
from api.core.wordings.worded_numbers import NotUnderstoodError
from api.core.write.bodies import as_object, decode, read, refuse
from api.resources.figures.models import MAX_WORDINGS, ReadWording, Wording

PATH = "/figures/parse"
router = Router(tags=["figures"], responses={"default": problem("Any other error.")})

_ONE = reference(Wording.__name__)
_SEVERAL = {"type": "array", "items": _ONE, "minItems": 1, "maxItems": MAX_WORDINGS}


@router.post(
    PATH,
    response_model=ReadWording | list[ReadWording],
    response_description="What it denotes, or why that is not certain; of a list, a list.",
    responses={422: problem("The body is no wording, and no list of some.")},
    openapi_extra={"requestBody": {"required": True, "content": {JSON_TYPE: {"schema": {"oneOf": [_ONE, _SEVERAL]}}}}},
)
async def parse_figure(request: Request) -> Response:
    """Read a figure from its words: an interval with its unit, or nothing where a word is left over. No key."""
    refuse_unknown(request.query_params, [])
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
        detail = f"Send `Content-Type: {JSON_TYPE}`."
        raise ProblemError("unsupported-media-type", detail, headers={"Accept-Post": JSON_TYPE})
    asked = decode(await request.body())
    return EncodedJson(await run_in_threadpool(_answer, asked))


def _answer(asked: Any) -> bytes:
    if not isinstance(asked, list):
        return msgspec.json.encode(_read(read(Wording, as_object(asked))))
    if not 1 <= len(asked) <= MAX_WORDINGS:
        refuse([Fault(detail=f"has from 1 to {MAX_WORDINGS} wordings", pointer="")])
    return msgspec.json.encode([_read(wording) for wording in _several(asked)])


def _several(asked: list[Any]) -> list[Wording]:
    found: list[Wording] = []
    for place, item in enumerate(asked):
        try:
            found.append(read(Wording, as_object(item)))
        except ProblemError as error:
            refuse(fault.model_copy(update={"pointer": f"/{place}{fault.pointer}"}) for fault in error.errors)
    return found


def _read(wording: Wording) -> dict[str, Any]:
    try:
        parsed = asdict(propose(wording.text, wording.language, wording.written))
    except NotUnderstoodError as error:
        return {"text": wording.text, "parsed": None, "because": error.because, "left_over": error.left_over}
    return {"text": wording.text, "parsed": parsed, "because": None, "left_over": []}
