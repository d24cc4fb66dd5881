"""How many clients there may be at once for what takes long."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import Scope

from api.core.http.client_address import site
from api.core.http.problems import ProblemError


class ConcurrencyLimit:
    """How many clients may do something at once in a process.

    Args:
        most: how many.
        of_one_address: how many of them from one address.
        doing: what they do, as in "100 clients follow the changes already".
    """

    def __init__(self, most: int, of_one_address: int, doing: str) -> None:
        """Begin with all seats free."""
        self._most = most
        self._of_one_address = of_one_address
        self._doing = doing
        self._taken = Counter[bytes]()

    @property
    def count(self) -> int:
        """How many there are now."""
        return self._taken.total()

    @contextmanager
    def taken(self, scope: Scope) -> Iterator[None]:
        """Hold a seat for the client of a request.

        Raises:
            ProblemError: all are taken, or all that one address may have.
        """
        client = site(scope)
        if self._taken[client] >= self._of_one_address:
            self._refuse(f"{self._of_one_address} clients of this address {self._doing} already.")
        if self._taken.total() >= self._most:
            self._refuse(f"{self._most} clients {self._doing} already.")
        self._taken[client] += 1
        try:
            yield
        finally:
            self._taken[client] -= 1
            self._taken += Counter()  # leaves out whoever has none

    @staticmethod
    def _refuse(detail: str) -> None:
        raise ProblemError("too-many-streams", detail, headers={"Retry-After": "10"})
