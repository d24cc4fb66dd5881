"""The command line's part for keys."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from api.core.write.roles import Role

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
        timedelta,
        typer.Option(
            parser=_lifetime, metavar="TIME", help="After how long it ends, as 12h or 90d. None is good for ever."
        ),
    ] = "90d",  # type: ignore[assignment] # Typer parses it
) -> None:
    """Make a key. It is printed once, alone on standard output; the database holds only its hash."""
    from api.cli.database import transaction
    from api.core.write import api_keys

    with transaction() as connection:
        key = api_keys.issue(connection, name, role, expires)
        end = next(made.expires_at for made in api_keys.every(connection) if made.name == name)
    typer.echo(key)
    typer.echo(f"It ends at {end} (--expires sets another time). Keep it: it is not shown again.", err=True)


@commands.command("list")
def show() -> None:
    """List every key that was ever made: its public part, name, role, and until when it is good."""
    from api.cli.database import transaction
    from api.core.versions.clock import moment
    from api.core.write import api_keys

    with transaction() as connection:
        now = moment(connection)
        for key in api_keys.every(connection):
            typer.echo(f"lunju_{key.id}_…  {key.name}  {key.role}  {key.end(now) or f'good until {key.expires_at}'}")


@commands.command()
def revoke(name: Annotated[str, typer.Argument(help="The name of the key.")]) -> None:
    """End a key, from the next request on."""
    from api.cli.database import transaction
    from api.core.write import api_keys

    with transaction() as connection:
        api_keys.revoke(connection, name)
    typer.echo(f"{name} is revoked", err=True)
