"""A server that is killed at any moment keeps what it acknowledged, and nothing by halves.

`LUNJU_KILLS` asks for more kills.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from tests.api.writing import ANY, CLAIM, MERGE_PATCH, Json, client_of, holds, key
from tests.conftest import Databases, engine_of
from tests.patience import wait_until

KILLS = int(os.environ.get("LUNJU_KILLS") or 1)
WRITERS = 4
BATCH = 3


@dataclass
class Writer:
    """Writes as fast as it can, and remembers what it was told.

    Attributes:
        made: the ids of its claims.
        told: the versions that were acknowledged, each with the words of its state.
        batches: the reasons of the batches that were acknowledged.
        pending: what was sent without an answer: its idempotency key, and its words.
    """

    made: list[str] = field(default_factory=list)
    told: dict[tuple[str, int], str] = field(default_factory=dict)
    batches: list[str] = field(default_factory=list)
    pending: list[tuple[str, str]] = field(default_factory=list)

    def write(self, base: str, token: str, stop: Event) -> None:
        with client_of(base, token) as client:
            while not stop.is_set():
                words = uuid4().hex
                act = random.choice([self._create, self._create, self._change, self._delete, self._apply])  # noqa: S311
                try:
                    act(client, words)
                except httpx.TransportError:
                    return

    def _create(self, client: httpx.Client, words: str) -> None:
        sent = uuid4().hex
        self.pending.append((sent, words))
        response = create(client, sent, words)
        self.pending.pop()
        self._tell(response, words)
        self.made.append(response.json()["id"])

    def _change(self, client: httpx.Client, words: str) -> None:
        if self.made:
            body = json.dumps({"text": {"en": words}})
            path = f"/claims/{random.choice(self.made)}"  # noqa: S311 - no secret
            self._tell(client.patch(path, content=body, headers=MERGE_PATCH | ANY), words)

    def _delete(self, client: httpx.Client, _words: str) -> None:
        if len(self.made) > 1:
            gone = self.made.pop(0)  # whether or not it is answered, it is not written to again
            response = client.delete(f"/claims/{gone}", headers=ANY)
            assert response.status_code == httpx.codes.OK, response.text

    def _apply(self, client: httpx.Client, words: str) -> None:
        operations = [{"op": "create", "resource": "claims", "body": claim(words)} for _ in range(BATCH)]
        response = client.post("/batches", json={"reason": words, "operations": operations})
        assert response.status_code == httpx.codes.OK, response.text
        self.batches.append(words)

    def _tell(self, response: httpx.Response, words: str) -> None:
        assert response.is_success, response.text
        record = response.json()
        self.told[record["id"], record["version"]] = words


def claim(words: str) -> Json:
    return CLAIM | {"text": {"zh-Hans": "论点。", "en": words}}


def create(client: httpx.Client, sent: str, words: str) -> httpx.Response:
    return client.post("/claims", json=claim(words), headers={"Idempotency-Key": sent})


@contextmanager
def server(url: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a database in a process group of its own, which ends by SIGKILL and nothing else."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app", "--port", str(port)]
    settings = {"LUNJU_DATABASE_URL": url, "LUNJU_KEY_WRITES": "0", "LUNJU_ADDRESS_WRITES": "0"}
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--log-level", "critical"], env=os.environ | settings, start_new_session=True
    ) as process:
        base = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: answers(base), "the server did not start")
            yield base, process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz").is_success
    except httpx.TransportError:
        return False


def write_until_killed(url: str, token: str) -> list[Writer]:
    """Let writers write, and kill the server at some moment."""
    writers, stop = [Writer() for _ in range(WRITERS)], Event()
    with ThreadPoolExecutor(WRITERS) as pool:
        with server(url) as (base, _):
            running = [pool.submit(writer.write, base, token, stop) for writer in writers]
            time.sleep(random.uniform(0.05, 0.8))  # noqa: S311 - no secret
        stop.set()
        for each in running:
            each.result()
    return writers


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    """A database that outlives the kills."""
    return databases.copy(seeded_template)


@pytest.fixture(scope="module")
def token(url: str) -> str:
    return key(url)


@pytest.mark.parametrize("kill", range(KILLS))
def test_what_was_acknowledged_outlives_the_server(url: str, token: str, kill: int) -> None:
    with engine_of(url) as engine, engine.connect() as connection:
        since = connection.scalar(sa.text("SELECT version FROM dataset"))
    writers = write_until_killed(url, token)
    with server(url) as (base, _), client_of(base, token) as client:
        again = [(words, create(client, sent, words)) for writer in writers for sent, words in writer.pending]
        assert [response.text for _, response in again if response.status_code != httpx.codes.CREATED] == []
    with engine_of(url) as engine, engine.connect() as connection:
        written = connection.execute(
            sa.text("SELECT sequence, record_id, version, action, state, reason FROM versions WHERE sequence > :since"),
            {"since": since},
        ).all()
        last = connection.scalar(sa.text("SELECT version FROM dataset"))
    states = {(row.record_id, row.version): json.loads(row.state)["text"]["en"] for row in written}
    told = {at: words for writer in writers for at, words in writer.told.items()}
    assert {at: states.get(at) for at in told} == told
    assert sorted(row.sequence for row in written) == list(range(int(since or 0) + 1, int(last or 0) + 1))
    reasons = [row.reason for row in written if row.reason]
    assert {reasons.count(reason) for reason in reasons} <= {BATCH}
    assert {reason for writer in writers for reason in writer.batches} <= set(reasons)
    first = [states[row.record_id, row.version] for row in written if row.action == "created"]
    assert {words: first.count(words) for words, _ in again} == dict.fromkeys((words for words, _ in again), 1)
    if kill % 10 == 0 or kill == KILLS - 1:
        verified = holds(url)
        assert verified.records
