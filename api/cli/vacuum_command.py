"""The command line's part for what was removed."""

import typer

_LOCK_SECONDS = 10


def vacuum() -> None:
    """Rewrite the database, so that nothing of what was redacted or deleted stays in its files; nobody may serve it."""
    from api.cli.database import seeded_database
    from api.core.db.vacuum import vacuum as rewrite

    with seeded_database(_LOCK_SECONDS) as engine:
        rewrite(engine, lambda notice: typer.echo(notice, err=True))
        logs = engine.dialect.name == "postgresql"
    log = "; its write-ahead log has it until that is written over" if logs else ""
    typer.echo(f"the database is rewritten: nothing of what was removed is left in its files{log}")
