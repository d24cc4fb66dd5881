"""Following the changes as they come, by server-sent events, over connections that end."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing, closing

import httpx
import msgspec

from lunju.errors import LunjuError, error_of
from lunju.exchange import OutgoingRequest, Values, build_request, pause_after
from lunju.records import Version

_SILENCE = 45.0
"""How many seconds a stream may be silent: the service says something every fifteen."""


class _Mark(msgspec.Struct):
    sequence: int
    epoch: str


class Following:
    """Where somebody stands who follows the changes.

    Args:
        since: the number of the last change that is known; None is the last that there is.
        epoch: the epoch of the dataset that it is of.
        wanted: which changes are wanted: `resource`, `essay_id`.
    """

    def __init__(self, since: int | None, epoch: str | None, wanted: Values) -> None:
        """Begin there."""
        self._since = since
        self._epoch = epoch
        self._wanted = wanted
        self._failures = 0
        self._event: dict[str, str] = {}

    def request(self, http: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """Return what asks for a stream from there on."""
        known: Mapping[str, str | int | None] = {"since": self._since, "epoch": self._epoch}
        told = {name: value for name, value in known.items() if value is not None}
        outgoing = OutgoingRequest("GET", "/changes", {**self._wanted, **told}, {"Accept": "text/event-stream"})
        request = build_request(http, outgoing)
        request.extensions["timeout"]["read"] = _SILENCE
        self._event = {}
        return request

    def hear(self, line: str) -> Version | None:
        """Take a line of a stream, and return the change that it ends, if it ends one.

        Args:
            line: the line, without its end (WHATWG HTML, section 9.2.6).
        """
        self._failures = 0
        if line:
            name, _, value = line.partition(":")
            self._event[name] = value.removeprefix(" ")
            return None
        event, self._event = self._event, {}
        data = event.get("data", "")
        if event.get("event") == "start":
            mark = msgspec.json.decode(data, type=_Mark)
            self._since, self._epoch = mark.sequence, mark.epoch
        if event.get("event") != "change":  # where the feed was restarted, the next request is refused with it
            return None
        change = msgspec.json.decode(data, type=Version)
        self._since = change.sequence
        return change

    def pause(self, failure: Exception | None) -> float:
        """Return how long to wait before the next request.

        Args:
            failure: what ended the stream; None is that the service did.

        Raises:
            Exception: the failure, where patience does not help, or has not.
        """
        self._failures += 1
        return pause_after(failure or httpx.ReadError("the stream ended"), self._failures)


def follow(http: httpx.Client, following: Following, max_pause: float) -> Iterator[Version]:
    """Yield changes as they come, each once, over as many connections as it takes."""
    while True:
        failure: Exception | None = None
        try:
            with closing(http.send(following.request(http), stream=True)) as response:
                if response.is_error:
                    response.read()
                    raise error_of(response)
                for line in response.iter_lines():
                    if change := following.hear(line):
                        yield change
        except (httpx.TransportError, LunjuError) as error:
            failure = error
        time.sleep(min(following.pause(failure), max_pause))


async def follow_async(http: httpx.AsyncClient, following: Following, max_pause: float) -> AsyncIterator[Version]:
    """Yield changes as they come, each once, over as many connections as it takes."""
    while True:
        failure: Exception | None = None
        try:
            async with aclosing(await http.send(following.request(http), stream=True)) as response:
                if response.is_error:
                    await response.aread()
                    raise error_of(response)
                async for line in response.aiter_lines():
                    if change := following.hear(line):
                        yield change
        except (httpx.TransportError, LunjuError) as error:
            failure = error
        await asyncio.sleep(min(following.pause(failure), max_pause))
