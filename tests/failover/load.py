"""Editors and readers who go on, on two services, whatever becomes of the database."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import httpx

READS = ("/topics/cao2023-t1", "/claims?limit=5&embed=passages", "/search?q=enterprise", "/claims/cao2023-c104/why")
CLAIM: dict[str, Any] = {
    "essay_id": "cao2023",
    "kind": "causal",
    "stance": "endorses",
    "attributed_to": [],
    "passages": ["cao2023-p4"],
}


@dataclass
class Answered:
    """What became of requests.

    Attributes:
        reads: how long each read took, in seconds, with the one more try that a client makes.
        tried_again: reads that were refused once.
        refused: reads that were refused twice.
        written: when each write was acknowledged, by its number: the claim that it made.
        acknowledged_at: when, of the clock that only goes on.
        waited: writes that were told to wait.
        unseen: claims that another service did not have at once.
        wrong: answers to writes that were neither an acknowledgement nor a request to wait.
    """

    reads: list[float] = field(default_factory=list)
    tried_again: int = 0
    refused: list[str] = field(default_factory=list)
    written: dict[int, str] = field(default_factory=dict)
    acknowledged_at: list[float] = field(default_factory=list)
    waited: int = 0
    unseen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Users:
    """Readers and editors, each at one service first."""

    def __init__(self, services: Sequence[str], key: str) -> None:
        """Say where they go, and with what key."""
        self.answered = Answered()
        self._services = services
        self._key = key
        self._numbers = count(1)
        self._ended = threading.Event()

    def end(self) -> None:
        """Let each finish what they are at."""
        self._ended.set()

    def read(self, place: int) -> None:
        """Read one thing after the other."""
        with self._client(place) as client:
            while not self._ended.is_set():
                for path in READS:
                    self._read(client, path)

    def write(self, place: int) -> None:
        """Make one claim after the other, and look for each at the other service."""
        with self._client(place) as client, self._client(place + 1) as other:
            while not self._ended.is_set():
                number = next(self._numbers)
                if made := self._make(client, number):
                    there = _get(other, f"/claims/{made}") or _get(other, f"/claims/{made}")
                    if there is None or there["text"]["en"] != f"Number {number}.":
                        self.answered.unseen.append(made)

    def _client(self, place: int) -> httpx.Client:
        return httpx.Client(base_url=self._services[place % len(self._services)], timeout=30)

    def _read(self, client: httpx.Client, path: str) -> None:
        began = time.monotonic()
        if _get(client, path) is None:
            self.answered.tried_again += 1
            if _get(client, path) is None:
                self.answered.refused.append(path)
        self.answered.reads.append(time.monotonic() - began)

    def _make(self, client: httpx.Client, number: int) -> str | None:
        """Make a claim, and try again as long as it is told to wait; return its id, if it was acknowledged."""
        body = CLAIM | {"text": {"zh-Hans": f"第 {number} 条。", "en": f"Number {number}."}}
        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": f'"{uuid4()}"'}
        while not self._ended.is_set():
            with suppress(httpx.TransportError):
                answer = client.post("/claims", json=body, headers=headers)
                if answer.status_code == httpx.codes.CREATED:
                    self.answered.written[number] = made = str(answer.json()["id"])
                    self.answered.acknowledged_at.append(time.monotonic())
                    return made
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    self.answered.wrong.append(answer.text)
            self.answered.waited += 1
            time.sleep(0.1)
        return None


@contextmanager
def loaded(services: Sequence[str], key: str, *, readers: int = 2, editors: int = 2) -> Iterator[Answered]:
    """Read and write all the while; yield what became of it so far."""
    users = Users(services, key)
    threads = [threading.Thread(target=users.read, args=(place,)) for place in range(readers)]
    threads += [threading.Thread(target=users.write, args=(place,)) for place in range(editors)]
    for thread in threads:
        thread.start()
    try:
        yield users.answered
    finally:
        users.end()
        for thread in threads:
            thread.join()


def _get(client: httpx.Client, path: str) -> Any:
    """Return a record or a list; None where it is refused for now."""
    try:
        answer = client.get(path)
    except httpx.TransportError:
        return None
    return answer.json() if answer.status_code == httpx.codes.OK else None
