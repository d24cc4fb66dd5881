"""What is told of a request that was answered, to whoever counts or logs: nothing that may hold words."""

from functools import lru_cache

from starlette.types import Message, Scope

from api.core.http.dispatch import MATCHED

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class AnsweredAs:
    """What is told of a request: never its path, its query or a header, which may hold words.

    There is one of each, so that it is found by what it is, and not by what it says.

    Attributes:
        method: the method.
        route: the path of its route, with the names of its parameters; empty where it has none.
        form: the media type of the answer.
    """

    __slots__ = ("form", "method", "route")

    def __init__(self, method: str, route: str, form: str) -> None:
        """Say what it is."""
        self.method = method
        self.route = route
        self.form = form


_of_each = lru_cache(maxsize=None)(AnsweredAs)  # as many as there are routes, times their forms


def answered_as(scope: Scope, start: Message | None) -> AnsweredAs:
    """Return what is told of a request that was answered."""
    route = scope.get("route") or scope.get(MATCHED, (None, {}))[1].get("route")
    form = next((value for name, value in start["headers"] if name == b"content-type"), b"") if start else b""
    method = scope["method"] if scope["method"] in _METHODS else "other"
    return _of_each(method, getattr(route, "path", ""), form.partition(b";")[0].decode("latin-1"))
