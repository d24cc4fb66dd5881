"""The command line's part for keys."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from api.cli_database import transaction
from api.core import keys
from api.core.keys import Role
from api.core.moments import moment

_UNITS = {"h": "hours", "d": "days"}

commands = typer.Typer(help="Make, list and revoke the keys that writing needs.", no_args_is_help=True)


def _lifetime(text: str) -> timedelta:
    parts = re.fullmatch(r"([1-9]\d{0,3})([hd])", text)
    if parts is None:
        message = "a lifetime is a number of hours or days, from 1 to 9999, such as 12h or 90d"
        raise typer.BadParameter(message)
    return timedelta(**{_UNITS[parts[2]]: int(parts[1])})


@commands.command()
def create(
    name: Annotated[str, typer.Argument(help="What it is called; versions written with it say so. Never reused.")],
    role: Annotated[Role, typer.Option(help="An editor writes; an admin may also redact.")],
    expires: Annotated[
        timedelta, typer.Option(parser=_lifetime, metavar="TIME", help="How long it is good, as 12h or 90d.")
    ] = "90d",  # type: ignore[assignment] # Typer parses it
) -> None:
    """Make a key. It is printed once, alone on standard output; the database holds only its hash."""
    with transaction() as connection:
        key = keys.issue(connection, name, role, expires)
    typer.echo(key)
    typer.echo("Keep it: it is not shown again.", err=True)


@commands.command("list")
def show() -> None:
    """List every key that was ever made: its public part, name, role, and until when it is good."""
    with transaction() as connection:
        now = moment(connection)
        for key in keys.every(connection):
            typer.echo(f"lunju_{key.id}_…  {key.name}  {key.role}  {key.end(now) or f'good until {key.expires_at}'}")


@commands.command()
def revoke(name: Annotated[str, typer.Argument(help="The name of the key.")]) -> None:
    """End a key, from the next request on."""
    with transaction() as connection:
        keys.revoke(connection, name)
    typer.echo(f"{name} is revoked", err=True)
