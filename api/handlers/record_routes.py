"""Routes that every kind of record has below the one by which a record is read: made of that, one for each kind."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from inspect import Parameter, Signature, signature
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.core.http.routes import Route, Router
from api.core.records.resource import Resource

_KIND = Parameter.POSITIONAL_OR_KEYWORD


@dataclass(frozen=True)
class RecordRoute:
    """The route by which a record is read.

    Attributes:
        resource: what kind of record it is.
        path: the path, as `/claims/{claim_id}`.
        parameter: what the path calls the id, and of which type it is.
        stem: what operations call the record: `claim`, as in `get_claim`.
    """

    resource: Resource
    path: str
    parameter: Parameter
    stem: str

    @property
    def one(self) -> str:
        """The record in a sentence: `a claim`."""
        words = self.resource.phrase or self.resource.singular
        return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


def record_route(resource: Resource, router: Router) -> RecordRoute:
    """Return the route by which a record is read, among those of its room."""
    begins, reads = f"/{resource.name}/{{", "get_"
    [found] = [
        route
        for route in router.routes
        if isinstance(route, Route) and route.path.startswith(begins) and route.name.startswith(reads)
    ]
    [parameter] = [item for name, item in signature(found.endpoint).parameters.items() if name != "request"]
    return RecordRoute(resource, found.path, parameter, found.name.removeprefix(reads))


@dataclass(frozen=True)
class Below:
    """What is read below a record.

    Attributes:
        rest: what follows the path of the record.
        name: what the operation is called.
        says: what it does, in a sentence.
        answer: answers for a kind of record and an id, and for what else the path says.
        further: what else the path says.
    """

    rest: str
    name: str
    says: str
    answer: Callable[..., Awaitable[Response]]
    further: Sequence[Parameter] = ()


def add_below(router: Router, of: RecordRoute, below: Below, **keywords: Any) -> None:
    """Add a route below that of a record; the keywords are those of a route of FastAPI."""
    own = of.parameter.name

    async def answer(request: Request, **given: Any) -> Response:
        return await below.answer(request, of.resource, given.pop(own), **given)

    answer.__name__, answer.__doc__ = below.name, below.says
    parameters = [Parameter("request", _KIND, annotation=Request), of.parameter, *below.further]
    answer.__signature__ = Signature(parameters, return_annotation=Response)  # type: ignore[attr-defined] # PEP 362
    router.add_api_route(f"{of.path}{below.rest}", answer, methods=["GET"], **keywords)


def named(name: str, annotation: Any) -> Parameter:
    """Return a further part of a path, of a type."""
    return Parameter(name, _KIND, annotation=annotation)
