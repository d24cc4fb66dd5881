"""Errors as `application/problem+json` (RFC 9457), each of a type that this service describes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from http import HTTPStatus
from reprlib import Repr
from typing import Any, TypeVar
from urllib.parse import quote, unquote

import msgspec
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from api.core.http.paths import encoded_path
from api.core.http.problem_types import PROBLEM_TYPES
from api.core.http.request_ids import request_id_of
from api.core.http.urls import base_url
from api.core.identifiers import EXAMPLES

MEDIA_TYPE = "application/problem+json"
MAX_ERRORS = 20
"""How many faults a problem tells; of the rest, how many they are."""
_SUMMARISED = 10
"""How many of them its detail says as well."""
_LONGEST_DETAIL = 8000
_LONGEST_PART = 1000
_LONGEST_NAME = 100
"""The longest name for which the nearest is looked for: none that exists is nearly as long."""
_LONGEST_SHOWN = 80
_SHORT = Repr()
_SHORT.maxlevel = 2
_SHORT.maxother = _LONGEST_SHOWN

_T = TypeVar("_T")


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    detail: str = Field(description="What is wrong and what would be right.")
    parameter: str | None = Field(default=None, description="The query or path parameter at fault, or null.")
    pointer: str | None = Field(
        default=None, description="Where in the body the fault is (JSON Pointer, RFC 6901), or null."
    )
    nearest: str | None = Field(default=None, description="The nearest name or value that exists, or null.")
    known: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)
    """All names that exist, which the problem's detail tells once, however many faults there are."""


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(description="The URL of a page that describes this kind of error.")
    title: str = Field(description="What kind of error it is.")
    status: int = Field(description="The HTTP status.", ge=400, le=599)
    detail: str = Field(description="What went wrong this time, and what to do.")
    instance: str = Field(description="The path that was requested.")
    errors: list[Fault] = Field(description="Each fault of the request; empty where there is but one cause.")


class Tombstone(Problem):
    """What remains at the place of a record that was deleted."""

    deleted_at: str = Field(description="When the record was deleted (RFC 3339, UTC).")
    reason: str | None = Field(description="Why, or null where nobody said.")
    versions: str = Field(description="The URL that lists the versions of the record, which stay.")


class Redacted(Problem):
    """What remains of the content of a version that was redacted."""

    redacted_at: str | None = Field(description="When the content was taken away (RFC 3339, UTC).")
    reason: str | None = Field(description="Why.")
    content_hash: str = Field(description="The SHA-256 of the content that was there.")


class FeedRestarted(Problem):
    """Where a feed stands that is not the one which the client knows."""

    sequence: int = Field(description="The number of the last change that there is.")
    epoch: str = Field(description="The epoch of the dataset.")


@dataclass
class ProblemError(Exception):
    """An error to answer with; `members` are what its kind says beyond the usual (RFC 9457, section 3.2)."""

    slug: str
    detail: str
    errors: list[Fault] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Any] = field(default_factory=dict)


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that a mistaken one comes closest to, in either case, if any comes close."""
    folded = {item.lower(): item for item in reversed(known)}
    if len(name) > _LONGEST_NAME:
        return None
    return next((folded[item] for item in get_close_matches(name.lower(), folded, n=1, cutoff=0.5)), None)


def shown(value: object) -> str:
    """Return what was sent as an answer repeats it: between quotation marks, and short."""
    if not isinstance(value, str):
        return _SHORT.repr(value)
    return repr(shortened(value, _LONGEST_SHOWN))


def shortened(text: str, most: int) -> str:
    """Return a text, cut where it is longer than may be."""
    return text if len(text) <= most else f"{text[:most]}…"


def few(found: Sequence[_T], make: Callable[[_T], Fault]) -> list[Fault]:
    """Return the faults that a problem tells: the first of what was found, and how many more there are.

    Args:
        found: what is wrong.
        make: makes a fault of one; it is called for the first alone.
    """
    faults = [make(item) for item in found[:MAX_ERRORS]]
    more = len(found) - MAX_ERRORS
    return [*faults, and_more(more)] if more > 0 else faults


def and_more(number: int) -> Fault:
    """Return what stands for the faults that are not told."""
    return Fault(detail=f"and {number} more")


def told(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults of a problem, without those beyond the most that it tells."""
    # One more is what `few` says of the rest.
    return list(faults) if len(faults) <= MAX_ERRORS + 1 else few(faults, lambda fault: fault)


