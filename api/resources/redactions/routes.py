"""Redacting versions."""

from http import HTTPStatus
from typing import Protocol

from fastapi import Request
from starlette.responses import Response

from api.core.db.vacuum import truncate_log_after
from api.core.http.router import Router
from api.core.openapi.read_operations import problem
from api.core.openapi.write_operations import COMMON, REFUSALS, body
from api.core.write.bodies import as_object, decode, read
from api.core.write.idempotency import Answer
from api.core.write.redaction import redact
from api.core.write.transaction import AdminWrite, WriteTransaction, transact
from api.handlers.write_handlers import require_json, respond
from api.resources.redactions.models import RedactionCreate, RedactionPublic

router = Router(tags=["redactions"])


class PurgesExports(Protocol):
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
def redact_version(request: Request, write: AdminWrite) -> Response:
    """Take away the content of a version for ever, as a law may require; the chain of versions stays whole."""
    require_json(write)
    asked = read(RedactionCreate, as_object(decode(write.content)))

    def operation(transaction: WriteTransaction) -> Answer:
        kept = redact(transaction, asked.resource, asked.id, asked.version)
        return Answer(
            HTTPStatus.CREATED, RedactionPublic.model_validate(asked.model_dump() | kept).model_dump_json().encode()
        )

    answer = transact(write, operation)
    truncate_log_after(write.engine, f"version {asked.version} of {asked.id}")
    keeper: PurgesExports = request.app.state.export_cache
    keeper.forget()
    return respond(write, answer)
