"""The head of an answer leaves with what follows at once, and never later than at the end of the turn."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from api.core.front.answer_transport import AnswerTransport


class Sent:
    """A transport that notes each call of the system."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.calls.append(data)

    def writelines(self, data: tuple[bytes, ...]) -> None:
        self.calls.append(b"".join(data))

    def is_closing(self) -> bool:
        return False


async def sent(answer: Callable[[Any], None]) -> list[bytes]:
    """Return what one turn of the loop sends."""
    transport = Sent()
    closed = transport.calls.append
    answer(AnswerTransport(cast("asyncio.Transport", transport), asyncio.get_running_loop(), lambda: closed(b"closed")))
    await asyncio.sleep(0)
    return transport.calls


def one_body(transport: AnswerTransport) -> None:
    transport.write(b"head ")
    transport.write(b"body")


def stream(transport: AnswerTransport) -> None:
    one_body(transport)
    transport.write(b"more")


def head_alone(transport: AnswerTransport) -> None:
    transport.write(b"head ")


def last_answer(transport: AnswerTransport) -> None:
    transport.write(b"head ")
    transport.close()


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (one_body, [b"head body"]),
        (stream, [b"head body", b"more"]),
        (head_alone, [b"head "]),
        (last_answer, [b"head ", b"closed"]),
    ],
)
def test_a_head_leaves_with_what_follows_at_once(answer: Callable[[Any], None], calls: list[bytes]) -> None:
    assert asyncio.run(sent(answer)) == calls
