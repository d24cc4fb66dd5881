"""Answers that are computed from a record and what belongs to it, and are no record and no list.

All of them go one way, so that none can forget a part of it: parameters that are unknown are refused, the record must
stand (else the answer is 410, 308 or 404), all is read of one version of the dataset, off the event loop where it may
be much, and the answer has a tag, says what it varies by, and is kept as long as that version is the latest.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

import sqlalchemy as sa
from fastapi import Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript, Statement, compile_statement, parameter
from api.core.http.etags import record_tag, versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.negotiation import Form, negotiate
from api.core.query.list_query import refuse_unknown
from api.core.records.resource import Resource
from api.handlers.gone import raise_absent

_T = TypeVar("_T")


@dataclass(frozen=True)
class Subject:
    """The record that is asked of.

    Attributes:
        version: the number of its version.
        dataset: the version of the dataset that it was read at.
    """

    version: int
    dataset: int


@dataclass(frozen=True)
class ComputedContent:
    """What was computed.

    Attributes:
        content: the body of the answer.
        headers: what this answer says beside what all do.
        of_record: whether it follows from the record and the build alone, so that its tag outlives other changes.
    """

    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    of_record: bool = False


@dataclass(frozen=True)
class ComputedForm:
    """What answers of one kind have in common.

    Attributes:
        media_type: their type.
        parameters: the query parameters that there are.
        offered: the forms to negotiate; none where there is but one, whatever is asked.
        scans: whether much may be read, so that it must not run on the event loop.
    """

    media_type: str = JSON_TYPE
    parameters: tuple[str, ...] = ()
    offered: tuple[Form, ...] = ()
    scans: bool = True


_JSON = ComputedForm()


async def answer_computed(
    request: Request,
    resource: Resource,
    identifier: str,
    read: Callable[[Reader], ReadScript[_T]],
    build: Callable[[Subject, _T], Awaitable[ComputedContent]],
    form: ComputedForm = _JSON,
) -> Response:
    """Answer with what is computed from a record.

    Args:
        request: the request.
        resource: what kind of record it is.
        identifier: which.
        read: reads what is needed, in the transaction in which the record was found.
        build: makes the answer of that.
        form: what the answer has in common with others of its kind.

    Raises:
        ProblemError: there is no such record, or no more; a parameter is unknown; or no form is acceptable.
        MovedError: the record was merged into another.
    """
    if form.offered:
        negotiate(request, form.offered)
    refuse_unknown(request.query_params, form.parameters)
    reader: Reader = request.app.state.reader

    def steps() -> ReadScript[tuple[int, _T] | None]:
        rows = yield _version(resource, reader.dialect), {"id": identifier}
        return (rows[0][0], (yield from read(reader))) if rows else None

    state, found = await reader.run_in_snapshot(steps, scans=form.scans)
    if found is None:
        await raise_absent(request, resource, identifier)
    version, gathered = found
    made = await build(Subject(version, state.version), gathered)
    tag = record_tag(version if made.of_record else state.version, made.content)
    varies = {"Vary": "Accept"} if form.offered else {}
    headers = {"Content-Type": form.media_type, "ETag": tag, **varies, **made.headers}
    return versioned(request, Response(made.content, headers=headers), state.version)


def built_in_thread(build: Callable[[_T], BaseModel]) -> Callable[[Subject, _T], Awaitable[ComputedContent]]:
    """Return what makes an answer in JSON by a pure function that may take longer than one may hold the event loop."""

    async def run(_subject: Subject, found: _T) -> ComputedContent:
        return ComputedContent(await run_in_threadpool(lambda: build(found).model_dump_json().encode()))

    return run


@lru_cache
def _version(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    return compile_statement(sa.select(table.c.version).where(table.c.id == parameter("id")), dialect)
