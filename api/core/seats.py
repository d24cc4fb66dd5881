"""How many clients there may be at once for what takes long."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.core.problems import ProblemError


class Seats:
    """How many clients may do something at once in a process.

    Args:
        most: how many.
        doing: what they do, as in "100 clients follow the changes already".
    """

    def __init__(self, most: int, doing: str) -> None:
        """Begin with all seats free."""
        self._most = most
        self._doing = doing
        self._taken = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a seat.

        Raises:
            ProblemError: all are taken.
        """
        if self._taken >= self._most:
            detail = f"{self._most} clients {self._doing} already."
            raise ProblemError("too-many-streams", detail, headers={"Retry-After": "10"})
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1
