"""What a client says it has seen of a cluster, and what it has seen once it is answered.

`Lunju-Dataset-Version` is the version of the dataset that an answer is of; a client that sends it back is answered from
no older state, whichever server answers. Tags of lists (`If-None-Match`), `since` and `Last-Event-ID` say the same.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.db.replicated_reader import ReplicatedReader
from api.core.http.problems import ProblemError

DATASET_VERSION = "Lunju-Dataset-Version"
_FIELDS = frozenset({b"lunju-dataset-version", b"last-event-id", b"if-none-match", b"if-match"})
_NUMBER = re.compile(rb'(?:W/)?"?([0-9]{1,18})(?![0-9])')


class SeenVersions:
    """Tells the reader what a client has seen, and the client what it sees.

    Args:
        app: what answers.
        reader: reads from the servers of a cluster.
    """

    def __init__(self, app: ASGIApp, reader: ReplicatedReader) -> None:
        """Wrap an application."""
        self._app = app
        self._reader = reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._reader.expect(max(_claimed(scope), default=0))

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and (version := await self._version(scope)) is not None:
                told = (DATASET_VERSION.lower().encode(), str(version).encode())
                message = {**message, "headers": [*message["headers"], told]}
            await send(message)

        await self._app(scope, receive, tell)

    async def _version(self, scope: Scope) -> int | None:
        """Return the version that an answer is of, or that a write made at the least."""
        try:
            state = self._reader.seen if scope["method"] in {"GET", "HEAD"} else await self._reader.state()
        except ProblemError:
            return None
        return state.version if state else None


def _claimed(scope: Scope) -> Iterator[int]:
    """Yield the versions of the dataset that a request names; numbers of records, which are less, among them."""
    said = [value for name, value in scope["headers"] if name in _FIELDS]
    if scope["path"] == "/changes" and b"since=" in scope["query_string"]:
        said += parse_qs(scope["query_string"]).get(b"since", [])
    for value in said:
        if found := _NUMBER.match(value):
            yield int(found[1])
