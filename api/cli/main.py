"""The command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer
import uvicorn

from api import __version__
from api.cli import export_command, key_commands, status_command, text_commands, vacuum_command
from api.cli.database import transaction
from api.cli.error_messages import explain
from api.core.db import migrate
from api.core.db.engine import create_engine, require_file, sqlite_path
from api.core.front.uvicorn_options import server_options
from api.core.versions.dataset_epoch import renew
from api.core.versions.verify import examine
from api.resources.registry import RESOURCES, SEARCHED
from api.settings import Settings
from seed.compile import compile_pack
from seed.coverage import describe, prove
from seed.editions import as_lines
from seed.frozen import index, index_tables
from seed.loader import load
from seed.packs import Pack, PackError
from seed.reanchor import anchors_of, reanchor
from seed.text import Text

cli = typer.Typer(
    help="Structured essay claims and evidence. The database is named by LUNJU_DATABASE_URL; by default it is "
    "the SQLite file lunju.db in the current directory.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
seeding = typer.Typer(
    help="Bring the database to this version's schema and data. Safe to repeat.", invoke_without_command=True
)
cli.add_typer(seeding, name="seed")
cli.add_typer(key_commands.commands, name="key")
cli.command()(export_command.export)
cli.command()(vacuum_command.vacuum)
cli.command()(status_command.status)
cli.add_typer(text_commands.commands, name="text")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"lunju {__version__}")
        raise typer.Exit


@cli.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version, and exit.")
    ] = False,
) -> None:
    """Hold the options that every command has."""


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="How many processes serve; on SQLite one is enough.")] = 1,
) -> None:
    """Serve the API. An SQLite file is made and seeded at the first start; PostgreSQL must be seeded before."""
    with _database() as engine:
        if engine.dialect.name == "sqlite":
            _upgrade(engine)
            where = str(sqlite_path(engine.url))
        else:
            where = engine.url.render_as_string()
            migrate.require(engine)
            with engine.connect() as connection:
                if not index_tables.is_current(connection):
                    _fail("the search index is of another version: run `lunju reindex` first")
    at = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"  # RFC 3986, section 3.2.2
    typer.echo(f"Lunju {__version__} serves {where}\nat {at}, documented at {at}/docs")
    settings = Settings()
    uvicorn.run(
        "api.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        **server_options(read_seconds=settings.read_seconds, connections=settings.connections),
    )


@seeding.callback()
def seed(
    context: typer.Context,
    pack: Annotated[
        list[str] | None, typer.Option(help="A further pack to load, by name or folder; may be repeated.")
    ] = None,
) -> None:
    """Bring the database to this version's schema and data, and load further packs."""
    if context.invoked_subcommand:
        return
    packs = [Pack.named(name) for name in pack or []]
    with _database() as engine:
        _upgrade(engine)
        for item in packs:
            with engine.begin() as connection:
                new = load(connection, item, _report, SEARCHED)
            typer.echo(f"{item.name}: {new} new records" if new else f"{item.name}: nothing new")
        with engine.connect() as connection:
            head = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
    typer.echo(f"dataset version {head.version}, hash {head.chain_hash}")


@seeding.command("verify")
def verify_packs(
    text: Annotated[Path | None, typer.Option(help="The text of an essay whose pack does not carry it.")] = None,
    pack: Annotated[
        str | None,
        typer.Option(help="One pack only, by name or folder; its places are found in another edition of its text."),
    ] = None,
) -> None:
    """Prove that the packs hold all of their texts: every anchor, sentence, numeral and thesis."""
    held = Text.of(text) if text else None
    whole, used = True, False
    for item in [Pack.named(pack)] if pack else Pack.shipped():
        [essay] = item.rows("essays")
        known = item.text or (held if held and held.sha256 == essay["sha256"] else None)
        if held and pack and held.sha256 != essay["sha256"]:
            found = reanchor(anchors_of(item.rows("passages")), held, item.text)
            typer.echo(f"{item.name}: {as_lines(found, held)}")
            raise typer.Exit(1)
        used = used or known is held
        if known is None:
            count = len(item.rows("passages"))
            typer.echo(f"{item.name}: unproved, since its text is not free: name your copy with --text FILE")
            typer.echo(f"anchors unproved: {count} of {count} (100 %)")
            continue
        lines, holds = describe(prove(item, known))
        typer.echo(f"{item.name}\n{lines}")
        whole = whole and holds
    if held and not used:
        _fail(f"{text} is the text of no pack: it has {held.length} code points and SHA-256 {held.sha256}")
    if not whole:
        raise typer.Exit(1)


@seeding.command("compile")
def compile_draft(
    draft: Annotated[Path, typer.Argument(help="The folder of the draft.")],
    text: Annotated[Path, typer.Argument(help="The file of the essay's exact text.")],
    target: Annotated[Path, typer.Argument(help="The folder of the pack to write.")],
) -> None:
    """Make a pack from an author's draft: quotes become anchors, wordings intervals, keys ids."""
    compile_pack(draft, Text.of(text), target)
    typer.echo(f"{target}: {Pack(target).hash}")


@cli.command()
def verify() -> None:
    """Recompute the version chain, and compare every record with its last version; print what does not hold."""
    require_file(Settings().database)
    with _database() as engine:
        migrate.require(engine)
        with engine.connect() as connection:
            broken = False

            def tell(fault: str) -> None:
                nonlocal broken
                broken = True
                typer.echo(f"lunju: {fault}", err=True)

            found = examine(connection, RESOURCES.values(), tell)
    if broken:
        raise typer.Exit(1)
    typer.echo(f"{found.versions} versions and {found.records} records hold\ndataset hash {found.head}")


@cli.command()
def reindex() -> None:
    """Fill the search index again. Seeding does so by itself where another version of Lunju filled it."""
    require_file(Settings().database)
    with _database() as engine:
        migrate.require(engine)
        with engine.begin() as connection:
            count = index.rebuild(connection, _report, SEARCHED)
    typer.echo(f"{count} records can be searched")


@cli.command()
def restored() -> None:
    """Say that the database was restored from a backup: it gets a new epoch, so that who follows /changes notices."""
    with transaction() as connection:
        epoch = renew(connection)
        head = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
    typer.echo(f"epoch {epoch}\ndataset version {head.version}, hash {head.chain_hash}")


@contextmanager
def _database() -> Iterator[sa.Engine]:
    engine = create_engine(Settings().database)
    try:
        yield engine
    finally:
        engine.dispose()


def _upgrade(engine: sa.Engine) -> None:
    if migrate.current(engine) != migrate.head():
        migrate.upgrade(engine, _report)
    with engine.connect() as connection:
        outdated = not index_tables.is_current(connection)
    if outdated:
        with engine.begin() as connection:
            index.rebuild(connection, _report, SEARCHED)


def _report(what: str, count: int) -> None:
    if count:
        typer.echo(f"  {what}: {count}", err=True)


def _fail(message: str) -> None:
    typer.echo(f"lunju: {message}", err=True)
    raise typer.Exit(1)


def main() -> None:
    """Run the command line; an error is one line that says what to do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may lack a character; that is no reason to end
    try:
        cli()
    except PackError as error:
        sys.exit(f"lunju: {error}")
    except Exception as error:
        message = explain(error)
        if message is None:
            raise
        sys.exit(f"lunju: {message}")
