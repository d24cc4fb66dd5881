"""The command line's `status`, and the container's health check.

The check runs it every few seconds as `python -m api.cli.status_command`, so it imports nothing of the service: the
rest takes many times as long to start.
"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

_SECONDS = 3.0


def status(
    url: Annotated[str, typer.Argument(help="Where the service is, such as http://localhost:8000.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for all answers.")] = _SECONDS,
) -> None:
    """Ask a running service for its health, its schema and its data; exit with 0 where it is healthy and ready."""
    from api.cli.service_status import ask_status, service_url

    try:
        base = service_url(url)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="URL") from error
    found = ask_status(base, timeout)
    typer.echo(json.dumps(asdict(found)) if as_json else "\n".join(found.lines()))
    for message in found.messages:
        typer.echo(f"lunju: {message}", err=True)
    if not (found.healthy and found.ready):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(status)
