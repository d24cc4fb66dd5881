"""Answers to writing requests: what a record is after it, in the very bytes that reading it then gives."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.responses import Response

from api.core.http.media_types import JSON_TYPE, MERGE_PATCH
from api.core.records.json_records import records_of
from api.core.write.idempotency import Answer
from api.core.write.record_writes import RecordWrite
from api.core.write.transaction import WriteRequest, transact
from api.core.write.writable import Writable


def answer_create(write: WriteRequest, writable: Writable) -> Response:
    """Make a record.

    Raises:
        ProblemError: the body is not what such a record can be.
    """
    require_json(write)
    return _answer(write, writable, RecordWrite.create)


def answer_patch(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Change the fields of a record that the body names (RFC 7396).

    Raises:
        ProblemError: the record is not there or not in the state that is expected, or would not be what it can be.
    """
    write.require_type(MERGE_PATCH, "Accept-Patch")
    return _answer(write, writable, lambda record: record.edit(identifier, "patch"))


def answer_put(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Replace all of a record.

    Raises:
        ProblemError: as `answer_patch`.
    """
    write.require_type(JSON_TYPE, "Accept")
    return _answer(write, writable, lambda record: record.edit(identifier, "put"))


def answer_delete(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Remove a record, and answer with what it was.

    Raises:
        ProblemError: the record is not there or not in the state that is expected, or others depend on it.
    """
    return _answer(write, writable, lambda record: record.remove(identifier))


def answer_merge(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Merge a record into another, and answer with that.

    Raises:
        ProblemError: one of them is not there or not in the state that is expected, or they cannot be merged.
    """
    require_json(write)
    return _answer(write, writable, lambda record: record.merge(identifier))


def _answer(write: WriteRequest, writable: Writable, operation: Callable[[RecordWrite], Answer]) -> Response:
    encode = records_of(writable.resource).one
    return respond(write, transact(write, lambda transaction: operation(RecordWrite(transaction, writable, encode))))


def respond(write: WriteRequest, answer: Answer) -> Response:
    """Return an answer as a response, without the record where `Prefer` asks for that."""
    headers = {"Cache-Control": "no-store", **answer.headers}
    if write.minimal and not write.validate_only:
        headers["Preference-Applied"] = "return=minimal"
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    return Response(answer.content, answer.status, headers, JSON_TYPE)


def require_json(write: WriteRequest) -> None:
    """Refuse a body that is not JSON.

    Raises:
        ProblemError: `unsupported-media-type`.
    """
    write.require_type(JSON_TYPE, "Accept-Post")
