"""Which route answers a path."""

import re
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from fastapi import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route

from api.app import create_app
from api.core.http.dispatch import Dispatch
from api.core.http.router import Router
from api.formats.forms import FORMS
from api.resources.router_registry import FORMED
from api.settings import Settings
from tests.test_architecture import ROOT


def served() -> list[BaseRoute]:
    [routes] = [one for one in create_app(Settings()).router.routes if isinstance(one, Dispatch)]
    return routes.routes


def test_a_route_is_made_once_however_many_threads_ask_for_it_first() -> None:
    router = Router()

    @router.get("/made")
    async def answer(request: Request) -> Response:
        return Response(request.url.path)

    [route] = router.routes
    begin = Barrier(8)

    def ask(_number: int) -> tuple[object, object]:
        begin.wait()
        return getattr(route, "path_regex"), getattr(route, "is_plain")  # noqa: B009 - a plain route has neither for mypy

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(8)))) == 1


def found_by(routes: Dispatch, method: str, path: str) -> object:
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "headers": []}
    match, child = routes.matches(scope)
    return child["endpoint"] if match is Match.FULL else match


def asked() -> list[tuple[str, str]]:
    """Return a request for each route, and some that two paths fit."""
    every = [
        (method, re.sub(r"\{[^}]*\}", "cao2023", route.path))
        for route in served()
        if isinstance(route, Route)
        for method in sorted(route.methods or ())
    ]
    either = ["/claims/facets", "/units/facets", "/units/km/h/versions", "/units/km/h@1", "/units/a@1/linkset"]
    return [*every, *(("GET", path) for path in either), ("DELETE", "/claims/facets"), ("GET", "/claims/a@1")]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_routes_does_not_matter(seed: int) -> None:
    routes = served()
    as_served = Dispatch(routes, FORMS, FORMED)
    Random(seed).shuffle(routes := [*routes])  # noqa: S311 - any order will do
    shuffled = Dispatch(routes, FORMS, FORMED)
    for method, path in asked():
        assert found_by(shuffled, method, path) is found_by(as_served, method, path), (method, path)


def test_the_path_that_says_most_is_meant() -> None:
    router = Router()

    async def answer(request: Request) -> Response:
        raise NotImplementedError

    for path in ("/a/{id:path}", "/a/{id:path}@{version}", "/a/{id:path}/last", "/a/first"):
        router.add_api_route(path, answer, name=path)
    routes = Dispatch(router.routes, {}, ())
    asked = ["/a/b/c", "/a/b/c@1", "/a/b/c/last", "/a/first", "/a/b@1/last"]
    meant = [routes.matches({"type": "http", "method": "GET", "path": path})[1]["route"].path for path in asked]
    assert meant == ["/a/{id:path}", "/a/{id:path}@{version}", "/a/{id:path}/last", "/a/first", "/a/{id:path}/last"]


def test_every_room_is_served() -> None:
    registries = [ROOT / "api" / "resources" / name for name in ("registry.py", "router_registry.py")]
    served_rooms = "".join(path.read_text(encoding="utf-8") for path in registries)
    for file in sorted((ROOT / "api" / "resources").glob("*/routes.py")):
        assert f"from api.resources.{file.parent.name} import routes as" in served_rooms
