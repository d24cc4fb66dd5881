"""Reading within a script: what is awaited of this reader is a step of a transaction that is under way."""

from collections.abc import Coroutine, Generator, Mapping, Sequence
from types import coroutine
from typing import Any, TypeVar

from api.core.db.dataset_state import STATE, DataState
from api.core.db.reader import ReadContext, ReadScript, Row, Snapshot, Statement

_T = TypeVar("_T")
_READ_STATE = Statement(STATE, (), {})


class ScriptReader:
    """What can be asked of a reader outside a transaction, asked in the one of a script.

    Args:
        context: what the script is made for.
    """

    def __init__(self, context: ReadContext) -> None:
        """Read nothing yet."""
        self.dialect, self.serves_texts = context.dialect, context.serves_texts
        self._state: DataState | None = None

    async def state(self) -> DataState:
        """Return the state of the database in the transaction."""
        if self._state is None:
            self._state = DataState(*(await _step(_READ_STATE, {}))[0])
        return self._state

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows of a statement."""
        return Snapshot(await self.state(), await _step(statement, values))

    scan = fetch


def script_of(asking: Coroutine[Any, Any, _T]) -> ReadScript[_T]:
    """Take what a coroutine asks of a `ScriptReader` for the steps of a script; it may wait for nothing else."""
    return (yield from asking.__await__())


@coroutine
def _step(
    statement: Statement, values: Mapping[str, Any]
) -> Generator[tuple[Statement, Mapping[str, Any]], Sequence[Row], Sequence[Row]]:
    return (yield statement, values)
