"""Following the changes live, as server-sent events (WHATWG HTML, section 9.2).

A stream asks for the version of the dataset at every tick, which is exact, costs a few microseconds,
and is the same on both databases, standbys included; nothing need be told by writers.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress

import msgspec
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.core.db.reader import Reader, Row
from api.core.http.concurrency_limit import ConcurrencyLimit
from api.core.http.problems import ProblemError
from api.core.http.shutdown import Stopping
from api.resources.changes.models import Mark, Wanted

MEDIA_TYPE = "text/event-stream"
TICK = 0.5
"""How many seconds pass between two looks."""
HEARTBEAT = 15.0
"""How many seconds pass, without changes, between two comments that keep the connection open."""
_WINDOW = 500
"""How many versions one read goes over, wanted or not."""


class EventStream(StreamingResponse):
    """A response that has no end of its own."""

    media_type = MEDIA_TYPE

    def __init__(self, events: AsyncIterator[bytes], seats: ConcurrencyLimit, headers: Mapping[str, str]) -> None:
        """Answer with events, for as long as a seat is held."""
        # nginx must not hold events back (nginx.org, X-Accel-Buffering).
        own = {"Cache-Control": "no-store", "Vary": "Accept", "X-Accel-Buffering": "no"}
        super().__init__(events, headers={**own, **headers})
        self._seats = seats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the client leaves or the server stops."""
        with self._seats.taken(scope):
            await super().__call__(scope, receive, send)


async def follow(
    reader: Reader,
    wanted: Wanted,
    mark: Mark,
    encode: Callable[[Row], bytes],
    stopping: Stopping,
    *,
    heartbeat: float = HEARTBEAT,
) -> AsyncIterator[bytes]:
    """Yield the wanted changes beyond a mark as events, each once, in order, and go on with those that come.

    Where the dataset comes to be another, restored from a backup, that is told, and is the end.

    Args:
        reader: where they are read.
        wanted: which to tell.
        mark: what the client knows.
        encode: makes JSON of a change.
        stopping: tells when to end.
        heartbeat: after how many seconds without an event to send a comment.
    """
    loop = asyncio.get_running_loop()
    since = mark.sequence
    yield _event("start", since, msgspec.json.encode(mark._asdict()))
    spoken = loop.time()
    while not stopping.told:
        behind = False
        with suppress(ProblemError):  # the database cannot be read now: the next look may find it well
            state = await reader.state()
            if state.epoch != mark.epoch:
                now = Mark(state.version, state.epoch)
                yield _event("restarted", now.sequence, msgspec.json.encode(now._asdict()))
                return
            if state.version > since:
                until = since + _WINDOW
                snapshot = await reader.fetch(wanted.statement(reader.dialect), wanted.values(since, until, _WINDOW))
                if snapshot.state.epoch != mark.epoch:
                    continue
                since, behind = min(until, snapshot.version), until < snapshot.version
                if snapshot.rows:
                    yield b"".join(_event("change", row[0], encode(row)) for row in snapshot.rows)
                    spoken = loop.time()
        if loop.time() - spoken >= heartbeat:
            yield b":\n"
            spoken = loop.time()
        if not behind:  # every stream looks at the same ticks: those of one process share one question
            await asyncio.sleep(TICK - loop.time() % TICK)


def _event(name: str, sequence: int, data: bytes) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (sequence, name.encode(), data)
