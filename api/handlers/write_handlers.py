"""Answers to writing requests: what a record is after it, in the very bytes that reading it then gives."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from api.core.http.etags import record_tag
from api.core.http.media_types import MERGE_PATCH
from api.core.http.paths import segment
from api.core.http.problems import ProblemError, shortened
from api.core.records.resource import Resource
from api.core.write import crud
from api.core.write.bodies import as_object, decode, read
from api.core.write.idempotency import Answer, Shown
from api.core.write.merging import Merge, merge
from api.core.write.preconditions import require_match
from api.core.write.transaction import WriteRequest, WriteTransaction, transact
from api.core.write.writable import Writable
from api.formats.json import MEDIA_TYPE, records_of


def answer_create(write: WriteRequest, writable: Writable) -> Response:
    """Make a record.

    Raises:
        ProblemError: the body is not what such a record can be.
    """
    require_json(write)

    def operation(transaction: WriteTransaction) -> Answer:
        identifier = crud.create(transaction, writable, decode(write.content))
        answer = answer_with(transaction, writable, identifier, HTTPStatus.CREATED)
        answer.headers["Location"] = f"{write.base}/{writable.resource.name}/{segment(identifier)}"
        return answer

    return respond(write, transact(write, operation))


def answer_patch(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Change the fields of a record that the body names (RFC 7396).

    Raises:
        ProblemError: the record is not there or not in the state that is expected, or would not be what it can be.
    """
    _require_type(write, MERGE_PATCH, "Accept-Patch")
    return _answer_change(write, writable, identifier, "patch")


def answer_put(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Replace all of a record.

    Raises:
        ProblemError: as `answer_patch`.
    """
    _require_type(write, MEDIA_TYPE, "Accept")
    return _answer_change(write, writable, identifier, "put")


def answer_delete(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Remove a record, and answer with what it was.

    Raises:
        ProblemError: the record is not there or not in the state that is expected, or others depend on it.
    """

    def operation(transaction: WriteTransaction) -> Answer:
        record = crud.locked(transaction, writable, identifier, to_remove=True)
        last = answer_with(transaction, writable, identifier)
        require_match(write.if_match, record.version, last.headers.pop("ETag"), name=identifier)
        crud.remove(transaction, writable, record)
        assert last.shown is not None, "it shows the record"
        gone = transaction.version_of((writable.resource.name, identifier))  # it says the same as the one before
        return replace(last, shown=replace(last.shown, last_version=gone))

    return respond(write, transact(write, operation))


def answer_merge(write: WriteRequest, writable: Writable, identifier: str) -> Response:
    """Merge a record into another, and answer with that.

    Raises:
        ProblemError: one of them is not there or not in the state that is expected, or they cannot be merged.
    """
    require_json(write)

    def operation(transaction: WriteTransaction) -> Answer:
        record = crud.locked(transaction, writable, identifier, to_remove=True)
        present = answer_with(transaction, writable, identifier)
        require_match(write.if_match, record.version, present.headers["ETag"], name=identifier)
        into = read(Merge, as_object(decode(write.content))).into
        merge(transaction, writable, record, into)
        answer = answer_with(transaction, writable, into)
        answer.headers["Location"] = f"{write.base}/{writable.resource.name}/{segment(into)}"
        return answer

    return respond(write, transact(write, operation))


def answer_with(
    transaction: WriteTransaction, writable: Writable, identifier: str, status: HTTPStatus = HTTPStatus.OK
) -> Answer:
    """Return the answer that shows a record as it is now."""
    row = transaction.session.rows(writable.resource, [identifier])[identifier]
    content = encoded(writable.resource, row)
    version = row[writable.resource.fields.index("version")]
    shown = Shown(writable.resource.name, identifier, version, version)
    return Answer(status, content, {"ETag": record_tag(version, content)}, shown)


def respond(write: WriteRequest, answer: Answer) -> Response:
    """Return an answer as a response, without the record where `Prefer` asks for that."""
    headers = {"Cache-Control": "no-store", **answer.headers}
    if write.minimal and not write.validate_only:
        headers["Preference-Applied"] = "return=minimal"
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    return Response(answer.content, answer.status, headers, MEDIA_TYPE)


def encoded(resource: Resource, row: Sequence[Any]) -> bytes:
    """Return a record as JSON."""
    return records_of(resource).one(row)


def _answer_change(write: WriteRequest, writable: Writable, identifier: str, how: crud.How) -> Response:
    def operation(transaction: WriteTransaction) -> Answer:
        record = crud.locked(transaction, writable, identifier)
        present = answer_with(transaction, writable, identifier)
        require_match(write.if_match, record.version, present.headers["ETag"], name=identifier)
        if not crud.change(transaction, writable, record, decode(write.content), how):
            return present
        return answer_with(transaction, writable, identifier)

    return respond(write, transact(write, operation))


def require_json(write: WriteRequest) -> None:
    """Refuse a body that is not JSON.

    Raises:
        ProblemError: `unsupported-media-type`.
    """
    _require_type(write, MEDIA_TYPE, "Accept-Post")


def _require_type(write: WriteRequest, media_type: str, header: str) -> None:
    if write.media_type != media_type:
        detail = f"Send `Content-Type: {media_type}`, not {shortened(write.media_type, 100) or 'none'}."
        raise ProblemError("unsupported-media-type", detail, headers={header: media_type})
