"""Redacting versions."""

from http import HTTPStatus
from typing import Protocol

from fastapi import Request
from starlette.responses import Response

from api.core.bodies import as_object, decode, read
from api.core.documenting import problem
from api.core.documenting_writes import COMMON, REFUSALS, body
from api.core.idempotency import Answer
from api.core.redacting import redact
from api.core.routing import Router
from api.core.vacuum import truncate_log_after
from api.core.writing import AdminWrite, Writing, transact
from api.resources.redactions.models import RedactionCreate, RedactionPublic
from api.resources.writes import require_json, respond

router = Router(tags=["redactions"])


class Keeper(Protocol):
    """What keeps exports, which hold every version."""

    def forget(self) -> None:
        """Throw away what is kept."""


@router.post(
    "/redactions",
    status_code=201,
    response_model=RedactionPublic,
    response_description="What was redacted.",
    responses=REFUSALS
    | {
        403: problem("The key is not an admin's."),
        404: problem("There is no such version."),
    },
    openapi_extra={"parameters": COMMON, "requestBody": body("application/json", RedactionCreate.__name__)},
)
def redact_version(request: Request, sent: AdminWrite) -> Response:
    """Take away the content of a version for ever, as a law may require; the chain of versions stays whole."""
    require_json(sent)
    asked = read(RedactionCreate, as_object(decode(sent.content)))

    def operation(writing: Writing) -> Answer:
        kept = redact(writing, asked.resource, asked.id, asked.version)
        return Answer(
            HTTPStatus.CREATED, RedactionPublic.model_validate(asked.model_dump() | kept).model_dump_json().encode()
        )

    answer = transact(sent, operation)
    truncate_log_after(sent.engine, f"version {asked.version} of {asked.id}")
    keeper: Keeper = request.app.state.keeper
    keeper.forget()
    return respond(sent, answer)
