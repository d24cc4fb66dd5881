"""Records what the service answers, for the handlers in `clients/msw`: `python -m tests.clients.record_answers`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import sqlalchemy as sa

from api.core.db.engine import SQLITE
from api.core.records.base_record import table_of
from api.core.versions.version_tables import Dataset
from tests.api.writing import key
from tests.clients.conftest import environment
from tests.conftest import Databases, engine_of, serving
from tests.patience import PATIENCE

PACKAGE = Path(__file__).parents[2] / "clients" / "msw"
RECORDING = PACKAGE / "recording.js"

BASE = "https://lunju.test"
_STARTED = datetime(2026, 12, 1, tzinfo=UTC)
_EPOCH = "0" * 12
_STORIES: dict[str, dict[str, object]] = {
    "reading": {},
    "editing": {},
    "creating": {},
    "limited": {"key_writes": 1},
    "locked": {"lock_seconds": 0.1},
}
"""The files of requests, and what is set of the service that each is told to."""


def record(out: Path, folder: Path) -> None:
    """Record the answers to all stories, each told to a service of its own.

    Args:
        out: the file that is written.
        folder: where databases are made.
    """
    with recordable(folder) as (token, bases):
        told = [word for story, base in bases.items() for word in (base, f"stories/{story}.txt")]
        subprocess.run(  # noqa: S603 - our own recorder
            ["node", "record.js", "record", *told, "--out", str(out)],  # noqa: S607 - Node.js, as it is installed
            cwd=PACKAGE,
            env={**environment(), "LUNJU_KEY": token},
            check=True,
            timeout=PATIENCE,
        )


@contextmanager
def recordable(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve both packs for each story, with nothing in answers by chance; yield a key, and where each is served.

    Args:
        folder: where databases are made.
    """
    databases = Databases("sqlite", folder, None)
    template = databases.seeded("moss2026")
    with engine_of(template) as engine, engine.begin() as connection:
        connection.execute(sa.update(table_of(Dataset)).values(epoch=_EPOCH))
    with ExitStack() as services:
        services.enter_context(patch("api.core.versions.clock.clock", return_value=_STARTED))
        services.enter_context(patch("api.core.front.write_quotas.time", SimpleNamespace(monotonic_ns=lambda: 0)))
        token = key(template)
        copies = {story: databases.copy(template) for story in _STORIES}
        bases = {
            story: services.enter_context(serving(copies[story], public_url=BASE, **settings))
            for story, settings in _STORIES.items()
        }
        services.enter_context(_held(copies["locked"]))
        yield token, bases


@contextmanager
def _held(url: str) -> Iterator[None]:
    """Hold a database as another writer does; locks are told apart only by the one library that the service has."""
    with closing(SQLITE.connect(sa.make_url(url).database or "", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def main() -> None:
    """Write the recording that the package carries anew."""
    with TemporaryDirectory() as folder:
        record(RECORDING, Path(folder))
    sys.stdout.write(f"{os.path.relpath(RECORDING)}: {RECORDING.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
