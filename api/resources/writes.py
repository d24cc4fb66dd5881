"""Answers to writing requests: what a record is after it, in the very bytes that reading it then gives."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from api.core import crud
from api.core.bodies import MERGE_PATCH, as_object, decode, read
from api.core.conditional import record_tag
from api.core.idempotency import Answer, Shown
from api.core.merging import Merge, merge
from api.core.paths import segment
from api.core.preconditions import require_match
from api.core.problems import ProblemError, shortened
from api.core.resource import Resource
from api.core.writable import Writable
from api.core.writing import Sent, Writing, transact
from api.formats.json import MEDIA_TYPE, records_of


def answer_create(sent: Sent, writable: Writable) -> Response:
    """Make a record.

    Raises:
        ProblemError: the body is not what such a record can be.
    """
    require_json(sent)

    def operation(writing: Writing) -> Answer:
        identifier = crud.create(writing, writable, decode(sent.content))
        answer = answer_with(writing, writable, identifier, HTTPStatus.CREATED)
        answer.headers["Location"] = f"{sent.base}/{writable.resource.name}/{segment(identifier)}"
        return answer

    return respond(sent, transact(sent, operation))


def answer_patch(sent: Sent, writable: Writable, identifier: str) -> Response:
    """Change the fields of a record that the body names (RFC 7396).

    Raises:
        ProblemError: the record is not there or not in the state that is expected, or would not be what it can be.
    """
    _require_type(sent, MERGE_PATCH, "Accept-Patch")
    return _answer_change(sent, writable, identifier, "patch")


def answer_put(sent: Sent, writable: Writable, identifier: str) -> Response:
    """Replace all of a record.

    Raises:
        ProblemError: as `answer_patch`.
    """
    _require_type(sent, MEDIA_TYPE, "Accept")
    return _answer_change(sent, writable, identifier, "put")


def answer_delete(sent: Sent, writable: Writable, identifier: str) -> Response:
    """Remove a record, and answer with what it was.

    Raises:
        ProblemError: the record is not there or not in the state that is expected, or others depend on it.
    """

    def operation(writing: Writing) -> Answer:
        record = crud.locked(writing, writable, identifier, to_remove=True)
        last = answer_with(writing, writable, identifier)
        require_match(sent.if_match, record.version, last.headers.pop("ETag"), name=identifier)
        crud.remove(writing, writable, record)
        assert last.shown is not None, "it shows the record"
        gone = writing.version_of((writable.resource.name, identifier))  # it says the same as the one before
        return replace(last, shown=replace(last.shown, last_version=gone))

    return respond(sent, transact(sent, operation))


def answer_merge(sent: Sent, writable: Writable, identifier: str) -> Response:
    """Merge a record into another, and answer with that.

    Raises:
        ProblemError: one of them is not there or not in the state that is expected, or they cannot be merged.
    """
    require_json(sent)

    def operation(writing: Writing) -> Answer:
        record = crud.locked(writing, writable, identifier, to_remove=True)
        present = answer_with(writing, writable, identifier)
        require_match(sent.if_match, record.version, present.headers["ETag"], name=identifier)
        into = read(Merge, as_object(decode(sent.content))).into
        merge(writing, writable, record, into)
        answer = answer_with(writing, writable, into)
        answer.headers["Location"] = f"{sent.base}/{writable.resource.name}/{segment(into)}"
        return answer

    return respond(sent, transact(sent, operation))


def answer_with(writing: Writing, writable: Writable, identifier: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """Return the answer that shows a record as it is now."""
    row = writing.session.rows(writable.resource, [identifier])[identifier]
    content = encoded(writable.resource, row)
    version = row[writable.resource.fields.index("version")]
    shown = Shown(writable.resource.name, identifier, version, version)
    return Answer(status, content, {"ETag": record_tag(version, content)}, shown)


def respond(sent: Sent, answer: Answer) -> Response:
    """Return an answer as a response, without the record where `Prefer` asks for that."""
    headers = {"Cache-Control": "no-store", **answer.headers}
    if sent.minimal and not sent.validate_only:
        headers["Preference-Applied"] = "return=minimal"
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    return Response(answer.content, answer.status, headers, MEDIA_TYPE)


def encoded(resource: Resource, row: Sequence[Any]) -> bytes:
    """Return a record as JSON."""
    return records_of(resource).one(row)


def _answer_change(sent: Sent, writable: Writable, identifier: str, how: crud.How) -> Response:
    def operation(writing: Writing) -> Answer:
        record = crud.locked(writing, writable, identifier)
        present = answer_with(writing, writable, identifier)
        require_match(sent.if_match, record.version, present.headers["ETag"], name=identifier)
        if not crud.change(writing, writable, record, decode(sent.content), how):
            return present
        return answer_with(writing, writable, identifier)

    return respond(sent, transact(sent, operation))


def require_json(sent: Sent) -> None:
    """Refuse a body that is not JSON.

    Raises:
        ProblemError: `unsupported-media-type`.
    """
    _require_type(sent, MEDIA_TYPE, "Accept-Post")


def _require_type(sent: Sent, media_type: str, header: str) -> None:
    if sent.media_type != media_type:
        detail = f"Send `Content-Type: {media_type}`, not {shortened(sent.media_type, 100) or 'none'}."
        raise ProblemError("unsupported-media-type", detail, headers={header: media_type})
