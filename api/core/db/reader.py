"""Reading: Core statements, compiled once, executed by the driver itself.

Going through the ORM, or through a thread, costs several times what the query does. A read tells
the version of the dataset that its rows belong to, from the same transaction.
"""

import errno
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, Protocol, TypeVar

import sqlalchemy as sa

from api.core.db.dataset_state import DataState
from api.core.db.spool import Spool
from api.core.http.bounded_memo import remembered_within
from api.core.http.problems import ProblemError

Row = Sequence[Any]

POURED_ROWS = 250
"""How many rows are read and encoded at once: what takes a millisecond or two."""
STREAMERS = 2
"""How many statements are poured at once, so that others still find a thread or a connection."""
SCAN_SECONDS = 10.0
"""How long a read may take that no index bounds."""

_P = ParamSpec("_P")
_BYTES_PER_PARAMETER = 200
_STATEMENT_BYTES = 4_000_000


@dataclass(frozen=True)
class Statement:
    """A compiled statement: its SQL, and its parameters in order, with the values that are fixed."""

    sql: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]

    @property
    def weight(self) -> int:
        """About how many bytes it has in memory, with the shape of the question that it was made for."""
        return 2000 + len(self.sql) + _BYTES_PER_PARAMETER * (len(self.names) + len(self.fixed))

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the driver's positional arguments."""
        return [values[name] if name in values else self.fixed[name] for name in self.names]


@dataclass(frozen=True, slots=True)
class HostStatus:
    """How one host of a cluster is, when it was asked last.

    Attributes:
        role: whether it is written to, or follows who is; or that it does not answer.
        behind: how many versions of the dataset it lacks that others have.
    """

    role: Literal["primary", "standby", "out"]
    behind: int | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of a statement, and the state of the database that they are from."""

    state: DataState
    rows: Sequence[Row]

    @property
    def version(self) -> int:
        """The version of the dataset."""
        return self.state.version


_T = TypeVar("_T")

ReadScript = Generator[tuple[Statement, Mapping[str, Any]], Sequence[Row], _T]
"""Reads that rest on each other: yields a statement and its values, is sent the rows, returns what it makes of them."""


@dataclass(frozen=True, slots=True)
class RowStream:
    """A statement of which every row is wanted, however many there are.

    Attributes:
        statement: the statement.
        values: the values of its parameters.
        begin: what stands before the first row.
        encode: what rows become.
    """

    statement: Statement
    values: Mapping[str, Any]
    begin: bytes
    encode: Callable[[Sequence[Row]], bytes]


class ReadContext(Protocol):
    """What steps are made for.

    Attributes:
        dialect: how the database speaks SQL.
        serves_texts: whether attached texts may be shown that are not free.
    """

    dialect: sa.Dialect
    serves_texts: bool


class StatementReader(ReadContext, Protocol):
    """What reads one statement after another."""

    async def state(self) -> DataState:
        """Return the state of the database, with every write that was committed before the call."""

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows of a statement that indexes bound.

        Raises:
            ProblemError: `unavailable`, when the database cannot be read now.
        """

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows of a statement that may read much: off the event loop, within a time limit.

        Raises:
            ProblemError: `unavailable`; or `too-costly`, when the time limit is reached.
        """


class Reader(StatementReader, Protocol):
    """What reads from one kind of database."""

    async def open(self) -> None:
        """Connect.

        Raises:
            OSError: the database is not there.
        """

    async def close(self) -> None:
        """Disconnect."""

    async def ready(self) -> None:
        """Say whether reads can be trusted, beyond that one now goes well.

        Raises:
            ProblemError: `unavailable`, when reads met damage, or what is read is not what was opened.
        """

    async def is_writable(self) -> bool:
        """Tell whether the database can be written to, as far as who reads it knows."""

    def connections_in_use(self) -> int:
        """Return how many connections are reading now."""

    def hosts(self) -> Sequence[HostStatus]:
        """Return how each host is that is read from or written to, where there are several."""

    async def version(self) -> int:
        """Return the version of the dataset, with every write that was committed before the call."""

    async def run_in_snapshot(self, begin: Callable[[], ReadScript[_T]], *, scans: bool) -> tuple[DataState, _T]:
        """Take steps within one transaction, so that all their rows are of one version of the dataset.

        Args:
            begin: makes the steps; may be called again where the file was locked.
            scans: whether they may read much, as in `scan`.

        Returns:
            The state of the database, and what the steps return.

        Raises:
            ProblemError: `unavailable`; or `too-costly`, when the time limit is reached.
        """

    async def stream_rows(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        """Write every row of a statement to a spool, as fast as the database gives them, within one transaction.

        Whoever empties the spool may be slow, and holds up no writer meanwhile. Few read so at once; others wait.

        Args:
            begin: makes the steps that come before, in the same transaction, and tell what to pour.
            spool: is told the state of the database, then written to; it ends the reading when it is closed.

        Raises:
            ProblemError: `unavailable`; or `too-costly`, when rows take longer to come than the time limit.
            SpoolClosedError: nobody wants the rest.
        """


def remembering_statements(function: Callable[_P, Statement]) -> Callable[_P, Statement]:
    """Remember the statements that a function made, of which requests can ask for any number."""
    return remembered_within(_STATEMENT_BYTES, _weight)(function)


def _weight(statement: Statement) -> int:
    return statement.weight


def compile_statement(select: sa.Select[Any] | sa.CompoundSelect[Any], dialect: sa.Dialect) -> Statement:
    """Compile a statement for a driver; values that it holds itself become fixed."""
    compiled = select.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return Statement(str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params))


def parameter(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.BindParameter[Any]:
    """Return a parameter whose value comes when the statement is executed."""
    return sa.bindparam(name, required=False, type_=kind)


def at_most(name: str) -> sa.ColumnElement[int]:
    """Return a parameter that limits how many rows come.

    SQLite prepares a statement anew, which costs more than to read twenty rows, whenever a bare
    parameter limits it, since its planner looks at the value.
    """
    return sa.cast(parameter(name, sa.Integer()), sa.Integer)


NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""The errors of a disk that is full: of temporary files here, since reads write nothing else."""


def unavailable(error: Exception) -> ProblemError:
    """Return the problem of a database that cannot be read now."""
    detail = f"The database cannot be read now: {type(error).__name__}."
    return ProblemError("unavailable", detail, headers={"Retry-After": "1"})


def too_costly() -> ProblemError:
    """Return the problem of a question that took too long."""
    detail = f"The question took over {SCAN_SECONDS:g} s: narrow it by a filter with an equality, such as essay_id."
    return ProblemError("too-costly", detail, headers={"Retry-After": "10"})
