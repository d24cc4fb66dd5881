"""One question for all who ask it at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class SharedQuestion(Generic[_T]):
    """Asks once for all who wait; who comes while it is being answered has the next answer, since more may be known."""

    def __init__(self, ask: Callable[[], Awaitable[_T]]) -> None:
        """Say how it is asked."""
        self._ask = ask
        self._asking: asyncio.Task[None] | None = None
        self._waiting: list[asyncio.Future[_T]] = []

    async def answer(self) -> _T:
        """Return an answer to the question that was asked after this call.

        Raises:
            Exception: whatever asking raises.
        """
        waiter: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        if self._asking is None:
            self._asking = asyncio.create_task(self._answer_all())
        return await waiter

    async def _answer_all(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            try:
                answer = await self._ask()
            except Exception as error:  # noqa: BLE001 - each who waits must be told of it, whatever it is
                for waiter in waiting:
                    if not waiter.done():
                        waiter.set_exception(error)
            else:
                for waiter in waiting:
                    if not waiter.done():
                        waiter.set_result(answer)
        self._asking = None
