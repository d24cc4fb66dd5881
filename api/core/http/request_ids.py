"""The identifier of a request, where requests are logged: a problem tells it, so that its line is found."""

from starlette.types import Scope

REQUEST_ID = "lunju.request_id"


def request_id_of(scope: Scope) -> str | None:
    """Return the identifier of a request; None where requests have none."""
    found: str | None = scope.get(REQUEST_ID)
    return found
