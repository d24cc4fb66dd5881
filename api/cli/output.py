"""What commands say: results on standard output, what happens meanwhile on standard error."""

from typing import NoReturn

import typer


def report(what: str, count: int) -> None:
    """Tell what is loaded, and how much of it, as it is loaded."""
    if count:
        typer.echo(f"  {what}: {count}", err=True)


def fail(message: str) -> NoReturn:
    """End with what is wrong.

    Raises:
        typer.Exit: always, with the code 1.
    """
    typer.echo(f"lunju: {message}", err=True)
    raise typer.Exit(1)
