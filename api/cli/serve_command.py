"""The command line's part for serving."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fastapi import FastAPI

from api.cli.output import fail


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port to listen at; 0 is a free one.  [default: 8000]")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="How many processes serve; on SQLite one is enough.")] = 1,
    ephemeral: Annotated[
        bool,
        typer.Option(
            "--ephemeral",
            help="Serve a seeded database of its own, at a free port, and tell where in a line of JSON; it is gone at "
            "the end. On PostgreSQL it is made beside the one that is set.",
        ),
    ] = False,
    pack: Annotated[
        list[str] | None,
        typer.Option(help="With --ephemeral: a further pack to load, by name or folder; may be repeated."),
    ] = None,
    stdin: Annotated[
        bool,
        typer.Option(
            "--stdin",
            help="With --ephemeral: end with standard input, and serve another copy for each line `copy`, until "
            "`drop URL`; each is answered by a line.",
        ),
    ] = False,
) -> None:
    """Serve the API. An SQLite file is made and seeded at the first start; PostgreSQL must be seeded before."""
    if ephemeral:
        from api.cli.ephemeral import serve_ephemeral
        from seed.packs import Pack

        if workers > 1:
            fail("--ephemeral serves with one process: leave --workers out")
        serve_ephemeral(host, port or 0, [Pack.named(name) for name in pack or []], stdin=stdin)
        return
    if pack or stdin:
        fail("--pack and --stdin go with --ephemeral: `lunju seed --pack NAME` loads a pack to keep")
    port = 8000 if port is None else port
    import uvicorn

    from api import __version__
    from api.cli.database import any_database, bring_up
    from api.cli.listening import bind
    from api.core.db import migrate
    from api.core.db.engine import sqlite_path
    from api.core.front.request_log import logging_configuration
    from api.core.front.uvicorn_options import server_options
    from api.settings import Settings
    from seed.frozen import index_tables

    app: str | Callable[[], FastAPI] = "api.app:create_app"
    if workers == 1:  # else each process imports it
        from api.app import create_app

        app = create_app
    with any_database() as engine:
        if engine.dialect.name == "sqlite":
            bring_up(engine)
            where = str(sqlite_path(engine.url))
        else:
            where = engine.url.render_as_string()
            migrate.require(engine)
            with engine.connect() as connection:
                if not index_tables.is_current(connection):
                    fail("the search index is of another version: run `lunju reindex` first")
    bind(host, port).close()  # uvicorn would tell that it cannot after it is told here where it serves
    at = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"  # RFC 3986, section 3.2.2
    typer.echo(f"Lunju {__version__} serves {where}\nat {at}, documented at {at}/docs")
    settings = Settings()
    options = server_options(read_seconds=settings.read_seconds, connections=settings.connections)
    if logged := logging_configuration(settings.log):
        options["log_config"] = logged
    uvicorn.run(
        app,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        **options,
    )
