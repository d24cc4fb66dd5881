"""Writing many records at once."""

from http import HTTPStatus

from starlette.responses import Response

from api.core.http.router import Router
from api.core.openapi.read_operations import problem
from api.core.openapi.write_operations import COMMON, REFUSALS, body
from api.core.write.bodies import as_object, decode, read
from api.core.write.idempotency import Answer
from api.core.write.transaction import ReceivedWrite, WriteTransaction, transact
from api.handlers.write_handlers import require_json, respond
from api.resources.batches.batch_operations import Applying
from api.resources.batches.models import Batch, BatchDone, Done

router = Router(tags=["batches"])


@router.post(
    "/batches",
    response_model=BatchDone,
    response_description="What each operation came to.",
    responses=REFUSALS
    | {
        412: problem("A record has changed: `errors` says which operation expects another version."),
    },
    openapi_extra={"parameters": COMMON, "requestBody": body("application/json", Batch.__name__)},
)
def apply_batch(write: ReceivedWrite) -> Response:
    """Apply all of a batch's operations, or none; errors point at the operation and its field.

    `refused` of the problem has each that is refused; `caused_by` names those that it only needs.
    """
    require_json(write)
    batch = read(Batch, as_object(decode(write.content)))

    def operation(transaction: WriteTransaction) -> Answer:
        transaction.changes.reason = batch.reason or transaction.changes.reason
        found = Applying(transaction).apply_all(batch.operations)
        done = BatchDone(
            operations=[
                Done(op=item.op, resource=key[0], id=key[1], version=transaction.version_of(key), ref=item.ref)
                for item, key in zip(batch.operations, found, strict=True)
            ]
        )
        return Answer(HTTPStatus.OK, done.model_dump_json().encode())

    return respond(write, transact(write, operation))
