"""Writing many records at once."""

from http import HTTPStatus

from starlette.responses import Response

from api.core.bodies import as_object, decode, read
from api.core.documenting import problem
from api.core.documenting_writes import COMMON, REFUSALS, body
from api.core.idempotency import Answer
from api.core.routing import Router
from api.core.writing import Write, Writing, transact
from api.resources.batches.models import Batch, BatchDone, Done
from api.resources.batches.rules import Applying
from api.resources.writes import require_json, respond

router = Router(tags=["batches"])


@router.post(
    "/batches",
    response_model=BatchDone,
    response_description="What each operation came to.",
    responses=REFUSALS
    | {
        412: problem("A record has changed: `errors` says which operation expects another version."),
        428: problem("An operation must say the version that it expects."),
    },
    openapi_extra={"parameters": COMMON, "requestBody": body("application/json", Batch.__name__)},
)
def apply_batch(sent: Write) -> Response:
    """Apply all of a batch's operations, or none; errors point at the operation and its field."""
    require_json(sent)
    batch = read(Batch, as_object(decode(sent.content)))

    def operation(writing: Writing) -> Answer:
        writing.changes.reason = batch.reason or writing.changes.reason
        applying = Applying(writing)
        applying.hold(batch.operations)
        found = [applying.apply(place, item) for place, item in enumerate(batch.operations)]
        done = BatchDone(
            operations=[
                Done(op=item.op, resource=key[0], id=key[1], version=writing.version_of(key), ref=item.ref)
                for item, key in zip(batch.operations, found, strict=True)
            ]
        )
        return Answer(HTTPStatus.OK, done.model_dump_json().encode())

    return respond(sent, transact(sent, operation))
