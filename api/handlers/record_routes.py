"""Routes that every resource has, made from its declaration: its versions, what changed in it, its links."""

from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import Request
from starlette.responses import Response

from api.core.openapi.read_operations import identifier
from api.core.records.resource import Resource

Answer = Callable[..., Awaitable[Response]]
"""Takes the request, the resource, the id of a record, and what else the path holds."""


def record_endpoint(resource: Resource, answer: Answer, **further: Any) -> Callable[..., Awaitable[Response]]:
    """Return an endpoint that answers with something of one record.

    Args:
        resource: what kind of record it is of.
        answer: makes the answer.
        further: what the path holds beside the id, by name, each with its type.
    """

    async def endpoint(request: Request, **path: Any) -> Response:
        return await answer(request, resource, path.pop(resource.id_name), **path)

    named: Any = Annotated[(resource.id_type, identifier(resource.singular))]
    declared = {"request": Request, resource.id_name: named, **further}
    # FastAPI reads from the signature what the path holds.
    endpoint.__signature__ = Signature(  # type: ignore[attr-defined] # `inspect.signature` honours it on any callable
        [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=kind) for name, kind in declared.items()],
        return_annotation=Response,
    )
    return endpoint
