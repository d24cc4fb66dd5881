from contextlib import ExitStack
from typing import Any

import pytest

from api.core.http.concurrency_limit import ConcurrencyLimit
from api.core.http.problems import ProblemError


def scope(address: str) -> dict[str, Any]:
    return {"type": "http", "client": (address, 1)}


def test_one_address_does_not_hold_all() -> None:
    seats = ConcurrencyLimit(4, 2, "follow")
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(seats.taken(scope("192.0.2.1")))
        with (
            pytest.raises(ProblemError, match="2 clients of this address follow already"),
            seats.taken(scope("192.0.2.1")),
        ):
            pass
        held.enter_context(seats.taken(scope("192.0.2.2")))
        held.enter_context(seats.taken(scope("192.0.2.3")))
        with pytest.raises(ProblemError, match="4 clients follow already"), seats.taken(scope("192.0.2.4")):
            pass


def test_a_seat_is_given_back() -> None:
    seats = ConcurrencyLimit(1, 1, "follow")
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        with seats.taken(scope(address)):
            pass
