"""What a service answers where it does not do what it was asked."""

from typing import Any

import httpx

_STANDARD = frozenset({"type", "title", "status", "detail", "instance", "errors"})
"""The members that every problem has (RFC 9457, section 3.1, and `errors`)."""


_KINDS: dict[str, type["LunjuError"]] = {}
"""The classes of `lunju.problems`, by the kind that each is for."""


class LunjuError(Exception):
    """An answer that is an error (RFC 9457).

    Attributes:
        status: the HTTP status.
        kind: which error of `/problems` it is, such as `precondition-failed`; empty where the answer does not say.
        detail: what went wrong, and what to do.
        errors: each fault: `detail`, and `pointer` or `parameter`.
        members: what errors of its kind say beyond that, such as the `epoch` of `feed-restarted`.
        retry_after: after how many seconds the service may be asked again; None where it does not say.
    """

    def __init_subclass__(cls, kind: str = "") -> None:
        """Know a class by the kind of error that it is for."""
        _KINDS[kind] = cls

    def __init__(self, response: httpx.Response) -> None:
        """Read a response, which may be that of a proxy, and so of any form."""
        problem = _problem(response)
        self.status = response.status_code
        self.kind = _kind(problem)
        self.detail = str(problem.get("detail", response.reason_phrase))
        self.errors: list[dict[str, Any]] = problem.get("errors", [])
        self.members: dict[str, Any] = {name: value for name, value in problem.items() if name not in _STANDARD}
        asked_for = response.headers.get("Retry-After", "")
        # A proxy may give a date, which says less than our own patience.
        self.retry_after = float(asked_for) if asked_for.isdecimal() else None
        super().__init__(f"{self.status} {self.kind}: {self.detail}")


def error_of(response: httpx.Response) -> LunjuError:
    """Return the error that a response is, of the class that its kind has."""
    return _KINDS.get(_kind(_problem(response)), LunjuError)(response)


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        problem = response.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _kind(problem: dict[str, Any]) -> str:
    return str(problem.get("type", "")).rpartition("/")[2]
