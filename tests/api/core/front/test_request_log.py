"""Requests are logged as lines of JSON where the operator says so, and no line has a word, a body or a key."""

import json
import logging
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from logging.config import DictConfigurator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.core.front.request_log import RequestFilter, logging_configuration
from tests.api.cli.commands import LUNJU, environment
from tests.api.writing import key
from tests.conftest import engine_of, serving
from tests.deploy.test_proxies import free_port
from tests.patience import PATIENCE, wait_until

WORDS, QUERY = "再看一遍", "enterprise"


@dataclass
class Logged:
    """A service that logs, and what it had logged when it ended."""

    base: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""


@contextmanager
def logging_service(url: str, folder: Path) -> Iterator[Logged]:
    port, log = free_port(), folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(  # noqa: S603 - ours
            [str(LUNJU), "serve", "--port", str(port)],
            env=environment(url) | {"LUNJU_LOG": "json"},
            stdout=subprocess.DEVNULL,
            stderr=written,
        )
    logged = Logged(f"http://127.0.0.1:{port}")
    try:
        wait_until(lambda: _answers(logged.base, process), "the service does not answer")
        yield logged
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        logged.text = log.read_text()
        logged.lines = [json.loads(line) for line in logged.text.splitlines()]


def _answers(base: str, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None
    try:
        return httpx.get(f"{base}/healthz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def test_each_request_is_a_line_that_its_answer_and_its_problem_name(writable: str, tmp_path: Path) -> None:
    with logging_service(writable, tmp_path) as logged:
        given = httpx.get(f"{logged.base}/claims/cao2023-c1", headers={"X-Request-ID": "of-a-proxy.1"})
        wrong = httpx.get(f"{logged.base}/claims/cao2023-c9999")
    assert given.headers["X-Request-ID"] == "of-a-proxy.1"
    assert wrong.json()["request_id"] == wrong.headers["X-Request-ID"]
    of = {line["request_id"]: line for line in logged.lines if line["message"] == "request"}
    said = {name: of["of-a-proxy.1"][name] for name in ("method", "route", "form", "status", "level")}
    route = {"method": "GET", "route": "/claims/{claim_id}", "form": "application/json"}
    assert said == {**route, "status": 200, "level": "INFO"}
    assert of[wrong.headers["X-Request-ID"]]["status"] == 404
    assert of["of-a-proxy.1"]["seconds"] > 0


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, 'a"b'])
def test_an_identifier_that_could_not_be_one_is_not_taken(given: str, seeded: str) -> None:
    with serving(seeded, log="json") as base:
        found = httpx.get(f"{base}/claims/cao2023-c1", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (len(found), found.isalnum()) == (32, True)


def test_no_line_has_a_word_of_a_query_a_body_or_a_key(writable: str, tmp_path: Path) -> None:
    token = key(writable)
    headers = {"Authorization": f"Bearer {token}", "If-Match": "*", "Content-Type": "application/merge-patch+json"}
    with logging_service(writable, tmp_path) as logged:
        httpx.get(f"{logged.base}/search", params={"q": QUERY}).raise_for_status()
        body = {"note": {"zh-Hans": WORDS}}
        httpx.patch(f"{logged.base}/claims/cao2023-c1", json=body, headers=headers).raise_for_status()
        httpx.get(f"{logged.base}/{QUERY}")
    assert len(logged.lines) >= 4
    assert not [word for word in (WORDS, json.dumps(WORDS)[1:-1], QUERY, token, token[-20:]) if word in logged.text]


def test_what_is_written_stands_in_no_message_of_an_error(writable: str) -> None:
    with engine_of(writable) as engine, engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as told:
        connection.execute(sa.text("INSERT INTO claims (id, essay_id) VALUES (:words, :words)"), {"words": WORDS})
    assert WORDS not in str(told.value).split("\n(Background")[0].partition("[SQL")[2]


def test_requests_have_no_identifier_where_they_are_not_logged(client: httpx.Client) -> None:
    wrong = client.get("/claims/cao2023-c9999", headers={"X-Request-ID": "of-a-proxy.1"})
    assert ("X-Request-ID" in wrong.headers, "request_id" in wrong.json()) == (False, False)


def test_a_line_is_an_object_with_what_it_is_of() -> None:
    told = logging_configuration("json")
    assert told is not None
    record = logging.LogRecord("lunju.requests", logging.INFO, "", 0, "request", None, None)
    RequestFilter().filter(record)
    line = json.loads(DictConfigurator(told).configure_formatter(told["formatters"]["json"]).format(record))
    assert line.pop("time")
    assert line == {"level": "INFO", "logger": "lunju.requests", "message": "request", "request_id": None}


def test_words_are_logged_as_uvicorn_does() -> None:
    assert logging_configuration("text") is None
