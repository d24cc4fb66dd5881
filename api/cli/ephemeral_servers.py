"""Servers of one process, each over a copy of a seeded database."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import msgspec
import sqlalchemy as sa
import uvicorn

from api.app import create_app
from api.cli.listening import listen
from api.cli.templates import SeededCopies, Tell
from api.core.front.uvicorn_options import server_options
from api.core.versions import dataset_epoch
from api.core.write import api_keys
from api.settings import Settings

_GRACE_SECONDS = 2
"""How long an answer that is under way has when its server ends."""
_LOOK_SECONDS = 0.001
_LIFETIME = timedelta(days=90)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where who listens everywhere is found from here


class EphemeralService(msgspec.Struct, frozen=True):
    """What is told of a service, as a line of JSON.

    Attributes:
        url: where it is.
        database: the URL of its database.
        key: a key of an admin.
        pid: the process that serves it.
        version: the version of the dataset.
        hash: the hash of the dataset.
        packs: the packs that are loaded.
    """

    url: str
    database: str
    key: str
    pid: int
    version: int
    hash: str
    packs: list[str]


class Dropped(msgspec.Struct, frozen=True):
    """What is told of a service that is no more."""

    dropped: str


class Misunderstood(msgspec.Struct, frozen=True):
    """What is told of a line that says nothing."""

    error: str


class _Server(uvicorn.Server):
    """A server that leaves the signals of the process to who started it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class EphemeralServers:
    """Servers that come and go.

    Args:
        copies: makes their databases.
        host: the address that they listen at.
    """

    def __init__(self, copies: SeededCopies, host: str) -> None:
        """Note what is served, and where."""
        self._copies = copies
        self._host = host
        self._running: dict[str, Callable[[], Awaitable[None]]] = {}
        self._ending: set[asyncio.Future[None]] = set()
        self._key, self._version, self._hash = "", 0, ""
        self._packs: list[str] = []

    def begin(self, tell: Tell) -> None:
        """Seed what they serve copies of.

        Args:
            tell: told what was loaded.
        """
        self._copies.begin(self._prepare, tell)

    def _prepare(self, engine: sa.Engine) -> None:
        """Make a key, and look what there is: it is the same in every copy."""
        with engine.begin() as connection:
            dataset_epoch.renew(connection)
            self._key = api_keys.issue(connection, "ephemeral", "admin", _LIFETIME)
            self._version, self._hash = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
            self._packs = list(connection.scalars(sa.text("SELECT name FROM packs ORDER BY dataset_version")))

    async def add(self, port: int = 0) -> EphemeralService:
        """Serve a new copy, and tell of it once it answers.

        Args:
            port: the port; 0 is a free one.
        """
        listener = listen(self._host, port)
        copy = await asyncio.to_thread(self._copies.copy)
        settings = _settings(copy)
        app = create_app(settings)
        options = server_options(read_seconds=settings.read_seconds, connections=settings.connections)
        server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_GRACE_SECONDS, **options))
        serving = asyncio.create_task(server.serve([listener]))
        while not (server.started or serving.done()):  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(_LOOK_SECONDS)
        if serving.done():
            await serving  # raises what kept it from serving

        async def end() -> None:
            app.state.stopping.told = True
            server.should_exit = True
            await serving
            await asyncio.to_thread(self._copies.drop, copy)

        host, bound = listener.getsockname()[:2]
        host = _EVERYWHERE.get(host, host)
        url = f"http://[{host}]:{bound}" if ":" in host else f"http://{host}:{bound}"  # RFC 3986, section 3.2.2
        self._running[url] = end
        return EphemeralService(
            url, settings.database_url, self._key, os.getpid(), self._version, self._hash, self._packs
        )

    async def obey(self, line: str) -> EphemeralService | Dropped | Misunderstood:
        """Do what a line says: `copy` serves another copy, `drop URL` ends one.

        Args:
            line: the line.
        """
        match line.split():
            case ["copy"]:
                return await self.add()
            case ["drop", url] if url in self._running:
                ending = asyncio.ensure_future(self._running.pop(url)())
                self._ending.add(ending)
                return Dropped(url)
        return Misunderstood(f"{line.strip()!r} is neither `copy` nor `drop` with the URL of a service")

    async def close(self) -> None:
        """End all of them."""
        await asyncio.gather(*self._ending, *(end() for end in self._running.values()))


def _settings(database: sa.URL) -> Settings:
    """Return settings under which a database is served: nobody counts a test's writes, unless told to."""
    said = Settings()
    # The password stands in the URL that is told where it stood in the one that is set, and not where it is a secret.
    written = sa.make_url(said.database_url)
    url = written.set(drivername=written.get_backend_name(), database=database.database)
    own = {"database_url": url.render_as_string(hide_password=False), "key_writes": 0, "address_writes": 0}
    kept = said.model_fields_set - {"database_url"}
    return Settings.model_validate({name: value for name, value in own.items() if name not in kept})
