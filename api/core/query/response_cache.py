"""Encoded responses, kept in front of the router for as long as what they follow from is as it was.

Every request asks the database for its state, so that an answer is never older than the last
committed write, whichever process committed it. Lists tell what they follow from, and are kept
while other things are written (`change_marks.py`); all else is kept for exactly one state.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from sys import getsizeof
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.db.dataset_state import ChangeMark, DataState
from api.core.db.reader import Reader
from api.core.http.answered_as import AnsweredAs, answered_as
from api.core.http.etags import followed_from, is_current, version_read
from api.core.http.problems import ProblemError
from api.core.http.urls import own_base
from api.core.query.change_marks import ChangeMarks, ListScope

_OVERHEAD = 2000
"""About how many bytes Python needs to hold a response beside its body."""

_Headers = list[tuple[bytes, bytes]]
_Key = tuple[str, bytes, bytes, bytes, str]
"""The path, the query, which types and codings are accepted, and the base of links."""
_VARIES = {b"accept", b"accept-encoding"}
"""The request headers that are part of the key."""


_BESIDE = frozenset({"/healthz"})
"""Paths that answer without asking the database, and so must not wait for it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A response: with its body, or only with the knowledge that its tag is current.

    Attributes:
        state: what it was made in, or was found to hold in since.
        tag: its entity tag.
        headers: what it said of itself.
        unchanged: what a 304 says of it.
        body: its content; None where that is not known.
        since: what it follows from, and the last change of that; None where it may follow from anything.
        told: what is told of it to whoever counts.
    """

    told: AnsweredAs
    state: DataState
    tag: str
    headers: _Headers
    unchanged: _Headers
    body: bytes | None
    since: tuple[tuple[ListScope, ...], ChangeMark] | None = None


class Cache:
    """Answers what was answered before, as long as the database is in the same state.

    Args:
        app: what answers the rest.
        reader: tells the state of the database.
        marks: tell whether that has changed from which an answer follows.
        capacity: how many bytes to keep; what was used longest ago goes first.
        by_host: whether answers depend on the host that was asked, as their links do where no public URL is set.
        count: is told of each answer that was kept: what it is, its status, and how many seconds it took.

    Attributes:
        size: how many bytes are kept.
        hits: how often what was kept was the answer, or told that the client has it.
        misses: how often it was not.
    """

    def __init__(
        self,
        app: ASGIApp,
        reader: Reader,
        marks: ChangeMarks,
        capacity: int,
        *,
        by_host: bool,
        count: Callable[[AnsweredAs, int, float], None] | None = None,
    ) -> None:
        """Wrap an application."""
        self._count = count
        self._app = app
        self._reader = reader
        self._marks = marks
        self._capacity = capacity
        self._by_host = by_host
        self._entries: OrderedDict[_Key, _Entry] = OrderedDict()
        self.size = self.hits = self.misses = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] in _BESIDE:
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        key, condition = self._key(scope)
        try:
            state = await self._reader.state()
            entry = await self._holding(key, state)
        except ProblemError:  # the application says it better
            await self._app(scope, receive, send)
            return
        if entry is not None:
            if is_current(entry.tag, condition):
                self._touch(key)
                await self._answer(send, begun, entry, HTTPStatus.NOT_MODIFIED, entry.unchanged, b"")
                return
            if entry.body is not None:
                self._touch(key)
                await self._answer(send, begun, entry, HTTPStatus.OK, entry.headers, entry.body)
                return
        self.misses += 1
        messages: list[Message] = []

        async def send_and_note(message: Message) -> None:
            if len(messages) < 3:  # noqa: PLR2004 - more than a head and a body is a stream
                messages.append(message)
            await send(message)

        scope.setdefault("state", {})
        await self._app(scope, receive, send_and_note)
        # Reads of one response may see several versions, but none older than was asked before, and
        # none that is current still if a later one was told. A text that was attached since is of a later state.
        if version_read(scope) == state.version and (made := _entry(scope, state, messages)):
            self._keep(key, replace(made, since=followed_from(scope)))

    async def _holding(self, key: _Key, state: DataState) -> _Entry | None:
        """Return the answer that is kept, if it still is what it would be."""
        entry = self._entries.get(key)
        if entry is None or entry.state == state:
            return entry
        if entry.since is None or await self._marks.latest(state, entry.since[0]) != entry.since[1]:
            return None
        entry = replace(entry, state=state)
        if key in self._entries:  # it may have been driven out meanwhile
            self._entries[key] = entry
        return entry

    async def _answer(
        self, send: Send, begun: float, entry: _Entry, status: int, headers: _Headers, body: bytes
    ) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        self.hits += 1
        if self._count:
            self._count(entry.told, status, perf_counter() - begun)

    def _touch(self, key: _Key) -> None:
        if key in self._entries:
            self._entries.move_to_end(key)

    def _key(self, scope: Scope) -> tuple[_Key, str | None]:
        accept, codings, condition = b"", b"", None
        for name, value in scope["headers"]:
            if name == b"accept":
                accept += b"," + value
            elif name == b"accept-encoding":
                codings += b"," + value
            elif name == b"if-none-match":
                condition = value.decode("latin-1") if condition is None else f"{condition},{value.decode('latin-1')}"
        base = own_base(scope) if self._by_host else ""
        # As it was sent: `%2F` is not `/`, though both are decoded to one path.
        path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        return (path, scope["query_string"], accept, codings, base), condition

    def _keep(self, key: _Key, entry: _Entry) -> None:
        if old := self._entries.pop(key, None):
            self.size -= _size(key, old)
        self._entries[key] = entry
        self.size += _size(key, entry)
        while self.size > self._capacity:
            self.size -= _size(*self._entries.popitem(last=False))


def _size(key: _Key, entry: _Entry) -> int:
    held = sum(map(getsizeof, key)) + sum(len(name) + len(value) for name, value in entry.headers)
    return _OVERHEAD + held + len(entry.body or b"")


def _entry(scope: Scope, state: DataState, messages: list[Message]) -> _Entry | None:
    """Make an entry of what was sent, if it is of a kind that is kept."""
    if len(messages) != 2 or messages[1].get("more_body"):  # noqa: PLR2004 - a head and a whole body
        return None
    start, whole = messages
    headers: _Headers = list(start["headers"])
    tag = next((value.decode("latin-1") for name, value in headers if name == b"etag"), None)
    if tag is None or any(name == b"vary" and not _names(value) <= _VARIES for name, value in headers):
        return None
    unchanged = [header for header in headers if not header[0].startswith(b"content-")]
    told = answered_as(scope, start)
    if start["status"] == HTTPStatus.OK:
        return _Entry(told, state, tag, headers, unchanged, whole["body"])
    return _Entry(told, state, tag, headers, unchanged, None) if start["status"] == HTTPStatus.NOT_MODIFIED else None


def _names(value: bytes) -> set[bytes]:
    return {name.strip() for name in value.lower().split(b",")}
