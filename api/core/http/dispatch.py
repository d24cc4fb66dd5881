"""Finding a route by the first segment and the depth of a path: it costs the same however many rooms there are."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from api.core.http.media_types import JSON_TYPE, MERGE_PATCH
from api.core.http.negotiation import Form, unacceptable
from api.core.http.paths import PATH, SLASH, encoded_path, matched_path
from api.core.http.urls import FORM

MATCHED = "lunju.matched"
"""Where a scope tells how well its request is matched, where that was found before."""

_READ_TYPES = {"PATCH": ("Accept-Patch", MERGE_PATCH), "POST": ("Accept-Post", JSON_TYPE)}
"""The header that tells which type of body a method reads (RFC 5789, section 3.1; W3C LDP, section 7.1)."""
_SUFFIX = re.compile("[A-Za-z][A-Za-z0-9]{0,19}")
"""What may be meant as the name of a form."""
_PARAMETER = re.compile(r"\{[^}]*\}")
_LONGEST_MISTAKEN, _DEEPEST_MISTAKEN = 200, 6
"""Of how long a path, in characters and segments, it is thought about what was meant."""
_LONGEST_PATH = 2000
"""No id is nearly as long as to need a longer one, and each route of a room would be tried on it."""


class Dispatch(BaseRoute):
    """Routes that stand where one stands: a request is matched against those of its first segment and depth alone.

    A router tries its routes in turn, so that the last of a hundred costs more than a query does. Here the path that
    says most of itself is tried first (`/claims/facets`, `/claims/{id}@{version}`, `/claims/{id}`), so that it does
    not matter in which order routes are given.

    Args:
        routes: the routes, whose first segment is no parameter, in the order in which they are documented.
        forms: the forms, by the suffix that fixes each: a path that has one is read as the path before it.
        formed: the words of paths that have forms: the first segments of those beneath which something has, and the
            last of those which, as they end with no parameter, have any but JSON.
    """

    def __init__(self, routes: Iterable[BaseRoute], forms: Mapping[str, Form], formed: Container[str]) -> None:
        """Sort routes by their first segment."""
        self.routes = list(routes)
        self._forms = forms
        self._formed = formed
        self._rooms: defaultdict[tuple[str, int], list[Route]] = defaultdict(list)
        self._words = {word for route in self.routes for word in route.path.split("/") if word and "{" not in word}  # type: ignore[attr-defined] # each has a path, as is seen below
        self._deep = {
            _first(route.path) for route in self.routes if isinstance(route, Route) and ":path}" in route.path
        }
        for route in self.routes:
            assert isinstance(route, Route), "only paths have a first segment"
            assert not _first(route.path).startswith("{"), f"{route.path} begins with a parameter"
            self._rooms[self._place(route.path)].append(route)
        for room in self._rooms.values():
            room.sort(key=lambda route: (-len(_PARAMETER.sub("", route.path)), route.path))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return how well a request is matched, and what its route says of it.

        The most specific path that fits is the path that is meant, whatever the method: `facets` is no id of a claim.
        """
        if MATCHED in scope:
            matched: tuple[Match, Scope] = scope[MATCHED]
            return matched
        found: tuple[Match, Scope] = (Match.NONE, {})
        if scope["type"] != "http" or len(scope["path"]) > _LONGEST_PATH:
            return found
        asked, added = self._asked(scope)
        match, child = self._matched(asked)
        if not added and (misspelt := self._misspelt(scope, asked, match, child)):
            asked, added = misspelt
            match, child = self._matched(asked)
        if match is Match.FULL:
            child = {**child, **added, "path_params": _ids(child["path_params"], asked["path"])}
        return match, child

    def _matched(self, asked: Scope) -> tuple[Match, Scope]:
        found: tuple[Match, Scope] = (Match.NONE, {})
        meant = None
        path = _path(asked)
        for route in self._rooms.get(self._place(path), ()):
            if meant not in {None, route.path} or not route.path_regex.match(path):
                continue
            match, child = route.matches(asked)
            if match is Match.FULL:
                return match, child
            if match is Match.PARTIAL and meant is None:
                found, meant = (match, child), route.path
        return found

    def _place(self, path: str) -> tuple[str, int]:
        """Return where the routes are that a path can be of: those as deep, unless a parameter may hold slashes."""
        segment = _first(path)
        return segment, 0 if segment in self._deep else path.count("/")

    def _asked(self, scope: Scope) -> tuple[Scope, dict[str, str]]:
        """Return a scope to match, and what to add to that of the request.

        The path of the first has no suffix that fixes a form, since only what is read has forms, and its slashes are
        those that part it.
        """
        path = matched_path(scope)
        before, dot, suffix = path.rpartition(".")
        if dot and suffix in self._forms and (found := self._before(scope, before, suffix)):
            return found
        return (scope if path == scope["path"] else {**scope, "path": path}), {}

    def _before(self, scope: Scope, before: str, suffix: str) -> tuple[Scope, dict[str, str]] | None:
        """Return the same of a path without a suffix; None where that has no forms."""
        asked = {**scope, "path": before}
        if scope["method"] != "GET" or _first(_path(asked)) not in self._formed:
            return None
        encoded = encoded_path(scope).removesuffix(f".{suffix}")
        return asked, {"path": before.replace(SLASH, "/"), PATH: encoded, FORM: suffix}

    def _misspelt(self, scope: Scope, asked: Scope, match: Match, child: Scope) -> tuple[Scope, dict[str, str]] | None:
        """Return the same where a suffix names no form; None where the end of the path can be that of an id."""
        before, _, suffix = asked["path"].rpartition(".")
        if not _SUFFIX.fullmatch(suffix) or (match is Match.FULL and _fits(child, asked["path"])):
            return None
        return self._before(scope, before, suffix)

    def has_form(self, route: Route, asked: Scope) -> bool:
        """Tell whether what a route answers with has the form that a suffix of the path fixes, if one does."""
        if asked.get(FORM, "json") == "json":
            return True
        last = route.path.rpartition("/")[2]
        return last.startswith("{") or last in self._formed

    def nearest_path(self, path: str) -> str | None:
        """Return a path that leads somewhere and is like one that does not: without a last slash, or in the plural.

        Args:
            path: the path, encoded.
        """
        words = path.strip("/").split("/")
        if len(path) > _LONGEST_MISTAKEN or len(words) > _DEEPEST_MISTAKEN:
            return None
        meant = [word if word in self._words else self._nearest_word(word) for word in words]
        found = (f"/{'/'.join(those)}" for those in (meant, meant[1:]) if any(those))
        return next((one for one in found if one != path and self._leads_somewhere(one)), None)

    def _nearest_word(self, word: str) -> str:
        stem, dot, suffix = word.partition(".")
        near = get_close_matches(stem.lower(), self._words, n=1, cutoff=0.8)
        return f"{near[0]}{dot}{suffix}" if near else word

    def _leads_somewhere(self, path: str) -> bool:
        stem, dot, suffix = path.rpartition(".")
        bare = stem if dot and suffix in self._forms else path
        return any(route.path_regex.match(bare) for route in self._rooms.get(self._place(bare), ()))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request by the route that it matched."""
        route, method = scope["route"], scope["method"]
        if method in route.methods:
            if not self.has_form(route, scope):
                why = f"There is no .{scope[FORM]} of this"
                raise unacceptable(why, [self._forms["json"]])
            await route.handle(scope, receive, send)
            return
        # A path may be that of several routes, one for each of its methods.
        alike = [one for one in self._rooms[self._place(route.path)] if one.path == route.path]
        methods = {other for one in alike for other in one.methods or ()} | {"OPTIONS"}
        methods |= {"HEAD"} if "GET" in methods else set()
        headers = {"Allow": ", ".join(sorted(methods))}
        if method != "OPTIONS":
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers=headers)
        headers |= dict(_READ_TYPES[one] for one in sorted(methods & _READ_TYPES.keys()))
        await Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)(scope, receive, send)


def _fits(child: Scope, path: str) -> bool:
    """Tell whether the parameters of a path are what its route takes."""
    given, declared = _ids(child["path_params"], path), child["route"].dependant.path_params
    return not any(item.validate(given[item.alias], loc=("path", item.alias))[1] for item in declared)


def _path(scope: Scope) -> str:
    return str(scope["path"].removeprefix(scope.get("root_path", "")))


def _ids(parameters: dict[str, Any], path: str) -> dict[str, Any]:
    """Return the parameters of a path with the slashes of ids."""
    if SLASH not in path:
        return parameters
    return {name: value.replace(SLASH, "/") for name, value in parameters.items()}


def _first(path: str) -> str:
    return path.split("/", 2)[1] if "/" in path else ""
