"""Processes of `lunju serve --ephemeral`, and what they leave behind."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from tests.api.cli.commands import LUNJU, environment
from tests.conftest import engine_of
from tests.patience import PATIENCE

Told = dict[str, Any]


class Ephemeral:
    """A process that serves, and has told where."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.first = self.hear()

    def hear(self) -> Told:
        """Return what the next line tells."""
        assert self.process.stdout
        told: Told = json.loads(self.process.stdout.readline())
        return told

    def ask(self, line: str) -> Told:
        """Say a line, and return what it is answered with."""
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.hear()


@contextmanager
def ephemeral(
    *arguments: str, url: str, temporary: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Ephemeral]:
    """Start one, and see to it that it ends."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [LUNJU, "serve", "--ephemeral", *arguments],
        env=environment(url) | {"TMPDIR": str(temporary), **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Ephemeral(process)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def left(url: str, temporary: Path) -> set[str]:
    """Return what there is beside a database, and in the folder of temporary files."""
    found = {path.name for path in temporary.iterdir()}
    if url.startswith("sqlite"):
        return found | {path.name for path in Path(sa.make_url(url).database or "").parent.iterdir()}
    with engine_of(url) as engine, engine.connect() as connection:
        return found | set(connection.scalars(sa.text("SELECT datname FROM pg_database")))