def summary(faults: Sequence[Fault]) -> str:
    """Return in one text where the first faults are, what they are, and what exists instead: each list of it once."""
    said = [f"{_place(fault)}{fault.detail}" for fault in faults[:_SUMMARISED]]
    lists = dict.fromkeys(fault.known for fault in faults[:_SUMMARISED] if fault.known)
    return "; ".join([*said, *(f"there are: {', '.join(known)}" for known in lists)])


def refuse_faults(faults: list[Fault]) -> None:
    """Refuse a query string in which faults were found.

    Raises:
        ProblemError: there are any.
    """
    if faults:
        raise ProblemError("invalid-parameter", summary(faults), told(faults))


def _place(fault: Fault) -> str:
    if fault.parameter is not None:
        return f"{shortened(fault.parameter, _LONGEST_SHOWN)}: "
    return "" if fault.pointer is None else f"{shortened(fault.pointer, _LONGEST_SHOWN) or 'the body'}: "


def _instance(scope: Scope) -> str:
    """Return the path of a request, as a URI; one that is long only in part."""
    path = encoded_path(scope)
    return path if len(path) <= _LONGEST_PART else quote(shortened(unquote(path), _LONGEST_PART))


def problem_response(request: Request, problem: ProblemError) -> Response:
    """Return a problem as the response to a request: as a page for a browser that would read it, else as JSON."""
    kind = PROBLEM_TYPES[problem.slug]
    body = Problem(
        type=f"{base_url(request)}/problems/{kind.slug}",
        title=kind.title,
        status=kind.status,
        detail=shortened(problem.detail, _LONGEST_DETAIL),
        instance=_instance(request.scope),
        errors=[_short(fault) for fault in told(problem.errors)],
    )
    members = body.model_dump() | dict(problem.members)
    if identifier := request_id_of(request.scope):
        members["request_id"] = identifier
    page: Response | None = request.app.state.problem_page(request, members)
    if page is None:
        page = Response(msgspec.json.encode(members), status_code=kind.status, media_type=MEDIA_TYPE)
        page.headers["Vary"] = "Accept"
    page.headers.update(problem.headers)
    explained = f'<{base_url(request)}/guide/reference/problems/#{kind.slug}>; rel="help"'
    page.headers["Link"] = ", ".join([*filter(None, [problem.headers.get("Link")]), explained])
    return page


async def on_problem(request: Request, error: Exception) -> Response:
    """Answer an error that says itself what it is."""
    assert isinstance(error, ProblemError)
    return problem_response(request, error)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the router raises: a path that is not there, a method that is not."""
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allow = (error.headers or {}).get("Allow", "GET, HEAD")
        detail = f"{request.method} is not possible here, only {allow}."
        return problem_response(request, ProblemError("method-not-allowed", detail, headers={"Allow": allow}))
    path = encoded_path(request.scope)
    near = request.app.state.routes.nearest_path(path)
    meant = f" {near} leads somewhere: was that meant?" if near else ""
    detail = f"There is nothing at {shown(path)[1:-1]}.{meant} `GET /` lists the resources."
    return problem_response(request, ProblemError("not-found", detail))


async def on_validation_error(request: Request, error: Exception) -> Response:
    """Answer a path parameter of the wrong form: what it names cannot exist."""
    assert isinstance(error, RequestValidationError)
    faults = [_fault(item) for item in error.errors()]
    return problem_response(request, ProblemError("not-found", "; ".join(fault.detail for fault in faults), faults))


async def on_error(request: Request, _error: Exception) -> Response:
    """Answer what nobody foresaw; the traceback goes to the log."""
    detail = "Something went wrong on our side; the operator's log tells what."
    return problem_response(request, ProblemError("internal-error", detail))


def _short(fault: Fault) -> Fault:
    """Return a fault without what a client sent that is long."""
    parts = {"detail": fault.detail, "parameter": fault.parameter, "pointer": fault.pointer}
    return fault.model_copy(update={name: text and shortened(text, _LONGEST_PART) for name, text in parts.items()})


def _fault(item: Mapping[str, Any]) -> Fault:
    name = str(item["loc"][-1])
    example = EXAMPLES.get(name.removesuffix("_id"))
    right = f"such an id looks like {example}" if example else "it is a whole number of its range"
    return Fault(detail=f"{shown(item['input'])} is no {name}: {right}", parameter=name)
