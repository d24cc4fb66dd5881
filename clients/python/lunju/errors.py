"""What a service answers where it does not do what it was asked."""

from typing import Any

import httpx

_STANDARD = frozenset({"type", "title", "status", "detail", "instance", "errors"})
"""The members that every problem has (RFC 9457, section 3.1, and `errors`)."""


class LunjuError(Exception):
    """An answer that is an error (RFC 9457).

    Attributes:
        status: the HTTP status.
        kind: which error of `/problems` it is, such as `precondition-failed`; empty where the answer does not say.
        detail: what went wrong, and what to do.
        errors: each fault: `detail`, and `pointer` or `parameter`.
        members: what errors of its kind say beyond that, such as the `epoch` of `feed-restarted`.
    """

    def __init__(self, response: httpx.Response) -> None:
        """Read a response, which may be that of a proxy, and so of any form."""
        try:
            problem = response.json()
        except ValueError:
            problem = None
        if not isinstance(problem, dict):
            problem = {}
        self.status = response.status_code
        self.kind = str(problem.get("type", "")).rpartition("/")[2]
        self.detail = str(problem.get("detail", response.reason_phrase))
        self.errors: list[dict[str, Any]] = problem.get("errors", [])
        self.members: dict[str, Any] = {name: value for name, value in problem.items() if name not in _STANDARD}
        super().__init__(f"{self.status} {self.kind}: {self.detail}")
