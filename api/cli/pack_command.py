"""The command line's part for packs of essays."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import fail


def pack(
    essay: Annotated[str, typer.Argument(help="The id of the essay.")],
    target: Annotated[Path, typer.Argument(help="The folder to write, or an archive, FILE.zip.")],
    license_: Annotated[
        str | None,
        typer.Option("--license", help="The licence (SPDX) of its data; else that of its pack, or CC-BY-4.0."),
    ] = None,
) -> None:
    """Write an essay as a pack, which `lunju seed --pack` puts into another database with the same ids.

    It has the state that each record has now, and what the essay shares with others as far as it is named. The text is
    in it where anybody may have it.
    """
    from api.cli.database import seeded_database
    from api.exports.essay_pack import pack_of
    from api.exports.written import Written
    from seed.packs import Pack

    if target.exists():
        fail(f"{target} is there already: name another")
    with seeded_database() as engine, engine.connect() as connection:
        made = pack_of(connection, essay, license_)
    if target.suffix == ".zip":
        target.write_bytes(Written(made.files, "application/x-ndjson").as_one(essay).content)
    else:
        target.mkdir(parents=True)
        for file in made.files:
            (target / file.name).write_bytes(file.content)
    typer.echo(f"{target}: {made.records} records, hash {Pack.named(str(target)).hash}")
    if made.earlier:
        typer.echo(f"{made.earlier} earlier versions are not in it: a pack has what is now", err=True)
    if not made.has_text:
        typer.echo("The text is not in it: none is attached, or its licence keeps it here.", err=True)
