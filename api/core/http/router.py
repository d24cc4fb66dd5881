"""Routes that read: declared, typed and documented as FastAPI has it, answered without what they do not use.

For every request FastAPI solves dependencies, opens a stack for what those hold open, and catches
exceptions once more than the application does. Where an endpoint takes the request and parts of its
path, and returns a response, none of that changes an answer, and it costs more than to read a record.
"""

from inspect import iscoroutinefunction, signature
from threading import RLock
from typing import Any

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.core.http.urls import parameters

OUTCOME = "lunju.outcome"
"""Where a scope tells what the endpoint returned or raised, where it was called before: it is not called again."""


_MAKING = RLock()
"""Held while a route is made: applications in several threads share routes."""


class ReadRequest(Request):
    """A request that takes its query string apart only where that was not done for another before."""

    @property
    def query_params(self) -> QueryParams:
        """The query string, taken apart; nobody can change it, so requests may share it."""
        return parameters(self.scope["query_string"])


class Route(APIRoute):
    """A route of FastAPI that goes straight to its endpoint where the endpoint needs no more of FastAPI.

    FastAPI takes apart what each endpoint takes and returns, at milliseconds a route. That is done when something of a
    route is first asked for beside its path and endpoint, so that a service with hundreds of them starts at once.
    """

    def __init__(self, path: str, endpoint: Any, **keywords: Any) -> None:
        """Declare a route, as to FastAPI."""
        self.path = path
        self.endpoint = endpoint
        self._declared = keywords

    def __getattr__(self, name: str) -> Any:
        """Make the route, where that was not done, and return what is asked for of it."""
        with _MAKING:
            if "_declared" in vars(self):
                super().__init__(self.path, self.endpoint, **vars(self).pop("_declared"))
                self.is_plain = _is_plain(self)
                if self.is_plain:
                    self.app = self._answer
        return object.__getattribute__(self, name)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        outcome: Response | Exception = scope.get(OUTCOME) or await self.respond(scope, receive, send)
        if isinstance(outcome, Exception):
            raise outcome
        await outcome(scope, receive, send)

    async def respond(self, scope: Scope, receive: Receive, send: Send) -> Response:
        """Return what the endpoint of a plain route makes of a request, whose path it matched.

        Raises:
            Exception: whatever the endpoint raises.
        """
        request = ReadRequest(scope, receive, send)
        response: Response = await self.endpoint(request, **self._read_path(scope["path_params"]))
        return response

    def _read_path(self, given: dict[str, str]) -> dict[str, Any]:
        """Return the parameters of the path, checked as FastAPI checks them.

        Raises:
            RequestValidationError: some are not of their type.
        """
        values, faults = {}, []
        for item in self.dependant.path_params:
            values[item.name], found = item.validate(given[item.alias], loc=("path", item.alias))
            faults += found
        if faults:
            raise RequestValidationError(faults)
        return values


class Router(APIRouter):
    """A router whose operations are named after their functions, so that generated clients stay the same."""

    def __init__(self, **keywords: Any) -> None:
        """Make a router, as FastAPI does."""
        super().__init__(generate_unique_id_function=lambda route: route.name, route_class=Route, **keywords)


def _is_plain(route: APIRoute) -> bool:
    """Tell whether an endpoint takes the request and parts of the path, and no more, and returns a response."""
    declared = signature(route.endpoint)
    returned = declared.return_annotation
    return (
        iscoroutinefunction(route.endpoint)
        and declared.parameters.keys() == {"request", *(item.name for item in route.dependant.path_params)}
        and not route.dependencies
        and isinstance(returned, type)
        and issubclass(returned, Response)
    )
