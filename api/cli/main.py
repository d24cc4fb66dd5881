"""The command line.

Its parts say what each command takes; what a command needs is imported when it runs, so that help and the version come
at once.
"""

import gc
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from api.cli import (
    backup_commands,
    essay_commands,
    export_command,
    figure_command,
    import_commands,
    key_commands,
    pack_command,
    seed_commands,
    serve_command,
    status_command,
    text_commands,
    upkeep_commands,
    vacuum_command,
)

cli = typer.Typer(
    help="Structured essay claims and evidence. The database is named by LUNJU_DATABASE_URL; by default it is "
    "the SQLite file lunju.db in the current directory.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.command()(serve_command.serve)
cli.command()(upkeep_commands.verify)
cli.command()(upkeep_commands.reindex)
cli.command()(backup_commands.backup)
cli.command()(backup_commands.restore)
cli.command()(upkeep_commands.restored)
cli.add_typer(seed_commands.commands, name="seed")
cli.add_typer(key_commands.commands, name="key")
cli.command("import")(import_commands.import_files)
cli.add_typer(import_commands.drafts, name="draft")
cli.command()(export_command.export)
cli.command()(pack_command.pack)
cli.command()(vacuum_command.vacuum)
cli.command()(figure_command.figure)
cli.command()(status_command.status)
cli.add_typer(essay_commands.commands, name="essay")
cli.add_typer(text_commands.commands, name="text")


def _print_version(asked: bool) -> None:
    if asked:
        from api import __version__

        typer.echo(f"lunju {__version__}")
        raise typer.Exit


@cli.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version, and exit.")
    ] = False,
) -> None:
    """Hold the options that every command has."""


def main() -> None:
    """Run the command line; an error is one line that says what to do."""
    gc.disable()  # what is imported stays: to look through it for garbage takes a seventh of a start
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may lack a character; that is no reason to end
    try:
        cli()
    except Exception as error:
        from api.cli.error_messages import explain

        message = explain(error)
        if message is None:
            raise
        sys.exit(f"lunju: {message}")
    finally:
        gc.enable()
