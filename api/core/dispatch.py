"""Finding a route by the first segment of a path, so that it costs the same however many rooms there are."""

from collections import defaultdict
from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send


class Dispatch(BaseRoute):
    """Routes that stand where one stands: a request is matched against those of its first segment alone.

    A router tries its routes in turn, so that the last of a hundred costs more than a query does.

    Args:
        routes: the routes, whose first segment is no parameter, in the order in which they are tried.
    """

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        """Sort routes by their first segment."""
        self.routes = list(routes)
        self._rooms: defaultdict[str, list[Route]] = defaultdict(list)
        for route in self.routes:
            assert isinstance(route, Route), "only paths have a first segment"
            segment = _first(route.path)
            assert not segment.startswith("{"), f"{route.path} begins with a parameter"
            self._rooms[segment].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return how well a request is matched, and what its route says of it."""
        found: tuple[Match, Scope] = (Match.NONE, {})
        if scope["type"] != "http":
            return found
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        for route in self._rooms.get(_first(path), ()):
            match, child = route.matches(scope)
            if match is Match.FULL:
                return match, child
            if match is Match.PARTIAL and found[0] is Match.NONE:
                found = match, child
        return found

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request by the route that it matched."""
        await scope["route"].handle(scope, receive, send)


def _first(path: str) -> str:
    return path.split("/", 2)[1] if "/" in path else ""
