"""A real service for tests: `lunju serve --ephemeral` in a process of its own, over databases that are gone at the end.

What the service is made of is never imported here: it is found as a program, and looks for its packages neither in the
folder that tests run in nor in `PYTHONPATH`, so that a project may have packages of the same names.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Self

_PATIENCE = 60


class NotServedError(Exception):
    """No service could be started; the message says why."""


@dataclass(frozen=True)
class Service:
    """A service over a database of its own.

    Attributes:
        url: where it answers.
        database: the URL of its database, such as `LUNJU_DATABASE_URL` takes.
        key: a key that may write, and redact.
        pid: the process that serves it.
        version: the version of the dataset, when it was made.
        hash: the hash of the dataset then: the same packs give the same on every machine.
        packs: the packs that it was seeded from.
    """

    url: str
    database: str
    key: str
    pid: int
    version: int
    hash: str
    packs: list[str]


class Ephemeral:
    """Services that are gone when this is closed, or when this process is.

    Args:
        packs: what is loaded beyond the first essay, by name or folder.
        database_url: a server of PostgreSQL on which databases are made; by default they are files of SQLite, or what
            `LUNJU_DATABASE_URL` says.
        command: the program `lunju`; by default that beside this Python, else the one of the `PATH`.
        folder: where it is run, and folders of packs begin; by default here.

    Attributes:
        service: the first service, seeded, to be shared by all who only read.
    """

    def __init__(
        self,
        packs: Sequence[str] = (),
        database_url: str | None = None,
        command: str | None = None,
        folder: Path | None = None,
    ) -> None:
        """Start a process, and wait until it serves.

        Raises:
            NotServedError: there is no such program, or it ended with an error.
        """
        arguments = [argument for pack in packs for argument in ("--pack", pack)]
        hidden = {"PYTHONPATH", "PYTHONHOME"}
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        environment["PYTHONSAFEPATH"] = "1"
        if database_url:
            environment["LUNJU_DATABASE_URL"] = database_url
        self._lock = Lock()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        self._process = subprocess.Popen(
            [command or _program(), "serve", "--ephemeral", "--stdin", *arguments],
            cwd=folder,
            encoding="utf-8",
            env=environment,
            start_new_session=True,  # what interrupts the tests does not end it before they have ended
            stderr=self._said,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            self.service = Service(**self._hear())
        except BaseException:
            self.close()
            raise

    def copy(self) -> Service:
        """Return a service over a fresh copy of what the first was seeded with, made in milliseconds."""
        return Service(**self._ask("copy"))

    def drop(self, service: Service) -> None:
        """End a service, and remove its database."""
        self._ask(f"drop {service.url}")

    def close(self) -> None:
        """End all of them."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._said.close()

    def __enter__(self) -> Self:
        """Return this, which is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close this."""
        self.close()

    def _ask(self, line: str) -> dict[str, Any]:
        with self._lock:
            assert self._process.stdin
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
            return self._hear()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": self._last_words()}
        if "error" in answer:
            raise NotServedError(answer["error"])
        return answer

    def _last_words(self) -> str:
        self._process.wait(_PATIENCE)
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip()
        return f"`lunju serve --ephemeral` ended with {self._process.returncode}: {said}"


def _program() -> str:
    beside = shutil.which("lunju", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("lunju")
    if found is None:
        message = "there is no program `lunju`: install the service, or name the program that another environment has"
        raise NotServedError(message)
    return found
