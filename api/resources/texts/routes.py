"""Attaching the text of an essay, reading it where it may be served, and asking where quotes stand in it.

Whoever may not be served a text needs an editor's key: quotes that are found tell its words.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.etags import tagged_by_digest
from api.core.http.media_types import JSON_TYPE
from api.core.http.problems import ProblemError
from api.core.http.router import Router
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import ABSENT, ANY_ERROR, EncodedJson, identifier, problem
from api.core.openapi.write_operations import COMMON, REFUSALS, body
from api.core.query.list_query import refuse_unknown
from api.core.texts.text_cache import Words, read_words
from api.core.write.authorization import Actor, Unidentified, reader_or_editor, refusal_of
from api.core.write.bodies import as_object, decode, read
from api.core.write.transaction import ReceivedWrite, transact
from api.handlers.gone import raise_absent
from api.handlers.write_handlers import respond
from api.resources.essays.models import ESSAYS
from api.resources.texts.models import QuotesToResolve, ResolvedQuote, ResolvedQuotes, TextAttached
from api.resources.texts.text_answers import attached, essay_row, passages_at, resolved

router = Router(tags=["essays"])

_TEXT_TYPE = "text/plain"
_UNSERVED = 401
_KEYS: dict[str, Any] = {"security": [{}]}  # beside the key, none: where the text is served
_REFUSED = {_UNSERVED: problem("The text is not served to readers, and no good key was sent.")}
_Essay = Annotated[EssayId, identifier("essay")]
_Whoever = Annotated[Actor | Unidentified, Depends(reader_or_editor)]


@dataclass(frozen=True)
class _Asked:
    """The text that is asked for: whether it may be shown to all, and the hash of it."""

    words: Words
    served: bool


@router.get(
    "/essays/{essay_id}/text",
    response_class=PlainTextResponse,
    responses=ABSENT | _REFUSED | ANY_ERROR,
    response_description="The text, to the character.",
    openapi_extra=_KEYS,
)
async def get_essay_text(request: Request, essay_id: _Essay, whoever: _Whoever) -> Response:
    """Read the text of an essay, where it is attached, and served or asked for with a key."""
    refuse_unknown(request.query_params, [])
    asked = await _text(request, essay_id, whoever)
    response = PlainTextResponse(asked.words.content)
    if asked.served:
        return tagged_by_digest(request, response)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.put(
    "/essays/{essay_id}/text",
    response_model=TextAttached,
    response_description="What was attached, and which passages it does not prove; with `validate_only`, what would.",
    responses=ABSENT | REFUSALS | {422: problem("It is not the text of the essay, by its length and SHA-256.")},
    openapi_extra={
        "parameters": COMMON,
        "requestBody": {"required": True, "content": {_TEXT_TYPE: {"schema": {"type": "string"}}}},
    },
)
def attach_essay_text(write: ReceivedWrite, essay_id: _Essay) -> Response:
    """Attach its text to an essay, in UTF-8, to the byte: length and SHA-256 must be those of the essay."""
    write.require_type(_TEXT_TYPE, "Accept")
    return respond(write, transact(write, lambda transaction: attached(transaction, essay_id)))


@router.post(
    "/essays/{essay_id}/passages/resolve",
    response_model=ResolvedQuotes,
    response_description="Where each quote stands.",
    responses=ABSENT | _REFUSED | {422: problem("The body says no quotes.")} | ANY_ERROR,
    openapi_extra=_KEYS | {"requestBody": body(JSON_TYPE, QuotesToResolve.__name__)},
)
async def resolve_quotes(request: Request, essay_id: _Essay, whoever: _Whoever) -> Response:
    """Tell where quotes stand in the text of an essay: once, elsewhere, only nearly, in several places, or nowhere."""
    refuse_unknown(request.query_params, [])
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
        detail = f"Send `Content-Type: {JSON_TYPE}`."
        raise ProblemError("unsupported-media-type", detail, headers={"Accept-Post": JSON_TYPE})
    asked = read(QuotesToResolve, as_object(decode(await request.body())))
    text = await _text(request, essay_id, whoever)
    sha256, found = await run_in_threadpool(resolved, text.words.content, asked.quotes)
    reader: Reader = request.app.state.reader
    _, named = await reader.run_in_snapshot(lambda: passages_at(essay_id, found, reader), scans=True)
    answer = ResolvedQuotes(essay_id=essay_id, sha256=sha256, quotes=[*map(_named, found, named)])
    return EncodedJson(msgspec.json.encode(answer.model_dump()), HTTPStatus.OK, {"Cache-Control": "no-store"})


def _named(quote: ResolvedQuote, passage: str | None) -> ResolvedQuote:
    return quote.model_copy(update={"passage_id": passage})


async def _text(request: Request, essay_id: str, whoever: Actor | Unidentified) -> _Asked:
    """Return the text of an essay.

    Raises:
        ProblemError: there is no such essay, no text is attached, or it is not for whoever asks.
        MovedError: the essay was merged into another.
    """
    reader: Reader = request.app.state.reader

    def steps() -> ReadScript[tuple[bool, Words | None, Words | None]]:
        there = yield essay_row(reader.dialect), {"id": essay_id}
        shown = yield from read_words([essay_id], reader)
        held = yield from read_words([essay_id], reader, to_show=False)
        return bool(there), shown.get(essay_id), held.get(essay_id)

    _, (there, shown, held) = await reader.run_in_snapshot(steps, scans=True)
    if not there:
        await raise_absent(request, ESSAYS, essay_id)
    if shown is not None:
        return _Asked(shown, served=True)
    if isinstance(whoever, Unidentified):  # before it is told whether there is one
        raise refusal_of(whoever, f"The text of {essay_id} is not served to readers. ")
    if held is None:
        detail = f"No text of its present edition is attached to {essay_id}: PUT /essays/{essay_id}/text attaches it."
        raise ProblemError("not-found", detail)
    return _Asked(held, served=False)
