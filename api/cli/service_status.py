"""What a running service says of itself, over HTTP."""

import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

_LAST_PORT = 65535
_MAX_BYTES = 1 << 20
"""The most of an answer that is read: those of Lunju have a few thousand bytes."""

_OUTDATED = re.compile(r"The schema is at revision (.+), not \w+:")
"""What `/readyz` says of a schema that is not the one of its version."""


@dataclass
class ServiceStatus:
    """What is known of a service; None is unknown."""

    url: str
    healthy: bool = False
    ready: bool = False
    schema_revision: str | None = None
    schema_current: bool | None = None
    dataset_version: int | None = None
    dataset_hash: str | None = None
    epoch: str | None = None
    writes: str | None = None
    hosts: list[dict[str, Any]] = field(default_factory=list)
    """The hosts of the database, where there are several: the role of each, and how far behind it is."""
    messages: list[str] = field(default_factory=list)
    """What is wrong, and what to do about it."""

    def lines(self) -> list[str]:
        """Return what is known, for people."""
        current = {True: ", current", False: ", not current", None: ""}[self.schema_current]
        return [
            f"health: {'ok' if self.healthy else 'not ok'}",
            f"readiness: {'ready' if self.ready else 'not ready'}",
            *([f"writes: {self.writes}"] if self.writes == "waiting" else []),
            *(f"database host {place}: {_host(host)}" for place, host in enumerate(self.hosts, 1)),
            f"schema: {self.schema_revision or 'unknown'}{current}",
            f"dataset version: {'unknown' if self.dataset_version is None else self.dataset_version}",
            f"dataset hash: {self.dataset_hash or 'unknown'}",
            f"epoch: {self.epoch or 'unknown'}",
        ]


@dataclass(frozen=True)
class _Answer:
    path: str
    status: int
    body: dict[str, Any]
    """The members of a JSON object; none where the answer is none."""

    def wrong(self) -> str:
        """Return what the answer says is wrong."""
        phrase = HTTPStatus(self.status).phrase if self.status in set(HTTPStatus) else ""
        return str(self.body.get("detail") or f"{self.path} answers {self.status} {phrase}".rstrip())


def _host(host: Mapping[str, Any]) -> str:
    behind = host.get("behind")
    return f"{host.get('role')}{f', {behind} versions behind' if behind else ''}"


def ask_status(base: httpx.URL, seconds: float) -> ServiceStatus:
    """Return what a service says of itself, as far as it answers.

    Args:
        base: where it is.
        seconds: how long its answers may take together.
    """
    found = ServiceStatus(str(base.copy_with(userinfo=b"")))  # a password is shown nowhere
    deadline = time.monotonic() + seconds
    try:
        with httpx.Client(base_url=base, follow_redirects=True, headers={"Accept": "application/json"}) as http:
            _ask_health(http, deadline, found)
            if found.healthy:
                _ask_readiness(http, deadline, found)
                _ask_dataset(http, deadline, found)
    except httpx.TimeoutException:
        found.messages.append(
            f"{found.url} did not answer in {seconds:g} s: see whether it is overloaded, or set --timeout higher"
        )
    except httpx.HTTPError as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        found.messages.append(
            f"{found.url} cannot be reached: {reason}; see that it runs there, and that this machine may connect"
        )
    return found


def _ask_health(http: httpx.Client, deadline: float, found: ServiceStatus) -> None:
    answer = _get(http, "/healthz", deadline)
    found.healthy = answer.status == HTTPStatus.OK and {"status", "database"} <= answer.body.keys()
    if found.healthy:
        return
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        found.messages.append(f"the service is not well: {answer.wrong()}; see that it runs, and what its log says")
    else:
        found.messages.append(
            f"{found.url} is no Lunju: {answer.wrong()}, not as Lunju does; name the URL that `lunju serve` prints"
        )


def _ask_readiness(http: httpx.Client, deadline: float, found: ServiceStatus) -> None:
    answer = _get(http, "/readyz", deadline)
    found.ready = answer.status == HTTPStatus.OK and answer.body.get("status") == "ready"
    if found.ready:
        found.schema_revision, found.schema_current = answer.body.get("revision"), True
        found.writes, found.hosts = answer.body.get("writes"), answer.body.get("hosts", [])
        return
    found.messages.append(f"the service is not ready: {answer.wrong()}")
    if outdated := _OUTDATED.match(answer.wrong()):
        found.schema_revision, found.schema_current = outdated[1], False


def _ask_dataset(http: httpx.Client, deadline: float, found: ServiceStatus) -> None:
    answer = _get(http, "/", deadline)
    dataset = answer.body.get("dataset")
    if isinstance(dataset, dict):
        found.dataset_version, found.dataset_hash = dataset.get("version"), dataset.get("hash")
        found.epoch = dataset.get("epoch")
    elif found.ready:  # else it was said already what is wrong
        found.messages.append(f"the state of the dataset cannot be read: {answer.wrong()}")


def _get(http: httpx.Client, path: str, deadline: float) -> _Answer:
    """Read an answer, which may come from anything: no more than some bytes of it, and until then.

    Raises:
        httpx.HTTPError: there is none, or not in time.
    """
    content = b""
    with http.stream("GET", path, timeout=max(0.001, deadline - time.monotonic())) as response:
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > _MAX_BYTES:
                break
            if time.monotonic() > deadline:
                message = "the answer comes too slowly"
                raise httpx.ReadTimeout(message)
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    return _Answer(path, response.status_code, body if isinstance(body, dict) else {})


def service_url(url: str) -> httpx.URL:
    """Return the URL of a service.

    Raises:
        ValueError: it is no URL of HTTP.
    """
    with suppress(httpx.InvalidURL):
        base = httpx.URL(url)
        if base.scheme in {"http", "https"} and base.host and (base.port or 0) <= _LAST_PORT:
            return base
    message = f"{url!r} is no URL of a service: say it as http://localhost:8000"
    raise ValueError(message)
