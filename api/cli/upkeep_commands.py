"""The command line's part for what an operator sees to: proof, the search index, backups."""

import typer

from api.cli.output import report


def verify() -> None:
    """Recompute the version chain, and compare every record with its last version; print what does not hold."""
    from api.cli.database import seeded_database
    from api.core.versions.verify import examine
    from api.resources.registry import RESOURCES

    with seeded_database() as engine, engine.connect() as connection:
        broken = False

        def tell(fault: str) -> None:
            nonlocal broken
            broken = True
            typer.echo(f"lunju: {fault}", err=True)

        found = examine(connection, RESOURCES.values(), tell)
    if broken:
        raise typer.Exit(1)
    typer.echo(f"{found.versions} versions and {found.records} records hold\ndataset hash {found.head}")


def reindex() -> None:
    """Fill the search index again. Seeding does so by itself where another version of Lunju filled it."""
    from api.cli.database import transaction
    from api.resources.registry import SEARCHED
    from seed.frozen import index

    with transaction() as connection:
        count = index.rebuild(connection, report, SEARCHED)
    typer.echo(f"{count} records can be searched")


def restored() -> None:
    """Say that the database was restored from a backup: it gets a new epoch, so that who follows /changes notices."""
    import sqlalchemy as sa

    from api.cli.database import transaction
    from api.core.versions.dataset_epoch import renew

    with transaction() as connection:
        epoch = renew(connection)
        head = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
    typer.echo(f"epoch {epoch}\ndataset version {head.version}, hash {head.chain_hash}")
