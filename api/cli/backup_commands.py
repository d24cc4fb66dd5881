"""The command line's part for backups: made while others write, proved, and brought back."""

from pathlib import Path
from typing import Annotated

import typer


def backup(file: Annotated[Path, typer.Argument(help="The file to write, which must not be there yet.")]) -> None:
    """Write all there is to one file, while others read and write: records, versions, keys and attached texts."""
    from api.cli.database import seeded_database
    from api.core.db.backup import back_up

    with seeded_database() as engine:
        back_up(engine.url, file)
    typer.echo(f"{file}: {file.stat().st_size:,} bytes")


def restore(file: Annotated[Path, typer.Argument(help="A backup, as `lunju backup` makes it.")]) -> None:
    """Make the database that is set of a backup, once it is proved; there must be none, or an empty one."""
    from api.cli.output import fail
    from api.core.db import migrate
    from api.core.db.backup import opened
    from api.core.versions.dataset_epoch import renew
    from api.core.versions.verify import examine
    from api.resources.registry import RESOURCES
    from api.settings import Settings

    faults: list[str] = []
    with opened(Settings().database, file) as engine:
        migrate.require(engine)
        with engine.connect() as connection:
            found = examine(connection, RESOURCES.values(), faults.append)
        if faults:
            fail("\n".join([f"{file} does not hold, and nothing is restored:", *faults]))
        with engine.begin() as connection:
            epoch = renew(connection)
    typer.echo(f"{found.versions} versions and {found.records} records hold\ndataset hash {found.head}\nepoch {epoch}")
